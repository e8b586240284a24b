// How files of a kind begin, in Base64. WAVE is told from WebP by the kind that was asked for.
const beginnings: readonly (readonly [mediaType: string, beginning: RegExp])[] = [
  ['image/png', /^iVBORw0KGgo/],
  ['image/jpeg', /^\/9j\//],
  ['image/gif', /^R0lGOD/],
  ['image/webp', /^UklGR/],
  ['image/bmp', /^Qk/],
  ['image/avif', /^.{5}nR5cGF2aW/],
  ['audio/wav', /^UklGR/],
  ['audio/mpeg', /^(SUQz|\/\/[uvty])/],
  ['application/pdf', /^JVBERi/],
]

/** What a file is whose type says only its kind, such as `image/*`, by how it begins. */
export function sniffMediaType(kind: string, base64: string): string | undefined {
  const [top] = kind.split('/')
  return beginnings.find(([mediaType, beginning]) => mediaType.startsWith(`${top}/`) && beginning.test(base64))?.[0]
}
