import { describe, expect, it } from 'vitest'
import { isThorough } from '../../../test/support/effort.ts'
import { createModelResolver } from '../resolve-model.ts'

const prompt = [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'Hi' }] }]
const chunk = new TextEncoder().encode('x'.repeat(2 ** 20))

/** An answer without end, and how much of it was taken. */
function endless() {
  const taken = { bytes: 0, cancelled: false }
  const fetch: typeof globalThis.fetch = async () => {
    const body = new ReadableStream<Uint8Array>({
      start: (controller) => controller.enqueue(new TextEncoder().encode('data: {"text":"')),
      pull(controller) {
        taken.bytes += chunk.byteLength
        controller.enqueue(chunk.slice())
      },
      cancel: () => void (taken.cancelled = true),
    })
    return new Response(body, { headers: { 'content-type': 'text/event-stream' } })
  }
  return { taken, fetch }
}

// The limit is one for all of them, and to read up to it takes a second or more.
const sample = ['vllm:m']
const models = [...sample, 'openai:gpt-4o', 'anthropic:claude-sonnet-4-5', 'google:gemini-2.5-flash']

describe('an answer without end', () => {
  it.each(isThorough ? models : sample)(
    'of %s is left when it is too large',
    async (name) => {
      const environment = { OPENAI_API_KEY: 'k', ANTHROPIC_API_KEY: 'k', GOOGLE_API_KEY: 'k' }
      for (const streaming of isThorough ? [false, true] : [true]) {
        const { taken, fetch } = endless()
        const model = await createModelResolver({ environment, fetch })(name)
        const error: unknown = streaming
          ? await model.doStream({ prompt }).then(
              async ({ stream }) => {
                for await (const part of stream) if (part.type === 'error') return part.error
                return undefined
              },
              (thrown: unknown) => thrown,
            )
          : await Promise.resolve(model.doGenerate({ prompt })).catch((thrown: unknown) => thrown)
        expect(error).toMatchObject({ code: 'MODEL_RESPONSE_INVALID' })
        expect(taken.cancelled).toBe(true)
        expect(taken.bytes).toBeLessThan(80 * 2 ** 20)
      }
    },
    30_000,
  )
})
