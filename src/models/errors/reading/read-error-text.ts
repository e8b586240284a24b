import type { ErrorParts, ReadInner } from './gather-error.ts'
import { cleanWords } from './error-words.ts'
import { waitInWords } from './told-wait.ts'

/** Reads a body that is a text: JSON, a stream of events, a page of a proxy, XML, or plain words. */
export function readErrorText(text: string, readInner: ReadInner): ErrorParts | undefined {
  const body = text.trim()
  // A JSON value that says nothing.
  if (/^(null|true|false|-?[\d.]+)?$/.test(body)) return undefined
  if (/^[[{"]/.test(body)) return readJson(body, readInner)
  if (/^(data|event|id|retry|):/.test(body)) return readEvents(body, readInner)
  if (/^<(\?xml|Error|ErrorResponse)\b/.test(body)) return readXml(body)
  if (/^<[a-z!]/i.test(body)) return readPage(body)
  return partsOf(body, { status: /^(?:HTTP )?([45]\d\d)\b/.exec(body)?.[1], form: 'text' })
}

function readJson(body: string, readInner: ReadInner): ErrorParts | undefined {
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch {
    // The rest of it may be a prompt or an answer as well as an error.
    return undefined
  }
  return readInner(value)
}

function readEvents(body: string, readInner: ReadInner): ErrorParts | undefined {
  for (const line of body.split('\n', 200)) {
    const found = /^data: *[[{]/.test(line) ? readInner(line.slice('data:'.length)) : undefined
    if (found !== undefined) return found
  }
  return undefined
}

function readXml(body: string): ErrorParts {
  return partsOf(elementText(body, 'Message') ?? '', { code: elementText(body, 'Code'), form: 'error' })
}

/** What a proxy has to say stands in the title of its page. */
function readPage(page: string): ErrorParts {
  const words = elementText(page, 'title') ?? elementText(page, 'h1') ?? page.slice(0, 10_000).replace(/<[^>]*>/g, ' ')
  return partsOf(words, { status: /\b([45]\d\d)\b/.exec(words)?.[1], form: 'page' })
}

function elementText(markup: string, name: string): string | undefined {
  const start = new RegExp(`<${name}(?:\\s[^>]*)?>`, 'i').exec(markup)
  if (start === null) return undefined
  const rest = markup.slice(start.index + start[0].length)
  const text = rest.slice(0, Math.max(0, rest.search(/<\//)))
  return text.trim() === '' ? undefined : text
}

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', '#39': "'", nbsp: ' ' }

interface TextFacts extends Pick<ErrorParts, 'form'> {
  readonly status?: string | undefined
  readonly code?: string | undefined
}

function partsOf(text: string, { status, code, form }: TextFacts): ErrorParts {
  const plain = text.replace(/&(#?\w+);/g, (entity, name: string) => entities[name] ?? entity)
  const words = cleanWords(plain)
  return {
    words: words === '' ? undefined : words,
    kind: code ?? '',
    status: status === undefined ? undefined : Number(status),
    retryAfterMs: waitInWords(words),
    codes: code === undefined ? [] : [code],
    requestId: undefined,
    headers: undefined,
    form,
  }
}
