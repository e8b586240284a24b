import { createOpenAI } from '@ai-sdk/openai'
import * as z from 'zod'
import { describe, expect, it } from 'vitest'
import { defineAgent } from '../../agents/define-agent.ts'
import { toJsonSchema } from '../../schema/to-json-schema.ts'
import { scriptedModel } from '../../testing/scripted-model.ts'
import { defineTool } from '../../tools/define-tool.ts'
import { configureModel } from '../configure-model.ts'
import type { LanguageModelV4, LanguageModelV4CallOptions } from '../model.ts'
import { withStrictness } from './with-strictness.ts'

const strict = z.object({ a: z.string() })
const loose = z.object({ a: z.string().optional() })
const tool = (name: string, input: z.ZodType) =>
  defineTool({ name, description: 'd', input, effect: 'none', execute: () => 1 })

/** What a request for an output, with tools, carries. */
async function sent(model: (fetch: typeof globalThis.fetch) => LanguageModelV4, output: z.ZodType): Promise<unknown> {
  const bodies: unknown[] = []
  const fetch: typeof globalThis.fetch = async (_, init) => {
    bodies.push(JSON.parse(String(init?.body)))
    return new Response('{}', { status: 400 })
  }
  const tools = [tool('strict', strict), tool('loose', loose)]
  await defineAgent({ name: 'a', model: model(fetch), output, tools, outputMode: 'native' })
    .run('x')
    .catch(() => undefined)
  return bodies[0]
}

const named = (name: string, baseUrl?: string) => (fetch: typeof globalThis.fetch) =>
  configureModel(name, { apiKey: 'k', fetch, ...(baseUrl === undefined ? {} : { baseUrl }) })

describe('a request to OpenAI', () => {
  const responses = (isStrict: boolean) => ({
    text: { format: { type: 'json_schema', strict: isStrict } },
    tools: [
      { name: 'strict', strict: true },
      { name: 'loose', strict: false },
    ],
  })

  it('asks for strict decoding where the schemas allow it, and for none where one does not', async () => {
    expect(await sent(named('openai:gpt-5'), strict)).toMatchObject(responses(true))
    expect(await sent(named('openai:gpt-5'), loose)).toMatchObject(responses(false))
  })

  it('minds that models which were fine-tuned take less', async () => {
    const bounded = z.object({ a: z.number().min(1) })
    expect(await sent(named('openai:gpt-4o'), bounded)).toMatchObject(responses(true))
    expect(await sent(named('openai:ft:gpt-4o:x'), bounded)).toMatchObject(responses(false))
  })

  it("does so at another address, and for a user's own model object", async () => {
    const format = (isStrict: boolean) => ({ response_format: { json_schema: { strict: isStrict } } })
    const object = (fetch: typeof globalThis.fetch) => createOpenAI({ apiKey: 'k', fetch }).chat('gpt-4o')
    for (const model of [named('openai:gpt-4o', 'http://localhost:1/v1'), object]) {
      expect(await sent(model, strict)).toMatchObject(format(true))
      expect(await sent(model, loose)).toMatchObject(format(false))
    }
  })
})

describe('a request to Gemini', () => {
  it('names the one value of a tool’s key as a list of values, as an output does', async () => {
    const fetched = await sent(named('google:gemini-3-pro'), z.object({ k: z.literal('x') }))
    expect(fetched).toMatchObject({ generationConfig: { responseJsonSchema: { properties: { k: { enum: ['x'] } } } } })
    const bodies: unknown[] = []
    const fetch: typeof globalThis.fetch = async (_, init) => {
      bodies.push(JSON.parse(String(init?.body)))
      return new Response('{}', { status: 400 })
    }
    const tools = [tool('t', z.object({ list: z.array(z.literal('x')) }))]
    const model = configureModel('google:gemini-3-pro', { apiKey: 'k', fetch })
    await defineAgent({ name: 'a', model, tools })
      .run('x')
      .catch(() => undefined)
    expect(bodies[0]).toMatchObject({
      tools: [
        { functionDeclarations: [{ parametersJsonSchema: { properties: { list: { items: { enum: ['x'] } } } } }] },
      ],
    })
  })
})

describe('why an output is not decoded strictly', () => {
  const notes = ['The output is not decoded strictly: `a` is not in `required`.']
  const options = async (schema: z.ZodType): Promise<LanguageModelV4CallOptions> => ({
    prompt: [],
    responseFormat: { type: 'json', schema: await toJsonSchema(schema) },
  })

  it('is a note of the result', async () => {
    const model = withStrictness(scriptedModel(['{}', '{}', '{}']))
    expect((await model.doGenerate(await options(loose))).providerMetadata).toEqual({ aixgo: { notes } })
    expect((await model.doGenerate(await options(strict))).providerMetadata).toBeUndefined()
    const { stream } = await model.doStream(await options(loose))
    const parts = await Array.fromAsync(stream)
    expect(parts.at(-1)).toMatchObject({ type: 'finish', providerMetadata: { aixgo: { notes } } })
  })

  it('leaves the choice to a caller who has made it', async () => {
    const inner = scriptedModel(['{}'])
    const providerOptions = { openai: { strictJsonSchema: true, user: 'u' } }
    await withStrictness(inner).doGenerate({ ...(await options(loose)), providerOptions })
    expect(inner.calls[0]?.options.providerOptions).toMatchObject(providerOptions)
  })
})
