/** What a media type says of a body. */
export interface MediaType {
  /** `type/subtype` in lower case; empty where it is not known. */
  readonly name: string
  readonly isText: boolean
  readonly isJson: boolean
  /** True for what models look at: pictures and PDFs. */
  readonly isShown: boolean
  readonly charset: string
}

const json = /[/+]json$/
const text =
  /^text\/|[/+](json|xml|yaml|x-yaml|javascript|x-javascript|x-www-form-urlencoded|x-ndjson|jsonl|graphql|sql|toml)$/

/** Reads a media type with its parameters. */
export function readMediaType(value: string): MediaType {
  const [type = '', ...parameters] = value.toLowerCase().split(';')
  const name = type.trim()
  const isText = text.test(name)
  const charsets = parameters.map((each) => /^\s*charset="?([^"]+)"?\s*$/.exec(each)?.[1])
  return {
    name,
    isText,
    isJson: json.test(name),
    isShown: !isText && /^image\/|^application\/pdf$/.test(name),
    charset: charsets.find((each) => each !== undefined) ?? 'utf-8',
  }
}

/** The text of bytes in a character set; in UTF-8 where there is no such set. */
export function decodeText(bytes: Uint8Array, charset: string): string {
  try {
    return new TextDecoder(charset).decode(bytes)
  } catch {
    return new TextDecoder().decode(bytes)
  }
}
