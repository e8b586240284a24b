import type { zod } from './zod.ts'

/** zod, which is handed to what makes a schema: the tables of keys are data, and only what checks values loads it. */
export type Zod = typeof zod

/** Makes a schema when it is first asked for: most files use few of the keys, and making schemas takes time at start. */
export function lazySchema<Schema>(make: (z: Zod) => Schema): (z: Zod) => Schema {
  let made: { readonly schema: Schema } | undefined
  return (z) => (made ??= { schema: make(z) }).schema
}
