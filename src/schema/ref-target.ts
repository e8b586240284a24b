/** What a local `$ref` (a JSON Pointer as URI fragment, RFC 6901) leads to in a schema; undefined where it leads nowhere. */
export function refTarget(root: unknown, ref: unknown): unknown {
  const steps = typeof ref === 'string' ? pointerSteps(ref) : undefined
  return steps?.reduce<unknown>(
    (node, step) =>
      typeof node === 'object' && node !== null && Object.hasOwn(node, step)
        ? (node as Readonly<Record<string, unknown>>)[step]
        : undefined,
    root,
  )
}

/** The steps of a local reference; undefined for one that leads out of its document, or that is malformed. */
export function pointerSteps(ref: string): readonly string[] | undefined {
  if (ref === '#') return []
  if (!ref.startsWith('#/')) return undefined
  try {
    return decodeURIComponent(ref.slice(2))
      .split('/')
      .map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'))
  } catch {
    return undefined
  }
}
