import { ModelError } from '../../errors/model-error.ts'
import { createRedactor } from '../../security/redact.ts'
import { version } from '../../util/version.ts'
import { modelCallOf, textReset } from '../model-call.ts'
import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4GenerateResult,
  LanguageModelV4StreamPart,
  LanguageModelV4StreamResult,
} from '../model.ts'
import { mediaTypesOf } from '../prompt/media-types.ts'
import type { CreateModelOptions, Provider } from '../provider.ts'
import { AnswerErrors } from './answer-errors.ts'
import { AnswerReader } from './answer/answer-reader.ts'
import { AnswerEvents } from './answer/answer-events.ts'
import { ContentCollector } from './answer/collect-content.ts'
import { readStream } from './answer/read-stream.ts'
import { thinkTagOptions } from './answer/think-tag-options.ts'
import { readWhole } from './answer/read-whole.ts'
import { chatUrl } from './endpoint-url.ts'
import { learnRefused, refusedAfter, refusedBy } from './refused-settings.ts'
import { settingKeys } from './request/own-settings.ts'
import { buildRequest, type ChatRequest, type RequestSubject } from './request/request-body.ts'
import { strictnessOf } from './request/strictness.ts'
import type { ServerTraits } from './server-traits.ts'
import { defined } from '../../util/options/defined.ts'

/** What a model of a server is made of. */
export interface ChatModelOptions extends Pick<
  CreateModelOptions,
  'modelId' | 'profile' | 'apiKey' | 'baseUrl' | 'headers' | 'fetch'
> {
  readonly provider: Pick<Provider, 'name' | 'keyVariables'>
  readonly traits?: ServerTraits | undefined
  /** Added to the address. */
  readonly query?: Readonly<Record<string, string>> | undefined
}

/** A model of any server that speaks OpenAI's Chat Completions. */
export function createChatModel(options: ChatModelOptions): LanguageModelV4 {
  return new ChatCompletionsModel(options)
}

/** An answer that has begun, and what it answers. */
interface Exchange {
  readonly response: Response
  readonly request: ChatRequest
  /** The request as it was sent. */
  readonly sent: string
  readonly errors: AnswerErrors
}

/** Where the parts of an answer go. */
interface AnswerOutput {
  readonly emit: (part: LanguageModelV4StreamPart) => void
  /** Takes them back; absent where nobody would understand that. */
  readonly restart?: (() => void) | undefined
}

class ChatCompletionsModel implements LanguageModelV4 {
  readonly specificationVersion = 'v4'
  readonly provider: string
  readonly modelId: string
  readonly supportedUrls: LanguageModelV4['supportedUrls']
  readonly #options: ChatModelOptions
  readonly #url: string
  /** Address and model, by which what was learnt of them is found. */
  readonly #endpoint: string
  readonly #headers: Readonly<Record<string, string>>
  readonly #subject: RequestSubject

  constructor(options: ChatModelOptions) {
    const { provider, modelId, profile, traits = {}, baseUrl, query } = options
    this.#options = options
    this.provider = `${provider.name}.chat`
    this.modelId = modelId
    this.supportedUrls = traits.supportedUrls ?? {}
    this.#url = chatUrl(baseUrl, query)
    this.#endpoint = `${this.#url} ${modelId}`
    this.#headers = headersOf(options)
    this.#subject = {
      provider: provider.name,
      modelId,
      profile,
      traits,
      strictness: strictnessOf(provider.name, modelId, profile),
      keys: settingKeys(provider.name),
      refuse: (what, mediaType) => this.#refuse(what, mediaType),
    }
  }

  async doGenerate(options: LanguageModelV4CallOptions): Promise<LanguageModelV4GenerateResult> {
    const exchange = await this.#ask(options, false)
    const { response, request, sent, errors } = exchange
    const collector = new ContentCollector()
    const reader = this.#reader(options, exchange, { emit: (part) => collector.add(part) })
    const body = readWhole(await response.text(), reader, errors)
    const { content, metadata, finish } = collector
    if (finish === undefined) throw errors.unreadable()
    const { finishReason, usage, providerMetadata } = finish
    const headers = lazyHeaders(response)
    return {
      content,
      finishReason,
      usage,
      ...defined({ providerMetadata }),
      request: { body: sent },
      response: {
        ...metadata,
        body,
        get headers() {
          return headers()
        },
      },
      warnings: request.remarks.warnings,
    }
  }

  async doStream(options: LanguageModelV4CallOptions): Promise<LanguageModelV4StreamResult> {
    const exchange = await this.#ask(options, true)
    const { response, request, sent, errors } = exchange
    if (response.body === null) throw errors.unreadable()
    const headers = lazyHeaders(response)
    const { clock, understandsReset } = modelCallOf(options)
    const start: LanguageModelV4StreamPart = { type: 'stream-start', warnings: request.remarks.warnings }
    return {
      stream: readStream(response.body, {
        clock,
        open: (emit) => {
          const restart = (): void => {
            emit({ type: 'raw', rawValue: textReset })
            emit(start)
          }
          const reader = this.#reader(options, exchange, { emit, restart: understandsReset ? restart : undefined })
          return { reader, events: new AnswerEvents(reader, errors) }
        },
        start,
        signal: options.abortSignal,
        cut: () => errors.cut(),
      }),
      request: { body: sent },
      response: {
        get headers() {
          return headers()
        },
      },
    }
  }

  /** Sends a call, once more for each thing that turns out to be unknown to the server. */
  async #ask(options: LanguageModelV4CallOptions, stream: boolean): Promise<Exchange> {
    const { abortSignal, headers } = options
    const endpoint = this.#endpoint
    const errors = new AnswerErrors(() => this.#errorSubject(options))
    const known = refusedBy(endpoint)
    for (let refused = known; ;) {
      const request = buildRequest(options, this.#subject, { stream, refused })
      const sent = JSON.stringify(request.body)
      const response = await this.#fetch({
        method: 'POST',
        headers: headers === undefined ? this.#headers : withCallHeaders(this.#headers, headers),
        body: sent,
        signal: abortSignal ?? null,
      })
      if (response.ok) {
        if (refused !== known) learnRefused(endpoint, refused)
        return { response, request, sent, errors }
      }
      const text = await response.text()
      const next = refusedAfter(refused, { status: response.status, text, body: request.body })
      if (next === undefined) throw errors.refused(response, text)
      refused = next
    }
  }

  #fetch(init: RequestInit): Promise<Response> {
    init.signal?.throwIfAborted()
    // The global one is looked up with each request, as it may be replaced.
    return this.#options.fetch === undefined ? globalThis.fetch(this.#url, init) : this.#options.fetch(this.#url, init)
  }

  #reader(
    options: LanguageModelV4CallOptions,
    { request, errors }: Exchange,
    { emit, restart }: AnswerOutput,
  ): AnswerReader {
    const { profile } = this.#options
    return new AnswerReader(
      {
        provider: this.#options.provider.name,
        thinkTags: thinkTagOptions(profile),
        notes: request.remarks.notes,
        includeRawChunks: options.includeRawChunks === true,
        newId: () => `call_${modelCallOf(options).random.id().replaceAll('-', '')}`,
        restart,
        errorIn: (value) => errors.reported(value),
      },
      emit,
    )
  }

  #errorSubject({ abortSignal, prompt }: LanguageModelV4CallOptions) {
    const { provider, apiKey, headers } = this.#options
    const secrets = [...(apiKey === undefined ? [] : [apiKey]), ...Object.values(headers)]
    return {
      provider: provider.name,
      model: this.modelId,
      keyVariable: provider.keyVariables[0],
      redact: createRedactor(secrets),
      mediaTypes: mediaTypesOf(prompt),
      signal: abortSignal,
    }
  }

  #refuse(what: string, mediaType: string): ModelError {
    const { provider } = this.#options
    return new ModelError(
      'MODEL_INPUT_UNSUPPORTED',
      `Provider "${provider.name}" has no place in a request to model "${this.modelId}" for ${what} of the type "${mediaType}".`,
      { details: { provider: provider.name, model: this.modelId, mediaTypes: mediaType } },
    )
  }
}

function headersOf({ apiKey, headers }: ChatModelOptions): Readonly<Record<string, string>> {
  return withCallHeaders(
    {
      'content-type': 'application/json',
      'user-agent': `aixgo/${version}`,
      ...(apiKey === undefined || apiKey === '' ? {} : { authorization: `Bearer ${apiKey}` }),
    },
    headers,
  )
}

/** Names of headers are the same in any case, and the later ones win. */
function withCallHeaders(
  base: Readonly<Record<string, string>>,
  added: Readonly<Record<string, string | undefined>>,
): Readonly<Record<string, string>> {
  const headers: Record<string, string> = { ...base }
  for (const [name, value] of Object.entries(added)) if (value !== undefined) headers[name.toLowerCase()] = value
  return headers
}

/** Hardly anybody looks at the headers of an answer, so they are copied when somebody does. */
function lazyHeaders({ headers }: Response): () => Record<string, string> {
  let copy: Record<string, string> | undefined
  return () => (copy ??= Object.fromEntries(headers))
}
