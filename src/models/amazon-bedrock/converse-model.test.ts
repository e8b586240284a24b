import { describe, expect, it } from 'vitest'
import { encodeAwsEvent } from '../../../test/support/servers/aws-event-stream.ts'
import { bedrockConverse } from '../../../test/support/servers/bedrock-converse.ts'
import { startFakeProvider, type FakeReply } from '../../../test/support/servers/fake-provider.ts'
import { AixgoError } from '../../errors/aixgo-error.ts'
import type { LanguageModelV4, LanguageModelV4CallOptions, LanguageModelV4StreamPart } from '../model.ts'
import { createModelResolver } from '../resolve-model.ts'
import { converseStream } from './read-frames.ts'
import { withTopK } from './top-k.ts'

const prompt: LanguageModelV4CallOptions['prompt'] = [{ role: 'user', content: [{ type: 'text', text: 'Hello?' }] }]
const claude = 'anthropic.claude-sonnet-4-20250514-v1:0'

async function modelAt(fetch: typeof globalThis.fetch): Promise<LanguageModelV4> {
  const resolve = createModelResolver({ environment: { AWS_BEARER_TOKEN_BEDROCK: 'secret-key-1' }, fetch })
  return resolve(`amazon-bedrock:${claude}`)
}

async function answerTo(reply: FakeReply) {
  await using server = await startFakeProvider([bedrockConverse], reply)
  const model = await modelAt((input, init) => fetch(`${server.url}${new URL(String(input)).pathname}`, init))
  return await model.doGenerate({ prompt })
}

describe('the reasons of Bedrock', () => {
  const endedBy = (stopReason: string): FakeReply => ({
    type: 'raw',
    body: JSON.stringify({
      output: { message: { role: 'assistant', content: [{ text: 'Half' }] } },
      stopReason,
      usage: { inputTokens: 1, outputTokens: 1, totalTokens: 2 },
    }),
  })

  it.each(['guardrail_intervened', 'content_filtered'])('%s is a filter that stopped the answer', async (reason) => {
    expect((await answerTo(endedBy(reason))).finishReason).toEqual({ unified: 'content-filter', raw: reason })
  })

  it.each([
    ['malformed_model_output', 'MODEL_RESPONSE_INVALID', true],
    ['malformed_tool_use', 'MODEL_RESPONSE_INVALID', true],
    ['model_context_window_exceeded', 'MODEL_WINDOW_EXCEEDED', false],
  ])('%s is %s', async (reason, code, retryable) => {
    await expect(answerTo(endedBy(reason))).rejects.toMatchObject({ code, retryable })
  })
})

describe('topK', () => {
  const placed = (model: string, rest: Partial<LanguageModelV4CallOptions> = {}) =>
    withTopK({ prompt, topK: 7, ...rest }, model)

  it.each([
    [claude, { top_k: 7 }],
    ['us.amazon.nova-lite-v1:0', { inferenceConfig: { topK: 7 } }],
    ['cohere.command-r-v1:0', { k: 7 }],
  ])('goes where %s looks for it', (model, additionalModelRequestFields) => {
    expect(placed(model)).toEqual({ prompt, providerOptions: { amazonBedrock: { additionalModelRequestFields } } })
  })

  it('is left out with a warning where that is not known', async () => {
    await using server = await startFakeProvider([bedrockConverse], { type: 'answer', text: 'Yes.' })
    const resolve = createModelResolver({
      environment: { AWS_BEARER_TOKEN_BEDROCK: 'secret-key-1' },
      fetch: (input, init) => fetch(`${server.url}${new URL(String(input)).pathname}`, init),
    })
    const { warnings } = await (await resolve('amazon-bedrock:meta.llama3-8b-v1:0')).doGenerate({ prompt, topK: 7 })
    expect(warnings).toEqual([expect.objectContaining({ type: 'unsupported', feature: 'topK' })])
  })

  it('stands beside the fields that a caller gives', () => {
    const providerOptions = { bedrock: { additionalModelRequestFields: { thinking: 'deep' } } }
    expect(placed(claude, { providerOptions })).toEqual({
      prompt,
      providerOptions: { bedrock: { additionalModelRequestFields: { top_k: 7, thinking: 'deep' } } },
    })
  })
})

const events = bedrockConverse.events(
  { type: 'answer', text: 'One two' },
  { method: 'POST', path: '', query: new URLSearchParams(), headers: {}, body: {} },
)
const stream = Buffer.concat(events.map(encodeAwsEvent))

function bodyOf(bytes: Uint8Array<ArrayBuffer>, chunk: number): ReadableStream<Uint8Array<ArrayBuffer>> {
  let sent = 0
  return new ReadableStream({
    pull(controller) {
      if (sent >= bytes.length) return controller.close()
      controller.enqueue(bytes.slice(sent, sent + chunk))
      sent += chunk
    },
  })
}

/** The text of a stream of these bytes, or the code of its error. */
async function comesTo(bytes: Uint8Array<ArrayBuffer>, chunk = 4096): Promise<string> {
  const { mediaType } = converseStream
  const model = await modelAt(
    async () => new Response(bodyOf(bytes, chunk), { headers: { 'content-type': mediaType } }),
  )
  const parts: LanguageModelV4StreamPart[] = []
  for await (const part of (await model.doStream({ prompt })).stream) parts.push(part)
  const failed = parts.find((part) => part.type === 'error')
  if (failed === undefined) return parts.map((part) => (part.type === 'text-delta' ? part.delta : '')).join('')
  const { error } = failed
  return AixgoError.isInstance(error) ? `${error.code}${error.retryable ? '' : ', final'}` : String(error)
}

describe('the frames of a stream', () => {
  it.each([1, 3, 16, 100])('may come in chunks of %i bytes', async (chunk) => {
    expect(await comesTo(new Uint8Array(stream), chunk)).toBe('One two')
  })

  it('that arrive damaged are a retryable error and never half an answer, whichever byte it is', async () => {
    const wrong: string[] = []
    // Every third, which meets every field of a frame.
    for (let place = 0; place < stream.length; place += 3) {
      const bytes = new Uint8Array(stream)
      bytes[place] = (bytes[place] ?? 0) ^ 0x55
      const what = await comesTo(bytes)
      if (!['MODEL_STREAM_CUT', 'MODEL_RESPONSE_INVALID', 'One two'].includes(what))
        wrong.push(`byte ${place}: ${what}`)
    }
    expect(wrong).toEqual([])
  })
})
