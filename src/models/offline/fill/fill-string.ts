import type { JsonValue } from '../../../util/json/json.ts'
import type { Filled, ObjectSchema, Place } from './fill-context.ts'
import { findString } from './find-string.ts'
import { firstFitting, fitString } from './fit-string.ts'
import { inventString } from './invent-string.ts'
import { findFormat } from './string-formats.ts'

/** A string for a schema: labelled in the input, of the wanted format or pattern, about the input, or one that fits. */
export function fillString(schema: ObjectSchema, place: Place): Filled {
  for (const value of place.values) {
    const text = scalarText(value)
    const fitting =
      text === undefined
        ? undefined
        : (fitString(schema, text) ?? firstFitting(schema, findFormat(schema.format ?? '', text)))
    if (fitting !== undefined) return { value: fitting, found: 1 }
  }
  const found = place.variant === 0 ? findString(schema, place) : undefined
  return found === undefined ? { value: inventString(schema, place), found: 0 } : { value: found, found: 1 }
}

function scalarText(value: JsonValue): string | undefined {
  return typeof value === 'string'
    ? value
    : typeof value === 'number' || typeof value === 'boolean'
      ? String(value)
      : undefined
}
