import type { LanguageModelV4CallOptions } from '../../models/model.ts'
import { expectRejection, expectThat } from '../expectations.ts'
import { question, readStream, type ModelTest } from './model-test.ts'

const answer = { type: 'answer', text: 'Too late.' } as const
const reason = new Error('the caller left')

function abortable(): { readonly abort: () => void; readonly options: LanguageModelV4CallOptions } {
  const controller = new AbortController()
  return {
    abort: () => controller.abort(reason),
    options: question('Are you there?', { abortSignal: controller.signal }),
  }
}

function expectReason(error: unknown): void {
  expectThat(error === reason, `An aborted call should fail with the signal's reason, not with "${String(error)}".`)
}

/** Giving up before, while waiting, and in the middle of a stream. */
export const modelAbortTests: readonly ModelTest[] = [
  {
    name: 'does nothing when the signal has aborted already',
    needs: ['abort'],
    scenario: answer,
    run: async (model) => {
      const { abort, options } = abortable()
      abort()
      expectReason(await expectRejection(model.doGenerate(options), 'An aborted call'))
      expectReason(await expectRejection(model.doStream(options), 'An aborted stream'))
    },
  },
  {
    name: 'stops waiting for an answer when aborted',
    needs: ['abort', 'hanging'],
    scenario: { type: 'hang' },
    run: async (model, { requested }) => {
      const { abort, options } = abortable()
      const pending = expectRejection(model.doGenerate(options), 'An aborted call')
      await requested
      abort()
      expectReason(await pending)
    },
  },
  {
    name: 'stops waiting for a stream to begin when aborted',
    needs: ['abort', 'hanging'],
    scenario: { type: 'hang' },
    run: async (model, { requested }) => {
      const { abort, options } = abortable()
      const pending = expectRejection(
        Promise.resolve(model.doStream(options)).then(({ stream }) => readStream(stream)),
        'An aborted stream',
      )
      await requested
      abort()
      expectReason(await pending)
    },
  },
  {
    name: 'stops waiting for the rest of an answer when aborted',
    needs: ['abort', 'hanging'],
    scenario: { type: 'hang-in-stream', text: 'One two three' },
    run: async (model, { requested }) => {
      const { abort, options } = abortable()
      const pending = expectRejection(model.doGenerate(options), 'An aborted call')
      await requested
      abort()
      expectReason(await pending)
    },
  },
  {
    name: 'ends a stream that nobody has read yet when aborted',
    needs: ['abort', 'hanging'],
    scenario: { type: 'hang-in-stream', text: 'One two three' },
    run: async (model) => {
      const { abort, options } = abortable()
      const { stream } = await model.doStream(options)
      abort()
      expectReason(await expectRejection(readStream(stream), 'An aborted stream'))
    },
  },
  {
    name: 'ends a stream that has begun when aborted',
    needs: ['abort', 'hanging'],
    scenario: { type: 'hang-in-stream', text: 'One two three' },
    run: async (model) => {
      const { abort, options } = abortable()
      const { stream } = await model.doStream(options)
      const reader = stream.getReader()
      for (;;) {
        const { value } = await reader.read()
        if (value?.type === 'text-delta' && value.delta !== '') break
      }
      abort()
      expectReason(await expectRejection(drain(reader), 'The rest of an aborted stream'))
    },
  },
]

async function drain(
  reader: ReadableStreamDefaultReader<{ readonly type: string; readonly error?: unknown }>,
): Promise<void> {
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return
    if (value.type === 'error') throw value.error
  }
}
