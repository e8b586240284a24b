import { anthropic } from '@ai-sdk/anthropic'
import { openai } from '@ai-sdk/openai'
import { dynamicTool, jsonSchema, tool, zodSchema } from 'ai'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import * as z3 from 'zod/v3'
import { defineAgent } from '../../agents/define-agent.ts'
import { scriptedModel } from '../../testing/scripted-model.ts'
import type { JsonValue } from '../../util/json/json.ts'
import type { AiSdkTools, AiSdkToolsOptions } from './ai-sdk-tool.ts'
import { fromAiSdkTools } from './from-ai-sdk-tools.ts'

/** What a model is told of a call of the tool `probe`, and of the tool itself. */
async function callProbe(probe: AiSdkTools[string], input: JsonValue, options: AiSdkToolsOptions<'probe'> = {}) {
  const model = scriptedModel([{ toolCalls: [{ toolName: 'probe', input }] }, 'done'])
  const agent = defineAgent({ name: 'user', model, tools: fromAiSdkTools({ probe }, options) })
  await agent.run('go', { context: { user: 'ada' } })
  const last = model.calls[1]?.options.prompt.at(-1)
  const [part] = last?.role === 'tool' ? last.content : []
  return {
    told: part?.type === 'tool-result' ? part.output : undefined,
    definition: model.calls[0]?.options.tools?.[0],
  }
}

const city = z.object({ city: z.string(), days: z.number().default(3) })

describe('tools of the AI SDK', () => {
  it('keep their name, description and schema, and answer with what their code gives', async () => {
    const probe = tool({
      description: 'Forecasts the weather.',
      inputSchema: city,
      execute: async (input) => ({ ...input, sky: 'clear' }),
    })
    const { told, definition } = await callProbe(probe, { city: 'Bonn' })
    expect(told).toEqual({ type: 'json', value: { city: 'Bonn', days: 3, sky: 'clear' } })
    expect(definition).toMatchObject({
      name: 'probe',
      description: 'Forecasts the weather.',
      inputSchema: { type: 'object', required: ['city'] },
    })
  })

  it.each([
    ['valibot', v.object({ city: v.string() })],
    ['zodSchema()', zodSchema(z.object({ city: z.string() }))],
    ['zodSchema() of zod 3', zodSchema(z3.object({ city: z3.string() }))],
    ['a schema that is made when it is needed', () => zodSchema(z.object({ city: z.string() }))],
    ['jsonSchema()', jsonSchema<{ city: string }>(cityJson())],
    ['jsonSchema() of a function', jsonSchema<{ city: string }>(() => cityJson())],
    ['jsonSchema() of a promise', jsonSchema<{ city: string }>(Promise.resolve(cityJson()))],
  ])('take an input of %s, check it and tell the model of it', async (_, inputSchema) => {
    const probe = dynamicTool({ inputSchema, execute: async (input) => (input as { city: string }).city })
    const { told, definition } = await callProbe(probe, { city: 'Bonn' })
    expect(told).toEqual({ type: 'text', value: 'Bonn' })
    expect(definition).toMatchObject({ inputSchema: { properties: { city: { type: 'string' } }, required: ['city'] } })
    const wrong = await callProbe(probe, { city: 5 })
    expect(wrong.told).toMatchObject({
      type: 'error-text',
      value: expect.stringMatching(/arguments do not match.*city/s),
    })
  })

  it('take the check that jsonSchema() was given', async () => {
    const inputSchema = jsonSchema<{ city: string }>(cityJson(), {
      validate: (value) =>
        (value as { city: string }).city === 'Bonn'
          ? { success: true, value: { city: 'BONN' } }
          : { success: false, error: new Error('Only Bonn is known.') },
    })
    const probe = tool({ inputSchema, execute: ({ city: name }) => name })
    expect((await callProbe(probe, { city: 'Bonn' })).told).toEqual({ type: 'text', value: 'BONN' })
    expect((await callProbe(probe, { city: 'Rome' })).told).toMatchObject({
      value: expect.stringContaining('Only Bonn is known.'),
    })
  })

  it('get the id of the call, a signal and the context of the run', async () => {
    const seen: unknown[] = []
    const probe = tool({
      inputSchema: z.object({}),
      contextSchema: z.object({ user: z.string() }),
      execute: (_input, { toolCallId, abortSignal, context }) =>
        seen.push(toolCallId, abortSignal?.aborted, context.user),
    })
    await callProbe(probe, {})
    expect(seen).toEqual(['call-1-1', false, 'ada'])
  })

  it('get the messages that led to the call, as models of the AI SDK take them', async () => {
    const seen: unknown[] = []
    const probe = tool({ inputSchema: z.object({}), execute: (_input, { messages }) => seen.push(...messages) })
    const model = scriptedModel([{ text: 'I ask.', toolCalls: [{ toolName: 'probe', input: {} }] }, 'done'])
    const agent = defineAgent({ name: 'user', model, instructions: 'Be brief.', tools: fromAiSdkTools({ probe }) })
    await agent.run({
      messages: [
        { role: 'assistant', content: 'Hi.' },
        { role: 'user', content: 'Go.' },
      ],
    })
    expect(seen).toEqual([
      { role: 'assistant', content: 'Hi.' },
      { role: 'user', content: 'Go.' },
    ])
  })

  it('get the context under the name of AI SDK 5 and 6 too', async () => {
    const probe = {
      inputSchema: z.object({}),
      execute: (_input: object, { experimental_context }: { experimental_context?: unknown }) => experimental_context,
    }
    expect((await callProbe(probe, {})).told).toEqual({ type: 'json', value: { user: 'ada' } })
  })

  it('tell the model of a context that does not match', async () => {
    const needy = tool({
      inputSchema: z.object({}),
      contextSchema: z.object({ tenant: z.string() }),
      execute: (_input, { context }) => context.tenant,
    })
    expect((await callProbe(needy, {})).told).toMatchObject({
      type: 'error-text',
      value: expect.stringMatching(/"context".*tenant/s),
    })
  })

  it('that give several results one after the other answer with the last one', async () => {
    const probe = tool({
      inputSchema: z.object({}),
      async *execute() {
        yield { status: 'loading' }
        yield { status: 'done' }
      },
    })
    expect((await callProbe(probe, {})).told).toEqual({ type: 'json', value: { status: 'done' } })
  })

  it('show the model what toModelOutput makes of a result', async () => {
    const told = async (output: unknown, given: object = {}) =>
      (
        await callProbe(
          { inputSchema: z.object({}), execute: () => ({ n: 1 }), toModelOutput: () => output, ...given },
          {},
        )
      ).told
    expect(await told({ type: 'text', value: 'one' })).toEqual({ type: 'text', value: 'one' })
    expect(await told({ type: 'json', value: [1] })).toEqual({ type: 'json', value: [1] })
    expect(await told({ type: 'error-text', value: 'no' })).toMatchObject({
      type: 'error-text',
      value: 'no',
    })
    expect(
      await told({
        type: 'content',
        value: [
          { type: 'text', text: 'A dot:' },
          { type: 'file-data', data: 'iVBORw0=', mediaType: 'image/png', filename: 'dot.png' },
          {
            type: 'file',
            data: { type: 'url', url: new URL('https://example.com/a.pdf') },
            mediaType: 'application/pdf',
          },
        ],
      }),
    ).toMatchObject({
      type: 'content',
      value: [
        { type: 'text', text: 'A dot:' },
        { type: 'file', mediaType: 'image/png', filename: 'dot.png', data: { type: 'data', data: 'iVBORw0=' } },
        { type: 'file', mediaType: 'application/pdf', data: { type: 'url' } },
      ],
    })
    expect(await told('one')).toMatchObject({ type: 'error-text', value: expect.stringContaining('toModelOutput') })
    const part = { type: 'file-id', fileId: 'f' }
    expect(await told({ type: 'content', value: [part] })).toMatchObject({
      value: expect.stringContaining('"file-id", which cannot be passed on'),
    })
  })

  it('give toModelOutput what their version gives it', async () => {
    const seen: unknown[] = []
    const probe = {
      inputSchema: z.object({ a: z.number() }),
      execute: () => 'x',
      toModelOutput: (given: unknown) => (seen.push(given), { type: 'text', value: 'y' }),
    }
    await callProbe(probe, { a: 1 })
    await callProbe(probe, { a: 1 }, { version: 5 })
    expect(seen).toEqual([{ toolCallId: 'call-1-1', input: { a: 1 }, output: 'x' }, 'x'])
  })

  it('stop with the run', async () => {
    const controller = new AbortController()
    let reason: unknown
    const probe = tool({
      inputSchema: z.object({}),
      execute: (_input, { abortSignal }) =>
        new Promise<string>((resolve) => {
          abortSignal?.addEventListener('abort', () => {
            reason = abortSignal.reason
            resolve('stopped')
          })
          controller.abort(new Error('enough'))
        }),
    })
    const model = scriptedModel([{ toolCalls: [{ toolName: 'probe', input: {} }] }, 'done'])
    const agent = defineAgent({ name: 'user', model, tools: fromAiSdkTools({ probe }, { effect: 'none' }) })
    await expect(agent.run('go', { signal: controller.signal })).rejects.toThrow('enough')
    expect(reason).toEqual(new Error('enough'))
  })

  it('that a provider runs are tools that the provider runs', () => {
    const [search, old] = fromAiSdkTools({
      search: anthropic.tools.webSearch_20250305({ maxUses: 2 }),
      old: { type: 'provider-defined', id: 'openai.web_search', args: { searchContextSize: 'low' } },
    })
    expect(search).toMatchObject({
      name: 'search',
      provider: { id: 'anthropic.web_search_20250305', args: { maxUses: 2 } },
    })
    expect(old).toMatchObject({
      name: 'old',
      provider: { id: 'openai.web_search', args: { searchContextSize: 'low' } },
    })
  })

  it('show the model examples of their input in the description', async () => {
    const probe = tool({
      description: 'Adds.',
      inputSchema: z.object({ a: z.number() }),
      inputExamples: [{ input: { a: 1 } }, { input: { a: 2 } }],
      execute: ({ a }) => a,
    })
    const { definition } = await callProbe(probe, { a: 1 })
    expect(definition).toMatchObject({ description: 'Adds.\n\nExamples of its input:\n{"a":1}\n{"a":2}' })
  })

  it('happen once unless it is said otherwise, for all or by name', () => {
    const probe = tool({ inputSchema: z.object({}), execute: () => 1 })
    const effects = (options?: AiSdkToolsOptions<'a' | 'b'>) =>
      fromAiSdkTools({ a: probe, b: probe }, options).map(({ effect }) => effect)
    expect(effects()).toEqual(['once', 'once'])
    expect(effects({ effects: { b: 'none' } })).toEqual(['once', 'none'])
    expect(effects({ effect: 'none', effects: { a: 'idempotent' } })).toEqual(['idempotent', 'none'])
  })
})

describe('tools of the AI SDK that cannot be used', () => {
  const good = { inputSchema: z.object({}), execute: () => 1 }

  it.each<[string, unknown, RegExp]>([
    ['parameters', { parameters: z.object({}), execute: () => 1 }, /"book".*"parameters".*Rename it to "inputSchema"/],
    ['no execute', tool({ inputSchema: z.object({}), outputSchema: z.string() }), /"book".*no "execute".*Give it an/],
    ['approval', { ...good, needsApproval: true }, /"book".*needsApproval.*cannot be approved yet/],
    ['asked approval', { ...good, needsApproval: () => true }, /"book".*needsApproval/],
    ['no schema', { execute: () => 1 }, /"book".*no "inputSchema"/],
    ['a description by call', { ...good, description: () => 'x' }, /"book".*"description" must be a text/],
    ['a hook', { ...good, onInputStart: () => {} }, /"book".*"onInputStart", which is not called here/],
    ['deferred loading', { ...good, deferLoading: true }, /"book".*deferLoading/],
    ['provider options', { ...good, providerOptions: {} }, /"book".*providerOptions/],
    ['a computer to run', anthropic.tools.bash_20250124({ execute: () => 'x' }), /"book".*leaves it to you to run it/],
    ['nothing', undefined, /"book": it is undefined and no tool/],
    ['a function', () => 1, /"book": it is a function and no tool/],
    ['junk examples', { ...good, inputExamples: 'x' }, /"inputExamples" must be a list/],
  ])('are refused with their name and what to do: %s', (_, book, message) => {
    expect(() => fromAiSdkTools({ book } as never)).toThrow(
      expect.objectContaining({ code: 'TOOL_OPTIONS_INVALID', message: expect.stringMatching(message) }),
    )
  })

  it('are taken where nothing of it is meant', () => {
    const [book] = fromAiSdkTools({
      book: { ...good, needsApproval: false, strict: true, title: 'Book' } as typeof good,
    })
    expect(book?.name).toBe('book')
    expect(openai.tools.webSearch({})).toMatchObject({ type: 'provider' })
  })

  it('are refused for their name and their schema as any other tools are', () => {
    expect(() => fromAiSdkTools({ 'two words': good })).toThrow(expect.objectContaining({ code: 'TOOL_NAME_INVALID' }))
    expect(() => fromAiSdkTools({ book: { ...good, inputSchema: { cities: 'text' } } })).toThrow(
      expect.objectContaining({ code: 'TOOL_SCHEMA_INVALID', message: expect.stringContaining('"book"') }),
    )
    expect(() => fromAiSdkTools({ book: { ...good, inputSchema: z3.object({}) } })).toThrow(/zod 3.*Use zod 4/)
  })

  it.each<[unknown, unknown, RegExp]>([
    [[good], undefined, /takes an object of tools by name.*not a list/],
    [undefined, undefined, /takes an object of tools by name.*not undefined/],
    [{ book: good }, { effect: 'twice' }, /effect must be one of none, idempotent, once, not "twice"/],
    [{ book: good }, { effects: { book: 'twice' } }, /effects.book must be one of/],
    [{ book: good }, { effects: { boook: 'none' } }, /effects names "boook".*did you mean "book"\?/],
    [{ book: good }, { effects: 'none' }, /effects must be an object by tool/],
    [{ book: good }, { effcts: {} }, /There is no "effcts". Did you mean "effects"\?/],
    [{ book: good }, { version: 4 }, /version must be 5, 6 or 7/],
  ])('are refused where the arguments make no sense: %j %j', (tools, options, message) => {
    expect(() => fromAiSdkTools(tools as never, options as never)).toThrow(
      expect.objectContaining({ code: 'TOOL_OPTIONS_INVALID', message: expect.stringMatching(message) }),
    )
  })
})

function cityJson() {
  return { type: 'object' as const, properties: { city: { type: 'string' as const } }, required: ['city'] }
}
