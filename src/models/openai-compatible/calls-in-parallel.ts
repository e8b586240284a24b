import type { SettingWords } from '../provider.ts'

/** Says that tools may be called side by side, or not, to a provider whose server knows `parallel_tool_calls`. */
export function callsInParallel(provider: string): NonNullable<SettingWords['parallelToolCalls']> {
  return (allowed) => ({ [provider]: { parallelToolCalls: allowed } })
}
