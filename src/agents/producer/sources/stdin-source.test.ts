import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import { openSource, readSource } from '../../../../test/support/read-source.ts'
import { producerAgent } from '../producer-agent.ts'

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
