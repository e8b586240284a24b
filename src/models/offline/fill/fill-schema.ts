import type { JsonValue } from '../../../util/json/json.ts'
import type { Choice } from './choices.ts'
import { fillAny } from './fill-any.ts'
import type { AnyJsonSchema, FillContext } from './fill-context.ts'
import { createSchemaChecker } from './schema-checker.ts'
import { emptySource, type Source } from '../source.ts'

/** What a schema is filled from. */
export interface FillOptions {
  readonly source: Source
  /** What the instructions say about choices, to match enumerations with. */
  readonly choices?: readonly Choice[] | undefined
  /** True where a number may be taken from anywhere in the input. */
  readonly takeAnyNumber?: boolean | undefined
}

/** A filled schema. */
export interface FilledSchema {
  readonly value: JsonValue
  /** False where no value was found that the schema allows; the value is then the nearest one. */
  readonly valid: boolean
}

// Far more than any schema of use needs.
const mostValues = 20_000

/** Fills a JSON schema with a value it allows, taken from the input where that fits. */
export async function fillSchema(schema: AnyJsonSchema, options: FillOptions): Promise<FilledSchema> {
  const { source, choices = [], takeAnyNumber = false } = options
  const { root, isValid } = await createSchemaChecker(schema)
  const fill = (from: Source, careful: boolean, variant: number): JsonValue => {
    const context: FillContext = {
      root,
      isValid,
      choices,
      takeAnyNumber,
      careful,
      budget: { left: mostValues },
      takenNumbers: new Set(),
      fillPart: (part, place) => fillAny(part, place, context),
    }
    return context.fillPart(root, {
      name: '',
      values: from.data === undefined ? [] : [from.data],
      source: from,
      references: 0,
      variant,
    }).value
  }
  const value = fill(source, false, 0)
  if (isValid(root, value)) return { value, valid: true }
  // What the input says may not fit together: then property by property, and at last the schema alone decides.
  for (const retry of [
    () => fill(source, true, 0),
    ...[0, 1, 2].map((variant) => () => fill(emptySource, true, variant)),
  ]) {
    const other = retry()
    if (isValid(root, other)) return { value: other, valid: true }
  }
  return { value, valid: false }
}
