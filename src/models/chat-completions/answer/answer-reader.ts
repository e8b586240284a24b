import { isRecord } from '../../../util/is-record.ts'
import type { LanguageModelV4FinishReason, LanguageModelV4StreamPart } from '../../model.ts'
import { listIn, numberIn, textIn } from '../wire-values.ts'
import { answerMetadata } from './answer-metadata.ts'
import { contentPieces } from './content-pieces.ts'
import { finishReasonFrom, moreTelling } from './finish-reasons.ts'
import { PartWriter } from './part-writer.ts'
import { ReasoningDetails, wordsOf } from './reasoning-details.ts'
import { ThinkTags, type ThinkTagOptions } from './think-tags.ts'
import { signatureIn, ToolCallPieces } from './tool-call-pieces.ts'
import { convertUsage, findUsage } from './usage.ts'

type Fields = Readonly<Record<string, unknown>>

/** What a reader must know of the call whose answer it reads. */
export interface AnswerContext {
  /** The name under which notes for the provider are kept. */
  readonly provider: string
  /** How the model's texts hold its reasoning; nothing where they hold none. */
  readonly thinkTags: ThinkTagOptions | undefined
  /** Told beside the answer. */
  readonly notes: readonly string[]
  readonly includeRawChunks: boolean
  readonly newId: () => string
  /** Takes back all that was emitted; absent where nobody would understand that. */
  readonly restart?: (() => void) | undefined
  /** Gives the error that a value of the wire reports; nothing where it reports none. */
  readonly errorIn: (value: unknown) => Error | undefined
}

/**
 * Reads an answer from the JSON values of the wire, chunks of a stream and whole answers alike, and emits its parts. All
 * dialects are read by all readers: what a server does not send costs nothing.
 */
export class AnswerReader {
  readonly #context: AnswerContext
  readonly #emit: (part: LanguageModelV4StreamPart) => void
  readonly #writer: PartWriter
  readonly #calls: ToolCallPieces
  readonly #tags: ThinkTags | undefined
  #details: ReasoningDetails | undefined
  #logprobs: Fields[] | undefined
  #usage: Fields | undefined
  #rawReason: string | undefined
  #hasRefusal = false
  #metadata: LanguageModelV4StreamPart | undefined
  #hasAnswer = false

  constructor(context: AnswerContext, emit: (part: LanguageModelV4StreamPart) => void) {
    const { provider, thinkTags, newId } = context
    this.#context = context
    this.#emit = emit
    this.#writer = new PartWriter(provider, emit)
    this.#calls = new ToolCallPieces({ provider, emit, newId })
    if (thinkTags === undefined) return
    this.#tags = new ThinkTags(
      {
        text: (delta) => this.#writer.text(delta),
        reasoning: (delta) => this.#writer.reasoning(delta, undefined),
        restart: () => this.#restart(),
      },
      thinkTags,
    )
  }

  /** True once the server has said why the answer ended. */
  get hasReason(): boolean {
    return this.#rawReason !== undefined
  }

  /** True once the tokens are told. */
  get hasUsage(): boolean {
    return this.#usage !== undefined
  }

  /** True once anything of an answer has come. */
  get hasAnswer(): boolean {
    return this.#hasAnswer
  }

  /** Takes a chunk of a stream, or an answer as a whole. @throws Error that the value reports. */
  add(value: unknown, isWhole = false): void {
    if (this.#context.includeRawChunks) this.#emit({ type: 'raw', rawValue: value })
    if (!isRecord(value)) return this.#expectNoError(value)
    const { choices, error } = value
    if (error !== undefined && error !== null) this.#expectNoError(value)
    if (!Array.isArray(choices) && !isRecord(value['usage'])) this.#expectNoError(value)
    if (this.#metadata === undefined) this.#readMetadata(value)
    const choice = firstChoice(listIn(choices))
    this.#usage = findUsage(value, choice) ?? this.#usage
    if (choice !== undefined) this.#readChoice(choice, value, isWhole)
  }

  /** The answer is over: tells what was kept for its end. */
  end(): void {
    const finishReason = this.#finishReason()
    this.#tags?.end(isAnswer(finishReason))
    this.#writer.end(() => ({ reasoningDetails: this.#details?.toJson() ?? [] }))
    this.#calls.end()
    const { provider, notes } = this.#context
    this.#emit({
      type: 'finish',
      finishReason,
      usage: convertUsage(this.#usage),
      providerMetadata: answerMetadata({ provider, notes, usage: this.#usage, logprobs: this.#logprobs }),
    })
  }

  /** Only a text can be told anew: what else there is was told once. */
  #restart(): boolean {
    const { restart } = this.#context
    if (restart === undefined || this.#calls.hasCalls || !this.#writer.hasTextAlone) return false
    restart()
    if (this.#metadata !== undefined) this.#emit(this.#metadata)
    this.#writer.forget()
    return true
  }

  #finishReason(): LanguageModelV4FinishReason {
    return finishReasonFrom(this.#rawReason, { hasCalls: this.#calls.hasCalls, hasRefusal: this.#hasRefusal })
  }

  #expectNoError(value: unknown): void {
    const error = this.#context.errorIn(value)
    if (error !== undefined) throw error
  }

  /** Azure sends a chunk about its filters first, with nothing in these fields. */
  #readMetadata(value: Fields): void {
    const metadata: { id?: string; modelId?: string; timestamp?: Date } = {}
    const id = textIn(value['id'])
    const modelId = textIn(value['model'])
    const created = numberIn(value['created'])
    if (id !== undefined) metadata.id = id
    if (modelId !== undefined) metadata.modelId = modelId
    if (created !== undefined && created > 0) metadata.timestamp = new Date(created * 1000)
    if (id === undefined && modelId === undefined) return
    this.#metadata = { type: 'response-metadata', ...metadata }
    this.#emit(this.#metadata)
  }

  #readChoice(choice: Fields, value: Fields, isWhole: boolean): void {
    const { delta, message, finish_reason: reason, error, logprobs } = choice
    if (error !== undefined && error !== null) this.#expectNoError(value)
    this.#hasAnswer = true
    const told = reason === 'null' ? undefined : textIn(reason)
    this.#rawReason = moreTelling(this.#rawReason, told)
    const said = isRecord(delta) ? delta : message
    if (isRecord(said)) this.#readMessage(said, isWhole)
    if (!isRecord(logprobs)) return
    this.#logprobs ??= []
    this.#logprobs.push(logprobs)
  }

  #readMessage(message: Fields, isWhole: boolean): void {
    this.#readReasoning(message)
    const { content, refusal, tool_calls: calls, function_call: call } = message
    if (typeof content === 'string') this.#readText(content, message, isWhole)
    else if (Array.isArray(content)) this.#readParts(content, message, isWhole)
    const refused = textIn(refusal)
    if (refused !== undefined) {
      this.#hasRefusal = true
      this.#writer.text(refused)
    }
    if (calls !== undefined && calls !== null) this.#readCalls(Array.isArray(calls) ? calls : [calls], isWhole)
    // The form of before tools had ids.
    if (isRecord(call)) this.#readCalls([{ index: 0, function: call }], isWhole)
    if (message['audio'] !== undefined || message['annotations'] !== undefined) this.#readRest(message)
    if (message['extra_content'] !== undefined) this.#readSignature(message['extra_content'])
  }

  #readReasoning(message: Fields): void {
    const key = textIn(message['reasoning_content']) === undefined ? 'reasoning' : 'reasoning_content'
    const text = textIn(message[key])
    const details = message['reasoning_details']
    if (text !== undefined) this.#writeReasoning(text, key)
    // DeepSeek wants thinking back that was empty, too.
    else if (message['reasoning_content'] === '' && hasCalls(message)) this.#writeReasoning('', 'reasoning_content')
    if (!Array.isArray(details) || details.length === 0) return
    if (text === undefined) {
      const words = wordsOf(details)
      if (words !== '') this.#writeReasoning(words, undefined)
    }
    this.#writer.expectDetails()
    this.#details ??= new ReasoningDetails()
    this.#details.add(details)
  }

  #writeReasoning(text: string, reasoningKey: string | undefined): void {
    this.#tags?.leaveText()
    this.#writer.reasoning(text, reasoningKey === undefined ? undefined : { reasoningKey })
  }

  #readText(text: string, message: Fields, isWhole: boolean): void {
    if (text === '') return
    if (this.#tags === undefined) this.#writer.text(text)
    else if (isWhole) this.#tags.whole(text, isAnswer(this.#finishReason()) && !hasCalls(message))
    else this.#tags.push(text)
  }

  /** Mistral's form of content. */
  #readParts(parts: readonly unknown[], message: Fields, isWhole: boolean): void {
    for (const { type, text } of contentPieces(parts)) {
      if (type === 'text') this.#readText(text, message, isWhole)
      else this.#writeReasoning(text, 'thinking')
    }
  }

  #readCalls(calls: readonly unknown[], isWhole: boolean): void {
    if (calls.length === 0) return
    this.#writer.endReasoning()
    this.#calls.add(calls, isWhole)
  }

  #readSignature(extra: unknown): void {
    const thoughtSignature = signatureIn(extra)
    if (thoughtSignature !== undefined) this.#writer.noteText({ thoughtSignature })
  }

  #readRest({ audio, annotations, content }: Fields): void {
    const transcript = isRecord(audio) ? textIn(audio['transcript']) : undefined
    if (transcript !== undefined && textIn(content) === undefined) this.#writer.text(transcript)
    for (const annotation of listIn(annotations)) {
      const citation = isRecord(annotation) ? annotation['url_citation'] : undefined
      const url = isRecord(citation) ? textIn(citation['url']) : undefined
      if (!isRecord(citation) || url === undefined) continue
      const title = textIn(citation['title'])
      const source = { type: 'source', sourceType: 'url', id: this.#context.newId(), url } as const
      this.#emit(title === undefined ? source : { ...source, title })
    }
  }
}

/** Servers that answer several times number the answers; the first is the answer. */
function firstChoice(choices: readonly unknown[]): Fields | undefined {
  const [only] = choices
  if (choices.length === 1 && isRecord(only) && typeof only['index'] !== 'number') return only
  return choices.find((choice): choice is Fields => isRecord(choice) && (choice['index'] ?? 0) === 0)
}

function hasCalls({ tool_calls: calls }: Fields): boolean {
  return Array.isArray(calls) && calls.length > 0
}

/** True where the text is what the model had to say: it was not cut, and no tool is asked. */
function isAnswer({ unified }: LanguageModelV4FinishReason): boolean {
  return unified !== 'length' && unified !== 'tool-calls'
}
