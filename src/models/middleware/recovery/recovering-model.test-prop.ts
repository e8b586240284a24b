import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tries } from '../../../../test/support/effort.ts'
import { ModelError } from '../../../errors/model-error.ts'
import { fakeClock } from '../../../testing/fake-clock.ts'
import { scriptedModel } from '../../../testing/scripted-model.ts'
import type { ScriptedAnswer } from '../../../testing/scripted-reply.ts'
import { createModelCall, isTextReset, modelCall } from '../../model-call.ts'
import { resilientModel } from '../resilient-model.ts'

const failure = new ModelError('MODEL_UNAVAILABLE', 'Down.')
const attempt: fc.Arbitrary<ScriptedAnswer> = fc.oneof(
  fc.record({ text: fc.constantFrom('', 'a', 'a b', 'a b c'), error: fc.constant(failure) }),
  fc.record({ text: fc.constantFrom('', 'a', 'a b', 'a b c'), cut: fc.constant(true) }),
  fc.record({ text: fc.constantFrom('x', 'x y', 'x y z') }),
)

describe('a stream with retries and a fallback', () => {
  it('ends in one whole answer or one typed error, never in a mixture, within its budget', async () => {
    const runs = fc.asyncProperty(
      fc.array(attempt, { minLength: 6, maxLength: 6 }),
      fc.boolean(),
      async (script, restartStream) => {
        const [first, second] = [
          scriptedModel(script.slice(0, 3)),
          scriptedModel(script.slice(3), { modelId: 'second' }),
        ]
        const policy = { retry: { restartStream, maxAttempts: 3 }, fallback: { models: [second] } }
        const model = resilientModel(first, policy, { resolveModel: () => second })
        const clock = fakeClock()
        const call = createModelCall({ clock, understandsReset: true })
        let [text, finishes, errors] = ['', 0, 0]
        const reading = (async () => {
          for await (const part of (await model.doStream({ prompt: [], [modelCall]: call } as never)).stream) {
            if (part.type === 'raw' && isTextReset(part.rawValue)) text = ''
            if (part.type === 'text-delta') text += part.delta
            if (part.type === 'finish') finishes += 1
            if (part.type === 'error') errors += 1
          }
        })().catch(() => void (errors += 1))
        for (let round = 0; round < 8; round += 1) await clock.advance(60_000)
        await reading
        expect(finishes + errors).toBe(1)
        const calls = [...first.calls, ...second.calls].length
        const reached = script.slice(0, first.calls.length < 3 ? first.calls.length : 3)
        if (first.calls.length === 3 && second.calls.length > 0)
          reached.push(...script.slice(3, 3 + second.calls.length))
        const last = reached.at(-1)
        // A finish belongs to the text of the last attempt alone, and to an attempt that did not fail.
        const isWhole = last?.error === undefined && last?.cut === undefined
        expect([finishes === 1, isWhole ? text : undefined]).toEqual([isWhole, isWhole ? last?.text : undefined])
        expect(calls).toBe(reached.length)
        expect(clock.pendingTimers).toBe(0)
      },
    )
    await fc.assert(runs, { numRuns: tries(200) })
  }, 30_000)
})
