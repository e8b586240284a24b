import { Readable } from 'node:stream'
import { describe, expect, it } from 'vitest'
import type { JsonSchema } from '../../../schema/json-schema.ts'
import { defineAgent } from '../../../agents/define-agent.ts'
import { memoryLedger } from '../../../runs/memory/memory-ledger.ts'
import { fakeClock } from '../../../testing/fake-clock.ts'
import { scriptedModel } from '../../../testing/scripted-model.ts'
import { defineTool } from '../../../tools/define-tool.ts'
import type { ToolOptions } from '../../../tools/define-tool.ts'

const never = new Promise<never>(() => {})

/** Results that never come to their end, and whether they were told to stop. */
function endless() {
  const stopped: string[] = []
  let begin: () => void = () => {}
  const begun = new Promise<void>((resolve) => (begin = resolve))
  const results: Readonly<Record<string, () => unknown>> = {
    'a web stream': () =>
      new ReadableStream({
        pull: async (controller) => {
          if (stopped.length === 0) controller.enqueue('a')
          begin()
          await never
        },
        cancel: () => void stopped.push('cancel'),
      }),
    'a stream of Node.js': () =>
      new Readable({
        read: () => begin(),
        destroy: (_error, callback) => {
          stopped.push('destroy')
          callback(null)
        },
      }),
    'an iterator': () => ({
      [Symbol.asyncIterator]: () => ({
        next: () => {
          begin()
          return never
        },
        return: async () => void stopped.push('return'),
      }),
    }),
    'a generator that does not wait': () =>
      (function* () {
        try {
          for (;;) {
            begin()
            yield
          }
        } finally {
          stopped.push('return')
        }
      })(),
    'a body': () =>
      new Response(
        new ReadableStream({
          pull: () => {
            begin()
            return never
          },
          cancel: () => void stopped.push('cancel'),
        }),
      ),
  }
  return { stopped, begun, results }
}

const kinds = Object.keys(endless().results)

function agentWith(execute: () => unknown, options: Partial<ToolOptions<string, JsonSchema, unknown, unknown>> = {}) {
  const tail = defineTool({
    name: 'tail',
    description: 'd',
    input: { type: 'object' },
    effect: 'none',
    ...options,
    execute,
  })
  const model = scriptedModel([{ toolCalls: [{ toolName: 'tail', input: {} }] }, 'done'])
  return { model, agent: defineAgent({ name: 'a', model, tools: [tail] }) }
}

describe('reading a result', () => {
  it.each(kinds)('ends, and is told to, when the run is called off: %s', async (kind) => {
    const { stopped, begun, results } = endless()
    const { agent } = agentWith(results[kind] as () => unknown)
    const controller = new AbortController()
    const running = agent.run('go', { signal: controller.signal })
    await begun
    controller.abort(new Error('enough'))
    await expect(running).rejects.toThrow('enough')
    await Promise.resolve()
    expect(stopped).toHaveLength(1)
  })

  // The generator that does not wait is at its limit long before.
  it.each(kinds.filter((kind) => !kind.includes('generator')))(
    'is part of the time that a tool has: %s',
    async (kind) => {
      const { stopped, begun, results } = endless()
      const { agent, model } = agentWith(results[kind] as () => unknown, { timeoutMs: 500 })
      const clock = fakeClock()
      const running = agent.run('go', { clock })
      await begun
      await clock.advance(2000)
      expect((await running).output).toBe('done')
      expect(JSON.stringify(model.calls[1]?.options.prompt.at(-1))).toContain('TOOL_TIMEOUT')
      expect(stopped).toHaveLength(1)
    },
  )

  it.each(['a web stream', 'a stream of Node.js', 'a body'])(
    'ends when nothing comes for long, where the tool has no time of its own: %s',
    async (kind) => {
      const { stopped, begun, results } = endless()
      const { agent, model } = agentWith(results[kind] as () => unknown)
      const clock = fakeClock()
      const running = agent.run('go', { clock })
      await begun
      await clock.advance(10_000)
      expect((await running).output).toBe('done')
      expect(JSON.stringify(model.calls[1]?.options.prompt.at(-1))).toContain('gave nothing for 10 seconds')
      expect(stopped).toHaveLength(1)
      expect(clock.pendingTimers).toBe(0)
    },
  )

  it('leaves it open what became of a tool that must run once', async () => {
    const { begun, results } = endless()
    const { agent } = agentWith(results['an iterator'] as () => unknown, { timeoutMs: 500, effect: 'once' })
    const clock = fakeClock()
    const ledger = memoryLedger()
    const running = agent.run('go', { ledger, clock })
    const failed = running.catch((thrown: unknown) => thrown)
    await begun
    await clock.advance(2000)
    expect(await failed).toMatchObject({ code: 'RUN_NEEDS_ATTENTION' })
  })

  it('of what `reconcile` gives is the same', async () => {
    const { begun, results } = endless()
    const { agent, model } = agentWith(results['an iterator'] as () => unknown, {
      timeoutMs: 500,
      effect: 'once',
      reconcile: async () => ({ value: new Response('paid') }),
    })
    const clock = fakeClock()
    const running = agent.run('go', { clock })
    await begun
    await clock.advance(2000)
    expect((await running).output).toBe('done')
    expect(model.calls[1]?.options.prompt.at(-1)).toMatchObject({
      content: [{ output: { type: 'text', value: 'paid' } }],
    })
  })
})
