import type { JsonValue } from '../../util/json/json.ts'

/** What was read of one JSON value. */
export interface JsonReading {
  /** As far as it was read; undefined when there was nothing yet. */
  readonly value: JsonValue | undefined
  /** `cut`: right so far, but the text ends within it. */
  readonly state: 'complete' | 'cut' | 'invalid'
  /** Position after what was read. */
  readonly end: number
  /** What is wrong, where the value is invalid. Quotes nothing of the text. */
  readonly problem?: string | undefined
}

// Deeper than any schema asks for; keeps a text of brackets from filling the stack.
const depthLimit = 400
const escapes: Readonly<Record<string, string>> = {
  '"': '"',
  '\\': '\\',
  '/': '/',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
}
// oxlint-disable-next-line no-control-regex
const plainText = /[^"\\\u0000-\u001f]+/y
const space = /[ \t\r\n]*/y
const numberPattern = /^-?(0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?$/

/**
 * Reads the JSON value at a position. Passes over comments and a comma before a closing bracket, which mean nothing;
 * everything else is as strict as JSON. Where the text ends early it gives what is certain by then: a number or a name
 * that may still go on is left out.
 */
export function readJson(text: string, position = 0): JsonReading {
  return new JsonReader(text, position).read()
}

class JsonReader {
  readonly #text: string
  #position: number
  #state: JsonReading['state'] = 'complete'
  #problem: string | undefined

  constructor(text: string, position: number) {
    this.#text = text
    this.#position = position
  }

  read(): JsonReading {
    const value = this.#value(0)
    const reading = { value, state: this.#state, end: this.#position }
    return this.#problem === undefined ? reading : { ...reading, problem: this.#problem }
  }

  #value(depth: number): JsonValue | undefined {
    if (!this.#skip()) return undefined
    if (depth > depthLimit) return this.#fail('the value is nested too deep')
    const character = this.#text[this.#position] as string
    if (character === '{') return this.#object(depth)
    if (character === '[') return this.#array(depth)
    if (character === '"') return this.#string(false)
    if (/[-\d]/.test(character)) return this.#number()
    return this.#literal()
  }

  #object(depth: number): JsonValue {
    const members: Record<string, JsonValue> = {}
    this.#position += 1
    while (this.#skip()) {
      if (this.#take('}')) return members
      if (this.#text[this.#position] !== '"') {
        this.#fail('expected a key in double quotes or "}"')
        return members
      }
      const key = this.#string(true)
      if (key === undefined || !this.#skip()) return members
      if (!this.#take(':')) {
        this.#fail('expected ":" after the key')
        return members
      }
      const value = this.#value(depth + 1)
      if (value !== undefined) setMember(members, key, value)
      if (this.#state !== 'complete' || !this.#separated('}')) return members
    }
    return members
  }

  #array(depth: number): JsonValue {
    const items: JsonValue[] = []
    this.#position += 1
    while (this.#skip()) {
      if (this.#take(']')) return items
      const value = this.#value(depth + 1)
      if (value !== undefined) items.push(value)
      if (this.#state !== 'complete' || !this.#separated(']')) return items
    }
    return items
  }

  /** True after a comma, or before the bracket that closes. */
  #separated(close: string): boolean {
    if (!this.#skip()) return false
    if (this.#take(',') || this.#text[this.#position] === close) return true
    this.#fail(`expected "," or "${close}"`)
    return false
  }

  #string(whole: boolean): string | undefined {
    let value = ''
    for (let at = this.#position + 1; at < this.#text.length; at += 1) {
      const character = this.#text[at] as string
      if (character === '"') {
        this.#position = at + 1
        return value
      }
      if (character < ' ') {
        this.#position = at
        this.#fail('a line break or control character within a text must be escaped')
        return whole ? undefined : value
      }
      if (character !== '\\') {
        plainText.lastIndex = at
        const run = plainText.exec(this.#text)?.[0] ?? character
        value += run
        at += run.length - 1
        continue
      }
      const escaped = this.#escape(at + 1)
      if (escaped === undefined) return whole ? undefined : value
      value += escaped.value
      at += escaped.length
    }
    this.#position = this.#text.length
    this.#cut()
    return whole ? undefined : withoutHalfCharacter(value)
  }

  #escape(at: number): { readonly value: string; readonly length: number } | undefined {
    const character = this.#text[at]
    if (character === undefined) return this.#cutAtEnd()
    const simple = escapes[character]
    if (simple !== undefined) return { value: simple, length: 1 }
    const digits = /^u([\dA-Fa-f]{0,4})/.exec(this.#text.slice(at, at + 5))?.[1]
    if (digits?.length === 4) return { value: String.fromCharCode(Number.parseInt(digits, 16)), length: 5 }
    if (digits !== undefined && at + 1 + digits.length === this.#text.length) return this.#cutAtEnd()
    this.#position = at
    return this.#fail('a backslash must be followed by one of "\\/bfnrtu')
  }

  #number(): number | undefined {
    const written = /^[-+.\deE]+/.exec(this.#text.slice(this.#position, this.#position + 400))?.[0] ?? ''
    // It may go on.
    if (this.#position + written.length === this.#text.length) return this.#cutAtEnd()
    if (!numberPattern.test(written)) return this.#fail('a number is not written as JSON has it')
    this.#position += written.length
    return Number(written)
  }

  #literal(): boolean | null | undefined {
    const rest = this.#text.slice(this.#position, this.#position + 6)
    for (const [name, value] of [
      ['true', true],
      ['false', false],
      ['null', null],
    ] as const) {
      if (rest.startsWith(name) && !/[\w$]/.test(rest[name.length] ?? '')) {
        this.#position += name.length
        return value
      }
      if (this.#position + rest.length === this.#text.length && name.startsWith(rest)) return this.#cutAtEnd()
    }
    return this.#fail('expected a value: an object, a list, a text in double quotes, a number, true, false or null')
  }

  /** Passes over white space and comments; false when the text ends there, or nothing can follow. */
  #skip(): boolean {
    for (;;) {
      space.lastIndex = this.#position
      this.#position += space.exec(this.#text)?.[0].length ?? 0
      const next = this.#text[this.#position + 1]
      if (this.#text[this.#position] !== '/') break
      if (next !== undefined && next !== '/' && next !== '*') break
      const end =
        next === '*' ? this.#text.indexOf('*/', this.#position + 2) + 2 : this.#text.indexOf('\n', this.#position)
      if (next === undefined || end < (next === '*' ? 2 : 0)) this.#position = this.#text.length
      else this.#position = end
    }
    if (this.#position < this.#text.length) return true
    this.#cut()
    return false
  }

  #take(character: string): boolean {
    if (this.#text[this.#position] !== character) return false
    this.#position += 1
    return true
  }

  #cut(): void {
    if (this.#state === 'complete') this.#state = 'cut'
  }

  #cutAtEnd(): undefined {
    this.#position = this.#text.length
    this.#cut()
    return undefined
  }

  #fail(problem: string): undefined {
    const before = this.#text.slice(0, this.#position)
    const line = before.split('\n').length
    const column = this.#position - before.lastIndexOf('\n')
    this.#state = 'invalid'
    this.#problem = `line ${line}, column ${column}: ${problem}`
    return undefined
  }
}

// An assignment to `__proto__` would set the prototype.
function setMember(members: Record<string, JsonValue>, key: string, value: JsonValue): void {
  if (key === '__proto__')
    Object.defineProperty(members, key, { value, enumerable: true, writable: true, configurable: true })
  else members[key] = value
}

// The second half is still to come.
function withoutHalfCharacter(text: string): string {
  const last = text.charCodeAt(text.length - 1)
  return last >= 0xd800 && last < 0xdc00 ? text.slice(0, -1) : text
}
