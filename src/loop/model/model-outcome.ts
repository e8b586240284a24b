import type { Usage } from '../../messages/usage.ts'
import { finishReasonOf } from '../../models/finish-reason.ts'
import type { ModelReport } from '../../models/model-call.ts'
import type { LanguageModelV4FinishReason, LanguageModelV4Usage } from '../../models/model.ts'
import type { ModelOutcome } from '../../runs/outcomes.ts'

/** What the resilience middleware says of a call in its provider metadata; nothing where there is none. */
export function resilienceOf(metadata: Readonly<Record<string, unknown>> | undefined): ModelReport {
  return (metadata?.['aixgo'] as ModelReport | undefined) ?? {}
}

/** What a run should be warned of: a fallback that took over, and attempts that were needed. */
export function attemptWarnings({ attempts = [], answeredBy }: ModelOutcome): readonly string[] {
  const [first] = attempts
  if (first === undefined) return []
  const reasons = attempts.map(({ model, reason }) => `${model}: ${reason}`).join(' ')
  const who = answeredBy === undefined ? first.model : `${answeredBy} (fallback for ${first.model})`
  return [`${who} answered at attempt ${attempts.length + 1}. ${reasons}`]
}

/** Why a model stopped, as an outcome keeps it. The provider's own word is kept where ours says less. */
export function reasonOf(reason: LanguageModelV4FinishReason): Pick<ModelOutcome, 'finishReason' | 'rawFinishReason'> {
  const finishReason = finishReasonOf(reason)
  const { raw } = reason
  const isPlain = finishReason === 'stop' || finishReason === 'tool-calls' || raw === undefined
  return isPlain ? { finishReason } : { finishReason, rawFinishReason: raw }
}

/** The provider's usage in our terms; what it does not report counts as zero. */
export function toUsage(usage: LanguageModelV4Usage, { cached }: ModelReport = {}): Usage {
  return {
    inputTokens: usage.inputTokens.total ?? 0,
    outputTokens: usage.outputTokens.total ?? 0,
    cachedInputTokens: usage.inputTokens.cacheRead ?? 0,
    cacheWriteTokens: usage.inputTokens.cacheWrite ?? 0,
    reasoningTokens: usage.outputTokens.reasoning ?? 0,
    modelCalls: cached === true ? 0 : 1,
  }
}

type Warning = {
  readonly type: string
  readonly feature?: string | undefined
  readonly setting?: string | undefined
  readonly details?: string | undefined
  readonly message?: string | undefined
}

/** A provider's warning as a sentence. Providers add kinds in patch releases, so unknown ones are shown as they are. */
export function warningText({ type, feature, setting, details, message }: Warning): string {
  const subject = feature ?? setting
  const reason = details ?? message
  const kind = kinds[type] ?? type
  const words = subject === undefined ? [kinds[type] === undefined ? type : ''] : [`"${subject}"`, kind]
  const parts = words.filter((word) => word !== '').join(' ')
  if (parts === '') return reason ?? type
  if (reason !== undefined) return `${parts}: ${reason}`
  return type === 'unsupported' ? `${parts} and was left out.` : `${parts}.`
}

/** The kinds of warnings that are known, as they end a sentence that begins with a setting. */
const kinds: Readonly<Record<string, string | undefined>> = {
  unsupported: 'is not supported',
  compatibility: 'is not taken as it is',
  deprecated: 'is deprecated',
  other: '',
}

/** What a model thought; nothing where its provider does not tell. */
export function reasoningOf({ content }: Pick<ModelOutcome, 'content'>): string | undefined {
  let text: string | undefined
  for (const part of content) if (part.type === 'reasoning') text = (text ?? '') + part.text
  return text
}

/** What a model wrote, without its reasoning. */
export function textOf({ content }: Pick<ModelOutcome, 'content'>): string {
  let text = ''
  for (const part of content) if (part.type === 'text') text += part.text
  return text
}
