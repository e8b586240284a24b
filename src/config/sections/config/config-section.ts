import type { Section } from '../section.ts'
import { configKey } from './config-keys.ts'

/** The section `config`: settings of the runtime. */
export const configSection: Section<typeof configKey> = {
  key: configKey,
  build: ({ agentStartTimeoutMs }) => ({ settings: { startTimeoutMs: agentStartTimeoutMs } }),
}
