import { describe, expect, it } from 'vitest'
import type { RunEvent } from '../../events/event.ts'
import { EventQueue } from './event-queue.ts'

// Not through the public API: which events wait, and how, is decided by when they come, which a run does not let us choose.

const base = { runId: 'r', agent: 'a', depth: 0, at: 0, kind: 'model', name: 'm' } as const
const text = (key: string, written: string): RunEvent => ({ ...base, type: 'text-delta', key, text: written })
const reasoning = (key: string, written: string): RunEvent => ({ ...base, type: 'reasoning-delta', key, text: written })
const toolInput = (toolCallId: string, written: string): RunEvent => ({
  ...base,
  type: 'tool-input-delta',
  key: 'm#1',
  toolCallId,
  toolName: 't',
  text: written,
})
const reset = (key: string): RunEvent => ({ ...base, type: 'text-reset', key })

async function unread(events: Iterable<RunEvent>): Promise<readonly RunEvent[]> {
  const queue = new EventQueue()
  for (const event of events) queue.push(event)
  queue.end()
  return Array.fromAsync(queue)
}

describe('events that nobody reads yet', () => {
  it('are one for the deltas of a step, however many there are', async () => {
    const written = Array.from({ length: 200_000 }, (_none, index) => `word ${index} `)
    const [only, ...others] = await unread(written.map((word) => text('m#1', word)))
    expect(others).toEqual([])
    expect(only).toEqual(text('m#1', written.join('')))
  })

  it('are merged though the deltas of parallel steps interleave', async () => {
    const written = Array.from({ length: 3000 }, (_none, index) => text(`m#${index % 3}`, `${index} `))
    const waiting = await unread(written)
    expect(waiting.map((event) => 'key' in event && event.key)).toEqual(['m#0', 'm#1', 'm#2'])
    expect(waiting[1]).toMatchObject({ text: expect.stringMatching(/^1 4 7 .* 2998 $/) as string })
  })

  it('are kept apart where another event of the step came between', async () => {
    const events = [text('m#1', 'wrong'), reset('m#1'), text('m#1', 'ri'), text('m#1', 'ght')]
    expect(await unread(events)).toEqual([text('m#1', 'wrong'), reset('m#1'), text('m#1', 'right')])
  })

  it('are kept apart by kind, and by tool call', async () => {
    const events = [
      reasoning('m#1', 'a'),
      text('m#1', 'b'),
      toolInput('1', 'c'),
      toolInput('1', 'd'),
      toolInput('2', 'e'),
    ]
    expect(await unread(events)).toEqual([
      reasoning('m#1', 'a'),
      text('m#1', 'b'),
      toolInput('1', 'cd'),
      toolInput('2', 'e'),
    ])
  })

  it('leave the events that other listeners hold as they were', async () => {
    const first = Object.freeze(text('m#1', 'a'))
    expect(await unread([first, text('m#1', 'b')])).toEqual([text('m#1', 'ab')])
    expect(first).toEqual(text('m#1', 'a'))
  })
})

describe('events with a reader', () => {
  it('come one by one, also when it was asked for and has not begun', async () => {
    const queue = new EventQueue()
    const reader = queue[Symbol.asyncIterator]()
    for (const word of ['a', 'b', 'c']) queue.push(text('m#1', word))
    queue.end()
    expect(await Array.fromAsync(reader)).toEqual(['a', 'b', 'c'].map((word) => text('m#1', word)))
  })

  it('come one by one, also when a few wait', async () => {
    const queue = new EventQueue()
    const reader = queue[Symbol.asyncIterator]()
    const first = reader.next()
    for (const word of ['a', 'b', 'c']) queue.push(text('m#1', word))
    queue.end()
    expect((await first).value).toEqual(text('m#1', 'a'))
    expect(await Array.fromAsync(reader)).toEqual([text('m#1', 'b'), text('m#1', 'c')])
  })

  it('are merged while it is far behind, with none lost', async () => {
    const queue = new EventQueue()
    const reader = queue[Symbol.asyncIterator]()
    const first = reader.next()
    const written = Array.from({ length: 50_000 }, (_none, index) => `${index} `)
    for (const word of written) queue.push(text('m#1', word))
    queue.end()
    const events = [(await first).value as RunEvent, ...(await Array.fromAsync(reader))]
    expect(events.length).toBeLessThan(1100)
    expect(events.map((event) => (event.type === 'text-delta' ? event.text : '')).join('')).toBe(written.join(''))
  })

  it('are not added to once it has taken them', async () => {
    const queue = new EventQueue()
    queue.push(text('m#1', 'a'))
    const reader = queue[Symbol.asyncIterator]()
    expect((await reader.next()).value).toEqual(text('m#1', 'a'))
    queue.push(text('m#1', 'b'))
    expect((await reader.next()).value).toEqual(text('m#1', 'b'))
  })

  it('end with the failure, after those that wait', async () => {
    const queue = new EventQueue()
    queue.push(text('m#1', 'a'))
    queue.fail(new Error('no power'))
    const reader = queue[Symbol.asyncIterator]()
    expect((await reader.next()).value).toEqual(text('m#1', 'a'))
    await expect(reader.next()).rejects.toThrow('no power')
  })

  it('are forgotten once it has left', async () => {
    const queue = new EventQueue()
    queue.push(text('m#1', 'a'))
    queue.discard()
    queue.push(text('m#1', 'b'))
    expect(await Array.fromAsync(queue)).toEqual([])
  })
})
