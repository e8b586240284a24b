import { build } from 'esbuild'
import { describe, expect, it, vi } from 'vitest'
import { startFakeProvider } from '../../test/support/servers/fake-provider.ts'
import { anthropicMessages } from '../../test/support/servers/anthropic-messages.ts'
import { gemini } from '../../test/support/servers/gemini.ts'
import { openaiChat } from '../../test/support/servers/openai-chat.ts'
import { openaiResponses } from '../../test/support/servers/openai-responses.ts'
import { configureModel } from './configure-model.ts'
import type { LanguageModelV4, LanguageModelV4CallOptions } from './model.ts'
import { createModelResolver, defaultModelResolver } from './resolve-model.ts'

const question: LanguageModelV4CallOptions = { prompt: [{ role: 'user', content: [{ type: 'text', text: 'Hello?' }] }] }

async function failure(promise: unknown): Promise<unknown> {
  try {
    await promise
  } catch (error) {
    return error
  }
  throw new Error('Nothing was thrown.')
}

describe('a resolver', () => {
  it.each([
    ['gpt-4', 'OPENAI_API_KEY'],
    ['claude-3-opus-20240229', 'ANTHROPIC_API_KEY'],
    ['gemini-1.5-flash', 'GOOGLE_API_KEY'],
  ])('names the variable of a missing key and suggests --offline: %s', async (name, variable) => {
    const error = await failure(createModelResolver({ environment: { [variable]: ' ' } })(name))
    expect(error).toMatchObject({ code: 'MODEL_KEY_MISSING', details: { variable } })
    expect((error as Error).message).toMatch(new RegExp(`set ${variable}.*--offline`))
  })

  it.each(['ollama:llama3', 'vllm:some/model'])("needs no key for a server of one's own: %s", async (name) => {
    await expect(createModelResolver({ environment: {} })(name)).resolves.toMatchObject({ specificationVersion: 'v4' })
  })

  it('reaches a custom model at OPENAI_BASE_URL, through Chat Completions', async () => {
    await using server = await startFakeProvider([openaiChat, openaiResponses], { type: 'answer', text: 'Hello.' })
    const resolve = createModelResolver({
      environment: { OPENAI_API_KEY: 'key-of-mine', OPENAI_BASE_URL: `${server.url}/v1/` },
    })
    await (await resolve('custom-model')).doGenerate(question)
    const [request] = server.requests
    expect(request).toMatchObject({
      path: '/v1/chat/completions',
      body: { model: 'custom-model' },
      headers: { authorization: 'Bearer key-of-mine' },
    })
  })

  it("uses the Responses API at OpenAI's own address", async () => {
    const seen: string[] = []
    const fetch: typeof globalThis.fetch = async (input) => {
      seen.push(String(input))
      throw new TypeError('fetch failed', { cause: new Error('no network here') })
    }
    const resolve = createModelResolver({ environment: { OPENAI_API_KEY: 'key-of-mine' }, fetch })
    expect(await failure((await resolve('gpt-4o')).doGenerate(question))).toMatchObject({
      code: 'MODEL_UNAVAILABLE',
      retryable: true,
    })
    expect(seen).toEqual(['https://api.openai.com/v1/responses'])
  })

  it.each([
    ['with the version', '/v1'],
    ["without it, as Anthropic's own clients want it", ''],
  ])('honours ANTHROPIC_BASE_URL %s', async (_how, path) => {
    await using server = await startFakeProvider([anthropicMessages], { type: 'answer', text: 'Hello.' })
    const resolve = createModelResolver({
      environment: { ANTHROPIC_API_KEY: 'key-of-mine', ANTHROPIC_BASE_URL: `${server.url}${path}` },
    })
    await (await resolve('claude-3-opus-20240229')).doGenerate(question)
    expect(server.requests).toMatchObject([{ path: '/v1/messages', headers: { 'x-api-key': 'key-of-mine' } }])
  })

  it("sends Google's key in a header, never in the address", async () => {
    await using server = await startFakeProvider([gemini], { type: 'answer', text: 'Hello.' })
    const resolve = createModelResolver({
      environment: { GEMINI_API_KEY: 'key-of-mine', GOOGLE_GEMINI_BASE_URL: server.url },
    })
    await (await resolve('gemini-2.5-flash')).doGenerate(question)
    expect(server.requests).toMatchObject([
      { path: '/v1beta/models/gemini-2.5-flash:generateContent', headers: { 'x-goog-api-key': 'key-of-mine' } },
    ])
    expect([...server.requests[0]!.query]).toEqual([])
  })

  it('lets what is set in code win over the environment', async () => {
    await using server = await startFakeProvider([openaiChat], { type: 'answer', text: 'Hello.' })
    const resolve = createModelResolver({
      environment: { OPENAI_API_KEY: 'key-of-env', OPENAI_BASE_URL: 'http://127.0.0.1:1/v1' },
      overrides: { openai: { apiKey: 'key-of-code', baseUrl: `${server.url}/v1`, headers: { 'x-team': 'blue' } } },
    })
    await (await resolve('gpt-4')).doGenerate(question)
    expect(server.requests[0]?.headers).toMatchObject({ authorization: 'Bearer key-of-code', 'x-team': 'blue' })
  })

  it('reads nothing from the process when it is handed an environment', async () => {
    vi.stubEnv('OPENAI_API_KEY', 'key-of-process')
    try {
      expect(await failure(createModelResolver({ environment: {} })('gpt-4'))).toMatchObject({
        code: 'MODEL_KEY_MISSING',
      })
      await expect(defaultModelResolver('gpt-4')).resolves.toMatchObject({ modelId: 'gpt-4' })
    } finally {
      vi.unstubAllEnvs()
    }
  })

  it('resolves a name once, also when it is asked twice at a time', async () => {
    const resolve = createModelResolver({ environment: { OPENAI_API_KEY: 'key-of-mine' } })
    const [first, second] = await Promise.all([resolve('gpt-4'), resolve('gpt-4')])
    expect(second).toBe(first)
    expect(resolve('gpt-4')).toBe(first)
    expect(await resolve('openai:gpt-4')).not.toBe(first)
  })

  it('finds a key that is set after the first try', async () => {
    const environment: Record<string, string> = {}
    const resolve = createModelResolver({ environment })
    expect(await failure(resolve('gpt-4'))).toMatchObject({ code: 'MODEL_KEY_MISSING' })
    environment.OPENAI_API_KEY = 'key-of-mine'
    await expect(resolve('gpt-4')).resolves.toMatchObject({ modelId: 'gpt-4' })
  })

  it('passes model objects through, and refuses those of older interfaces', () => {
    const model = { specificationVersion: 'v4', provider: 'own', modelId: 'x' } as LanguageModelV4
    const resolve = createModelResolver({ environment: {} })
    expect(resolve(model)).toBe(model)
    expect(() => resolve({ ...model, specificationVersion: 'v2' } as never)).toThrow(
      /"own:x" follows version "v2".*not "v4"/,
    )
  })

  it('gives the offline model only when it is asked for by name', async () => {
    expect((await createModelResolver({ environment: {} })('offline:demo')).provider).toBe('offline')
  })

  it.each([
    ['gpt-4', { OPENAI_API_KEY: 'two\nlines' }, 'MODEL_AUTHENTICATION', 'OPENAI_API_KEY'],
    [
      'gpt-4',
      { OPENAI_API_KEY: 'key-of-mine', OPENAI_BASE_URL: 'file:///etc/passwd' },
      'MODEL_ADDRESS_INVALID',
      'OPENAI_BASE_URL',
    ],
    [
      'gpt-4',
      { OPENAI_API_KEY: 'key-of-mine', OPENAI_BASE_URL: 'http://me:hunter2@127.0.0.1/v1' },
      'MODEL_ADDRESS_INVALID',
      'OPENAI_BASE_URL',
    ],
    ['openai-compatible:x', {}, 'MODEL_ADDRESS_INVALID', 'OPENAI_COMPATIBLE_BASE_URL'],
  ])('refuses settings that cannot work without showing them: %s %j', async (name, environment, code, variable) => {
    const error = await failure(createModelResolver({ environment })(name))
    expect(error).toMatchObject({ code, details: { variable } })
    for (const secret of ['two', 'lines', 'hunter2', 'key-of-mine'])
      expect((error as Error).message).not.toContain(secret)
  })

  it('trims a key that ends in a line break, as files and secret stores have it', async () => {
    await using server = await startFakeProvider([openaiChat], { type: 'answer', text: 'Hello.' })
    const environment = { OPENAI_API_KEY: 'key-of-mine\n', OPENAI_BASE_URL: `${server.url}/v1` }
    await (await createModelResolver({ environment })('gpt-4')).doGenerate(question)
    expect(server.requests[0]?.headers.authorization).toBe('Bearer key-of-mine')
  })
})

describe('a configured model', () => {
  it('has settings of its own and needs nothing before its first call', async () => {
    await using server = await startFakeProvider([openaiChat], { type: 'answer', text: 'Hello.' })
    const model = configureModel('openai:llama-3', {
      baseUrl: `${server.url}/v1`,
      apiKey: 'key-of-code',
      environment: {},
    })
    expect([model.provider, model.modelId, server.requests.length]).toEqual(['openai', 'llama-3', 0])
    await model.doGenerate(question)
    expect(server.requests).toMatchObject([{ path: '/v1/chat/completions', body: { model: 'llama-3' } }])
    expect(await model.supportedUrls).toHaveProperty('image/*')
  })

  it.each([
    ['llama3.1:8b', 'openai-compatible', 'llama3.1:8b'],
    ['vllm:qwen3', 'vllm', 'qwen3'],
  ])('at an address may have any name: %s', async (name, provider, sent) => {
    await using server = await startFakeProvider([openaiChat], { type: 'answer', text: 'Hello.' })
    const model = configureModel(name, { baseUrl: `${server.url}/v1`, environment: {} })
    expect(model.provider).toBe(provider)
    await model.doGenerate(question)
    expect(server.requests).toMatchObject([{ path: '/v1/chat/completions', body: { model: sent } }])
    expect(() => configureModel('llama3.1:8b', {})).toThrow('Write "ollama:llama3.1:8b"')
  })

  it('tells of a missing key when it is called', async () => {
    const model = configureModel('gpt-4', { environment: {} })
    expect(await failure(model.doStream(question))).toMatchObject({ code: 'MODEL_KEY_MISSING' })
  })
})

describe('what importing the resolver costs', () => {
  it('is no package at all: providers, schemas and the offline model are loaded when used', async () => {
    const { metafile } = await build({
      entryPoints: [new URL('resolve-model.ts', import.meta.url).pathname],
      bundle: true,
      splitting: true,
      format: 'esm',
      platform: 'node',
      outdir: 'unused',
      write: false,
      metafile: true,
    })
    const [entry] = Object.keys(metafile.outputs).filter((file) =>
      metafile.outputs[file]?.entryPoint?.endsWith('resolve-model.ts'),
    )
    const loaded = new Set<string>()
    const visit = (file: string): void => {
      if (loaded.has(file)) return
      loaded.add(file)
      for (const { path, kind } of metafile.outputs[file]?.imports ?? []) if (kind === 'import-statement') visit(path)
    }
    visit(entry ?? '')
    const inputs = [...loaded].flatMap((file) => Object.keys(metafile.outputs[file]?.inputs ?? {}))
    expect(inputs.length).toBeGreaterThan(3)
    expect(inputs.filter((input) => /node_modules|offline\/|guard-model|model-errors/.test(input))).toEqual([])
  })
})
