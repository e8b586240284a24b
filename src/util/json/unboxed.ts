const boxes: ReadonlySet<string> = new Set(['[object Number]', '[object String]', '[object Boolean]'])

/** The primitive in an object such as `new Number(1)`, of whatever realm; any other object as it is. */
export function unboxed(value: object): unknown {
  if (!boxes.has(Object.prototype.toString.call(value))) return value
  const primitive: unknown = value.valueOf()
  return typeof primitive === 'object' ? value : primitive
}
