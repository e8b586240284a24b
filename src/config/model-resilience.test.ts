import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { anthropicMessages } from '../../test/support/servers/anthropic-messages.ts'
import { startFakeProvider, type FakeScript } from '../../test/support/servers/fake-provider.ts'
import { openaiChat } from '../../test/support/servers/openai-chat.ts'
import { temporaryFolder } from '../../test/support/temporary-folder.ts'
import type { Event } from '../events/event.ts'
import type { ModelReference } from '../models/model.ts'
import { scriptedModel } from '../testing/scripted-model.ts'
import { loadSystem } from './build-system.ts'
import { checkConfig } from './load-config.ts'

const file = (keys: string): string =>
  join(
    temporaryFolder({
      'agents.yaml': `agents:\n  - name: helper\n    role: react\n    inputs: [{ source: in }]\n${keys.replace(/^/gm, '    ')}\n`,
    }),
    'agents.yaml',
  )

async function servers(first: FakeScript, second: FakeScript = { type: 'answer', text: 'From the second.' }) {
  return [await startFakeProvider([openaiChat], first), await startFakeProvider([anthropicMessages], second)] as const
}

describe('a YAML with a list of providers', () => {
  it('finishes on the second when the first fails', async () => {
    const [first, second] = await servers({ type: 'error', status: 500, message: 'Down.' })
    await using _first = first
    await using _second = second
    const events: Event[] = []
    const path = file(`
model: gpt-4o
retry: { max_attempts: 2, initial_interval: 1ms }
providers:
  - { provider: openai, api_key: k1, base_url: "${first.url}/v1" }
  - { provider: anthropic, model: claude-sonnet-4-5, api_key: k2, base_url: "${second.url}/v1", timeout: 30s }`)
    await using system = await loadSystem(path, { environment: {}, onEvent: (event) => void events.push(event) })
    await system.start()
    expect((await system.call('helper', 'Hi')).output).toBe('From the second.')
    expect(first.requests).toHaveLength(2)
    expect(second.requests[0]?.body).toMatchObject({ model: 'claude-sonnet-4-5' })
    expect(events.filter(({ type }) => type === 'model-retry')).toMatchObject([
      { code: 'MODEL_UNAVAILABLE', next: 'openai:gpt-4o' },
      { code: 'MODEL_UNAVAILABLE', next: 'anthropic:claude-sonnet-4-5' },
    ])
    expect(events.find(({ type }) => type === 'run-warning')).toMatchObject({
      message: expect.stringContaining('fallback for openai:gpt-4o') as string,
    })
  })

  it('asks the model of the agent first where the list names other models', async () => {
    const asked: ModelReference[] = []
    const path = file('model: openai:one\nproviders: [{ model: anthropic:two }, { provider: google, model: three }]')
    const resolveModel = (reference: ModelReference) => (
      asked.push(reference),
      scriptedModel([{ error: new TypeError('fetch failed') }], { modelId: String(reference) })
    )
    await using system = await loadSystem(path, { environment: {}, resolveModel })
    await system.start()
    expect(asked).toEqual(['openai:one', 'anthropic:two', 'google:three'])
  })

  it.each([
    [
      'gives no model',
      'model: gpt-4o\nproviders: [{ provider: anthropic }, { model: google:two }]',
      ['anthropic:gpt-4o', 'google:two'],
    ],
    [
      'gives the same model',
      'model: gpt-4o\nproviders: [{ provider: openai, model: gpt-4o }, { model: google:two }]',
      ['openai:gpt-4o', 'google:two'],
    ],
  ])('takes the first item for where the model of the agent is served when it %s', async (_when, keys, expected) => {
    const asked: ModelReference[] = []
    const resolveModel = (reference: ModelReference) => (asked.push(reference), scriptedModel([]))
    await using system = await loadSystem(file(keys), { environment: {}, resolveModel })
    await system.start()
    expect(asked).toEqual(expected)
  })

  it('finds a missing key of any of them before the first message', async () => {
    const path = file('model: openai:one\nproviders: [{ model: anthropic:two }]')
    await using system = await loadSystem(path, { environment: { OPENAI_API_KEY: 'k' } })
    await expect(system.start()).rejects.toMatchObject({
      code: 'MODEL_KEY_MISSING',
      details: { provider: 'anthropic' },
    })
  })

  it('is left aside offline', async () => {
    await using system = await loadSystem(file('model: openai:one\nproviders: [{ model: anthropic:two }]'), {
      environment: {},
      offline: true,
    })
    await system.start()
    expect((await system.call('helper', 'Hi')).output).toBeTypeOf('string')
  })
})

describe('a YAML without a word about resilience', () => {
  it('tries a model of a built-in provider again, as Retry-After says in seconds or as a date', async () => {
    const now = new Date().toUTCString()
    const headers = [{ 'retry-after': '0' }, { 'retry-after': now, date: now }]
    const [server, other] = await servers((_request, number) =>
      number < 2
        ? { type: 'raw', status: 429, headers: headers[number] ?? {}, body: '{"error":{"message":"Slow down."}}' }
        : { type: 'answer', text: 'Hello.' },
    )
    await using _server = server
    await using _other = other
    await using system = await loadSystem(
      file(`model: gpt-4o\nprovider: openai\napi_key: k\nbase_url: "${server.url}/v1"`),
      { environment: {} },
    )
    await system.start()
    expect((await system.call('helper', 'Hi')).output).toBe('Hello.')
    expect(server.requests).toHaveLength(3)
  })
})

describe('a YAML with a cache', () => {
  it('asks once for equal inputs, and again where it is turned off', async () => {
    for (const [enabled, requests] of [
      [true, 1],
      [false, 2],
    ] as const) {
      const [server, other] = await servers({ type: 'answer', text: 'Hello.' })
      await using _server = server
      await using _other = other
      await using system = await loadSystem(
        file(
          `model: gpt-4o\nprovider: openai\napi_key: k\nbase_url: "${server.url}/v1"\ncache: { enabled: ${enabled} }`,
        ),
        { environment: {} },
      )
      await system.start()
      for (let call = 0; call < 2; call += 1) expect((await system.call('helper', 'Hi')).output).toBe('Hello.')
      expect(server.requests).toHaveLength(requests)
    }
  })
})

describe('the keys of resilience', () => {
  const problems = async (keys: string): Promise<readonly string[]> => {
    const { problems: found } = await checkConfig(file(`model: openai:one\n${keys}`), { env: {} })
    return found.map(({ severity, path }) => `${severity} ${path}`)
  }

  it.each([
    [
      'retry: { max_attempts: 5, initial_interval: 1s, max_backoff: 5s, multiplier: 2, retry_on: [rate_limit, timeout] }',
      [],
    ],
    ['retry: { backoff: exponential }', ['error agents[0].retry.backoff']],
    ['retry: { initial_backoff: 10s, max_backoff: 1s }', ['error agents[0].retry.max_backoff']],
    ['retry: { retry_on: [bad_mood] }', ['error agents[0].retry.retry_on[0]']],
    ['fallback_strategy: ordered', ['warning agents[0].fallback_strategy']],
    ['providers: [{ provider: bedrock, model: amazon.nova-lite-v1:0, region: eu-west-1 }]', []],
    ['providers: [{ provider: anthropic, runtime: local }]', ['error agents[0].providers[0].runtime']],
    ['providers: [{ provider: anthropic, api_key: a, api_key_env: B }]', ['error agents[0].providers[0].api_key_env']],
    ['rate_limit: { concurrency: 0 }', ['error agents[0].rate_limit.concurrency']],
    [
      'timeouts: { first_byte: 5s, idle: 5s, answer: 1m, total: 2m }\nhedge: { after: 2s }\ncircuit_breaker: { open: 10s }\ncache: { ttl: 1m }',
      [],
    ],
  ])('%s', async (keys, expected) => {
    expect(await problems(keys)).toEqual(expected)
  })
})
