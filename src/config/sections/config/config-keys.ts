import { groupKey, optionalKey } from '../../../keys/key-entry.ts'
import { duration } from '../../../keys/value-kinds.ts'

/** The key `config`. */
export const configKey = groupKey(
  { agent_start_timeout: optionalKey(duration, 'How long an agent may take to be ready.', { defaultText: '30s' }) },
  'Settings of the runtime.',
)
