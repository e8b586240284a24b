import type { AnySchema } from '../json-schema.ts'
import { toJsonSchema } from '../to-json-schema.ts'
import type { ModelSchema, WrapperKey } from './model-schema.ts'
import { objectRoot } from './object-root.ts'
import { portable } from './portable.ts'
import { wrapSchema } from './wrap-schema.ts'

/** Exports a user's schema in the words that all providers take, with an object at its root. */
export async function fitForModels(schema: AnySchema, key: WrapperKey): Promise<ModelSchema> {
  const exported = portable(await toJsonSchema(schema))
  const root = objectRoot(exported)
  return root === undefined
    ? { jsonSchema: wrapSchema(exported, key), wrapper: key }
    : { jsonSchema: root, wrapper: undefined }
}
