import type { JsonSchema, LanguageModelV4CallOptions } from '../../model.ts'
import type { ServerTraits } from '../server-traits.ts'
import type { RequestRemarks } from './request-remarks.ts'
import type { Strictness } from './strictness.ts'

interface FormatSurroundings {
  readonly traits: ServerTraits
  readonly strictness: Strictness
  readonly remarks: RequestRemarks
}

/** The form that the answer must have; nothing for text. */
export function outputFormat(
  format: LanguageModelV4CallOptions['responseFormat'],
  strict: boolean | undefined,
  { traits, strictness, remarks }: FormatSurroundings,
): unknown {
  if (format?.type !== 'json') return undefined
  const { schema, name = 'response', description } = format
  if (schema === undefined) return { type: 'json_object' }
  if (traits.outputFormat === 'json_object') {
    remarks.unsupported('responseFormat', 'The server takes the wish for JSON and no schema.')
    return { type: 'json_object' }
  }
  return {
    type: 'json_schema',
    json_schema: {
      // Other characters are refused.
      name: name.replace(/[^\w-]/g, '_').slice(0, 64),
      description,
      schema,
      strict: strict ?? isStrict(schema, strictness, remarks),
    },
  }
}

/** Strict decoding refuses a whole request for a schema that breaks its rules. */
function isStrict(schema: JsonSchema, strictness: Strictness, remarks: RequestRemarks): boolean {
  const problem = strictness(schema)
  if (problem !== undefined) remarks.note(`The answer is not decoded strictly: ${problem}.`)
  return problem === undefined
}
