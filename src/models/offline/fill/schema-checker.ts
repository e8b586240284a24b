import type { Schema } from '@cfworker/json-schema'
import type { JsonValue } from '../../../util/json/json.ts'
import type { AnyJsonSchema, ObjectSchema } from './fill-context.ts'

/** A schema in the form that the fillers work on, and the check of any part of it. */
export interface SchemaChecker {
  readonly root: AnyJsonSchema
  readonly isValid: (part: AnyJsonSchema, value: JsonValue) => boolean
}

/**
 * Prepares a schema so that its parts can be checked alone: references are written as `#/definitions/root/...`, and each
 * part is checked with the whole schema as its definition `root`.
 */
export async function createSchemaChecker(schema: AnyJsonSchema): Promise<SchemaChecker> {
  const { Validator } = await import('@cfworker/json-schema')
  const root = rewriteReferences(schema) as AnyJsonSchema
  const validators = new WeakMap<object, InstanceType<typeof Validator>>()
  const validatorFor = (part: ObjectSchema): InstanceType<typeof Validator> => {
    const known = validators.get(part)
    if (known !== undefined) return known
    const validator = new Validator({ ...part, definitions: { root } } as Schema, '7')
    validators.set(part, validator)
    return validator
  }
  return {
    root,
    isValid: (part, value) => {
      if (typeof part === 'boolean') return part
      try {
        return validatorFor(part).validate(value).valid
      } catch {
        // A reference that leads nowhere, or a pattern that is none: nothing could be valid.
        return false
      }
    },
  }
}

function rewriteReferences(schema: unknown): unknown {
  if (Array.isArray(schema)) return schema.map(rewriteReferences)
  if (typeof schema !== 'object' || schema === null) return schema
  const rewritten: Record<string, unknown> = {}
  for (const [key, value] of Object.entries(schema)) {
    // An `$id` would change what the references below it mean.
    if ((key === '$id' || key === '$schema') && typeof value === 'string') continue
    rewritten[key] =
      key === '$ref' && typeof value === 'string' ? value.replace(/^#/, '#/definitions/root') : rewriteReferences(value)
  }
  return rewritten
}

/** The schema that a rewritten reference points to (RFC 6901); `undefined` where there is none. */
export function resolveReference(root: AnyJsonSchema, reference: string, followed = 0): AnyJsonSchema | undefined {
  if (!/^#\/definitions\/root(?:\/|$)/.test(reference) || followed > 20) return undefined
  const keys = reference.split('/').slice(3).map(decodeKey)
  const found = keys.reduce<unknown>(
    (value, key) => (isTable(value) && Object.hasOwn(value, key) ? value[key] : undefined),
    root,
  )
  if (typeof found === 'boolean') return found
  if (!isTable(found)) return undefined
  const isReference = typeof found.$ref === 'string' && Object.keys(found).length === 1
  return isReference ? resolveReference(root, found.$ref as string, followed + 1) : found
}

function isTable(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function decodeKey(part: string): string {
  return decodeURIComponent(part).replaceAll('~1', '/').replaceAll('~0', '~')
}
