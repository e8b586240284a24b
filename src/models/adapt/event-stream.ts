import type { ByteReader, ReadBytes, StreamWire } from './end-streams.ts'

/** What one event of a stream says. */
export type EventMeaning =
  /** Goes on to the reader. */
  | 'more'
  /** Goes on; the answer is complete with it. */
  | 'complete'
  /** Goes on; nothing follows. */
  | 'over'

/** How the server-sent events of one API are read. */
export interface EventRules extends Pick<StreamWire, 'isAsked'> {
  meaningOf(event: string): EventMeaning
  /** An event as the package can read it. */
  mend?(event: string): string
  /** The event that a complete answer ends with; sent where it is missing. */
  readonly ending?: string | undefined
}

/** Streams of server-sent events: those that only keep a connection alive are dropped, and the last one is known. */
export function eventStream(rules: EventRules): StreamWire {
  return { mediaType: 'text/event-stream', isAsked: rules.isAsked, createReader: () => createReader(rules) }
}

function createReader({ meaningOf, mend, ending }: EventRules): ByteReader {
  const decoder = new TextDecoder()
  let pending = ''
  let state: ReadBytes['state'] = 'open'
  return {
    read(bytes) {
      const { events, rest } = split(pending + decoder.decode(bytes, { stream: true }))
      pending = rest
      let passed = ''
      for (const event of events) {
        if (isSilent(event)) continue
        if (state === 'complete' && isError(event)) {
          state = 'over'
          passed += ending ?? ''
          break
        }
        const meaning = meaningOf(event)
        passed += mend?.(event) ?? event
        if (meaning !== 'more') state = meaning
        if (state === 'over') break
      }
      return { bytes: passed === '' ? undefined : encode(passed), state }
    },
    end() {
      // Some servers leave the blank line after the last event out.
      const last = isWhole(pending) ? `${pending}\n\n` : ''
      const meaning = last === '' ? state : meaningOf(last)
      const rest = last + (meaning === 'complete' ? (ending ?? '') : '')
      return rest === '' ? undefined : encode(rest)
    },
  }
}

const encoder = /* @__PURE__ */ new TextEncoder()

function encode(text: string): Uint8Array<ArrayBuffer> {
  return encoder.encode(text)
}

/** The events that are there whole, each with the blank line after it, and the beginning of the next. */
function split(text: string): { readonly events: readonly string[]; readonly rest: string } {
  const events: string[] = []
  const blankLine = /\r\n\r\n|\n\n|\r\r/g
  let start = 0
  for (let found = blankLine.exec(text); found !== null; found = blankLine.exec(text)) {
    events.push(text.slice(start, blankLine.lastIndex))
    start = blankLine.lastIndex
  }
  return { events, rest: text.slice(start) }
}

/** True for an event whose data is all there. */
function isWhole(event: string): boolean {
  const data = /^data:(.*)/m.exec(event)?.[1]
  if (data === undefined) return false
  try {
    JSON.parse(data)
    return true
  } catch {
    return false
  }
}

/** True for an event that tells of an error, in the ways that there are; a complete answer loses nothing by it. */
function isError(event: string): boolean {
  if (/^event: ?error\b/m.test(event)) return true
  const data = /^data: ?(\{.*)/m.exec(event)?.[1]
  return data !== undefined && /^\{\s*("type": ?"error"|"error": ?[{"])/.test(data)
}

/** True for comments, for events without data, and for pings under any name: those have an event and an empty object. */
function isSilent(event: string): boolean {
  if (/^event: ?ping\b/m.test(event)) return true
  const data = /^data:(.*)$/m.exec(event)
  return data === null || (data[1]?.trim() === '' && !/^data:.*\S/m.test(event))
}
