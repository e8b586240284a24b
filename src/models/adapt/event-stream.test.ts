import { describe, expect, it } from 'vitest'
import { eventStream, type EventRules } from './event-stream.ts'

const rules: EventRules = {
  isAsked: () => true,
  meaningOf: (event) => (event.includes('"last"') ? 'over' : event.includes('"reason"') ? 'complete' : 'more'),
  ending: 'data: "ending"\n\n',
}

/** What a reader passes on of these pieces, and how far it then is. */
function read(...pieces: readonly string[]): { readonly passed: string; readonly state: string } {
  const reader = eventStream(rules).createReader()
  let state = 'open'
  let passed = ''
  for (const piece of pieces) {
    const result = reader.read(new TextEncoder().encode(piece))
    state = result.state
    passed += new TextDecoder().decode(result.bytes)
  }
  return { passed: passed + new TextDecoder().decode(reader.end?.()), state }
}

describe('a stream of events', () => {
  it.each([
    ['a comment', ': keep-alive\n\n'],
    ['a named ping', 'event: ping\ndata: {"type": "ping"}\n\n'],
    ['a ping without content', 'event: ping\ndata: {}\n\n'],
    ['data that is empty', 'data: \n\n'],
    ['data that is not even a space', 'data:\n\n'],
    ['blank lines', '\n\n'],
    ['a name alone', 'event: message\n\n'],
    ['a time to wait before the next connection', 'retry: 3000\n\n'],
  ])('passes over %s', (_, silence) => {
    expect(read('data: "a"\n\n', silence, 'data: "b"\n\n').passed).toBe('data: "a"\n\ndata: "b"\n\n')
  })

  it.each(['\n\n', '\r\n\r\n', '\r\r'])('may separate its events by %j', (separator) => {
    expect(read(`data: "a"${separator}: ping${separator}data: "b"${separator}`).passed).toBe(
      `data: "a"${separator}data: "b"${separator}`,
    )
  })

  it('keeps data of several lines, the first of which may be empty', () => {
    const event = 'data:\ndata: "a"\n\n'
    expect(read(event).passed).toBe(event)
  })

  it('is over with its last event, and what follows is not passed on', () => {
    expect(read('data: "last"\n\ndata: "more"\n\n')).toEqual({ passed: 'data: "last"\n\n', state: 'over' })
  })

  it('gets the end that it lacks once the reason was told, and no end before', () => {
    expect(read('data: "reason"\n\n')).toEqual({
      passed: 'data: "reason"\n\ndata: "ending"\n\n',
      state: 'complete',
    })
    expect(read('data: "a"\n\n').passed).toBe('data: "a"\n\n')
  })

  it.each(['event: error\ndata: {}\n\n', 'data: {"error":{"message":"m"}}\n\n', 'data: {"type":"error"}\n\n'])(
    'loses nothing by an error after the reason: %j',
    (error) => {
      expect(read('data: "reason"\n\n', error)).toEqual({
        passed: 'data: "reason"\n\ndata: "ending"\n\n',
        state: 'over',
      })
      expect(read('data: "a"\n\n', error).passed).toContain(error)
    },
  )

  it('may lack the blank line after its last event, but not a part of the event', () => {
    expect(read('data: "a"\n\ndata: "b"').passed).toBe('data: "a"\n\ndata: "b"\n\n')
    expect(read('data: "a"\n\ndata: "b').passed).toBe('data: "a"\n\n')
  })
})
