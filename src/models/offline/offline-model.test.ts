import { describe, expect, it } from 'vitest'
import { suiteRunner } from '../../../test/support/suite-runner.ts'
import * as z from 'zod'
import { describeModel } from '../../testing/describe-model.ts'
import { toJsonSchema } from '../../schema/to-json-schema.ts'
import type { LanguageModelV4CallOptions, LanguageModelV4FunctionTool, LanguageModelV4Prompt } from '../model.ts'
import { offlineModel, type OfflineModelOptions } from './offline-model.ts'
import { offlineResolver } from './offline-resolver.ts'

describeModel('offline', {
  ...suiteRunner,
  create: (scenario) => {
    if (scenario.type !== 'answer') throw new Error(`The offline model has no "${scenario.type}".`)
    return { model: offlineModel({ replies: scenario.text === undefined ? [] : [{ text: scenario.text }] }) }
  },
  // It cannot be made to fail, to hang or to call two tools, and estimates its usage.
  only: ['answers', 'tools', 'structured-output', 'images', 'abort'],
})

function says(text: string, system?: string): LanguageModelV4Prompt {
  const user = { role: 'user' as const, content: [{ type: 'text' as const, text }] }
  return system === undefined ? [user] : [{ role: 'system', content: system }, user]
}

async function ask(
  options: Partial<LanguageModelV4CallOptions> & { readonly prompt: LanguageModelV4Prompt },
  how?: OfflineModelOptions,
) {
  const result = await offlineModel(how).doGenerate(options)
  const [part] = result.content
  return {
    ...result,
    text: part?.type === 'text' ? part.text : undefined,
    call: part?.type === 'tool-call' ? part : undefined,
  }
}

const weather: LanguageModelV4FunctionTool = {
  type: 'function',
  name: 'get_weather',
  description: 'Get the current weather of a city',
  inputSchema: {
    type: 'object',
    properties: {
      city: { type: 'string' },
      days: { type: 'integer', minimum: 1 },
      units: { enum: ['metric', 'imperial'] },
    },
    required: ['city'],
  },
}
const mail: LanguageModelV4FunctionTool = {
  type: 'function',
  name: 'send_mail',
  description: 'Send a mail',
  inputSchema: { type: 'object' },
}

function afterTool(
  value: string | { readonly [key: string]: string | number },
  isError = false,
): LanguageModelV4Prompt {
  const kind = typeof value === 'string' ? 'text' : 'json'
  const output = (isError ? { type: `error-${kind}`, value } : { type: kind, value }) as { type: 'text'; value: string }
  return [
    ...says('What is the weather in Oslo?'),
    {
      role: 'assistant',
      content: [{ type: 'tool-call', toolCallId: 'offline-call-1', toolName: 'get_weather', input: { city: 'Oslo' } }],
    },
    { role: 'tool', content: [{ type: 'tool-result', toolCallId: 'offline-call-1', toolName: 'get_weather', output }] },
  ]
}

describe('the offline model', () => {
  it('marks its text, and every result in its metadata and its model id', async () => {
    const { text, providerMetadata, response } = await ask({ prompt: says('Hello.') }, { name: 'openai:gpt-4o' })
    expect(text).toBe('[offline] Hello.')
    expect(providerMetadata).toEqual({ offline: { offline: true } })
    expect(response?.modelId).toBe('offline:openai:gpt-4o')
  })

  it('marks structured output where the text has no room for it', async () => {
    const { text, providerMetadata } = await ask({
      prompt: says('a: 1'),
      responseFormat: { type: 'json', schema: { type: 'object' } },
    })
    expect(JSON.parse(text ?? '')).toEqual({ a: '1' })
    expect(providerMetadata).toEqual({ offline: { offline: true } })
  })

  it('does not pile up marks from agent to agent', async () => {
    expect((await ask({ prompt: says('[offline] The valve is shut.') })).text).toBe('[offline] The valve is shut.')
  })

  it('streams the same answer word by word, and can be stopped in between', async () => {
    const controller = new AbortController()
    const { stream } = await offlineModel().doStream({
      prompt: says('One two three four.'),
      abortSignal: controller.signal,
    })
    const reader = stream.getReader()
    const deltas: string[] = []
    for (;;) {
      const { value } = await reader.read()
      if (value?.type === 'text-delta') deltas.push(value.delta)
      if (deltas.length === 3) break
    }
    expect(deltas).toEqual(['[offline] ', 'One ', 'two '])
    controller.abort(new Error('enough'))
    await expect(reader.read()).rejects.toThrow('enough')
  })

  it('gives data as readable pairs', async () => {
    expect((await ask({ prompt: says('{"tick":3,"at":"2026-01-01T00:00:00Z","tags":["a","b"]}') })).text).toBe(
      '[offline] tick: 3; at: 2026-01-01T00:00:00Z; tags: a, b',
    )
  })

  it('says so when there is nothing to answer', async () => {
    expect((await ask({ prompt: says(' ') })).text).toBe('[offline] The input is empty.')
  })

  it('reads text files and names the others', async () => {
    const content = [
      {
        type: 'file' as const,
        mediaType: 'text/plain',
        data: { type: 'data' as const, data: new TextEncoder().encode('The pump leaks.') },
      },
      {
        type: 'file' as const,
        mediaType: 'image/png',
        filename: 'pump.png',
        data: { type: 'data' as const, data: 'AAAA' },
      },
    ]
    expect((await ask({ prompt: [{ role: 'user', content }] })).text).toBe('[offline] The pump leaks. (file: pump.png)')
  })

  it('stops at the token limit and at a stop sequence', async () => {
    const cut = await ask({ prompt: says('One two three four five six.'), maxOutputTokens: 4 })
    expect([cut.text, cut.finishReason.unified]).toEqual(['[offline] One tw', 'length'])
    const stopped = await ask({ prompt: says('One two END three'), stopSequences: ['END'] })
    expect([stopped.text, stopped.finishReason.unified]).toEqual(['[offline] One two ', 'stop'])
  })

  it('estimates a token for four characters', async () => {
    const { usage } = await ask({ prompt: says('12345678', '1234') })
    expect([usage.inputTokens.total, usage.outputTokens.total]).toEqual([3, 5])
  })
})

describe('the offline model with tools', () => {
  it('calls the tool that the input matches, with arguments from the input, and leaves out what is not said', async () => {
    const { call, finishReason } = await ask({
      prompt: says('What will the weather be in Oslo for 3 days?'),
      tools: [mail, weather],
    })
    expect(call).toMatchObject({ toolName: 'get_weather', toolCallId: 'offline-call-1' })
    expect(JSON.parse(call?.input ?? '')).toEqual({ city: 'Oslo', days: 3 })
    expect(finishReason.unified).toBe('tool-calls')
  })

  it('calls no tool that the input does not match', async () => {
    expect((await ask({ prompt: says('Tell me a joke.'), tools: [mail, weather] })).call).toBeUndefined()
  })

  it('calls the tool that the instructions name, unless with a condition or a "not"', async () => {
    const tools = [weather]
    expect(
      (await ask({ prompt: says('Good morning.', 'Ask get_weather about the place.'), tools })).call?.toolName,
    ).toBe('get_weather')
    for (const instructions of ['Use get_weather when asked about the sky.', 'Never call get_weather.']) {
      expect((await ask({ prompt: says('Good morning.', instructions), tools })).call).toBeUndefined()
    }
  })

  it('chooses by the input among several tools that the instructions name', async () => {
    const { call } = await ask({
      prompt: says('The weather in Rome', 'Use send_mail or get_weather.'),
      tools: [mail, weather],
    })
    expect(call?.toolName).toBe('get_weather')
  })

  it('honours the choice of the caller', async () => {
    const tools = [mail, weather]
    const unmatched = says('Tell me a joke.')
    expect((await ask({ prompt: unmatched, tools, toolChoice: { type: 'required' } })).call?.toolName).toBe('send_mail')
    expect(
      (await ask({ prompt: unmatched, tools, toolChoice: { type: 'tool', toolName: 'get_weather' } })).call?.toolName,
    ).toBe('get_weather')
    expect(
      (await ask({ prompt: says('The weather in Oslo'), tools, toolChoice: { type: 'none' } })).call,
    ).toBeUndefined()
  })

  it('calls a tool once and answers from its result', async () => {
    const { text, call } = await ask({ prompt: afterTool({ temperature: 3, sky: 'clear' }), tools: [weather] })
    expect([text, call]).toEqual(['[offline] temperature: 3; sky: clear', undefined])
  })

  it('says which tool failed, and why', async () => {
    const { text } = await ask({ prompt: afterTool('The service is down.', true), tools: [weather] })
    expect(text).toBe('[offline] Tool "get_weather" failed: The service is down.')
  })

  it('calls again when the user asks again, under a new id', async () => {
    const prompt: LanguageModelV4Prompt = [
      ...afterTool('3 degrees'),
      { role: 'assistant', content: [{ type: 'text', text: '3' }] },
      ...says('And the weather in Rome?'),
    ]
    const { call } = await ask({ prompt, tools: [weather] })
    expect([call?.toolCallId, call?.input]).toEqual(['offline-call-2', '{"city":"Rome"}'])
  })

  it("fills a structured output from the tool's result", async () => {
    const schema = await toJsonSchema(z.object({ temperature: z.number(), sky: z.enum(['cloudy', 'clear']) }))
    const { text } = await ask({
      prompt: afterTool({ temperature: 3, sky: 'clear' }),
      tools: [weather],
      responseFormat: { type: 'json', schema },
    })
    expect(JSON.parse(text ?? '')).toEqual({ temperature: 3, sky: 'clear' })
  })
})

describe('scripted replies of the offline model', () => {
  const replies = [
    {
      match: /^refund\b/gi,
      toolCall: { name: 'send_mail', input: { to: 'office' } },
      text: 'The office will refund you.',
    },
    { match: 'hello', text: 'Good day.' },
  ]

  it('wins over what the model would do by itself, by text in any case or by pattern, again and again', async () => {
    for (const input of ['Hello, what is the weather in Oslo?', 'Well, HELLO']) {
      expect((await ask({ prompt: says(input), tools: [weather] }, { replies })).text).toBe('[offline] Good day.')
    }
  })

  it('calls a tool once and then says its text', async () => {
    const first = await ask({ prompt: says('Refund me'), tools: [mail] }, { replies })
    expect(first.call).toMatchObject({ toolName: 'send_mail', input: '{"to":"office"}' })
    const prompt: LanguageModelV4Prompt = [
      ...says('Refund me'),
      {
        role: 'assistant',
        content: [{ type: 'tool-call', toolCallId: 'offline-call-1', toolName: 'send_mail', input: {} }],
      },
      {
        role: 'tool',
        content: [
          {
            type: 'tool-result',
            toolCallId: 'offline-call-1',
            toolName: 'send_mail',
            output: { type: 'text', value: 'sent' },
          },
        ],
      },
    ]
    expect((await ask({ prompt, tools: [mail] }, { replies })).text).toBe('[offline] The office will refund you.')
  })

  it('leaves other inputs to the model, and JSON unmarked', async () => {
    expect((await ask({ prompt: says('The sky is blue.') }, { replies })).text).toBe('[offline] The sky is blue.')
    expect(
      (await ask({ prompt: says('x'), responseFormat: { type: 'json' } }, { replies: [{ text: '{"a":1}' }] })).text,
    ).toBe('{"a":1}')
  })
})

describe('the offline resolver', () => {
  it('puts the offline model in the place of every model, whether its name means one or not', async () => {
    const resolve = offlineResolver()
    const real = { specificationVersion: 'v4', provider: 'openai.chat', modelId: 'gpt-4o' } as never
    for (const reference of ['openai:gpt-4o', 'grok-2', 'no such model', real]) {
      expect((await resolve(reference)).provider).toBe('offline')
    }
  })

  it('keeps models that reach no network, and gives one model for one name', async () => {
    const resolve = offlineResolver()
    const own = offlineModel({ replies: [{ text: 'mine' }] })
    expect(await resolve(own)).toBe(own)
    expect(await resolve('gpt-4')).toBe(await resolve('gpt-4'))
    expect((await (await resolve('offline:demo')).doGenerate({ prompt: says('x') })).response?.modelId).toBe(
      'offline:demo',
    )
  })
})
