import { unknownReason } from '../../finish-reason.ts'
import type { LanguageModelV4FinishReason } from '../../model.ts'

type Unified = LanguageModelV4FinishReason['unified']

// The words of OpenAI, and those of servers that kept their own.
const reasons: Readonly<Record<string, Unified>> = {
  stop: 'stop',
  eos: 'stop',
  eos_token: 'stop',
  stop_sequence: 'stop',
  end_turn: 'stop',
  complete: 'stop',
  length: 'length',
  max_tokens: 'length',
  max_output_tokens: 'length',
  model_length: 'length',
  model_context_window_exceeded: 'length',
  content_filter: 'content-filter',
  refusal: 'content-filter',
  sensitive: 'content-filter',
  safety: 'content-filter',
  tool_calls: 'tool-calls',
  tool_call: 'tool-calls',
  tool_use: 'tool-calls',
  function_call: 'tool-calls',
  error: 'error',
  abort: 'error',
  network_error: 'error',
  insufficient_system_resource: 'error',
}

/** What else an answer tells about its end. */
export interface Ending {
  readonly hasCalls: boolean
  readonly hasRefusal: boolean
}

/** The reason in the contract's terms; `raw` is the server's own word, or nothing where it gave none. */
export function finishReasonFrom(
  raw: string | undefined,
  { hasCalls, hasRefusal }: Ending,
): LanguageModelV4FinishReason {
  // OpenAI calls a refusal an ordinary stop.
  if (hasRefusal) return { unified: 'content-filter', raw: 'refusal' }
  if (raw === undefined) return { unified: 'other', raw: unknownReason }
  const word = raw.toLowerCase()
  const unified = Object.hasOwn(reasons, word) ? (reasons[word] ?? 'other') : 'other'
  return { unified: unified === 'stop' && hasCalls ? 'tool-calls' : unified, raw }
}

/** Servers that end an answer twice say `stop` beside the word that tells more. */
export function moreTelling(known: string | undefined, next: string | undefined): string | undefined {
  if (next === undefined || known === next) return known
  return known === undefined || next !== 'stop' ? next : known
}
