const identifier = /^[\p{ID_Start}$_][\p{ID_Continue}$]*$/u

/** A place in a value as people write it: `items[2].at`. */
export function jsonPath(keys: readonly (string | number)[]): string {
  return keys.reduce<string>((path, key) => {
    if (typeof key === 'number') return `${path}[${key}]`
    if (!identifier.test(key)) return `${path}[${JSON.stringify(key)}]`
    return path === '' ? key : `${path}.${key}`
  }, '')
}
