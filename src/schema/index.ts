// Schemas of any library, as one thing. Knows nothing of what is validated.
export type { AnySchema, InferSchema, InferWritten, JsonSchema } from './json-schema.ts'
export { formatIssues, isStandardSchema } from './standard-schema.ts'
export type {
  InferInput,
  InferOutput,
  StandardSchema,
  StandardSchemaIssue,
  StandardSchemaProps,
  StandardSchemaResult,
} from './standard-schema.ts'
export { toJsonSchema } from './to-json-schema.ts'
export { validateSchema } from './validate-schema.ts'
