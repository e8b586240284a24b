import { describe, expect, it } from 'vitest'
import { defineAgent } from '../agents/define-agent.ts'
import { defineCustomAgent } from '../agents/define-custom-agent.ts'
import { createRuntime } from '../runtime/create-runtime.ts'
import { scriptedModel } from '../testing/scripted-model.ts'
import { Yielder } from './yielder.ts'

/** Counts the turns of the event loop while something goes on. */
async function turnsDuring(work: () => Promise<unknown>): Promise<number> {
  let turns = 0
  let isOver = false
  const count = (): void => {
    turns += 1
    if (!isOver) setImmediate(count)
  }
  setImmediate(count)
  await work()
  isOver = true
  return turns
}

const instant = defineCustomAgent({ name: 'instant', execute: (text) => text })

describe('the event loop', () => {
  it('gets its turns while 20,000 runs that wait for nothing are begun at once', async () => {
    const turns = await turnsDuring(() => Promise.all(Array.from({ length: 20_000 }, () => instant.run('x'))))
    expect(turns).toBeGreaterThan(20_000 / 300)
  })

  it('gets its turns while runs that wait for nothing follow one another', async () => {
    const agent = defineAgent({ name: 'a', model: scriptedModel(Array<string>(5000).fill('answer')) })
    const turns = await turnsDuring(async () => {
      for (let index = 0; index < 5000; index += 1) await agent.run('x')
    })
    expect(turns).toBeGreaterThan(5000 / 300)
  })

  it('gets its turns while messages and calls go round without end', async () => {
    await using runtime = await createRuntime({ agents: [instant] })
    const turns = await turnsDuring(() => Promise.all(Array.from({ length: 5000 }, () => runtime.call('instant', 'x'))))
    expect(turns).toBeGreaterThan(5000 / 300)
  })
})

describe('a yielder', () => {
  it('lets those that wait go on in order, only so many in each turn', async () => {
    const yielder = new Yielder()
    const order: number[] = []
    const counts: number[] = []
    let sinceTurn = 0
    const count = (): void => {
      counts.push(sinceTurn)
      sinceTurn = 0
      if (order.length < 1000) setImmediate(count)
    }
    setImmediate(count)
    await Promise.all(
      Array.from({ length: 1000 }, async (_none, index) => {
        if (yielder.spent()) await yielder.next()
        order.push(index)
        sinceTurn += 1
      }),
    )
    expect(order).toEqual(order.toSorted((one, other) => one - other))
    expect(Math.max(...counts)).toBeLessThanOrEqual(512)
  })
})
