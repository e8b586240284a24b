import { mapSubschemas } from '../../schema/keywords.ts'
import { isRecord } from '../../util/is-record.ts'
import type { JsonSchema } from '../model.ts'

/** The same schema for Gemini, which overlooks `const` and knows a list of one value. */
export function enumForConst(schema: JsonSchema): JsonSchema {
  // A schema of which one keyword says the same in another word is still one.
  return convert(schema) as JsonSchema
}

function convert(node: unknown): unknown {
  if (!isRecord(node)) return node
  const { const: value, ...rest } = mapSubschemas(node, convert)
  return value === undefined ? rest : { ...rest, enum: [value] }
}
