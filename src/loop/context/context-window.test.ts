import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import type { LanguageModelV4Message } from '../../models/model.ts'
import { profileOf } from '../../models/profiles/profile-of.ts'
import { memoryLedger } from '../../runs/memory/memory-ledger.ts'
import { scriptedModel } from '../../testing/scripted-model.ts'
import type { ScriptedAnswer } from '../../testing/scripted-reply.ts'
import { defineTool } from '../../tools/define-tool.ts'
import { defineAgent } from '../../agents/define-agent.ts'
import { planWindow, type ContextWindowOptions, type WindowStrategy } from './context-window.ts'
import { ContextWindow } from './fit-window.ts'
import { messageText, TokenEstimate } from './token-estimate.ts'

const page = 'word '.repeat(400)
const read = defineTool({
  name: 'read',
  description: 'd',
  input: z.object({ page: z.number() }),
  // What a result by itself may have is told of elsewhere.
  maxResultChars: false,
  execute: ({ page: number }) => `page ${number}: ${page}`,
})
const note = defineTool({ name: 'note', description: 'd', input: z.object({}), execute: () => `note: ${page}` })
const reads = (number: number): ScriptedAnswer => ({ toolCalls: [{ toolName: 'read', input: { page: number } }] })
const pages = (count: number): ScriptedAnswer[] => Array.from({ length: count }, (_, position) => reads(position + 1))

/** An agent that reads pages of 2000 characters, or about 570 tokens, in a window of 2000 tokens. */
const reader = (model: ReturnType<typeof scriptedModel>, contextWindow: ContextWindowOptions = {}) =>
  defineAgent({
    name: 'reader',
    model,
    instructions: 'Read the book.',
    tools: [read, note],
    contextWindow: { maxTokens: 2000, reserveTokens: 200, keepLast: 1, ...contextWindow },
  })

const sizeOf = (prompt: readonly LanguageModelV4Message[]): number => prompt.map(messageText).join('').length

/** Every result has its call before it, and every call its result after it. */
function isWhole(prompt: readonly LanguageModelV4Message[]): boolean {
  return prompt.every((message, position) => {
    const ids = (of: LanguageModelV4Message | undefined, type: string): string[] =>
      of === undefined || of.role === 'system'
        ? []
        : of.content.flatMap((part) => (part.type === type && 'toolCallId' in part ? [part.toolCallId] : []))
    if (message.role === 'tool')
      return ids(message, 'tool-result').join() === ids(prompt[position - 1], 'tool-call').join()
    const calls = ids(message, 'tool-call')
    return calls.length === 0 || calls.join() === ids(prompt[position + 1], 'tool-result').join()
  })
}

describe('a conversation that outgrows the window', () => {
  it('is left alone while it fits', async () => {
    const model = scriptedModel([...pages(2), 'done'])
    const { warnings } = await reader(model).run('go')
    expect(warnings).toEqual([])
    expect(model.calls[2]?.options.prompt).toHaveLength(6)
  })

  it('loses the oldest results of tools first, and says so', async () => {
    const model = scriptedModel([...pages(6), 'done'])
    const { output, warnings } = await reader(model).run('go')
    expect(output).toBe('done')
    expect(warnings[0]).toMatch(
      /Context window \(evict-tool-results\): removed the results of \d turns? of tool calls; about \d+ tokens became \d+, of 2000 with 200/,
    )
    const prompt = model.calls.at(-1)?.options.prompt ?? []
    expect(prompt).toHaveLength(14)
    expect(JSON.stringify(prompt[3])).toContain('removed to save space')
    expect(JSON.stringify(prompt.at(-1))).toContain('page 6: word')
    for (const { options } of model.calls) expect(sizeOf(options.prompt) / 3.5).toBeLessThan(1800)
  })

  it('loses the oldest exchanges where sliding is asked for, and keeps the instructions and the input', async () => {
    const model = scriptedModel([...pages(6), 'done'])
    const { warnings } = await reader(model, { strategy: 'sliding' }).run('go')
    expect(warnings[0]).toMatch(/\(sliding\): removed the oldest \d messages/)
    const prompt = model.calls.at(-1)?.options.prompt ?? []
    expect(prompt.slice(0, 2).map(({ role }) => role)).toEqual(['system', 'user'])
    expect(prompt.length).toBeLessThan(10)
    for (const { options } of model.calls) expect(isWhole(options.prompt)).toBe(true)
  })

  it('is summarised by a recorded model step of its own', async () => {
    const isSummary = (prompt: readonly LanguageModelV4Message[]): boolean =>
      messageText(prompt[0] as LanguageModelV4Message).startsWith('Summarise')
    let asked = 0
    const model = scriptedModel(
      Array.from({ length: 9 }, () => ({ prompt }) => {
        if (isSummary(prompt)) return 'Pages 1 and 2 say "word".'
        asked += 1
        return asked > 6 ? 'done' : reads(asked)
      }),
    )
    const ledger = memoryLedger()
    const agent = reader(model, { strategy: 'summarise' })
    const { output, warnings, usage } = await agent.run('go', { ledger })
    expect(output).toBe('done')
    expect(warnings[0]).toMatch(/\(summarise\): removed \d messages, with a summary in their place/)
    expect(usage.modelCalls).toBe(model.calls.length)
    expect(JSON.stringify(model.calls.at(-1)?.options.prompt[2])).toContain(
      'Summary of the conversation so far:\\nPages 1 and 2',
    )
    const summaries = ledger.records.flatMap((record) =>
      record.type === 'intent' && record.key.startsWith('branch:summarise#') ? [record.key] : [],
    )
    expect(summaries).toEqual([
      'branch:summarise#1/model:scripted:scripted#1',
      'branch:summarise#2/model:scripted:scripted#1',
    ])
    const replayed = await reader(scriptedModel([]), { strategy: 'summarise' }).run('go', {
      ledger: memoryLedger(ledger.records),
    })
    expect([replayed.output, replayed.warnings]).toEqual([output, warnings])
  })

  it('does not show its summaries as text of the answer', async () => {
    const model = scriptedModel(
      Array.from(
        { length: 9 },
        () =>
          ({ prompt }, number) =>
            messageText(prompt[0] as LanguageModelV4Message).startsWith('Summarise')
              ? 'A summary.'
              : number > 5
                ? 'done'
                : reads(number),
      ),
    )
    expect((await Array.fromAsync(reader(model, { strategy: 'summarise' }).stream('go').text())).join('')).toBe('done')
  })

  it('keeps what is pinned, and with "pin" nothing else but the latest exchange', async () => {
    const model = scriptedModel([{ toolCalls: [{ toolName: 'note', input: {} }] }, ...pages(3), 'done'])
    const { warnings } = await reader(model, { strategy: 'pin', pin: ['note'] }).run('go')
    expect(warnings[0]).toContain('(pin): removed the oldest')
    const prompt = model.calls.at(-1)?.options.prompt ?? []
    expect(prompt.map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'tool', 'assistant', 'tool'])
    expect(JSON.stringify(prompt[3])).toContain('note: word')
    expect(JSON.stringify(prompt[5])).toContain('page 3')
  })

  it('is sent as it is, with one warning, where nothing may be removed', async () => {
    const model = scriptedModel([reads(1), reads(2), 'done'])
    const { warnings } = await reader(model, { maxTokens: 400, reserveTokens: 0, keepLast: 9 }).run('go')
    expect(warnings).toEqual([
      expect.stringMatching(/about \d+ tokens where 400 are free, and nothing more may be removed/),
    ])
  })

  it('is left alone where the strategy is "none", or the window is not known', async () => {
    for (const contextWindow of [{ strategy: 'none' }, { maxTokens: undefined }] as const) {
      const model = scriptedModel([...pages(6), 'done'])
      const { maxTokens: _, ...options } = contextWindow as ContextWindowOptions
      const agent = defineAgent({
        name: 'a',
        model,
        tools: [read],
        contextWindow: 'strategy' in contextWindow ? { ...options, maxTokens: 100 } : options,
      })
      expect((await agent.run('go')).warnings).toEqual([])
    }
  })

  it('is kept within the known window of a model without a word of configuration', () => {
    expect(profileOf('gpt-4').window).toBe(8192)
    expect(profileOf('anthropic:claude-sonnet-4-5').window).toBe(200_000)
    expect(profileOf('claude-opus-5-5').window).toBe(1_000_000)
    expect(profileOf('gpt-5.4').window).toBe(1_050_000)
    expect(profileOf('gpt-5.4-mini').window).toBe(400_000)
    expect(profileOf('openai.responses:gpt-5-mini').window).toBe(400_000)
    expect(profileOf('ollama:llama3.1').window).toBeUndefined()
    expect(planWindow({}, { window: 8192, maxOutputTokens: undefined })).toMatchObject({
      strategies: ['evict-tool-results', 'sliding'],
      maxTokens: 8192,
      reserveTokens: 2048,
    })
  })
})

describe('the estimate of tokens', () => {
  const message = (text: string): LanguageModelV4Message => ({ role: 'user', content: [{ type: 'text', text }] })

  it('learns from what the model reports', () => {
    const estimate = new TokenEstimate()
    const first = [message('x'.repeat(3500))]
    expect(estimate.tokens(first)).toBeCloseTo(1004, -1)
    estimate.learn(first, 1750)
    expect(estimate.tokens(first)).toBe(1750)
    const second = [...first, message('x'.repeat(700))]
    expect(estimate.tokens(second)).toBe(1750 + 204)
    estimate.learn(second, 1750 + 357)
    expect(estimate.tokens([...second, message('x'.repeat(1400))])).toBe(2814)
  })

  it('does not take what the conversation does not show, such as tools, for its text', () => {
    const estimate = new TokenEstimate()
    const first = [message('x'.repeat(35))]
    estimate.learn(first, 5000)
    expect(estimate.tokens([...first, message('x'.repeat(3500))])).toBeCloseTo(6004, -1)
  })

  it('takes no report for nothing', () => {
    const estimate = new TokenEstimate()
    estimate.learn([message('x')], 0)
    expect(estimate.tokens([message('x'.repeat(3500))])).toBeGreaterThan(900)
  })

  it('counts exactly where it is given a tokeniser', () => {
    const estimate = new TokenEstimate((text) => text.split(' ').length)
    expect(estimate.tokens([message('one two three')])).toBe(3 + 4)
  })

  it('decides when a run is trimmed', async () => {
    // The model reports three times of what was guessed.
    const model = scriptedModel([
      { ...reads(1), usage: { inputTokens: 50, outputTokens: 1 } },
      { ...reads(2), usage: { inputTokens: 1900, outputTokens: 1 } },
      'done',
    ])
    const { warnings } = await reader(model).run('go')
    expect(warnings[0]).toContain('Context window (evict-tool-results)')
  })
})

describe('any conversation', () => {
  const turn = fc.oneof(
    fc.record({
      kind: fc.constant('tools' as const),
      calls: fc.integer({ min: 1, max: 3 }),
      size: fc.nat(3000),
      pinned: fc.boolean(),
    }),
    fc.record({
      kind: fc.constant('repair' as const),
      calls: fc.constant(0),
      size: fc.nat(3000),
      pinned: fc.boolean(),
    }),
  )
  const strategies: readonly WindowStrategy[] = ['evict-tool-results', 'sliding', 'summarise', 'pin']

  it('keeps its calls and results together, its fixed and pinned messages, and its order, under every strategy', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(turn, { maxLength: 8 }),
        fc.subarray([...strategies], { minLength: 1 }),
        fc.nat(3),
        async (turns, chosen, keepLast) => {
          const fixed: LanguageModelV4Message[] = [
            { role: 'system', content: 's' },
            { role: 'user', content: [{ type: 'text', text: 'input' }] },
          ]
          const pinned = new Set<LanguageModelV4Message>()
          const prompt = [...fixed]
          turns.forEach(({ calls, size, pinned: pin }, at) => {
            const ids = Array.from({ length: calls }, (_, position) => `${at}-${position}`)
            const text = 'x'.repeat(size)
            const [answer, reply]: LanguageModelV4Message[] =
              calls === 0
                ? [
                    { role: 'assistant', content: [{ type: 'text', text }] },
                    { role: 'user', content: [{ type: 'text', text }] },
                  ]
                : [
                    {
                      role: 'assistant',
                      content: ids.map((toolCallId) => ({ type: 'tool-call', toolCallId, toolName: 't', input: {} })),
                    },
                    {
                      role: 'tool',
                      content: ids.map((toolCallId) => ({
                        type: 'tool-result',
                        toolCallId,
                        toolName: 't',
                        output: { type: 'text', value: text },
                      })),
                    },
                  ]
            if (pin) pinned.add(reply as LanguageModelV4Message)
            prompt.push(answer as LanguageModelV4Message, reply as LanguageModelV4Message)
          })
          const plan = planWindow(
            { strategy: chosen, maxTokens: 1500, reserveTokens: 0, keepLast, pin: (message) => pinned.has(message) },
            { window: undefined, maxOutputTokens: undefined },
          )
          if (plan === undefined) throw new Error('There is a window.')
          const window = new ContextWindow(plan, fixed, {
            warn: () => {},
            extraSize: async () => 0,
            summarise: async () => 'short',
          })
          const fitted = await window.fit(prompt)
          expect(isWhole(fitted)).toBe(true)
          for (const message of [...fixed, ...pinned]) expect(fitted).toContain(message)
          const kept = prompt.filter((message) => fitted.includes(message))
          expect(fitted.filter((message) => prompt.includes(message))).toEqual(kept)
        },
      ),
    )
  })
})
