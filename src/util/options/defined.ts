/** An object without the fields that are undefined: each that may have been is optional instead. */
export type Defined<Value> = {
  [Name in keyof Value as undefined extends Value[Name] ? never : Name]: Value[Name]
} & { [Name in keyof Value as undefined extends Value[Name] ? Name : never]?: Exclude<Value[Name], undefined> }

/** Fields that may be left out, or be undefined, which is the same. */
export type Open<Value> = { readonly [Name in keyof Value]?: Value[Name] | undefined }

/** The same object without its undefined fields, for records: what is absent is absent in them. */
export function defined<const Value extends object>(value: Value): Defined<Value> {
  const kept: Record<string, unknown> = {}
  // Called for every record: a list of pairs would cost more than what is kept.
  for (const name of Object.keys(value)) {
    const field: unknown = (value as Readonly<Record<string, unknown>>)[name]
    if (field !== undefined) kept[name] = field
  }
  return kept as Defined<Value>
}
