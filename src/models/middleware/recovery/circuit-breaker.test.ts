import { describe, expect, it } from 'vitest'
import { ModelError } from '../../../errors/model-error.ts'
import { fakeClock } from '../../../testing/fake-clock.ts'
import { scriptedModel } from '../../../testing/scripted-model.ts'
import { never, type ScriptedReply } from '../../../testing/scripted-reply.ts'
import { createModelCall, modelCall } from '../../model-call.ts'
import { CircuitBreaker, withCircuitBreaker } from './circuit-breaker.ts'

const prompt = [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'Hi' }] }]
const down = { error: new ModelError('MODEL_UNAVAILABLE', 'Down.') }

function setUp(replies: readonly ScriptedReply[]) {
  const clock = fakeClock()
  const inner = scriptedModel(replies)
  const breaker = new CircuitBreaker({ failureThreshold: 2, openMs: 1000 })
  const model = withCircuitBreaker(inner, breaker, 'here')
  const options = { prompt, [modelCall]: createModelCall({ clock }) }
  const codes = async (count: number): Promise<readonly string[]> => {
    const found: string[] = []
    for (let index = 0; index < count; index += 1) {
      found.push(
        await model.doGenerate(options).then(
          () => 'ok',
          (error: unknown) => (error as ModelError).code,
        ),
      )
    }
    return found
  }
  return { clock, inner, breaker, model, options, codes }
}

describe('a circuit breaker', () => {
  it('opens after failures in a row, and lets one call probe after a while', async () => {
    const { clock, codes, inner } = setUp([down, down, 'probe', 'again'])
    expect(await codes(4)).toEqual([
      'MODEL_UNAVAILABLE',
      'MODEL_UNAVAILABLE',
      'MODEL_CIRCUIT_OPEN',
      'MODEL_CIRCUIT_OPEN',
    ])
    expect(inner.calls).toHaveLength(2)
    await clock.advance(1000)
    expect(await codes(2)).toEqual(['ok', 'ok'])
  })

  it('stays open for the whole time again when the probe fails', async () => {
    const { clock, codes } = setUp([down, down, down, 'well'])
    await codes(2)
    await clock.advance(1000)
    expect(await codes(2)).toEqual(['MODEL_UNAVAILABLE', 'MODEL_CIRCUIT_OPEN'])
    await clock.advance(999)
    expect(await codes(1)).toEqual(['MODEL_CIRCUIT_OPEN'])
    await clock.advance(1)
    expect(await codes(1)).toEqual(['ok'])
  })

  it('lets only one call through while it probes', async () => {
    const { clock, codes, model, options } = setUp([down, down, never()])
    await codes(2)
    await clock.advance(1000)
    const controller = new AbortController()
    const probe = model.doGenerate({ ...options, abortSignal: controller.signal })
    expect(await codes(1)).toEqual(['MODEL_CIRCUIT_OPEN'])
    controller.abort(new Error('gone'))
    await expect(probe).rejects.toThrow('gone')
  })

  it('probes again when a probe is aborted, or not heard of for as long', async () => {
    const { clock, codes, model, options } = setUp([down, down, never(), never(), 'well'])
    await codes(2)
    await clock.advance(1000)
    const controller = new AbortController()
    const aborted = model.doGenerate({ ...options, abortSignal: controller.signal })
    controller.abort(new Error('gone'))
    await expect(aborted).rejects.toThrow('gone')
    void model.doGenerate(options)
    expect(await codes(1)).toEqual(['MODEL_CIRCUIT_OPEN'])
    await clock.advance(1000)
    expect(await codes(1)).toEqual(['ok'])
  })

  it('counts a success, or a refusal of the request, as a sign of life', async () => {
    const refused = { error: new ModelError('MODEL_REQUEST_INVALID', 'No.') }
    const { codes } = setUp([down, 'ok', down, refused, down, 'ok'])
    expect(await codes(6)).not.toContain('MODEL_CIRCUIT_OPEN')
  })

  it.each([
    'MODEL_REQUEST_INVALID',
    'MODEL_WINDOW_EXCEEDED',
    'MODEL_CONTENT_FILTERED',
    'MODEL_QUOTA_EXCEEDED',
    'MODEL_OUTPUT_LIMIT',
    'MODEL_AUTHENTICATION',
    'MODEL_NOT_FOUND',
  ] as const)('leaves the endpoint open to all where it says what is wrong with one: %s', async (code) => {
    const refused = { error: new ModelError(code, 'No.') }
    expect(await setUp([refused, refused, refused, refused]).codes(4)).toEqual([code, code, code, code])
  })

  it('takes an accident of sampling for no failure of the endpoint, and an answer that is none for one', async () => {
    const accident = { error: new ModelError('MODEL_RESPONSE_INVALID', 'No.', { details: { status: 400 } }) }
    const garbage = { error: new ModelError('MODEL_RESPONSE_INVALID', 'No.') }
    expect(await setUp([accident, accident, accident]).codes(3)).not.toContain('MODEL_CIRCUIT_OPEN')
    expect(await setUp([garbage, garbage]).codes(3)).toContain('MODEL_CIRCUIT_OPEN')
  })

  it('counts a failure that is not worth another try, and learns nothing from what was never sent', async () => {
    const certificate = { error: new ModelError('MODEL_UNAVAILABLE', 'No.', { retryable: false }) }
    expect(await setUp([certificate, certificate]).codes(3)).toContain('MODEL_CIRCUIT_OPEN')
    const keyless = { error: new ModelError('MODEL_KEY_MISSING', 'No.') }
    expect(await setUp([down, keyless, down]).codes(4)).toContain('MODEL_CIRCUIT_OPEN')
  })

  it('counts a stream that is cut as a failure', async () => {
    const { model, options, codes } = setUp([
      { text: 'Hel', error: down.error },
      { text: 'Hel', error: down.error },
    ])
    for (let index = 0; index < 2; index += 1) for await (const _part of (await model.doStream(options)).stream);
    expect(await codes(1)).toEqual(['MODEL_CIRCUIT_OPEN'])
  })
})
