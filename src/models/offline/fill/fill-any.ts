import { fillArray } from './fill-array.ts'
import { fillBoolean } from './fill-boolean.ts'
import {
  isBottom,
  isDeep,
  typesOf,
  type AnyJsonSchema,
  type FillContext,
  type Filled,
  type ObjectSchema,
  type Place,
} from './fill-context.ts'
import { fillEnum } from './fill-enum.ts'
import { fillNumber } from './fill-number.ts'
import { fillObject } from './fill-object.ts'
import { fillString } from './fill-string.ts'
import { mergeSchemas } from './merge-schema.ts'
import { resolveReference } from './schema-checker.ts'

/** Fills a schema of any form: takes apart what combines schemas, then fills what is left by its type. */
export function fillAny(schema: AnyJsonSchema, place: Place, context: FillContext): Filled {
  if (schema === true) return fillAnything(place)
  if (schema === false || isBottom(place) || context.budget.left-- <= 0) return { value: null, found: 0 }
  if (schema.$ref !== undefined) {
    const { $ref: _reference, ...beside } = schema
    return context.fillPart(mergeSchemas(beside, dereferenced(schema, context)), {
      ...place,
      references: place.references + 1,
    })
  }
  if (schema.allOf !== undefined) {
    const { allOf, ...beside } = schema
    return context.fillPart(
      allOf.reduce<ObjectSchema>((whole, part) => mergeSchemas(whole, dereferenced(part, context)), beside),
      place,
    )
  }
  const branches = schema.anyOf ?? schema.oneOf
  if (branches !== undefined) return fillBranches(schema, branches, place, context)
  if (schema.if !== undefined) return fillConditional(schema, place, context)
  if (schema.not !== undefined) return fillNegated(schema, place, context)
  if (schema.const !== undefined) return fillEnum([schema.const], place, context)
  if (schema.enum !== undefined) return fillEnum(schema.enum, place, context)
  return fillTypes(schema, place, context)
}

function dereferenced(schema: AnyJsonSchema, { root }: FillContext): AnyJsonSchema {
  return typeof schema === 'object' && schema.$ref !== undefined
    ? (resolveReference(root, schema.$ref) ?? true)
    : schema
}

/** A schema that allows anything gets what the input says in this place, or nothing. */
function fillAnything({ values, source, name }: Place): Filled {
  const [value] = values
  if (value !== undefined) return { value, found: 1 }
  return { value: name === '' ? source.text : null, found: 0 }
}

/** The branch that takes most from the input; without any, the one that allows null, else the first that is valid. */
function fillBranches(
  schema: ObjectSchema,
  branches: readonly AnyJsonSchema[],
  place: Place,
  context: FillContext,
): Filled {
  const { anyOf: _anyOf, oneOf: _oneOf, ...beside } = schema
  const isReference = (branch: AnyJsonSchema): boolean => typeof branch === 'object' && branch.$ref !== undefined
  const simple = branches.filter((branch) => !isReference(branch))
  const filled = (isDeep(place) && simple.length > 0 ? simple : branches)
    .map((branch) => {
      const references = place.references + (isReference(branch) ? 1 : 0)
      return context.fillPart(mergeSchemas(beside, dereferenced(branch, context)), { ...place, references })
    })
    .filter(({ value }) => context.isValid(schema, value))
  return mostFound(filled) ?? { value: null, found: 0 }
}

/** The values of a condition's both sides; the first that the whole schema allows. */
function fillConditional(schema: ObjectSchema, place: Place, context: FillContext): Filled {
  const { if: condition = true, then: yes = true, else: no = true, ...beside } = schema
  const negative = context.fillPart(mergeSchemas(beside, no), place)
  const positive = context.fillPart(mergeSchemas(mergeSchemas(beside, condition), yes), place)
  return mostFound([negative, positive].filter(({ value }) => context.isValid(schema, value))) ?? negative
}

/** What must not be is tried out: the first of several values that is not it. */
function fillNegated(schema: ObjectSchema, place: Place, context: FillContext): Filled {
  const { not: _not, ...beside } = schema
  const first = context.fillPart(beside, place)
  if (context.isValid(schema, first.value)) return first
  for (let variant = place.variant + 1; variant <= place.variant + 8; variant++) {
    const other = context.fillPart(beside, { ...place, values: [], variant })
    if (context.isValid(schema, other.value)) return other
  }
  return first
}

function fillTypes(schema: ObjectSchema, place: Place, context: FillContext): Filled {
  const types = typesOf(schema)
  const wanted = isDeep(place) && types.includes('null') ? ['null'] : types
  return mostFound(wanted.map((type) => fillType(type, schema, place, context))) ?? { value: null, found: 0 }
}

function fillType(type: string, schema: ObjectSchema, place: Place, context: FillContext): Filled {
  switch (type) {
    case 'object':
      return fillObject(schema, place, context)
    case 'array':
      return fillArray(schema, place, context)
    case 'number':
    case 'integer':
      return fillNumber(schema, place, context, type === 'integer')
    case 'boolean':
      return fillBoolean(place)
    case 'string':
      return fillString(schema, place)
    default:
      return { value: null, found: place.values.includes(null) ? 1 : 0 }
  }
}

function mostFound(filled: readonly Filled[]): Filled | undefined {
  const best = filled.reduce<Filled | undefined>(
    (most, each) => (most === undefined || each.found > most.found ? each : most),
    undefined,
  )
  return best?.found === 0 ? (filled.find(({ value }) => value === null) ?? best) : best
}
