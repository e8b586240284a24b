/** An object without the fields that are undefined: each that may have been is optional instead. */
export type Defined<Value> = {
  [Name in keyof Value as undefined extends Value[Name] ? never : Name]: Value[Name]
} & { [Name in keyof Value as undefined extends Value[Name] ? Name : never]?: Exclude<Value[Name], undefined> }

/** Fields that may be left out, or be undefined, which is the same. */
export type Open<Value> = { readonly [Name in keyof Value]?: Value[Name] | undefined }

/** The same object without its undefined fields, for records: what is absent is absent in them. */
export function defined<const Value extends object>(value: Value): Defined<Value> {
  const kept: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(value)) if (field !== undefined) kept[name] = field
  return kept as Defined<Value>
}
