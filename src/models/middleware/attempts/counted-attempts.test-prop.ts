import fc from 'fast-check'
import { beforeAll, describe, expect, it } from 'vitest'
import { tries } from '../../../../test/support/effort.ts'
import { ModelError } from '../../../errors/model-error.ts'
import { RunError } from '../../../errors/run-error.ts'
import { fakeClock } from '../../../testing/fake-clock.ts'
import { scriptedModel } from '../../../testing/scripted-model.ts'
import { never, type ScriptedReply } from '../../../testing/scripted-reply.ts'
import { delay } from '../../../util/abort.ts'
import type { Clock } from '../../../util/clock.ts'
import type { LanguageModelV4 } from '../../model.ts'
import { createModelCall, modelCall, type ModelCallOptions, type OpenAttempt } from '../../model-call.ts'
import type { ResiliencePolicy } from '../../resilience-policy.ts'
import { resilientModel } from '../resilient-model.ts'

beforeAll(() => import('../../errors/model-errors.ts'))

const failure = new ModelError('MODEL_UNAVAILABLE', 'Down.')
const refusal = new RunError('BUDGET_EXCEEDED', 'Nothing is left.')

type Fault = { readonly kind: 'answer' | 'error' | 'cut' | 'never'; readonly afterMs: number; readonly text: string }

const fault: fc.Arbitrary<Fault> = fc.record({
  kind: fc.constantFrom('answer', 'error', 'cut', 'never'),
  afterMs: fc.constantFrom(0, 0, 50, 150, 5000),
  text: fc.constantFrom('', 'a', 'a b c'),
})

function play({ kind, afterMs, text }: Fault, clock: Clock): ScriptedReply {
  return async ({ abortSignal }) => {
    if (afterMs > 0) await delay(afterMs, { clock, signal: abortSignal })
    if (kind === 'never') return never()
    return { text, ...(kind === 'error' ? { error: failure } : {}), ...(kind === 'cut' ? { cut: true } : {}) }
  }
}

const policies: fc.Arbitrary<ResiliencePolicy> = fc.record({
  retry: fc.constantFrom(false as const, { maxAttempts: 3 }, { maxAttempts: 2, restartStream: true }),
  hedge: fc.constantFrom(undefined, { afterMs: 100 }),
  limits: fc.constantFrom(undefined, { requestsPerMinute: 2 }, { concurrency: 1 }),
  circuitBreaker: fc.constantFrom(undefined, { failureThreshold: 3, openMs: 1000 }),
  timeouts: fc.constantFrom(false as const, {
    firstByteMs: 1000,
    idleMs: 1000,
    answerMs: 1000,
    modelMs: 90_000,
    totalMs: 120_000,
  }),
})

const plans = fc.record({
  faults: fc.array(fault, { minLength: 20, maxLength: 20 }),
  policy: policies,
  streaming: fc.boolean(),
  /** How long the caller takes to open each request; 0 is at once. */
  openMs: fc.array(fc.constantFrom(0, 0, 0, 30, 200), { minLength: 20, maxLength: 20 }),
  refused: fc.option(fc.integer({ min: 1, max: 6 }), { nil: undefined }),
  abortMs: fc.option(fc.constantFrom(0, 10, 120, 700, 3000), { nil: undefined }),
  leaveAfter: fc.option(fc.integer({ min: 0, max: 5 }), { nil: undefined }),
})

type Plan = typeof plans extends fc.Arbitrary<infer Found> ? Found : never

async function carryOut({ faults, policy, streaming, openMs, refused, abortMs, leaveAfter }: Plan) {
  const clock = fakeClock()
  const inner = scriptedModel(faults.slice(0, 12).map((found) => play(found, clock)))
  const other = scriptedModel(
    faults.slice(12).map((found) => play(found, clock)),
    { modelId: 'other' },
  )
  const endings: number[] = []
  const begun: number[] = []
  let [unopened, begunAfterRefusal] = [0, 0]
  let isFinal = false
  const open = (): OpenAttempt => {
    const number = endings.push(0) - 1
    return { end: () => void (endings[number] = (endings[number] ?? 0) + 1) }
  }
  const call = createModelCall({
    clock,
    understandsReset: true,
    begin: ({ attempt, cause }) => {
      begun.push(attempt)
      if (isFinal && openMs[(refused ?? 0) - 1] === 0) begunAfterRefusal += 1
      const waitMs = openMs[attempt - 1] ?? 0
      if (attempt === refused) {
        unopened += 1
        // Where the second request of a hedge is refused, the first goes on.
        isFinal = cause !== 'hedge'
        if (waitMs === 0) throw refusal
        return delay(waitMs, { clock }).then(() => Promise.reject(refusal))
      }
      return waitMs === 0 ? open() : delay(waitMs, { clock }).then(open)
    },
  })
  const model: LanguageModelV4 = resilientModel(
    inner,
    { ...policy, fallback: { models: [other] } },
    { resolveModel: () => other },
  )
  const controller = new AbortController()
  const options: ModelCallOptions = { prompt: [], abortSignal: controller.signal, [modelCall]: call }
  const asking = (async () => {
    if (!streaming) return void (await model.doGenerate(options))
    let read = 0
    for await (const part of (await model.doStream(options)).stream) {
      if (part.type === 'error') throw part.error
      if ((read += 1) === leaveAfter) return
    }
  })()
  const outcome = asking.then(
    () => 'answered',
    (error: unknown) => error,
  )
  if (abortMs !== undefined) {
    await clock.advance(abortMs)
    controller.abort(new Error('gone'))
  }
  for (let round = 0; round < 8; round += 1) await clock.advance(30_000)
  // What still hangs, where nothing limits the time, is given up.
  controller.abort(new Error('gone'))
  await clock.advance(1000)
  const sent = inner.calls.length + other.calls.length
  return { endings, begun, unopened, begunAfterRefusal, sent, error: await outcome }
}

describe('the requests of a call under random faults, aborts and refusals', () => {
  it('are each opened before they are sent, and ended exactly once', async () => {
    const runs = fc.asyncProperty(plans, async (plan) => {
      const { endings, begun, unopened, begunAfterRefusal, sent, error } = await carryOut(plan)
      expect(endings.every((times) => times === 1)).toBe(true)
      expect(begun).toEqual(begun.map((_attempt, index) => index + 1))
      expect(endings.length + unopened).toBe(begun.length)
      expect(begunAfterRefusal).toBe(0)
      expect(sent).toBeLessThanOrEqual(endings.length)
      if (error instanceof RunError) expect(error).toBe(refusal)
    })
    await fc.assert(runs, { numRuns: tries(300) })
  }, 60_000)
})
