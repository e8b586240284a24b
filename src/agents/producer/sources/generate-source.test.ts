import { suiteRunner } from '../../../../test/support/suite-runner.ts'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../../../test/support/temporary-folder.ts'
import { describeSource } from '../../../testing/describe-source.ts'
import { openSource, readSource } from '../../../../test/support/read-source.ts'
import { AgentError } from '../../../errors/agent-error.ts'
import type { RoleHost } from '../../role.ts'
import { producerAgent } from '../producer-agent.ts'
import { producerRole } from '../producer-role.ts'
import type { ItemGenerator } from './generate-source.ts'

function producer(generate: ItemGenerator) {
  return producerAgent({ name: 'own', source: { generate } })
}

describeSource('generate', {
  ...suiteRunner,
  create: () => {
    const state = { asked: 0, open: false }
    const directory = temporaryFolder({ 'numbers.mjs': 'export default function* () { yield 1; yield 2; yield 3 }' })
    return {
      source: {
        async *generate() {
          state.open = true
          try {
            for (const number of [1, 2, 3]) {
              state.asked += 1
              yield number
            }
          } finally {
            state.open = false
          }
        },
      },
      items: [1, 2, 3],
      directory,
      isOpen: () => state.open,
      read: { soFar: () => state.asked, mostForOne: 1 },
      file: { keys: { module: './numbers.mjs' } },
    }
  },
  broken: {
    'it gives what JSON cannot carry': {
      create: () => ({ source: { generate: () => [1, (() => 2) as never] }, isOpen: () => false }),
      place: 'item 2',
    },
  },
})

describe('generate', () => {
  it('takes generators, async generators, and functions that give something to iterate over', async () => {
    expect(
      await readSource(
        producer(function* () {
          yield* [1, 2]
        }),
      ),
    ).toEqual([1, 2])
    expect(
      await readSource(
        producer(async function* () {
          yield* [1, 2]
        }),
      ),
    ).toEqual([1, 2])
    expect(await readSource(producer(() => new Set([1, 2])))).toEqual([1, 2])
    expect(await readSource(producer(async () => [1, 2]))).toEqual([1, 2])
  })

  it('hands the generator the name, the clock and the signal of its producer', async () => {
    const { signal } = new AbortController()
    const agent = producer((context) => [context.agent, context.signal === signal, typeof context.clock.now()])
    expect(await readSource(agent, { signal })).toEqual(['own', true, 'number'])
  })

  it('says whose generator threw, and keeps the name of the error', async () => {
    const failure = new RangeError('no more paper')
    const failing: ItemGenerator = () => {
      throw failure
    }
    await expect(readSource(producer(failing))).rejects.toMatchObject({
      code: 'AGENT_FAILED',
      message: 'The generator of producer "own" threw RangeError: no more paper',
      cause: failure,
    })
    const host = { directory: '/', loadModule: async () => ({ default: failing }) } as unknown as RoleHost
    const config = { name: 'feed', role: 'producer', source: { module: './feed.ts' }, outputs: [], dependsOn: [] }
    const agent = await producerRole.create(config, host)
    await expect(readSource(agent)).rejects.toThrow(
      'The generator of producer "feed" (module "./feed.ts") threw RangeError: no more paper',
    )
  })

  it('passes on errors that say by their code whether to try again', async () => {
    const failure = new AgentError('SOURCE_UNAVAILABLE', 'Later.')
    await expect(
      readSource(
        producer(() => {
          throw failure
        }),
      ),
    ).rejects.toBe(failure)
  })

  it('refuses what cannot be iterated over, texts included', async () => {
    await expect(readSource(producer((() => 42) as unknown as ItemGenerator))).rejects.toThrow(
      'The generator of producer "own" gave a number instead of something to iterate over.',
    )
    await expect(readSource(producer(() => 'text'))).rejects.toMatchObject({ code: 'SOURCE_INVALID' })
  })

  it('names the item that is no JSON value', async () => {
    await expect(readSource(producer((() => ['fine', undefined]) as unknown as ItemGenerator))).rejects.toThrow(
      'gave undefined as item 2. Use values that JSON can carry.',
    )
  })

  it('lets timers be heard while a generator gives items without end', async () => {
    const heard = new AbortController()
    setTimeout(() => heard.abort(), 1)
    const iterator = openSource(
      producer(function* () {
        for (;;) yield 'again'
      }),
    )
    for (let count = 0; count < 1_000_000 && !heard.signal.aborted; count += 1) await iterator.next()
    expect(heard.signal.aborted).toBe(true)
    await iterator.return?.()
  })
})
