import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { expect, it, vi } from 'vitest'
import { isThorough } from '../../test/support/effort.ts'
import { defineAgent } from '../agents/define-agent.ts'
import { defineCustomAgent } from '../agents/define-custom-agent.ts'
import { createRuntime } from '../runtime/create-runtime.ts'
import { scriptedModel } from '../testing/scripted-model.ts'
import { defineTool } from '../tools/define-tool.ts'

vi.setConfig({ testTimeout: 120_000 })

setFlagsFromString('--expose_gc')
const collect = runInNewContext('gc') as () => void

// Fewer pieces of work show a leak less sharply: what the engine keeps for itself is divided by less.
const share = isThorough ? 1 : 1 / 20

/** What is left of so many pieces of work, or of a share of them, in bytes for each; noise counts by that share. */
async function leftOver(full: number, work: () => Promise<unknown>): Promise<number> {
  const count = full * share
  for (let index = 0; index < count / 2 && index < 2000; index += 1) await work()
  const before = await heap()
  for (let index = 0; index < count; index += 1) await work()
  return (((await heap()) - before) / count) * share
}

async function heap(): Promise<number> {
  for (let round = 0; round < 3; round += 1) {
    await new Promise((resolve) => setImmediate(resolve))
    collect()
  }
  return process.memoryUsage().heapUsed
}

const tool = defineTool({
  name: 'look',
  description: 'd',
  input: { type: 'object' },
  effect: 'none',
  execute: async () => 'seen',
})
const model = () => scriptedModel([{ toolCalls: [{ toolName: 'look', input: {} }] }, 'done'])

it('leaves nothing behind of 100,000 runs', async () => {
  const agent = defineCustomAgent({ name: 'a', execute: (_text, { step }) => step('s', () => 1, { effect: 'none' }) })
  expect(await leftOver(100_000, () => agent.run('x'))).toBeLessThan(20)
})

it('leaves nothing behind of runs with tools, of aborted ones and of ones on a signal that lives on', async () => {
  const { signal } = new AbortController()
  const bytes = await leftOver(4000, async () => {
    const agent = defineAgent({ name: 'a', model: model(), tools: [tool] })
    await agent.run('x', { signal, timeoutMs: 60_000 })
    const controller = new AbortController()
    const waiting = defineCustomAgent({ name: 'w', execute: (_text, { sleep }) => sleep(60_000) })
    const run = waiting.run('x', { signal: controller.signal }).catch(() => {})
    controller.abort()
    await run
  })
  expect(bytes).toBeLessThan(100)
})

it('leaves nothing behind of messages, nested calls and losers of races in a runtime', async () => {
  const helper = defineCustomAgent({ name: 'helper', execute: (text) => text })
  const main = defineCustomAgent({
    name: 'main',
    execute: async (text, { call: callAgent, branch, sleep }) => {
      await callAgent(helper, String(text))
      return Promise.race([branch('a').call(helper, 'x'), branch('b').sleep(60_000), sleep(60_000)])
    },
  })
  await using runtime = await createRuntime({ agents: [helper, main] })
  const bytes = await leftOver(4000, async () => {
    await runtime.send('main', 'x')
    await runtime.idle()
    await runtime.call('main', 'x')
  })
  expect(bytes).toBeLessThan(200)
})
