import { isRecord } from '../../util/is-record.ts'
import type { JsonSchema } from '../json-schema.ts'
import { openAiRules, type StrictRules } from './strict-rules.ts'
import { StrictWalk } from './strict-walk.ts'

const known = new WeakMap<StrictRules, WeakMap<object, { readonly problem: string | undefined }>>()

/**
 * Why strict decoding would refuse a schema, in words that name the place (`` `address.zip` is not in `required` ``);
 * undefined where it takes it. By OpenAI's rules unless others are given. Quick for a schema that was asked about
 * before, so it may stand on the path of every request; a schema must not change in between.
 */
export function strictProblem(schema: JsonSchema, rules: StrictRules = openAiRules): string | undefined {
  // Booleans are schemas too, and hold no answer.
  if (!isRecord(schema)) return 'the schema is not an object'
  let answers = known.get(rules)
  if (answers === undefined) known.set(rules, (answers = new WeakMap()))
  let answer = answers.get(schema)
  if (answer === undefined) answers.set(schema, (answer = { problem: new StrictWalk(schema, rules).problem() }))
  return answer.problem
}
