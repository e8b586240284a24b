import type { JsonValue } from '../../../util/json/json.ts'
import { bestChoice, type Choice } from './choices.ts'
import type { FillContext, Filled, Place } from './fill-context.ts'

/** One of the values: the one named in this place, or the one the input speaks of most. */
export function fillEnum(values: readonly JsonValue[], place: Place, context: FillContext): Filled {
  const named = values.find((value) => place.values.some((said) => sameWord(said, value)))
  if (named !== undefined) return { value: named, found: 1 }
  if (place.variant > 0) return { value: values[place.variant % values.length] ?? null, found: 0 }
  const described = describeValues(values, context.choices)
  const best = bestChoice(described, place.source.text)
  const value = values[described.findIndex((choice) => choice === best?.choice)] ?? null
  if (best !== undefined && best.score > 0) return { value, found: 1 }
  return { value: values.includes(null) ? null : value, found: 0 }
}

/** The values as choices, with what the instructions say about those of the same name. */
export function describeValues(values: readonly JsonValue[], choices: readonly Choice[]): readonly Choice[] {
  return values.map((value) => ({
    name: String(value),
    description: choices.find(({ name }) => name === value)?.description ?? '',
  }))
}

function sameWord(said: JsonValue, value: JsonValue): boolean {
  return (
    said === value ||
    (typeof value !== 'object' &&
      typeof said !== 'object' &&
      String(said).toLowerCase() === String(value).toLowerCase())
  )
}
