import type { JSONSchema7 } from '@ai-sdk/provider'
import type { AnySchema } from '../json-schema.ts'

/** A schema as models take it. */
export interface ModelSchema {
  /** An object at its root, always: providers refuse anything else. */
  readonly jsonSchema: JSONSchema7
  /** The key that the value is under, where the user's schema describes no object, or none that may stand at a root. */
  readonly wrapper: string | undefined
}

/** The one key of the object that a model's arguments for a tool are wrapped in where they are no object. */
export const inputKey = 'input'

/** The one key of the object that a model's answer is wrapped in where it is no object. */
export const outputKey = 'output'

/** The keys of wrappers. */
export type WrapperKey = typeof inputKey | typeof outputKey

const made: Readonly<Record<WrapperKey, WeakMap<object, Promise<ModelSchema>>>> = {
  input: /* @__PURE__ */ new WeakMap(),
  output: /* @__PURE__ */ new WeakMap(),
}

/**
 * Makes a user's schema fit for models, once. `key` is what a value that is no object is wrapped in.
 * @throws ToolError `TOOL_SCHEMA_INVALID` when its library cannot export it.
 */
export function modelSchema(schema: AnySchema, key: WrapperKey): Promise<ModelSchema> {
  const known = made[key].get(schema)
  if (known !== undefined) return known
  const making = fit(schema, key)
  made[key].set(schema, making)
  return making
}

// Loaded with the first schema that a model is given.
async function fit(schema: AnySchema, key: WrapperKey): Promise<ModelSchema> {
  const { fitForModels } = await import('./fit-for-models.ts')
  return fitForModels(schema, key)
}
