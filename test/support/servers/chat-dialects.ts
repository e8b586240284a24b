import type { ScenarioFailure } from '../../../src/testing/model-scenario.ts'
import type { ChatReasoning } from './chat-reasoning.ts'
import { openaiError } from './openai-error.ts'

/** An error as a dialect writes it. */
export interface ChatError {
  readonly status: number
  readonly message: string
  readonly type?: string
  readonly code?: string
  readonly param?: string
}

/** How a failure is told: its status, the vendor's kind, and the vendor's words before those of the scenario. */
interface FailureKind extends Omit<ChatError, 'message'> {
  readonly words?: string
}

/** How one of those speaks Chat Completions who took the interface over. */
export interface ChatDialect {
  readonly error: (error: ChatError) => unknown
  readonly failures: Readonly<Record<ScenarioFailure['cause'], FailureKind>>
  readonly reasoning: ChatReasoning
  readonly callId: (number: number) => string
  /** Keys of messages that are taken; any where it is absent. */
  readonly messageKeys?: readonly string[]
  /** The words in which another key is refused. */
  readonly unknownKey?: (place: { readonly index: number; readonly role: string; readonly key: string }) => ChatError
  /** True where ids are nine letters and digits, and roles follow each other in one order only. */
  readonly isMistral?: boolean
  /** True where streams tell their usage unasked. */
  readonly tellsUsage?: boolean
  /** True where arguments of calls are read as JSON objects before they reach the model's template. */
  readonly readsArguments?: boolean
  /** True where models that reason refuse `max_tokens` and what else steers sampling. */
  readonly hasFixedSampling?: boolean
  /** Models that refuse `max_tokens`, whatever they are called. */
  readonly refusesMaxTokens?: boolean
  /** True where an answer in the form of a schema is not to be had. */
  readonly refusesSchemas?: boolean
  /** True where reasoning must come back while a loop of tools is under way. */
  readonly wantsReasoning?: boolean
}

const openaiBody = ({ status, message, type, code, param = null as never }: ChatError): unknown => {
  const body = openaiError(status, message, param) as { readonly error: object }
  return { error: { ...body.error, ...(type === undefined ? {} : { type }), ...(code === undefined ? {} : { code }) } }
}

const openaiFailures: ChatDialect['failures'] = {
  'rate-limit': { status: 429 },
  overload: { status: 503 },
  fault: { status: 500 },
  authentication: { status: 401 },
  quota: { status: 429, type: 'insufficient_quota', code: 'insufficient_quota' },
  window: {
    status: 400,
    code: 'context_length_exceeded',
    words: "This model's maximum context length is 128000 tokens.",
  },
  content: { status: 400, code: 'content_policy_violation' },
}

const number = (count: number): string => `call_${count}`

const openai: ChatDialect = {
  error: openaiBody,
  failures: openaiFailures,
  reasoning: 'none',
  callId: number,
  messageKeys: ['role', 'content', 'name', 'refusal', 'tool_calls', 'tool_call_id'],
  unknownKey: ({ index, key }) => ({
    status: 400,
    message: `Unknown parameter: 'messages[${index}].${key}'.`,
    code: 'unknown_parameter',
  }),
  hasFixedSampling: true,
}

const azure: ChatDialect = {
  ...openai,
  failures: { ...openaiFailures, content: { status: 400, code: 'content_filter' } },
}

/** Servers of one's own: they take any key, and read the arguments of calls for their templates. */
const local: ChatDialect = {
  error: openaiBody,
  failures: {
    ...openaiFailures,
    quota: { status: 402, code: 'insufficient_credits', words: 'Payment required.' },
    window: {
      status: 400,
      words: "This model's maximum context length is 4096 tokens. However, you requested 5000 tokens.",
    },
  },
  reasoning: 'reasoning_content',
  callId: number,
  readsArguments: true,
}

/** How Chat Completions are spoken, by provider. */
export const chatDialects = {
  openai,
  azure,
  'azure-unnamed': { ...azure, refusesMaxTokens: true },
  groq: {
    ...openai,
    reasoning: 'reasoning',
    hasFixedSampling: false,
    messageKeys: ['role', 'content', 'name', 'reasoning', 'tool_calls', 'tool_call_id'],
    unknownKey: ({ index, role, key }) => ({
      status: 400,
      message: `'messages.${index}' : for 'role:${role}' the following must be satisfied[('messages.${index}' : property '${key}' is unsupported)]`,
    }),
    failures: {
      ...openaiFailures,
      'rate-limit': { status: 429, type: 'tokens', code: 'rate_limit_exceeded' },
      quota: { status: 402, words: 'Insufficient credits.' },
      window: {
        status: 400,
        code: 'context_length_exceeded',
        words: 'Please reduce the length of the messages or completion.',
      },
    },
  },
  mistral: {
    ...local,
    readsArguments: false,
    error: ({ status, message, code = null as never, type = 'invalid_request_error' }: ChatError) =>
      status === 422
        ? { detail: [{ type: 'extra_forbidden', loc: ['body', 'messages'], msg: message, input: 'x' }] }
        : { object: 'error', message, type, param: null, code },
    reasoning: 'content',
    isMistral: true,
    tellsUsage: true,
    // Nine letters and digits, as its own are.
    callId: (count) => `call${String(count).padStart(5, '0')}`,
    messageKeys: ['role', 'content', 'name', 'prefix', 'tool_calls', 'tool_call_id'],
    unknownKey: () => ({ status: 422, message: 'Extra inputs are not permitted' }),
    failures: {
      ...openaiFailures,
      'rate-limit': { status: 429, type: 'rate_limited', code: '1300' },
      overload: { status: 503, type: 'service_unavailable' },
      fault: { status: 500, type: 'internal_server_error', code: '1000' },
      authentication: { status: 401, type: 'unauthorized' },
      quota: { status: 402, type: 'insufficient_credits', words: 'Payment required.' },
      window: {
        status: 400,
        words: 'Prompt contains 204802 tokens, too large for model with 131072 maximum context length',
      },
      content: {
        status: 403,
        words: 'The content was blocked by moderation: content_policy.',
        code: 'content_policy_violation',
      },
    },
  },
  deepseek: {
    ...local,
    readsArguments: false,
    wantsReasoning: true,
    refusesSchemas: true,
    failures: {
      ...openaiFailures,
      quota: { status: 402, code: 'invalid_request_error', words: 'Insufficient Balance' },
    },
  },
  openrouter: {
    ...local,
    readsArguments: false,
    reasoning: 'reasoning_details',
    wantsReasoning: true,
    error: ({ status, message }: ChatError) => ({
      error: { code: status, message, metadata: { provider_name: 'Someone' } },
    }),
    failures: {
      ...openaiFailures,
      overload: { status: 502 },
      quota: { status: 402, words: 'This request requires more credits, or fewer max_tokens.' },
      content: { status: 403, words: 'The input was flagged by moderation.' },
    },
  },
  vllm: {
    ...local,
    error: ({ status, message }: ChatError) => ({
      object: 'error',
      message,
      type: status === 400 ? 'BadRequestError' : 'InternalServerError',
      param: null,
      code: status,
    }),
  },
  ollama: { ...local, reasoning: 'reasoning' },
  huggingface: {
    ...local,
    error: ({ status, message }: ChatError) => ({ error: { message, http_status_code: status } }),
    failures: {
      ...local.failures,
      quota: { status: 402, words: 'You have exceeded your monthly included credits for Inference Providers.' },
      content: { status: 400, words: 'The prompt violates the content policy.' },
    },
  },
  'openai-compatible': local,
} as const satisfies Readonly<Record<string, ChatDialect>>

/** The dialects by name. */
export type ChatDialectName = keyof typeof chatDialects
