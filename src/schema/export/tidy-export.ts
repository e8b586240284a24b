import type { JSONSchema7 } from '@ai-sdk/provider'
import { isRecord } from '../../util/is-record.ts'
import { mapSubschemas } from '../keywords.ts'
import { hasLookaround } from '../strict/plain-pattern.ts'

/**
 * What a library exported, without what says nothing to the one who writes the value, and with its objects closed:
 * libraries drop keys that a schema does not name, or hand them to nobody.
 */
export function tidyExport(exported: Record<string, unknown>): JSONSchema7 {
  // Providers refuse or ignore `$schema`, and Standard Schema's vendor marker is of no use to them.
  const { $schema: _schema, '~standard': _standard, ...schema } = exported
  return tidy(schema, false) as JSONSchema7
}

function tidy(node: unknown, isPartOfWhole: boolean): unknown {
  if (!isRecord(node)) return node
  // Parts of an `allOf` that were closed would refuse each other's keys.
  const schema = mapSubschemas(node, (subschema, keyword) => tidy(subschema, keyword === 'allOf'))
  delete schema['readOnly']
  // What JavaScript can count to bounds no model.
  if (schema['minimum'] === Number.MIN_SAFE_INTEGER) delete schema['minimum']
  if (schema['maximum'] === Number.MAX_SAFE_INTEGER) delete schema['maximum']
  if (isRecord(schema['properties'])) requireNoDefaults(schema)
  if (schema['propertyNames'] !== undefined && isAnyText(schema['propertyNames'])) delete schema['propertyNames']
  // zod writes a format out as a pattern, in terms that the engines of strict decoding do not know.
  if (schema['format'] !== undefined && hasLookaround(schema['pattern'])) delete schema['pattern']
  if (!isPartOfWhole && isOpenByOmission(schema)) schema['additionalProperties'] = false
  return schema
}

/** The default of a key that must be written is never taken. */
function requireNoDefaults(schema: Record<string, unknown>): void {
  const { required, properties } = schema
  if (!Array.isArray(required) || !isRecord(properties)) return
  schema['properties'] = Object.fromEntries(
    Object.entries(properties).map(([name, property]) => {
      if (!required.includes(name) || !isRecord(property) || !('default' in property)) return [name, property]
      const { default: _default, ...rest } = property
      return [name, rest]
    }),
  )
}

function isAnyText(schema: unknown): boolean {
  return isRecord(schema) && Object.keys(schema).length === 1 && schema['type'] === 'string'
}

function isOpenByOmission(schema: Record<string, unknown>): boolean {
  return (
    schema['type'] === 'object' &&
    isRecord(schema['properties']) &&
    schema['additionalProperties'] === undefined &&
    schema['patternProperties'] === undefined &&
    schema['allOf'] === undefined
  )
}
