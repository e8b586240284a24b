import type { AnyJsonSchema, ObjectSchema } from './fill-context.ts'

/** One schema that asks for what both ask for, as far as a merge can say it. */
export function mergeSchemas(first: ObjectSchema, second: AnyJsonSchema): ObjectSchema {
  if (second === true) return first
  if (second === false) return { ...first, not: {} }
  const merged: Record<string, unknown> = { ...first, ...second }
  for (const key of Object.keys(first)) {
    const merge = mergers[key]
    if (merge !== undefined && key in second)
      merged[key] = merge(first[key as keyof ObjectSchema] as never, second[key as keyof ObjectSchema] as never)
  }
  return merged
}

type Merge = (a: never, b: never) => unknown

const larger: Merge = (a: number, b: number) => Math.max(a, b)
const smaller: Merge = (a: number, b: number) => Math.min(a, b)
const both: Merge = (a: AnyJsonSchema, b: AnyJsonSchema) => (a === true ? b : a === false ? false : mergeSchemas(a, b))
const eachKey: Merge = (a: Record<string, AnyJsonSchema>, b: Record<string, AnyJsonSchema>) => {
  const merged: Record<string, AnyJsonSchema> = { ...a }
  for (const [key, schema] of Object.entries(b)) {
    const known = merged[key]
    merged[key] = known === undefined ? schema : (both(known as never, schema as never) as AnyJsonSchema)
  }
  return merged
}

const mergers: Readonly<Record<string, Merge>> = {
  minimum: larger,
  exclusiveMinimum: larger,
  minLength: larger,
  minItems: larger,
  minProperties: larger,
  maximum: smaller,
  exclusiveMaximum: smaller,
  maxLength: smaller,
  maxItems: smaller,
  maxProperties: smaller,
  items: (a: ObjectSchema['items'], b: ObjectSchema['items']) =>
    Array.isArray(a) || Array.isArray(b) ? (Array.isArray(a) ? a : b) : both(a as never, b as never),
  additionalProperties: both,
  propertyNames: both,
  properties: eachKey,
  patternProperties: eachKey,
  uniqueItems: (a: boolean, b: boolean) => a || b,
  required: (a: readonly string[], b: readonly string[]) => [...new Set([...a, ...b])],
  enum: (a: readonly unknown[], b: readonly unknown[]) =>
    a.filter((value) => b.some((other) => JSON.stringify(other) === JSON.stringify(value))),
  type: (a: string | readonly string[], b: string | readonly string[]) => commonTypes([a].flat(), [b].flat()),
  allOf: (a: readonly unknown[], b: readonly unknown[]) => [...a, ...b],
  pattern: (a: string, b: string) => (a === b ? a : `(?=[\\s\\S]*?(?:${a}))(?=[\\s\\S]*?(?:${b}))`),
  multipleOf: (a: number, b: number) => commonMultiple(a, b),
}

function commonTypes(first: readonly string[], second: readonly string[]): readonly string[] {
  const allows = (types: readonly string[], type: string): boolean =>
    types.includes(type) || (type === 'integer' && types.includes('number'))
  return [
    ...new Set([...first.filter((type) => allows(second, type)), ...second.filter((type) => allows(first, type))]),
  ]
}

function commonMultiple(a: number, b: number): number {
  for (let times = 1; times <= 1000; times++) {
    const value = Number((a * times).toPrecision(12))
    if (Number.isInteger(Number((value / b).toPrecision(12)))) return value
  }
  return a * b
}
