import type { StandardSchema } from './standard-schema.ts'

/** A JSON Schema document (draft 7 vocabulary, as model providers take it). May be declared `as const`. */
export interface JsonSchema {
  readonly type?: string | readonly string[]
  readonly properties?: { readonly [name: string]: JsonSchema | boolean }
  readonly required?: readonly string[]
  readonly [keyword: string]: unknown
}

/** What users may hand in where a schema is wanted. */
export type AnySchema = StandardSchema | JsonSchema

/** The type a schema's validated value has; JSON Schema says nothing to the compiler, so it gives `Fallback`. */
export type InferSchema<Schema, Fallback = unknown> =
  Schema extends StandardSchema<unknown, infer Output> ? Output : Fallback
