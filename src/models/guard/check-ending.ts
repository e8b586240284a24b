import { ModelError } from '../../errors/model-error.ts'
import { withDistinctIds } from './distinct-ids.ts'
import type { LanguageModelV4Content, LanguageModelV4GenerateResult, LanguageModelV4StreamPart } from '../model.ts'

/** Whose answer it is. */
export interface AnswerSubject {
  readonly provider: string
  readonly model: string
}

/** The end of an answer, streamed or not. */
export type Ending = Pick<LanguageModelV4GenerateResult, 'finishReason' | 'providerMetadata' | 'usage'>

/** Parts with which a provider tells of its work; they come with an answer that holds nothing, too. */
const notices: ReadonlySet<string> = new Set(['anthropic.message_start', 'anthropic.fallback', 'openai.compaction'])

/** What an answer holds, as far as its end is judged by it. */
export class SeenContent {
  /** Words for the reader: blanks are none, and neither is reasoning. */
  hasText = false
  hasCalls = false
  /** A file, or what a tool of the provider's own gave. */
  hasMore = false

  /** Takes a part of an answer, or a piece of a streamed one. */
  add(part: LanguageModelV4Content | LanguageModelV4StreamPart): void {
    if (part.type === 'text-delta') this.hasText ||= /\S/.test(part.delta)
    else if (part.type === 'text') this.hasText ||= /\S/.test(part.text)
    else if (part.type === 'tool-call') this.hasCalls = true
    else if (part.type === 'file' || part.type === 'tool-result') this.hasMore = true
    else if (part.type === 'custom') this.hasMore ||= !notices.has(part.kind)
  }

  get isEmpty(): boolean {
    return !this.hasText && !this.hasCalls && !this.hasMore
  }
}

/**
 * Refuses an answer that must not be taken for one: refused, filtered before its first word, failed at the provider,
 * longer than the window, cut before anything was written, or empty. What was cut after some words passes.
 * @throws ModelError `MODEL_CONTENT_FILTERED`, `MODEL_WINDOW_EXCEEDED`, `MODEL_OUTPUT_LIMIT`, `MODEL_RESPONSE_INVALID`,
 * `MODEL_STREAM_CUT`.
 */
export function checkEnding(ending: Ending, seen: SeenContent, subject: AnswerSubject): void {
  const { finishReason, providerMetadata } = ending
  const { unified, raw } = finishReason
  const blocked = blockReason(providerMetadata)
  if (blocked !== undefined) throw filtered(`refused the prompt for`, blocked, subject)
  if (raw === 'refusal') throw filtered('refused to answer with', raw, subject)
  if (raw === 'model_context_window_exceeded') throw windowExceeded(subject)
  if (unified === 'interrupted') throw streamCut(subject)
  if (unified === 'error') throw failed(raw, subject)
  if (raw === 'pause_turn') return
  if (unified === 'tool-calls' && !seen.hasCalls && !seen.hasMore) throw withoutCalls(subject)
  if (!seen.isEmpty) return
  if (unified === 'content-filter') throw filtered('kept back the answer of', raw ?? unified, subject)
  if (unified === 'length') throw nothingWritten(ending, subject)
  throw empty(raw, subject)
}

/** An answer that came whole, once it is known to be one; its calls have ids of their own. Throws as `checkEnding`. */
export function checkAnswer(
  result: LanguageModelV4GenerateResult,
  subject: AnswerSubject,
): LanguageModelV4GenerateResult {
  const seen = new SeenContent()
  for (const part of result.content) seen.add(part)
  checkEnding(result, seen, subject)
  const content = withDistinctIds(result.content)
  return content === result.content ? result : { ...result, content }
}

/** The error of a stream that ended before the answer did. */
export function streamCut({ provider, model }: AnswerSubject): ModelError {
  return new ModelError(
    'MODEL_STREAM_CUT',
    `Provider "${provider}" ended the stream before the answer of model "${model}" was complete.`,
    { details: { provider, model } },
  )
}

/** Gemini answers a prompt it will not touch with nothing but the reason. */
function blockReason(metadata: Ending['providerMetadata']): string | undefined {
  if (metadata === undefined) return undefined
  for (const { promptFeedback } of Object.values(metadata)) {
    if (typeof promptFeedback === 'object' && promptFeedback !== null && 'blockReason' in promptFeedback) {
      const { blockReason: reason } = promptFeedback
      if (typeof reason === 'string') return reason
    }
  }
  return undefined
}

function filtered(what: string, reason: string, { provider, model }: AnswerSubject): ModelError {
  return new ModelError(
    'MODEL_CONTENT_FILTERED',
    `Provider "${provider}" ${what} model "${model}" for reasons of content (${reason}).`,
    { details: { provider, model, finishReason: reason } },
  )
}

function windowExceeded({ provider, model }: AnswerSubject): ModelError {
  return new ModelError(
    'MODEL_WINDOW_EXCEEDED',
    `Conversation and answer have outgrown the context window of model "${model}" of provider "${provider}". ` +
      'Shorten the conversation (contextWindow), or use a model with a larger window.',
    { details: { provider, model, finishReason: 'model_context_window_exceeded' } },
  )
}

function failed(raw: string | undefined, { provider, model }: AnswerSubject): ModelError {
  const reason = raw === undefined ? '' : ` (${raw})`
  return new ModelError(
    'MODEL_RESPONSE_INVALID',
    `Provider "${provider}" stopped the answer of model "${model}" because of an error${reason}.`,
    { details: { provider, model, finishReason: raw } },
  )
}

function withoutCalls({ provider, model }: AnswerSubject): ModelError {
  return new ModelError(
    'MODEL_RESPONSE_INVALID',
    `Provider "${provider}" says that model "${model}" calls tools, but its answer holds no call.`,
    { details: { provider, model, finishReason: 'tool-calls' } },
  )
}

function nothingWritten({ usage }: Ending, { provider, model }: AnswerSubject): ModelError {
  const { total, reasoning } = usage.outputTokens
  const spent = total === undefined ? '' : ` of ${total} tokens`
  const thought = reasoning === undefined || reasoning === 0 ? '' : `, ${reasoning} of them for reasoning`
  return new ModelError(
    'MODEL_OUTPUT_LIMIT',
    `Model "${model}" of provider "${provider}" reached its longest output${spent}${thought}, before it had written a word. ` +
      'Raise maxOutputTokens (max_tokens in YAML), or ask for less reasoning.',
    { details: { provider, model, finishReason: 'length', outputTokens: total } },
  )
}

function empty(raw: string | undefined, { provider, model }: AnswerSubject): ModelError {
  const reason = raw === undefined ? 'no reason why' : `the reason "${raw}"`
  return new ModelError(
    'MODEL_RESPONSE_INVALID',
    `Provider "${provider}" ended the answer of model "${model}" with ${reason}, and without a word.`,
    { details: { provider, model, finishReason: raw } },
  )
}
