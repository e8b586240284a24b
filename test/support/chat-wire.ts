import type { LanguageModelV4, LanguageModelV4CallOptions, LanguageModelV4StreamPart } from '../../src/models/model.ts'
import { profileOf } from '../../src/models/profiles/profile-of.ts'
import type { ModelProfile } from '../../src/models/profiles/profile.ts'
import { providers, type ProviderName } from '../../src/models/providers.ts'
import type { JsonObject } from '../../src/util/json/json.ts'

// Models of the servers that speak Chat Completions, with a `fetch` that hands out bytes as a test wants them.

/** An answer on the wire. */
export interface WireReply {
  readonly body: string
  readonly status?: number
  readonly contentType?: string
  /** Bytes in each piece of the body; all in one unless given. */
  readonly pieceSize?: number
  /** True for a connection that stays open behind the body. */
  readonly staysOpen?: boolean
}

/** What was asked. */
export interface WireRequest {
  readonly url: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: JsonObject & { readonly messages: readonly JsonObject[] }
}

/** Who is asked, and what is answered: to each request the next reply, and the last one from then on. */
export interface ChatServerOptions {
  readonly provider?: ProviderName
  readonly modelId?: string
  readonly baseUrl?: string
  readonly profile?: Partial<ModelProfile>
  readonly variables?: Readonly<Record<string, string>>
  readonly replies: readonly WireReply[]
}

/** A model whose server is made up. */
export interface ChatServer {
  readonly model: LanguageModelV4
  readonly requests: readonly WireRequest[]
  /** How many bodies were given up before their end. */
  readonly cancelled: () => number
}

let servers = 0

/** Makes up a server and a model of it. Each has an address of its own, as models learn of addresses. */
export async function chatServer(options: ChatServerOptions): Promise<ChatServer> {
  const { provider = 'openai-compatible', modelId = 'm', replies, profile, variables = {} } = options
  const requests: WireRequest[] = []
  let cancelled = 0
  servers += 1
  const model = await (
    await providers[provider]()
  ).create({
    modelId,
    profile: { ...profileOf(`${provider}:${modelId}`), ...profile },
    apiKey: 'secret-key-1',
    baseUrl: options.baseUrl ?? `http://server-${servers}.test/v1`,
    region: undefined,
    project: undefined,
    variables,
    headers: {},
    fetch: async (url, init) => {
      requests.push({
        url: String(url instanceof Request ? url.url : url),
        headers: init?.headers as Record<string, string>,
        body: JSON.parse(init?.body as string) as WireRequest['body'],
      })
      const reply = replies[Math.min(requests.length, replies.length) - 1] ?? { body: '' }
      return new Response(
        bodyOf(reply, () => (cancelled += 1)),
        { status: reply.status ?? 200, headers: { 'content-type': reply.contentType ?? 'text/event-stream' } },
      )
    },
  })
  return { model, requests, cancelled: () => cancelled }
}

function bodyOf({ body, pieceSize, staysOpen = false }: WireReply, onCancel: () => void): ReadableStream<Uint8Array> {
  const bytes = new TextEncoder().encode(body)
  const size = pieceSize ?? Math.max(1, bytes.length)
  let sent = 0
  return new ReadableStream<Uint8Array>(
    {
      pull(controller) {
        if (sent < bytes.length) controller.enqueue(bytes.slice(sent, (sent += size)))
        else if (!staysOpen) controller.close()
      },
      cancel: onCancel,
    },
    { highWaterMark: 0 },
  )
}

/** One event of a stream. */
export function event(value: unknown): string {
  return `data: ${typeof value === 'string' ? value : JSON.stringify(value)}\n\n`
}

/** A chunk of a streamed answer. */
export function chunk(delta: JsonObject | null, finishReason: string | null = null, rest: JsonObject = {}): JsonObject {
  return {
    id: 'c1',
    object: 'chat.completion.chunk',
    created: 1_700_000_000,
    model: 'm-1',
    choices: [{ index: 0, delta, finish_reason: finishReason }],
    ...rest,
  }
}

export const usage = { prompt_tokens: 10, completion_tokens: 5, total_tokens: 15 } as const

/** A stream as OpenAI ends it. */
export function sse(...values: readonly unknown[]): WireReply {
  return { body: [...values, '[DONE]'].map(event).join('') }
}

/** An answer in one piece. */
export function whole(message: JsonObject, finishReason: string | null = 'stop', rest: JsonObject = {}): WireReply {
  const body = {
    id: 'c1',
    object: 'chat.completion',
    created: 1_700_000_000,
    model: 'm-1',
    choices: [{ index: 0, message: { role: 'assistant', ...message }, finish_reason: finishReason }],
    usage,
    ...rest,
  }
  return { body: JSON.stringify(body), contentType: 'application/json' }
}

export const question: LanguageModelV4CallOptions = {
  prompt: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }],
}

/** What a stream came to. */
export interface Streamed {
  readonly parts: readonly LanguageModelV4StreamPart[]
  readonly text: string
  readonly reasoning: string
  readonly calls: readonly { readonly toolCallId: string; readonly toolName: string; readonly input: string }[]
  readonly finish: Extract<LanguageModelV4StreamPart, { type: 'finish' }> | undefined
  readonly error: unknown
}

/** Asks a model and reads its stream to the end. */
export async function streamed(
  model: LanguageModelV4,
  options: LanguageModelV4CallOptions = question,
): Promise<Streamed> {
  const { stream } = await model.doStream(options)
  const parts = await Array.fromAsync(stream as AsyncIterable<LanguageModelV4StreamPart>)
  const ofType = <Type extends LanguageModelV4StreamPart['type']>(type: Type) =>
    parts.filter((part): part is Extract<LanguageModelV4StreamPart, { type: Type }> => part.type === type)
  const joined = (type: 'text-delta' | 'reasoning-delta'): string =>
    ofType(type)
      .map(({ delta }) => delta)
      .join('')
  return {
    parts,
    text: joined('text-delta'),
    reasoning: joined('reasoning-delta'),
    calls: ofType('tool-call').map(({ toolCallId, toolName, input }) => ({ toolCallId, toolName, input })),
    finish: ofType('finish')[0],
    error: ofType('error')[0]?.error,
  }
}
