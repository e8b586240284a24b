import { toJsonSchema } from '@valibot/to-json-schema'
import type { StandardSchema } from '../standard-schema.ts'

type ValibotSchema = Parameters<typeof toJsonSchema>[0]

/** Exports the input side of a schema of valibot through its exporter. */
export function exportValibot(schema: StandardSchema): Record<string, unknown> {
  // valibot is no dependency of this package; the schema says of itself that it is one of its.
  return toJsonSchema(schema as unknown as ValibotSchema, {
    typeMode: 'input',
    errorMode: 'throw',
    // A check that JSON Schema has no words for still runs on what the model wrote.
    overrideAction: ({ errors, jsonSchema }) => (errors === undefined ? undefined : jsonSchema),
    overrideSchema: ({ valibotSchema, jsonSchema }) =>
      valibotSchema.type === 'loose_object' ? { ...jsonSchema, additionalProperties: true } : undefined,
  }) as Record<string, unknown>
}
