import type { JSONSchema7 } from '@ai-sdk/provider'
import type { StandardSchema } from './standard-schema.ts'

/** A JSON Schema document (draft 7 vocabulary, as model providers take it). */
export type JsonSchema = JSONSchema7

/** What users may hand in where a schema is wanted. */
export type AnySchema = StandardSchema | JsonSchema

/** The type a schema's validated value has; JSON Schema says nothing to the compiler, so it gives `Fallback`. */
export type InferSchema<Schema, Fallback = unknown> =
  Schema extends StandardSchema<unknown, infer Output> ? Output : Fallback
