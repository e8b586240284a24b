import { Validator, type OutputUnit } from '@cfworker/json-schema'
import { isRecord } from '../util/is-record.ts'
import { draftOf } from './json-schema-draft.ts'
import { pointerSteps } from './ref-target.ts'
import type { StandardSchemaIssue, StandardSchemaResult } from './standard-schema.ts'
import { spellOutNullable } from './spell-out-nullable.ts'
import { unicodePattern } from './unicode-pattern.ts'
import { mapSubschemas } from './keywords.ts'

const validators = new WeakMap<object, Validator>()

/** Checks a value against a JSON Schema of any draft from 4 on, by the rules of its own. */
export function validateJsonSchema(schema: object, value: unknown): StandardSchemaResult<unknown> {
  let validator = validators.get(schema)
  if (validator === undefined) validators.set(schema, (validator = createValidator(schema)))
  const { valid, errors } = validator.validate(value)
  return valid ? { value } : { issues: issuesOf(errors.map(placed), '#') }
}

function createValidator(schema: object): Validator {
  // The validator writes into the schema that it is given.
  return new Validator(readable(schema) as object, draftOf(schema), false)
}

/** A copy with patterns that the validator, which reads them by the stricter rules of Unicode, takes. */
function readable(schema: unknown): unknown {
  if (!isRecord(schema)) return schema
  const copy = mapSubschemas(schema, readable)
  spellOutNullable(copy)
  if (typeof copy['pattern'] === 'string') copy['pattern'] = unicodePattern(copy['pattern'])
  if (isRecord(copy['patternProperties'])) {
    copy['patternProperties'] = Object.fromEntries(
      Object.entries(copy['patternProperties']).map(([pattern, inner]) => [unicodePattern(pattern), inner]),
    )
  }
  return copy
}

/** The validator gives a key that must not be there the place of the value, where that of the schema belongs. */
function placed(error: OutputUnit, index: number, errors: readonly OutputUnit[]): OutputUnit {
  if (error.keyword !== 'false') return error
  const keywordLocation = `${errors[index - 1]?.keywordLocation ?? '#'}/false`
  return { ...error, keywordLocation, error: 'It must not be there.' }
}

/** Keywords whose errors only repeat that an inner one exists. */
const outer = [
  'properties',
  'items',
  'prefixItems',
  'additionalProperties',
  'unevaluatedProperties',
  'allOf',
  '$ref',
  'if',
  'dependentSchemas',
]

/** The issues of a list of errors, with paths from `from` on. Of a union the issues of each variant stay together. */
function issuesOf(errors: readonly OutputUnit[], from: string): readonly StandardSchemaIssue[] {
  const issues: StandardSchemaIssue[] = []
  for (let index = 0; index < errors.length; index++) {
    // The loop ends before the list does.
    const error = errors[index] as OutputUnit
    const inner = within(errors, index)
    if (error.keyword === 'anyOf' || error.keyword === 'oneOf') {
      // Where more than one variant took the value, those that did not have nothing to say.
      issues.push(isUnmatched(error) ? unionIssue(error, inner, from) : issueOf(error, from))
      index += inner.length
    } else if (inner.length === 0 || !outer.includes(error.keyword)) issues.push(issueOf(error, from))
  }
  return issues
}

/** The errors that follow one and lie deeper in the schema below the same keyword. */
function within(errors: readonly OutputUnit[], index: number): readonly OutputUnit[] {
  const place = `${errors[index]?.keywordLocation}/`
  const rest = errors.slice(index + 1)
  const end = rest.findIndex(({ keywordLocation }) => !keywordLocation.startsWith(place))
  return end === -1 ? rest : rest.slice(0, end)
}

function isUnmatched({ keyword, error }: OutputUnit): boolean {
  return keyword === 'anyOf' || (keyword === 'oneOf' && error.includes('(0 matches)'))
}

interface UnionIssue extends StandardSchemaIssue {
  readonly errors: readonly (readonly StandardSchemaIssue[])[]
}

/** As zod reports a union: the issues of its variants in `errors`, with paths from the union on. */
function unionIssue(error: OutputUnit, inner: readonly OutputUnit[], from: string): UnionIssue {
  const variants = Map.groupBy(inner, ({ keywordLocation }) =>
    keywordLocation
      .slice(error.keywordLocation.length + 1)
      .split('/', 1)
      .join(),
  )
  const errors = [...variants.values()].map((variant) => issuesOf(variant, error.instanceLocation))
  return { ...issueOf(error, from), errors }
}

function issueOf({ error, instanceLocation }: OutputUnit, from: string): StandardSchemaIssue {
  const path = (pointerSteps(instanceLocation) ?? []).slice(pointerSteps(from)?.length ?? 0)
  return { message: error, path: path.map((step) => (/^\d+$/.test(step) ? Number(step) : step)) }
}
