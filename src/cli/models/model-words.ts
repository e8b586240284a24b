import type { ModelAbilities } from '../../models/profiles/profile.ts'

/** What a model can do, in a word each. */
export const abilityWords = {
  tools: ({ tools }: ModelAbilities): string => (tools ? 'yes' : 'text'),
  schema: ({ schema }: ModelAbilities): string => (schema === 'alone' ? 'alone' : schema ? 'yes' : 'no'),
}

/** A number of tokens; what is not known is not known. */
export function whole(tokens: number | undefined): string {
  return tokens === undefined ? '?' : tokens.toLocaleString('en-US')
}

/** An amount of dollars; an unknown price is unknown, not nothing. */
export function dollars(amount: number | undefined): string {
  // A price with a surcharge is a product and has its rounding errors.
  return amount === undefined ? '?' : String(Number(amount.toFixed(4)))
}
