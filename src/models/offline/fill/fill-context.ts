import type { JSONSchema7, JSONSchema7Definition } from '@ai-sdk/provider'
import type { JsonValue } from '../../../util/json/json.ts'
import type { Choice } from './choices.ts'
import type { Source } from '../source.ts'

/** A schema, or `true` and `false`, which allow everything and nothing. */
export type AnyJsonSchema = JSONSchema7Definition

/** The object form of a schema. */
export type ObjectSchema = JSONSchema7

/** A value for a schema, and how much of it came from the input; zero is a value that only fits. */
export interface Filled {
  readonly value: JsonValue
  readonly found: number
}

/** Where in the output a value goes, and what is known about it. */
export interface Place {
  /** Name of the property, or of the array; empty at the root. */
  readonly name: string
  /** Values that the input labels with this place. */
  readonly values: readonly JsonValue[]
  readonly source: Source
  /** How many references to other schemas were followed to get here. */
  readonly references: number
  /** Counts up where several different values are wanted. */
  readonly variant: number
}

// Schemas that refer to themselves would never end: deep down they get as little as they allow, deeper still nothing.
const deepest = 3
const bottom = 12

/** True so far down that only what a schema requires is filled. */
export function isDeep({ references }: Place): boolean {
  return references > deepest
}

/** True where a schema that requires itself has to be given up. */
export function isBottom({ references }: Place): boolean {
  return references > bottom
}

/** What the fillers share. */
export interface FillContext {
  /** The whole schema, which references point into. */
  readonly root: AnyJsonSchema
  /** Fills any schema; fillers call it for what is inside of theirs. */
  readonly fillPart: (schema: AnyJsonSchema, place: Place) => Filled
  /** Checks a value against a part of the schema. */
  readonly isValid: (schema: AnyJsonSchema, value: JsonValue) => boolean
  /** What the instructions say about choices, to match enumerations with. */
  readonly choices: readonly Choice[]
  /** True where a number may be taken from anywhere in the input: the arguments of a tool that was asked for. */
  readonly takeAnyNumber: boolean
  /** How many more values may be made: a schema that branches as it repeats itself would take for ever. */
  readonly budget: { left: number }
  /** True to check each property, after the input made something of the whole that the schema refuses. */
  readonly careful: boolean
  /** Numbers already taken, so that `a` and `b` get different ones. */
  readonly takenNumbers: Set<number>
}

/** The types a schema may have; those its keywords speak of where it names none. */
export function typesOf(schema: ObjectSchema): readonly string[] {
  if (schema.type !== undefined) return Array.isArray(schema.type) ? schema.type : [schema.type]
  const spokenOf = Object.entries(keywords).filter(([, words]) => words.some((word) => word in schema))
  return spokenOf.length > 0 ? spokenOf.map(([type]) => type) : ['string']
}

const keywords: Readonly<Record<string, readonly string[]>> = {
  object: ['properties', 'required', 'additionalProperties', 'patternProperties', 'minProperties', 'propertyNames'],
  array: ['items', 'prefixItems', 'minItems', 'uniqueItems', 'contains'],
  string: ['minLength', 'maxLength', 'pattern', 'format'],
  number: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
}
