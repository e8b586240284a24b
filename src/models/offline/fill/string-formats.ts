/** How text of one format is found in a longer text, and what stands in where there is none. */
interface StringFormat {
  readonly pattern: RegExp
  readonly example: string
}

const day = String.raw`\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])`
const clock = String.raw`(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?`
const zone = String.raw`(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)`
const octet = String.raw`(?:25[0-5]|2[0-4]\d|1?\d?\d)`

const uri: StringFormat = { pattern: /\bhttps?:\/\/[^\s<>"')\]]*[^\s<>"')\].,;:!?]/, example: 'https://example.com/' }
const email: StringFormat = {
  pattern: /[\w.+-]{0,63}[\w+-]@(?:[A-Za-z\d](?:[A-Za-z\d-]{0,61}[A-Za-z\d])?\.){1,8}[A-Za-z]{2,63}/,
  example: 'user@example.com',
}
const hostname: StringFormat = {
  pattern: /\b(?:[a-z\d](?:[a-z\d-]{0,61}[a-z\d])?\.){1,8}[a-z]{2,63}\b/i,
  example: 'example.com',
}

const formats: Readonly<Record<string, StringFormat>> = {
  date: { pattern: new RegExp(String.raw`\b${day}\b`), example: '2000-01-01' },
  'date-time': { pattern: new RegExp(String.raw`\b${day}[Tt]${clock}${zone}`), example: '2000-01-01T00:00:00Z' },
  time: { pattern: new RegExp(String.raw`\b${clock}${zone}`), example: '00:00:00Z' },
  duration: { pattern: /\bP(?:\d+[YMWD])*(?:T(?:\d+[HMS])+)?(?<=\d[YMWDHS])/, example: 'PT1H' },
  email,
  'idn-email': email,
  hostname,
  'idn-hostname': hostname,
  ipv4: { pattern: new RegExp(String.raw`\b${octet}(?:\.${octet}){3}\b`), example: '192.0.2.1' },
  ipv6: { pattern: /\b(?:[\da-f]{1,4}:){7}[\da-f]{1,4}\b/i, example: '2001:db8::1' },
  uri,
  iri: uri,
  url: uri,
  'uri-reference': { pattern: uri.pattern, example: '/' },
  'iri-reference': { pattern: uri.pattern, example: '/' },
  uuid: {
    pattern: /\b[\da-f]{8}-[\da-f]{4}-[1-8][\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}\b/i,
    example: '00000000-0000-4000-8000-000000000000',
  },
  'json-pointer': { pattern: /\/[^\s"']+/, example: '/' },
  regex: { pattern: /$^/, example: '.*' },
}

/** The format that a name announces where the schema says none. */
const formatOfName: readonly { readonly name: RegExp; readonly format: string }[] = [
  { name: /^(?:e-?mail|mail)(?: address)?$|e-?mail$/i, format: 'email' },
  { name: /\b(?:url|uri|link|website|homepage)$/i, format: 'uri' },
  { name: /\b(?:date|day|deadline|due)$/i, format: 'date' },
  { name: /\b(?:uuid|guid)$/i, format: 'uuid' },
  { name: /\bip(?: address)?$/i, format: 'ipv4' },
  { name: /\b(?:host|hostname|domain)$/i, format: 'hostname' },
]

/** All texts of the format in a text, in order; none for a format that is not known. */
export function findFormat(format: string, text: string): readonly string[] {
  const known = formats[format]
  return known === undefined
    ? []
    : [...text.matchAll(new RegExp(known.pattern, `g${known.pattern.flags.replace('g', '')}`))].map(([found]) => found)
}

/** A valid text of the format that means nothing. */
export function formatExample(format: string): string | undefined {
  return formats[format]?.example
}

/** The format a property's name, as words, announces. */
export function formatForName(words: string): string | undefined {
  return formatOfName.find(({ name }) => name.test(words))?.format
}
