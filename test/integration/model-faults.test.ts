import { describe, expect, it } from 'vitest'
import { defineAgent } from '../../src/agents/define-agent.ts'
import { ModelError } from '../../src/errors/model-error.ts'
import type { ResiliencePolicy } from '../../src/models/resilience-policy.ts'
import type { ProviderName } from '../../src/models/providers.ts'
import { createModelResolver } from '../../src/models/resolve-model.ts'
import type { ModelResolver } from '../../src/models/model.ts'
import { memoryLedger } from '../../src/runs/memory/memory-ledger.ts'
import { fakeClock, type FakeClock } from '../../src/testing/fake-clock.ts'
import { defineTool } from '../../src/tools/define-tool.ts'
import { nextTurn, systemClock } from '../../src/util/clock.ts'
import { isThorough } from '../support/effort.ts'
import { anthropicMessages } from '../support/servers/anthropic-messages.ts'
import { startFaultServer, type Fault, type FaultServer } from '../support/servers/fault-server.ts'
import { gemini } from '../support/servers/gemini.ts'
import { openaiChat } from '../support/servers/openai-chat.ts'
import { openaiResponses } from '../support/servers/openai-responses.ts'
import type { WireFormat } from '../support/servers/wire-format.ts'

// Each fault, at each of 20 positions or a sample of them, in each wire format, with and without streaming, through an
// agent's run.

const positions = isThorough ? Array.from({ length: 20 }, (_, position) => position) : [0, 4, 9, 14, 19]
/** Where a fault strikes. A whole body of another kind has no place in which it strikes, so that one does for a sample. */
const placesOf = ({ type }: Fault): readonly number[] =>
  type === 'body' && !isThorough ? positions.slice(0, 1) : positions

const text = 'Grüße aus Zürich 🌍: çà và, ñandú, žluťoučký kůň, 日本語 の 文字 — and the end.'

interface Subject {
  readonly format: WireFormat
  readonly resolver: (server: FaultServer) => ModelResolver
  readonly model: string
}

const at = (provider: ProviderName, path: string) => (server: FaultServer) =>
  createModelResolver({
    environment: {},
    overrides: { [provider]: { apiKey: 'secret-key-1', baseUrl: `${server.url}${path}` } },
  })

const subjects: Readonly<Record<string, Subject>> = {
  'OpenAI chat': { format: openaiChat, model: 'openai:gpt-4o', resolver: at('openai', '/v1') },
  'OpenAI responses': {
    format: openaiResponses,
    model: 'openai:gpt-4o',
    resolver: (server) =>
      createModelResolver({
        environment: { OPENAI_API_KEY: 'secret-key-1' },
        fetch: (input, init) => fetch(String(input).replace('https://api.openai.com', server.url), init),
      }),
  },
  Anthropic: { format: anthropicMessages, model: 'anthropic:claude-sonnet-4-5', resolver: at('anthropic', '/v1') },
  Gemini: { format: gemini, model: 'google:gemini-2.5-flash', resolver: at('google', '/v1beta') },
}

const limits = { firstByteMs: 1000, idleMs: 1000, answerMs: 1000 }
const backoffMs = 1
const unavailable = ['MODEL_UNAVAILABLE']
const broken = ['MODEL_STREAM_CUT', 'MODEL_RESPONSE_INVALID', 'MODEL_UNAVAILABLE']

interface Case {
  readonly fault: Fault
  /** Codes that the fault may come to. */
  readonly codes: readonly string[]
  /** True where the answer may be whole in spite of the fault, because it struck after the end or does not apply. */
  readonly mayAnswer?: boolean
  readonly timeouts?: ResiliencePolicy['timeouts']
}

const cases: Readonly<Record<string, Case>> = {
  '429 without Retry-After': { fault: { type: 'status', status: 429 }, codes: ['MODEL_RATE_LIMITED'] },
  '429 with Retry-After': {
    fault: { type: 'status', status: 429, headers: { 'retry-after': '0' } },
    codes: ['MODEL_RATE_LIMITED'],
  },
  '500': { fault: { type: 'status', status: 500 }, codes: unavailable },
  '529': { fault: { type: 'status', status: 529 }, codes: unavailable },
  'a hang before headers': { fault: { type: 'hang' }, codes: ['MODEL_TIMEOUT'], timeouts: limits },
  'a hang after headers': {
    fault: { type: 'hang-in-body' },
    codes: ['MODEL_TIMEOUT'],
    timeouts: limits,
    mayAnswer: true,
  },
  'a half-closed connection': { fault: { type: 'half-close' }, codes: broken, mayAnswer: true },
  'a connection reset in a token': { fault: { type: 'reset' }, codes: broken, mayAnswer: true },
  'a cut inside a character': { fault: { type: 'cut-in-character' }, codes: broken, mayAnswer: true },
  'malformed JSON': { fault: { type: 'garbage' }, codes: broken, mayAnswer: true },
  'deep JSON': {
    fault: { type: 'body', body: `${'['.repeat(100_000)}${']'.repeat(100_000)}` },
    codes: [...broken, 'MODEL_FAILED'],
  },
  'huge JSON': { fault: { type: 'body', body: `{"id":"${'x'.repeat(4_000_000)}"}` }, codes: broken },
  'another content type': {
    fault: { type: 'body', body: '<html><p>Sign in</p></html>', contentType: 'text/html' },
    codes: broken,
  },
  'two tool calls with one id': {
    fault: { type: 'duplicate-ids' },
    codes: ['MODEL_RESPONSE_INVALID'],
    mayAnswer: true,
  },
}

const lookup = defineTool({ name: 'lookup', description: 'd', input: { type: 'object' }, execute: () => 'found' })

interface Attempted {
  readonly output?: string
  readonly error?: unknown
  readonly stored: string
}

/** Runs an agent once; the position travels in the prompt, so that the server knows which one it serves. */
async function attempt(
  subject: Subject,
  server: FaultServer,
  position: number,
  options: {
    readonly streaming: boolean
    readonly resilience: ResiliencePolicy
    readonly clock?: FakeClock | undefined
  },
): Promise<Attempted> {
  const agent = defineAgent({ name: 'a', model: subject.model, tools: [lookup], resilience: options.resilience })
  const ledger = memoryLedger()
  const { clock = systemClock } = options
  const runOptions = { ledger, clock, resolveModel: subject.resolver(server) }
  const running = options.streaming
    ? agent.stream(`position ${position}.`, runOptions).result
    : agent.run(`position ${position}.`, runOptions)
  const settled = await running.then(
    ({ output }) => ({ output }),
    (error: unknown) => ({ error }),
  )
  return { ...settled, stored: JSON.stringify(ledger.records.filter(({ type }) => type === 'outcome')) }
}

/**
 * Runs in a time that stands still until the server is asked. Then it goes from limit to limit, up to the wait before a
 * second attempt, which has all the time that it needs on a busy machine.
 */
async function inTimeOfItsOwn(
  isLimited: boolean,
  asked: Promise<void>,
  run: (clock?: FakeClock) => Promise<Attempted>,
): Promise<Attempted> {
  if (!isLimited) return run()
  const clock = fakeClock()
  let isOver = false
  const attempted = run(clock).finally(() => (isOver = true))
  await asked
  for (let hasWaited = false; !isOver && !hasWaited;) {
    const next = clock.nextTimerMs
    hasWaited = next !== undefined && next <= backoffMs
    await (next === undefined ? nextTurn() : clock.advance(next))
  }
  return attempted
}

/** For each position, when the server is asked for it. */
function askings() {
  const promises = new Map(positions.map((position) => [position, Promise.withResolvers<void>()]))
  return {
    of: (position: number): Promise<void> => promises.get(position)!.promise,
    note: (position: number): void => promises.get(position)?.resolve(),
  }
}

/** What an attempt came to, in one word; anything but a code or the whole answer is a fault of ours. */
function comeTo({ output, error, stored }: Attempted, position: number): string {
  if (error === undefined) return output === text ? 'the whole answer' : `position ${position}: the answer "${output}"`
  if (!(error instanceof ModelError)) return `position ${position}: ${String(error)}`
  return stored === '[]' ? error.code : `position ${position}: ${error.code}, but stored ${stored}`
}

const positionOf = (body: string): number => Number(/position (\d+)\./.exec(body)?.[1])

describe.each(Object.entries(subjects))('%s', (_name, subject) => {
  describe.each([
    ['streaming', true],
    ['in one piece', false],
  ])('%s', (_mode, streaming) => {
    it.each(Object.entries(cases))(
      '%s ends in a typed error, and no part of an answer is stored',
      async (_fault, { fault, codes, mayAnswer, timeouts }) => {
        const asked = askings()
        await using server = await startFaultServer(subject.format, { type: 'answer', text }, (body) => {
          asked.note(positionOf(body))
          // The second call of a run, after a tool, is answered.
          return { fault: body.includes('found') ? { type: 'none' } : fault, position: positionOf(body) }
        })
        const results = await Promise.all(
          placesOf(fault).map((position) =>
            inTimeOfItsOwn(timeouts !== undefined, asked.of(position), (clock) =>
              attempt(subject, server, position, { streaming, clock, resilience: { retry: false, timeouts } }),
            ),
          ),
        )
        const allowed = [...codes, ...(mayAnswer === true ? ['the whole answer'] : [])]
        const came = results.map((result, index) => comeTo(result, positions[index]!))
        expect(came.filter((what) => !allowed.includes(what))).toEqual([])
      },
      120_000,
    )

    it.each(Object.entries(cases))(
      '%s is overcome by a second attempt, and never by a third',
      async (_fault, { fault, timeouts }) => {
        const seen = new Map<number, number>()
        const asked = askings()
        await using server = await startFaultServer(subject.format, { type: 'answer', text }, (body) => {
          const position = positionOf(body)
          seen.set(position, (seen.get(position) ?? 0) + 1)
          asked.note(position)
          return { fault: seen.get(position) === 1 ? fault : { type: 'none' }, position }
        })
        const retry = {
          maxAttempts: 2,
          initialBackoffMs: backoffMs,
          restartStream: true,
          retryOn: [...broken, 'MODEL_TIMEOUT', 'MODEL_RATE_LIMITED', 'MODEL_FAILED'] as never,
        }
        const results = await Promise.all(
          placesOf(fault).map((position) =>
            inTimeOfItsOwn(timeouts !== undefined, asked.of(position), (clock) =>
              attempt(subject, server, position, { streaming, clock, resilience: { retry, timeouts } }),
            ),
          ),
        )
        expect(results.map(({ output, error }) => output ?? error)).toEqual(placesOf(fault).map(() => text))
        expect(Math.max(...seen.values())).toBeLessThanOrEqual(2)
      },
      120_000,
    )
  })
})

describe('an endpoint that cannot be reached', () => {
  const failing =
    (code: string): typeof fetch =>
    async () => {
      throw new TypeError('fetch failed', { cause: Object.assign(new Error(`${code} for host`), { code }) })
    }
  it.each([
    ['DNS failure', 'ENOTFOUND'],
    ['temporary DNS failure', 'EAI_AGAIN'],
    ['connect timeout', 'UND_ERR_CONNECT_TIMEOUT'],
  ])('%s is typed, and asked again as often as allowed, at each call', async (_name, code) => {
    for (const subject of Object.values(subjects)) {
      let calls = 0
      const fetch: typeof globalThis.fetch = async (...request) => {
        calls += 1
        return failing(code)(...request)
      }
      const environment = { OPENAI_API_KEY: 'k', ANTHROPIC_API_KEY: 'k', GOOGLE_API_KEY: 'k' }
      const resolveModel = createModelResolver({ environment, fetch })
      const agent = defineAgent({ name: 'a', model: subject.model, resilience: { retry: { initialBackoffMs: 1 } } })
      for (const _position of positions)
        await expect(agent.run('x', { resolveModel })).rejects.toMatchObject({
          code: 'MODEL_UNAVAILABLE',
          details: { attempts: 3 },
        })
      expect(calls).toBe(3 * positions.length)
    }
  })

  it('a refused connection is typed', async () => {
    for (const subject of Object.values(subjects)) {
      const server = await startFaultServer(subject.format, { type: 'answer', text }, () => ({
        fault: { type: 'none' },
        position: 0,
      }))
      await server.close()
      const results = await Promise.all(
        positions.map((position) =>
          attempt(subject, server, position, {
            streaming: true,
            resilience: { retry: { maxAttempts: 2, initialBackoffMs: 1 } },
          }),
        ),
      )
      for (const { error } of results)
        expect(error).toMatchObject({ code: 'MODEL_UNAVAILABLE', details: { attempts: 2 } })
    }
  })
})

describe('many faults', () => {
  it('leave no connection open', async () => {
    const count = isThorough ? 2000 : 100
    const kinds = Object.values(cases).filter(({ fault, timeouts }) => timeouts === undefined && fault.type !== 'body')
    for (const subject of Object.values(subjects)) {
      let number = 0
      await using server = await startFaultServer(subject.format, { type: 'answer', text }, () => {
        number += 1
        return { fault: kinds[number % kinds.length]!.fault, position: number % 20 }
      })
      for (let done = 0; done < count; done += positions.length) {
        await Promise.all(
          positions.map((position) =>
            attempt(subject, server, position, { streaming: position % 2 === 0, resilience: { retry: false } }),
          ),
        )
      }
      expect(server.requestCount).toBeGreaterThanOrEqual(count)
      await expect.poll(() => server.openConnections, { timeout: 5000 }).toBe(0)
    }
  }, 600_000)
})
