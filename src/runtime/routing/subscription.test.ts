import { describe, expect, it } from 'vitest'
import { defineCustomAgent } from '../../agents/define-custom-agent.ts'
import { messageText } from '../../messages/message.ts'
import { fakeClock } from '../../testing/fake-clock.ts'
import { createRuntime } from '../create-runtime.ts'
import type { MessageStream } from './subscription.ts'

const echo = defineCustomAgent({ name: 'echo', execute: (text) => text })

async function texts(stream: MessageStream): Promise<string[]> {
  const read: string[] = []
  for await (const message of stream) read.push(messageText(message))
  return read
}

describe('recv', () => {
  it('gives every subscriber every message from then on', async () => {
    const runtime = await createRuntime({ agents: [{ agent: echo, outputs: ['end'] }] })
    const first = runtime.recv('end')
    await runtime.send('echo', '1')
    await runtime.idle()
    const second = runtime.recv('end')
    const agents = runtime.recv('echo')
    await runtime.send('echo', '2')
    await runtime.close()
    expect(await Promise.all([texts(first), texts(second), texts(agents)])).toEqual([['1', '2'], ['2'], ['2']])
    expect(await texts(runtime.recv('end'))).toEqual([])
  })

  it('also gives what code puts on a channel that no agent knows', async () => {
    const runtime = await createRuntime({ agents: [] })
    await expect(runtime.send('news', 'x')).rejects.toMatchObject({ code: 'AGENT_NOT_FOUND' })
    const stream = runtime.recv('news')
    await runtime.send('news', 'y')
    await runtime.close()
    expect(await texts(stream)).toEqual(['y'])
  })

  it('slows down who emits until it is read', async () => {
    const clock = fakeClock()
    await using runtime = await createRuntime({ agents: [echo], clock })
    const stream = runtime.recv('echo', { capacity: 2 })
    for (const text of ['1', '2', '3', '4', '5']) await runtime.send('echo', text)
    await clock.advance(0)
    expect(runtime.stats().agents['echo']).toMatchObject({ handled: 2, inFlight: 1, queued: 2 })
    const iterator = stream[Symbol.asyncIterator]()
    const read: unknown[] = []
    for (let index = 0; index < 5; index += 1) read.push((await iterator.next()).value?.parts)
    expect(read).toEqual(['1', '2', '3', '4', '5'].map((text) => [{ type: 'text', text }]))
    await runtime.idle()
  })

  it('gives up what is too much where it may, and counts it', async () => {
    const runtime = await createRuntime({ agents: [echo] })
    const [oldest, newest] = [
      runtime.recv('echo', { capacity: 2, overflow: 'drop-oldest' }),
      runtime.recv('echo', { capacity: 2, overflow: 'drop-newest' }),
    ]
    for (const text of ['1', '2', '3', '4']) await runtime.send('echo', text)
    await runtime.close()
    expect([oldest.dropped, await texts(oldest)]).toEqual([2, ['3', '4']])
    expect([newest.dropped, await texts(newest)]).toEqual([2, ['1', '2']])
  })

  it('fails for the reader where it must not give up anything, and for nobody else', async () => {
    const runtime = await createRuntime({ agents: [echo] })
    const [strict, other] = [runtime.recv('echo', { capacity: 1, overflow: 'error' }), runtime.recv('echo')]
    for (const text of ['1', '2', '3']) await runtime.send('echo', text)
    await runtime.close()
    await expect(texts(strict)).rejects.toMatchObject({ code: 'MAILBOX_FULL' })
    expect(await texts(other)).toEqual(['1', '2', '3'])
    expect(runtime.deadLetters.total).toBe(0)
  })

  it('ends when it is closed, by its signal, or when its loop ends early, and frees who waits for it', async () => {
    await using runtime = await createRuntime({ agents: [echo] })
    const controller = new AbortController()
    const closed = runtime.recv('echo', { capacity: 1 })
    const aborted = runtime.recv('echo', { capacity: 1, signal: controller.signal })
    const left = runtime.recv('echo', { capacity: 1 })
    for (const text of ['1', '2', '3']) await runtime.send('echo', text)
    closed.close()
    closed.close()
    controller.abort()
    for await (const message of left) if (messageText(message) === '1') break
    await runtime.idle()
    expect([await texts(closed), await texts(aborted), await texts(left)]).toEqual([[], [], []])
    expect(runtime.stats().totals.handled).toBe(3)
    expect(await texts(runtime.recv('echo', { signal: controller.signal }))).toEqual([])
  })

  it('wakes a reader that waits when the runtime closes', async () => {
    const runtime = await createRuntime({ agents: [echo] })
    const reading = texts(runtime.recv('echo'))
    await runtime.close()
    expect(await reading).toEqual([])
  })
})
