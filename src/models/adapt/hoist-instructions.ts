import type { LanguageModelV4Message } from '../model.ts'

/** The conversation with all instructions at its beginning, for providers that take them nowhere else. */
export function hoistInstructions(prompt: readonly LanguageModelV4Message[]): LanguageModelV4Message[] {
  const begun = prompt.findIndex(({ role }) => role !== 'system')
  const isLate = begun >= 0 && prompt.some(({ role }, index) => role === 'system' && index > begun)
  if (!isLate) return [...prompt]
  return [...prompt.filter(({ role }) => role === 'system'), ...prompt.filter(({ role }) => role !== 'system')]
}
