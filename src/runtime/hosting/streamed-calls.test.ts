import { describe, expect, expectTypeOf, it } from 'vitest'
import * as z from 'zod'
import { defineAgent } from '../../agents/define-agent.ts'
import { defineCustomAgent } from '../../agents/define-custom-agent.ts'
import { handoff } from '../../agents/handoff.ts'
import type { RunEvent } from '../../events/event.ts'
import type { RunResult } from '../../runs/result/run-result.ts'
import { memoryLedger } from '../../runs/memory/memory-ledger.ts'
import { memoryStore } from '../../runs/memory/memory-store.ts'
import { never, scriptedModel } from '../../testing/index.ts'
import { createRuntime } from '../create-runtime.ts'
import type { Runtime } from '../runtime.ts'

const writer = (name: string, ...replies: readonly string[]) =>
  defineAgent({ name, model: scriptedModel([...replies]) })

describe('runtime.stream', () => {
  it('gives the events of the run and its text while the model writes', async () => {
    const runtime = await createRuntime({ agents: [writer('a', 'One two.', 'Three.')] })
    const stream = runtime.stream('a', 'go')
    const events = await Array.fromAsync(stream)
    expect(events.map(({ type }) => type)).toEqual(
      expect.arrayContaining(['run-start', 'step-start', 'text-delta', 'step-finish', 'run-finish']),
    )
    expect((await stream.result).output).toBe('One two.')
    expect((await Array.fromAsync(runtime.stream('a', 'go').text())).join('')).toBe('Three.')
    await runtime.close()
  })

  it('knows what the agent takes and gives', async () => {
    const agent = defineAgent({
      name: 'judge',
      model: scriptedModel([{ object: { risk: 'low' } }]),
      input: z.object({ text: z.string() }),
      output: z.object({ risk: z.enum(['low', 'high']) }),
    })
    const runtime = await createRuntime({ agents: [agent] })
    const stream = runtime.stream('judge', { text: 'x' })
    expectTypeOf(stream.result).toEqualTypeOf<Promise<RunResult<{ risk: 'low' | 'high' }>>>()
    expect((await stream.result).output).toEqual({ risk: 'low' })
    // @ts-expect-error there is no such agent
    expect(() => runtime.stream('jugde', 'x')).toThrow(/"jugde"/)
    await runtime.close()
  })

  it('waits for a slot of the agent, and is given up by leaving the loop', async () => {
    const agent = defineAgent({ name: 'a', model: scriptedModel([never(), 'Done.']) })
    const runtime = await createRuntime({ agents: [agent] })
    const first = runtime.stream('a', 'one')
    const second = runtime.call('a', 'two')
    for await (const { type } of first) if (type === 'step-start') break
    await expect(first.result).rejects.toMatchObject({ name: 'AbortError' })
    expect((await second).output).toBe('Done.')
    await runtime.close()
  })

  it('shows the words of a hosted agent that took over', async () => {
    const billing = writer('billing', 'Charged once.')
    const transfer = { toolCalls: [{ toolName: 'transfer_to_billing', input: {} }] }
    const triage = defineAgent({ name: 'triage', model: scriptedModel([transfer]), tools: [handoff(billing)] })
    const runtime = await createRuntime({ agents: [triage, billing] })
    const stream = runtime.stream('triage', 'Charged twice?')
    expect((await Array.fromAsync(stream.text())).join('')).toBe('Charged once.')
    expect((await stream.result).messages).toHaveLength(4)
    await runtime.close()
  })

  it('is refused in code of an agent, with what to do instead', async () => {
    const holder: { runtime?: Runtime } = {}
    const outer = defineCustomAgent({ name: 'outer', execute: () => holder.runtime?.stream('a', 'x').result })
    const runtime = await createRuntime({ agents: [outer, writer('a', 'x')] })
    holder.runtime = runtime
    await expect(runtime.call('outer', 'x')).rejects.toMatchObject({
      code: 'RUNTIME_STATE',
      message: expect.stringContaining('{ forward: true }') as string,
    })
    await runtime.close()
  })
})

describe('a call', () => {
  it('tells a listener of its own of its run, beside that of the runtime', async () => {
    const all: string[] = []
    const runtime = await createRuntime({
      agents: [writer('a', 'One.', 'Two.')],
      onEvent: (event) => void ('runId' in event && all.push(event.runId)),
    })
    const own: RunEvent[] = []
    const { runId } = await runtime.call('a', 'go', { onEvent: (event) => void own.push(event) })
    await runtime.call('a', 'go')
    expect(own.at(-1)?.type).toBe('run-finish')
    expect(new Set(own.map((event) => event.runId))).toEqual(new Set([runId]))
    expect(new Set(all).size).toBe(2)
    await runtime.close()
  })

  it('goes on when its listener throws', async () => {
    const runtime = await createRuntime({ agents: [writer('a', 'One.')] })
    const throwing = (): never => {
      throw new Error('broken listener')
    }
    expect((await runtime.call('a', 'go', { onEvent: throwing })).output).toBe('One.')
    await runtime.close()
  })

  it('is recorded where it says, and goes on from there', async () => {
    const store = memoryStore()
    const runtime = await createRuntime({ agents: [writer('a', 'One.')], store })
    const ledger = memoryLedger()
    const first = await runtime.call('a', 'go', { ledger, runId: 'r1' })
    expect([first.runId, first.ledger]).toEqual(['r1', ledger])
    expect(await Array.fromAsync(store.list({}))).toEqual([])
    // The model has no second answer, so this one is the recorded one.
    expect((await runtime.call('a', 'go', { ledger: memoryLedger(ledger.records) })).output).toBe('One.')
    await runtime.close()
  })

  it.each(['runId', 'ledger', 'onEvent'] as const)(
    'refuses %s in code of an agent, where it is a step',
    async (option) => {
      const values = { runId: 'r9', ledger: memoryLedger(), onEvent: () => {} }
      const holder: { runtime?: Runtime } = {}
      const outer = defineCustomAgent({
        name: 'outer',
        execute: () => holder.runtime?.call('a', 'x', { [option]: values[option] }),
      })
      const runtime = await createRuntime({ agents: [outer, writer('a', 'x')] })
      holder.runtime = runtime
      await expect(runtime.call('outer', 'x')).rejects.toMatchObject({
        code: 'RUNTIME_OPTIONS_INVALID',
        message: expect.stringContaining(`takes no "${option}"`) as string,
      })
      await runtime.close()
    },
  )
})
