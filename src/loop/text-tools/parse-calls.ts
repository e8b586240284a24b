import { ensureError } from '../../errors/ensure-error.ts'
import { isRecord } from '../../util/is-record.ts'

/** The word after the fence that marks a block as a tool call. */
export const callFence = 'tool_call'

/** A piece of what a model wrote: text for the user, a call, or a block that was meant as one. */
export type TextSegment =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'call'; readonly name: string; readonly input: string }
  | { readonly type: 'malformed'; readonly block: string; readonly problem: string }

const fencePattern = /^ {0,3}(`{3,}|~{3,})[ \t]*([^`\r]*?)[ \t\r]*$/
// A line that may still turn out to be a fence.
const fenceBeginning = /^ {0,3}(`{0,2}|~{0,2}|`{3,}[^`]*|~{3,}.*)$/

/**
 * Finds tool calls in the text of a model, as it comes. Only a fenced block marked `tool_call`, on lines of its own and
 * outside of other fenced blocks, is one; no word in prose ever is. Text comes out as soon as it cannot be a fence.
 */
export class TextCallParser {
  #line = ''
  #emitted = 0
  #open: { readonly fence: string; readonly isCall: boolean } | undefined
  #block = ''

  push(chunk: string): TextSegment[] {
    const segments: TextSegment[] = []
    const lines = chunk.split('\n')
    const last = lines.pop() ?? ''
    for (const line of lines) {
      this.#line += line
      this.#endLine('\n', segments)
    }
    this.#line += last
    if (this.#open?.isCall !== true && !fenceBeginning.test(this.#line)) this.#emitRest('', segments)
    return segments
  }

  /** The rest, when the text is over. */
  end(): TextSegment[] {
    const segments: TextSegment[] = []
    if (this.#line !== '') this.#endLine('', segments)
    if (this.#open?.isCall === true) segments.push(...readBlock(this.#block))
    this.#open = undefined
    this.#block = ''
    return segments
  }

  #endLine(lineEnd: string, segments: TextSegment[]): void {
    const [, fence = '', info = ''] = fencePattern.exec(this.#line) ?? []
    const closes = this.#open !== undefined && info === '' && fence.startsWith(this.#open.fence)
    if (this.#open?.isCall === true) {
      if (closes) segments.push(...readBlock(this.#block))
      else this.#block += this.#line + lineEnd
    } else if (this.#open === undefined && fence !== '' && info === callFence) {
      this.#open = { fence, isCall: true }
      this.#reset()
      return
    } else {
      this.#emitRest(lineEnd, segments)
      if (this.#open === undefined && fence !== '') this.#open = { fence, isCall: false }
      else if (closes) this.#open = undefined
      this.#reset()
      return
    }
    if (closes) {
      this.#open = undefined
      this.#block = ''
    }
    this.#reset()
  }

  #emitRest(lineEnd: string, segments: TextSegment[]): void {
    const text = this.#line.slice(this.#emitted) + lineEnd
    this.#emitted = this.#line.length
    if (text !== '') segments.push({ type: 'text', text })
  }

  #reset(): void {
    this.#line = ''
    this.#emitted = 0
  }
}

/** Finds the tool calls of a whole text; neighbouring pieces of text are one. */
export function parseTextCalls(text: string): readonly TextSegment[] {
  const parser = new TextCallParser()
  return mergeText([...parser.push(text), ...parser.end()])
}

/** Joins neighbouring pieces of text. */
export function mergeText(segments: readonly TextSegment[]): readonly TextSegment[] {
  const merged: TextSegment[] = []
  for (const segment of segments) {
    const last = merged.at(-1)
    if (last?.type === 'text' && segment.type === 'text')
      merged[merged.length - 1] = { type: 'text', text: last.text + segment.text }
    else merged.push(segment)
  }
  return merged
}

/** A block holds one call, or a list of calls. */
function readBlock(block: string): readonly TextSegment[] {
  let value: unknown
  try {
    value = JSON.parse(block)
  } catch (error) {
    // What the engine says of it quotes the text, which the model knows; it goes back to nobody else.
    return [{ type: 'malformed', block, problem: `The block is not valid JSON: ${ensureError(error).message}` }]
  }
  const items = Array.isArray(value) ? value : [value]
  const problem =
    items.length === 0 ? 'The block holds no call.' : items.map(problemOf).find((each) => each !== undefined)
  if (problem !== undefined) return [{ type: 'malformed', block, problem }]
  return (items as { name: string; arguments?: object }[]).map((call) => ({
    type: 'call',
    name: call.name,
    input: JSON.stringify(call.arguments ?? {}),
  }))
}

function problemOf(call: unknown): string | undefined {
  if (!isRecord(call)) return 'A call must be an object with "name" and "arguments".'
  const { name, arguments: input, ...others } = call
  if (typeof name !== 'string' || name === '') return 'A call needs "name", the name of a tool.'
  if (input !== undefined && !isRecord(input)) return '"arguments" must be an object.'
  const [other] = Object.keys(others)
  return other === undefined ? undefined : `A call has "name" and "arguments" only, and no "${other}".`
}
