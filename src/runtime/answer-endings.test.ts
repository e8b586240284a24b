import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { rejection } from '../../test/support/rejection.ts'
import { defineAgent } from '../agents/define-agent.ts'
import { defineCustomAgent } from '../agents/define-custom-agent.ts'
import { memoryStore } from '../runs/memory/memory-store.ts'
import { createRuntime } from './create-runtime.ts'
import { scriptedModel } from '../testing/scripted-model.ts'
import type { ScriptedReply } from '../testing/scripted-reply.ts'
import { defineTool } from '../tools/define-tool.ts'

const write = defineTool({
  name: 'write',
  description: 'Writes a text',
  input: z.object({ text: z.string() }),
  effect: 'none',
  execute: ({ text }) => `wrote ${text}`,
})

const modes = ['run', 'stream'] as const

function ask(mode: (typeof modes)[number], replies: readonly ScriptedReply[]) {
  const model = scriptedModel(replies)
  const agent = defineAgent({ name: 'a', model, tools: [write] })
  const result = mode === 'run' ? agent.run('x') : agent.stream('x').result
  return { model, result }
}

describe.each(modes)('what a run says of the end of its answer (%s)', (mode) => {
  it.each([
    [{ text: 'Half', finishReason: 'length' }, 'length', 'cut off at its maximum length'],
    [{ text: 'Half', finishReason: 'content-filter' }, 'content-filter', 'content filter'],
    [{ text: 'Half', finishReason: 'other', rawFinishReason: 'unknown' }, 'unknown', 'without saying why'],
    [{ text: 'Half', finishReason: 'other', rawFinishReason: 'tired' }, 'other', '"tired"'],
  ] as const)('warns of %o', async (reply, reason, words) => {
    const { output, finishReason, warnings } = await ask(mode, [reply]).result
    expect([output, finishReason]).toEqual(['Half', reason])
    expect(warnings).toEqual([expect.stringContaining(words)])
  })

  it('is stop without a warning, in the ordinary case', async () => {
    const { finishReason, warnings } = await ask(mode, ['Whole.']).result
    expect([finishReason, warnings]).toEqual(['stop', []])
  })

  it('goes on after a pause, and gives the whole text', async () => {
    const pause = { text: 'First, ', finishReason: 'other', rawFinishReason: 'pause_turn' } as const
    const { model, result } = ask(mode, [pause, pause, 'then.'])
    expect(await result).toMatchObject({ output: 'First, First, then.', finishReason: 'stop' })
    expect(model.calls[2]?.options.prompt.map(({ role }) => role)).toEqual(['user', 'assistant', 'assistant'])
  })

  it('gives up after five pauses', async () => {
    const pause = { text: 'and ', finishReason: 'other', rawFinishReason: 'pause_turn' } as const
    const { model, result } = ask(
      mode,
      Array.from({ length: 7 }, () => pause),
    )
    expect(await rejection(result)).toMatchObject({ code: 'MODEL_RESPONSE_INVALID', message: /paused/ })
    expect(model.calls).toHaveLength(6)
  })

  it('tells the model of a call that was cut, and does not run it', async () => {
    const cut = { toolCalls: [{ toolName: 'write', input: '{"text":"a lo' }], finishReason: 'length' } as const
    const { model, result } = ask(mode, [cut, { toolCalls: [{ toolName: 'write', input: { text: 'b' } }] }, 'Done.'])
    expect((await result).output).toBe('Done.')
    const told = JSON.stringify(model.calls[1]?.options.prompt.at(-1))
    expect(told).toContain('maximum length')
    expect(told).toContain('shorter')
    // What is no JSON would be refused by the provider.
    expect(model.calls[1]?.options.prompt.at(-2)).toMatchObject({ content: [{ type: 'tool-call', input: {} }] })
  })

  it('runs the calls of a cut answer that are whole', async () => {
    const reply = {
      toolCalls: [
        { toolName: 'write', input: { text: 'whole' } },
        { toolName: 'write', input: '{"te' },
      ],
      finishReason: 'length',
    } as const
    const { model, result } = ask(mode, [reply, 'Done.'])
    await result
    const told = JSON.stringify(model.calls[1]?.options.prompt.at(-1))
    expect(told).toContain('wrote whole')
    expect(told).toContain('cut off')
  })

  it('ends a run whose calls are cut again and again, with that reason', async () => {
    const cut = { toolCalls: [{ toolName: 'write', input: '{"text":"a lo' }], finishReason: 'length' } as const
    const { model, result } = ask(mode, [cut, cut, cut, cut])
    expect(await rejection(result)).toMatchObject({
      code: 'MODEL_OUTPUT_LIMIT',
      message: /maximum length 3 times/,
      details: { tool: 'write', finishReason: 'length' },
    })
    expect(model.calls).toHaveLength(3)
  })
})

describe('the reason of an answer', () => {
  it('is on the record, for those who attach to the run later', async () => {
    const store = memoryStore()
    const agent = defineAgent({ name: 'a', model: scriptedModel([{ text: 'Half', finishReason: 'length' }]) })
    await agent.run('x', { store, runId: 'r' })
    expect(await agent.run('x', { store, runId: 'r' })).toMatchObject({ output: 'Half', finishReason: 'length' })
  })

  it('is that of an agent whose answer is forwarded, and no other agent', async () => {
    const half = defineAgent({
      name: 'half',
      model: scriptedModel([
        { text: 'Half', finishReason: 'length' },
        { text: 'Half', finishReason: 'length' },
      ]),
    })
    const forwards = defineCustomAgent({
      name: 'forwards',
      execute: (input, context) => context.call(half, input, { forward: true }),
    })
    const asks = defineCustomAgent({
      name: 'asks',
      execute: async (input, context) => `${await context.call(half, input)}!`,
    })
    expect((await forwards.run('x')).finishReason).toBe('length')
    expect((await asks.run('x')).finishReason).toBeUndefined()
  })

  it('is that of a hosted agent too', async () => {
    const half = defineAgent({ name: 'half', model: scriptedModel([{ text: 'Half', finishReason: 'length' }]) })
    const forwards = defineCustomAgent({
      name: 'forwards',
      execute: (input, context) => context.call(half, input, { forward: true }),
    })
    const runtime = await createRuntime({ agents: [half, forwards] })
    expect((await runtime.call('forwards', 'x')).finishReason).toBe('length')
    await runtime.close()
  })

  it('goes on with the message, where it is not the ordinary one', async () => {
    const seen: unknown[] = []
    const half = defineAgent({
      name: 'half',
      model: scriptedModel([{ text: 'Half', finishReason: 'length' }, 'Whole.']),
    })
    const reader = defineCustomAgent({
      name: 'reader',
      execute: (_input, { received }) => {
        seen.push(received?.message.metadata['finishReason'])
        return null
      },
    })
    const runtime = await createRuntime({ agents: [{ agent: half, outputs: ['reader'] }, reader] })
    await runtime.send('half', 'x')
    await runtime.send('half', 'y')
    await runtime.idle()
    await runtime.close()
    expect(seen).toEqual(['length', undefined])
  })
})
