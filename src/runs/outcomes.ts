import type { ConversationMessage } from '../messages/conversation.ts'
import { noCost, type Cost, type CostSum } from '../messages/cost.ts'
import type { Usage } from '../messages/usage.ts'
import { finishReasons, type FinishReason } from '../models/finish-reason.ts'
import type { LanguageModelV4Content } from '../models/model.ts'
import type { ModelAttempt, ModelReport } from '../models/model-call.ts'
import type { ProviderToolProgress } from './step.ts'
import { isRecord } from '../util/is-record.ts'
import type { JsonValue } from '../util/json/json.ts'

/** What one model call came to; this is what the ledger keeps of a `model` step. */
export interface ModelOutcome extends ModelReport {
  readonly content: readonly LanguageModelV4Content[]
  readonly finishReason: FinishReason
  /** The provider's own word for the reason, where it says more. */
  readonly rawFinishReason?: string
  readonly usage: Usage
  /** The model that answered, as it is priced. */
  readonly model?: { readonly provider: string; readonly modelId: string }
  /** What the call cost; absent where the price of the model is not known. */
  readonly cost?: Cost
  readonly warnings?: readonly string[]
  /** The model that answered, as it calls itself. */
  readonly modelId?: string
}

/** What the model is told of a tool call; this is what the ledger keeps of a `tool` step. */
export interface ToolOutcome {
  readonly output: JsonValue
  /** True when the output says what went wrong, so that the model can try again or do without. */
  readonly isError?: boolean
  /** True when the output is a list of parts, texts and files, which the model is to get as such. */
  readonly isContent?: boolean
}

/** What is kept of a call of an agent that a runtime hosts: its run has a ledger of its own. */
export interface CallOutcome {
  readonly output: JsonValue
  /** Id of the run that the call began. */
  readonly child: string
  readonly usage: Usage
  readonly cost: CostSum
  /** Why the model stopped that gave the answer. */
  readonly finishReason?: FinishReason | undefined
  /** How the answer came about, where it is the calling run's own. */
  readonly reasoning?: string | undefined
  readonly messages?: readonly ConversationMessage[] | undefined
}

/** The part of a model step's outcome that is counted; `undefined` where the record holds something else. */
export interface CountedOutcome {
  readonly usage: Usage
  readonly cost: Cost | undefined
  readonly content: readonly { readonly type: string; readonly [field: string]: unknown }[]
  readonly attempts: readonly ModelAttempt[]
  readonly isCached: boolean
}

/** Reads the outcome of a model step; `undefined` where it is none. */
export function readModelOutcome(value: JsonValue): CountedOutcome | undefined {
  if (!isRecord(value)) return undefined
  const { content, usage, cost, attempts, cached } = value
  if (!Array.isArray(content) || !content.every(isPart)) return undefined
  return {
    content,
    usage: readUsage(usage) ?? noReportedUsage,
    cost: readCost(cost),
    attempts: Array.isArray(attempts) ? (attempts as readonly unknown[]).filter(isAttempt) : [],
    isCached: cached === true,
  }
}

/** What a model step adds to the figures of its run. */
export interface ModelSpending extends Pick<CountedOutcome, 'usage' | 'cost' | 'isCached'> {
  /** The models of the other requests of which nobody knows what they cost. */
  readonly unpriced: readonly string[]
}

/** Reads what is counted of a model step's outcome; `undefined` where it is none. */
export function readCounted(value: JsonValue): ModelSpending | undefined {
  if (!isRecord(value) || !Array.isArray(value['content'])) return undefined
  const usage = readUsage(value['usage']) ?? noReportedUsage
  return {
    usage,
    cost: readCost(value['cost']),
    isCached: value['cached'] === true,
    unpriced: readUnpriced(value),
  }
}

/** Reads which model gave the answer of a model step; `undefined` where that is not told. */
export function readAnswerer(value: JsonValue): string | undefined {
  if (!isRecord(value)) return undefined
  const { answeredBy, model } = value
  if (typeof answeredBy === 'string') return answeredBy
  if (!isRecord(model)) return undefined
  const { provider, modelId } = model
  return typeof provider === 'string' && typeof modelId === 'string' ? `${provider}:${modelId}` : undefined
}

/** Reads the models of requests of unknown cost: of an outcome, or of the details of an error. */
export function readUnpriced({ unpriced }: { readonly unpriced?: unknown }): readonly string[] {
  return Array.isArray(unpriced) ? unpriced.filter((model) => typeof model === 'string') : noModels
}

const noModels: readonly string[] = []

/** What a part of a model's answer says of a tool that the provider runs; nothing where it says nothing of one. */
export function providerToolProgress(part: { readonly [field: string]: unknown }): ProviderToolProgress | undefined {
  const { type, providerExecuted, preliminary, isError, input, result } = part
  const call = {
    toolCallId: String(part['toolCallId']),
    toolName: String(part['toolName']),
    providerExecuted: true,
  } as const
  if (type === 'tool-call' && providerExecuted === true) return { type, ...call, input: inputOf(input) }
  // Only tools of the provider have their result in an answer. One that is preliminary is followed by another.
  if (type !== 'tool-result' || preliminary === true) return undefined
  // The content of an answer is JSON.
  return { type, ...call, output: result as JsonValue, ...(isError === true ? { isError } : undefined) }
}

function inputOf(input: unknown): JsonValue {
  try {
    return JSON.parse(String(input)) as JsonValue
  } catch {
    return String(input)
  }
}

// A breaker that is open, and a model that cannot be made, fail before there is a request.
const unsentCodes: ReadonlySet<string> = /* @__PURE__ */ new Set([
  'MODEL_ADDRESS_INVALID',
  'MODEL_CIRCUIT_OPEN',
  'MODEL_KEY_MISSING',
  'MODEL_NAME_INVALID',
])

/** False for an attempt that failed before anything was sent. */
export function wasSent({ code }: ModelAttempt): boolean {
  return !unsentCodes.has(code)
}

/** Reads the outcome of a tool step; `undefined` where it is none. */
export function readToolOutcome(value: JsonValue): ToolOutcome | undefined {
  if (!isRecord(value) || !('output' in value)) return undefined
  // A record of the ledger holds nothing but JSON.
  const output = value['output'] ?? null
  return {
    output,
    ...(value['isError'] === true ? { isError: true } : undefined),
    ...(value['isContent'] === true ? { isContent: true } : undefined),
  }
}

/** Reads what is kept of a call of a hosted agent; `undefined` where the agent ran within the calling run. */
export function readCallOutcome(value: JsonValue): CallOutcome | undefined {
  if (!isRecord(value) || typeof value['child'] !== 'string') return undefined
  const usage = readUsage(value['usage'])
  const cost = readCostSum(value['cost'])
  if (usage === undefined || cost === undefined) return undefined
  const finishReason = readFinishReason(value['finishReason'])
  return {
    output: value['output'] ?? null,
    child: value['child'],
    usage,
    cost,
    finishReason,
    ...readNotes(value),
  }
}

function readNotes({ reasoning, messages }: Readonly<Record<string, unknown>>) {
  return {
    reasoning: typeof reasoning === 'string' ? reasoning : undefined,
    // Whoever recorded a call wrote the messages of a run's result.
    messages: Array.isArray(messages) ? (messages as readonly ConversationMessage[]) : undefined,
  }
}

/** What a step of a user's own says that it took. */
export interface OwnSpending {
  readonly usage: Usage | undefined
  /** `undefined` where nothing was said of the cost, or not all of it is known. */
  readonly usd: number | undefined
  readonly cost: CostSum | undefined
}

/** Reads it: an object with `usage`, `cost` (a number, a `Cost` or a `CostSum`) or both beside the step's value. */
export function readOwnSpending(value: JsonValue): OwnSpending | undefined {
  if (!isRecord(value)) return undefined
  const usage = readUsage(value['usage'])
  const cost = readOwnCost(value['cost'])
  if (usage === undefined && cost === undefined) return undefined
  return { usage, cost, usd: cost === undefined || cost.unknownCalls > 0 ? undefined : cost.usd }
}

function readOwnCost(value: unknown): CostSum | undefined {
  const usd = isAmount(value) ? value : readCost(value)?.usd
  return readCostSum(value) ?? (usd === undefined ? undefined : { ...noCost, usd })
}

/** Reads why a model stopped; `undefined` where it is not said. */
export function readFinishReason(value: unknown): FinishReason | undefined {
  return finishReasons.find((reason) => reason === value)
}

const noReportedUsage: Usage = {
  inputTokens: 0,
  outputTokens: 0,
  cachedInputTokens: 0,
  cacheWriteTokens: 0,
  reasoningTokens: 0,
  modelCalls: 1,
}

function readUsage(value: unknown): Usage | undefined {
  if (!isRecord(value)) return undefined
  if (isWholeUsage(value)) return value
  const { inputTokens, outputTokens, cachedInputTokens = 0, cacheWriteTokens = 0, reasoningTokens = 0 } = value
  const { modelCalls = 1 } = value
  if (!isAmount(inputTokens) || !isAmount(outputTokens)) return undefined
  if (!isAmount(cachedInputTokens) || !isAmount(cacheWriteTokens)) return undefined
  if (!isAmount(reasoningTokens) || !isAmount(modelCalls)) return undefined
  return { inputTokens, outputTokens, cachedInputTokens, cacheWriteTokens, reasoningTokens, modelCalls }
}

function isWholeUsage(value: Readonly<Record<string, unknown>>): value is Readonly<Record<string, unknown>> & Usage {
  return (
    isAmount(value['inputTokens']) &&
    isAmount(value['outputTokens']) &&
    isAmount(value['cachedInputTokens']) &&
    isAmount(value['cacheWriteTokens']) &&
    isAmount(value['reasoningTokens']) &&
    isAmount(value['modelCalls'])
  )
}

function readCost(value: unknown): Cost | undefined {
  if (!isRecord(value) || !isAmount(value['usd'])) return undefined
  const part = (field: string): number => {
    const amount = value[field]
    return isAmount(amount) ? amount : 0
  }
  return {
    usd: value['usd'],
    input: part('input'),
    cachedInput: part('cachedInput'),
    cacheWrite: part('cacheWrite'),
    output: part('output'),
  }
}

function readCostSum(value: unknown): CostSum | undefined {
  if (!isRecord(value)) return undefined
  const { usd, unknownCalls, unknownModels } = value
  if (!isAmount(usd) || !isAmount(unknownCalls) || !Array.isArray(unknownModels)) return undefined
  return { usd, unknownCalls, unknownModels: unknownModels.map(String) }
}

function isAmount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0
}

function isPart(part: unknown): part is CountedOutcome['content'][number] {
  return isRecord(part) && typeof part['type'] === 'string'
}

function isAttempt(attempt: unknown): attempt is ModelAttempt {
  return isRecord(attempt) && typeof attempt['model'] === 'string' && typeof attempt['code'] === 'string'
}
