import { isRecord } from '../../util/is-record.ts'

/** What a server does not take of what is usual, learnt from its refusals. */
export interface Refused {
  /** What it calls the limit of an answer, where it is not what the profile says. */
  readonly limitName: 'max_tokens' | 'max_completion_tokens' | undefined
  /** True where it takes no `temperature` and the like. */
  readonly sampling: boolean
  /** Other settings that it does not take, by their names on the wire. */
  readonly settings: readonly LooseSetting[]
  /** True where it does not know `stream_options`. */
  readonly streamOptions: boolean
  /** True where it takes no reasoning in the history. */
  readonly reasoning: boolean
  /** True where it wants reasoning with every turn that calls tools. */
  readonly missingReasoning: boolean
  /** True where the user may not speak behind the result of a tool before the assistant has. */
  readonly userAfterResult: boolean
}

// Settings without which an answer is still one, and which some models do not take.
const looseSettings = ['stop', 'seed', 'parallel_tool_calls'] as const

/** A setting that can be left out, with a warning. */
export type LooseSetting = (typeof looseSettings)[number]

const nothing: Refused = {
  limitName: undefined,
  sampling: false,
  settings: [],
  streamOptions: false,
  reasoning: false,
  missingReasoning: false,
  userAfterResult: false,
}

const mostEndpoints = 500
const learnt = /* @__PURE__ */ new Map<string, Refused>()

/** What is known of an endpoint and a model from earlier calls of this process. */
export function refusedBy(endpoint: string): Refused {
  return learnt.get(endpoint) ?? nothing
}

/** Keeps what a call found out. The endpoint that was learnt first makes room. */
export function learnRefused(endpoint: string, refused: Refused): void {
  learnt.delete(endpoint)
  learnt.set(endpoint, refused)
  const [oldest] = learnt.keys()
  if (learnt.size > mostEndpoints && oldest !== undefined) learnt.delete(oldest)
}

/**
 * What else to leave out after a refusal; nothing where the refusal is about something else, or names what was not sent.
 * Only refusals that call a setting unknown count: a value that is too large is the caller's to change.
 */
export function refusedAfter(
  known: Refused,
  {
    status,
    text,
    body,
  }: { readonly status: number; readonly text: string; readonly body: Readonly<Record<string, unknown>> },
): Refused | undefined {
  if (status !== 400 && status !== 422) return undefined
  const words = text.toLowerCase()
  if (wantsReasoning(words)) return known.missingReasoning ? undefined : { ...known, missingReasoning: true }
  if (/role ['"]?user['"]? after role ['"]?tool/.test(words))
    return known.userAfterResult ? undefined : { ...known, userAfterResult: true }
  if (!callsUnknown(words)) return undefined
  const limitName = otherLimit(words, body)
  if (limitName !== undefined) return known.limitName === undefined ? { ...known, limitName } : undefined
  if (words.includes('stream_options')) return 'stream_options' in body ? { ...known, streamOptions: true } : undefined
  if (namesSampling(words, body)) return { ...known, sampling: true }
  const setting = looseSettings.find((name) => name in body && new RegExp(`\\b${name}\\b`).test(words))
  if (setting !== undefined) return { ...known, settings: [...known.settings, setting] }
  if (/reasoning_content|reasoning_details|['".]reasoning['"]/.test(words) && sendsReasoning(body))
    return { ...known, reasoning: true }
  return undefined
}

function callsUnknown(words: string): boolean {
  return /unsupported|not supported|does not support|unrecognized|unrecognised|unknown|not permitted|extra (inputs|fields)|not allowed|unexpected|cannot find field/.test(
    words,
  )
}

function otherLimit(words: string, body: Readonly<Record<string, unknown>>): Refused['limitName'] {
  // Both names are in most such refusals; what was sent tells which one is meant.
  if (!/max_(completion_)?tokens/.test(words)) return undefined
  if ('max_tokens' in body && /\bmax_tokens/.test(words)) return 'max_completion_tokens'
  return 'max_completion_tokens' in body && words.includes('max_completion_tokens') ? 'max_tokens' : undefined
}

const samplingNames = [
  'temperature',
  'top_p',
  'presence_penalty',
  'frequency_penalty',
  'logprobs',
  'logit_bias',
] as const

function namesSampling(words: string, body: Readonly<Record<string, unknown>>): boolean {
  return samplingNames.some((name) => name in body && words.includes(name))
}

/** DeepSeek and Moonshot refuse turns without the reasoning that led to their calls. */
function wantsReasoning(words: string): boolean {
  return /reasoning_content.{0,80}(must be passed|is missing)|missing .{0,20}reasoning_content/s.test(words)
}

function sendsReasoning({ messages }: Readonly<Record<string, unknown>>): boolean {
  return (
    Array.isArray(messages) &&
    messages.some(
      (message) =>
        isRecord(message) &&
        ('reasoning_content' in message || 'reasoning' in message || 'reasoning_details' in message),
    )
  )
}
