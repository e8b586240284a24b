import { strictProblem } from '../../../schema/strict/strict-problem.ts'
import { strictRulesOf } from '../../../schema/strict/strict-rules.ts'
import type { JsonSchema } from '../../model.ts'
import type { ModelProfile } from '../../profiles/profile.ts'

/** Why a schema is not decoded strictly; nothing where it is. */
export type Strictness = (schema: JsonSchema) => string | undefined

/** How strictly a model takes schemas: by what is known of it, and by the rules of its provider. */
export function strictnessOf(provider: string, modelId: string, { abilities }: ModelProfile): Strictness {
  if (!abilities.strict) return () => 'the model is not known to do that'
  const rules = strictRulesOf(provider, modelId)
  return (schema) => strictProblem(schema, rules)
}
