import { invalidRecord } from '../source-error.ts'
import { longestRecord } from './split-lines.ts'

/** One record of a CSV text. */
export interface CsvRecord {
  readonly fields: readonly string[]
  /** The line its first character stands on, counted from 1. */
  readonly line: number
}

/**
 * Reads CSV (RFC 4180) that arrives in pieces of any size: fields in double quotes may hold commas, line ends and
 * doubled quotes. Empty lines are skipped. What the RFC does not allow is an error that names the line.
 */
export async function* parseCsv(chunks: AsyncIterable<string>, name: string): AsyncGenerator<CsvRecord> {
  const parser = new CsvParser(name)
  for await (const chunk of chunks) yield* parser.push(chunk)
  yield* parser.end()
}

/** Where the next character stands: at a field's start, in a plain or quoted one, behind its quote, or behind that and a CR. */
type Place = 'start' | 'plain' | 'quoted' | 'closed' | 'return'

class CsvParser {
  readonly #name: string
  #place: Place = 'start'
  #fields: string[] = []
  #field = ''
  #hasQuotes = false
  #length = 0
  #line = 1
  #recordLine = 1

  constructor(name: string) {
    this.#name = name
  }

  *push(chunk: string): Generator<CsvRecord> {
    let position = 0
    while (position < chunk.length) {
      if (this.#place === 'quoted') {
        position = this.#readQuoted(chunk, position)
        continue
      }
      const special = this.#place === 'start' || this.#place === 'plain' ? this.#readPlain(chunk, position) : position
      if (special < chunk.length) yield* this.#readSpecial(chunk[special] ?? '')
      position = special + 1
    }
    if (this.#length > longestRecord) throw this.#error(`has more than ${longestRecord} characters`, this.#recordLine)
  }

  *end(): Generator<CsvRecord> {
    if (this.#place === 'quoted') throw this.#error('opens a quote that is never closed', this.#recordLine)
    yield* this.#endRecord()
  }

  /** Takes text of a quoted field up to its closing quote; gives the position after it. */
  #readQuoted(chunk: string, from: number): number {
    const quote = chunk.indexOf('"', from)
    const text = chunk.slice(from, quote === -1 ? chunk.length : quote)
    for (let end = text.indexOf('\n'); end !== -1; end = text.indexOf('\n', end + 1)) this.#line += 1
    this.#add(text)
    if (quote === -1) return chunk.length
    this.#place = 'closed'
    return quote + 1
  }

  /** Takes text up to the next comma, quote or line end; gives its position. */
  #readPlain(chunk: string, from: number): number {
    special.lastIndex = from
    const end = special.test(chunk) ? special.lastIndex - 1 : chunk.length
    if (end > from) {
      this.#place = 'plain'
      this.#add(chunk.slice(from, end))
    }
    return end
  }

  *#readSpecial(character: string): Generator<CsvRecord> {
    if (character === '\n') yield* this.#endRecord()
    else if (this.#place === 'return') throw this.#error('has a carriage return without a line feed')
    else if (character === ',') this.#endField(this.#field)
    else if (character === '"') this.#readQuote()
    else if (character === '\r') this.#place = 'return'
    else throw this.#error('has text after a closing quote')
  }

  #readQuote(): void {
    if (this.#place === 'plain') {
      throw this.#error(
        'has a quote inside a field that is not in quotes. Quote the field and double the quotes within',
      )
    }
    // A quote behind a closing quote: the two stand for one.
    if (this.#place === 'closed') this.#add('"')
    this.#place = 'quoted'
    this.#hasQuotes = true
  }

  #add(text: string): void {
    this.#field += text
    this.#length += text.length
  }

  #endField(field: string): void {
    this.#fields.push(field)
    this.#field = ''
    this.#place = 'start'
    this.#length += 1
  }

  *#endRecord(): Generator<CsvRecord> {
    // The CR of a CRLF was taken for text of a plain field.
    this.#endField(this.#place === 'plain' && this.#field.endsWith('\r') ? this.#field.slice(0, -1) : this.#field)
    const record = { fields: this.#fields, line: this.#recordLine }
    const isEmptyLine = !this.#hasQuotes && record.fields.length === 1 && record.fields[0] === ''
    this.#fields = []
    this.#hasQuotes = false
    this.#length = 0
    this.#line += 1
    this.#recordLine = this.#line
    if (!isEmptyLine) yield record
  }

  #error(problem: string, line = this.#line): Error {
    return invalidRecord(`Line ${line} of "${this.#name}"`, `${problem}.`)
  }
}

const special = /[,"\n]/g
