import type { StandardSchema } from './standard-schema.ts'

/** A schema in a place where a JSON Schema holds one: an object, or `true` for anything and `false` for nothing. */
type SubSchema = JsonSchema | boolean

interface SchemaMap {
  readonly [name: string]: SubSchema
}

/**
 * A JSON Schema document (draft 7 or 2020-12). May be declared `as const`. An object that has no keyword of JSON Schema is
 * none; keywords of one's own may stand beside the others.
 */
export interface JsonSchema {
  readonly $schema?: string | undefined
  readonly $id?: string | undefined
  readonly $anchor?: string | undefined
  readonly $ref?: string | undefined
  readonly $dynamicRef?: string | undefined
  readonly $dynamicAnchor?: string | undefined
  readonly $comment?: string | undefined
  readonly $defs?: SchemaMap | undefined
  readonly definitions?: SchemaMap | undefined
  readonly title?: string | undefined
  readonly description?: string | undefined
  readonly default?: unknown
  readonly examples?: unknown
  readonly deprecated?: boolean | undefined
  readonly readOnly?: boolean | undefined
  readonly writeOnly?: boolean | undefined
  readonly type?: string | readonly string[] | undefined
  readonly enum?: readonly unknown[] | undefined
  readonly const?: unknown
  readonly properties?: SchemaMap | undefined
  readonly required?: readonly string[] | undefined
  readonly additionalProperties?: SubSchema | undefined
  readonly patternProperties?: SchemaMap | undefined
  readonly propertyNames?: SubSchema | undefined
  readonly unevaluatedProperties?: SubSchema | undefined
  readonly minProperties?: number | undefined
  readonly maxProperties?: number | undefined
  readonly dependentRequired?: { readonly [name: string]: readonly string[] } | undefined
  readonly dependentSchemas?: SchemaMap | undefined
  readonly dependencies?: { readonly [name: string]: SubSchema | readonly string[] } | undefined
  readonly items?: SubSchema | readonly SubSchema[] | undefined
  readonly prefixItems?: readonly SubSchema[] | undefined
  readonly additionalItems?: SubSchema | undefined
  readonly unevaluatedItems?: SubSchema | undefined
  readonly contains?: SubSchema | undefined
  readonly minContains?: number | undefined
  readonly maxContains?: number | undefined
  readonly minItems?: number | undefined
  readonly maxItems?: number | undefined
  readonly uniqueItems?: boolean | undefined
  readonly anyOf?: readonly SubSchema[] | undefined
  readonly oneOf?: readonly SubSchema[] | undefined
  readonly allOf?: readonly SubSchema[] | undefined
  readonly not?: SubSchema | undefined
  readonly if?: SubSchema | undefined
  readonly then?: SubSchema | undefined
  readonly else?: SubSchema | undefined
  readonly format?: string | undefined
  readonly pattern?: string | undefined
  readonly minLength?: number | undefined
  readonly maxLength?: number | undefined
  readonly contentEncoding?: string | undefined
  readonly contentMediaType?: string | undefined
  readonly contentSchema?: SubSchema | undefined
  readonly minimum?: number | undefined
  readonly maximum?: number | undefined
  readonly exclusiveMinimum?: number | undefined
  readonly exclusiveMaximum?: number | undefined
  readonly multipleOf?: number | undefined
}

/** What users may hand in where a schema is wanted. */
export type AnySchema = StandardSchema | JsonSchema

/** What is written for a schema, before it makes something of it; JSON Schema says nothing to the compiler, so it gives `Fallback`. */
export type InferInput<Schema extends AnySchema, Fallback = unknown> =
  Schema extends StandardSchema<infer Input, unknown> ? Input : Fallback

/** What a schema makes of what is written for it; `Fallback` for a JSON Schema. */
export type InferOutput<Schema extends AnySchema, Fallback = unknown> =
  Schema extends StandardSchema<unknown, infer Output> ? Output : Fallback
