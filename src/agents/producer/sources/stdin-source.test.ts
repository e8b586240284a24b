import { suiteRunner } from '../../../../test/support/suite-runner.ts'
import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { openSource, readSource } from '../../../../test/support/read-source.ts'
import { describeSource } from '../../../testing/describe-source.ts'
import { producerAgent } from '../producer-agent.ts'

/** An input that arrives piece by piece, as it is asked for. */
function countedInput(pieces: readonly string[]) {
  const state = { asked: 0, open: false }
  async function* read() {
    state.open = true
    try {
      for (const piece of pieces) {
        state.asked += 1
        yield piece
      }
    } finally {
      state.open = false
    }
  }
  return { state, input: read() }
}

describeSource('stdin', {
  ...suiteRunner,
  create: () => {
    const { state, input } = countedInput(['one\n', 'two\n', 'three\n'])
    return {
      source: { stdin: input },
      items: ['one', 'two', 'three'],
      isOpen: () => state.open,
      // The line is whole when its end has arrived.
      read: { soFar: () => state.asked, mostForOne: 1 },
      file: { keys: { stdin: true }, options: { openInput: () => countedInput(['one\ntwo\n', 'three']).input } },
    }
  },
  broken: {},
  without: { again: 'what was typed is gone' },
})

describe('stdin', () => {
  it('gives the lines of a stream until it ends', async () => {
    const stdin = new PassThrough()
    stdin.end('one\r\n\ntwo')
    expect(await readSource(producerAgent({ name: 'lines', source: { stdin } }))).toEqual(['one', 'two'])
  })

  it('gives a line as soon as it has arrived', async () => {
    const stdin = new PassThrough()
    const iterator = openSource(producerAgent({ name: 'lines', source: { stdin } }))
    stdin.write('first\nsec')
    expect((await iterator.next()).value).toBe('first')
    stdin.write('ond\n')
    expect((await iterator.next()).value).toBe('second')
    await iterator.return?.()
  })

  it('ends at once and lets go of the stream when it is aborted while nothing is typed', async () => {
    const stdin = new PassThrough()
    const controller = new AbortController()
    const iterator = openSource(producerAgent({ name: 'lines', source: { stdin } }), { signal: controller.signal })
    stdin.write('first\n')
    await iterator.next()
    const next = iterator.next()
    controller.abort()
    expect(await next).toMatchObject({ done: true })
    expect(stdin.destroyed).toBe(true)
  })
})
