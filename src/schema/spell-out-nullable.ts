const annotations: readonly string[] = ['title', 'description', 'default', '$defs', 'definitions']

/** Says in the words of JSON Schema what OpenAPI 3.0 says by `nullable`. Changes the schema, which is a copy. */
export function spellOutNullable(schema: Record<string, unknown>): void {
  const { nullable, type } = schema
  delete schema['nullable']
  if (nullable !== true) return
  if (typeof type === 'string' || Array.isArray(type)) {
    schema['type'] = [...new Set([type, 'null'].flat())]
    const values = schema['enum']
    if (Array.isArray(values) && !values.includes(null)) schema['enum'] = [...(values as unknown[]), null]
    return
  }
  const rest = Object.entries(schema).filter(([keyword]) => !annotations.includes(keyword))
  if (rest.length === 0) return
  for (const [keyword] of rest) delete schema[keyword]
  const variants = rest.length === 1 && rest[0]?.[0] === 'anyOf' ? rest[0][1] : [Object.fromEntries(rest)]
  schema['anyOf'] = [...(Array.isArray(variants) ? (variants as unknown[]) : []), { type: 'null' }]
}
