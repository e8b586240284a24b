import { withoutEvidence } from '../../errors/serialized-error.ts'
import type { RunEvent, StepKind } from '../../events/event.ts'
import type { FinishReason } from '../../models/finish-reason.ts'
import { isRecord } from '../../util/is-record.ts'
import type { JsonValue } from '../../util/json/json.ts'
import type { RunParts } from '../run/door.ts'
import type { Tally } from '../interceptors/tally.ts'
import type { LedgerRecord, RunRecord } from '../ledger.ts'
import { providerToolProgress, readCallOutcome, readModelOutcome, wasSent, type CountedOutcome } from '../outcomes.ts'
import { defined } from '../../util/options/defined.ts'

/** The step that a record belongs to, and who took it. */
export interface StepOwner {
  readonly kind: StepKind
  readonly name: string
  readonly agent: string
  readonly depth: number
  /** True where what a model writes in the step is the answer of the run's own agent. */
  readonly isForwarded: boolean
  /** True for a call of an agent whose words are the caller's answer. */
  readonly forwards?: boolean | undefined
}

/** Where events come from. */
interface EventSource extends Pick<RunParts, 'isStreaming'> {
  readonly tally: Pick<Tally, 'usage' | 'cost'>
}

type Base = Pick<RunEvent, 'runId' | 'agent' | 'depth' | 'at' | 'correlationId' | 'session' | 'tenant'>

/** What the events of one record need beside the record. */
export interface EventParts {
  readonly base: Base
  readonly owner: StepOwner | undefined
  /** True while the record comes from history: deltas are then made from the outcome, one for each part. */
  readonly isReplayed: boolean
}

/** The events that a ledger record stands for. Live run and replay both announce through here, so they cannot differ. */
export function* recordEvents(record: LedgerRecord, source: EventSource, parts: EventParts): Generator<RunEvent> {
  const { base, owner } = parts
  const { usage, cost } = source.tally
  switch (record.type) {
    case 'run':
      yield { ...base, type: 'run-start', input: record.input, ...originOf(record) }
      break
    case 'finish':
      yield { ...base, type: 'run-finish', output: record.output, ...reasonOf(record.finishReason), usage, cost }
      break
    case 'error':
      yield { ...base, type: 'run-error', error: withoutEvidence(record.error), usage, cost }
      break
    case 'cancel':
      yield { ...base, type: 'run-cancel', reason: record.reason, error: withoutEvidence(record.error), usage, cost }
      break
    case 'intent': {
      const { key, kind, name, input } = record
      const start = { ...base, type: 'step-start', key, kind, name } as const
      yield input === undefined ? start : { ...start, input }
      break
    }
    case 'value': {
      const { key, kind } = record
      yield { ...base, type: 'step-finish', key, kind, name: kind, output: record.value }
      break
    }
    case 'emit': {
      const { outlet, messageId } = record
      const key = `emit:${outlet}#1`
      yield { ...base, type: 'step-finish', key, kind: 'emit', name: outlet, output: messageId }
      break
    }
    case 'outcome':
    case 'failure':
    case 'unknown':
      if (owner !== undefined) yield* stepEnd(record, source, { ...parts, owner })
      break
    // What is said of a signal and of a step that never began is said by the steps themselves.
    case 'signal':
    case 'unbegun':
    case 'snapshot':
    case 'retry':
      break
    default:
      record satisfies never
  }
}

function reasonOf(finishReason: FinishReason | undefined) {
  return finishReason === undefined ? undefined : { finishReason }
}

function originOf({ cause, start }: RunRecord) {
  const { messageId = cause !== undefined && 'message' in cause ? cause.message : undefined, round } = start
  return {
    ...(cause !== undefined && 'key' in cause ? { parent: `${cause.runId}/${cause.key}` } : undefined),
    ...defined({ messageId, round }),
  }
}

type StepFields = Base & Pick<Extract<RunEvent, { type: 'step-start' }>, 'key' | 'kind' | 'name'>

function* stepEnd(
  record: Extract<LedgerRecord, { type: 'outcome' | 'failure' | 'unknown' }>,
  { isStreaming }: EventSource,
  { base, owner, isReplayed }: EventParts & { readonly owner: StepOwner },
): Generator<RunEvent> {
  const step: StepFields = { ...base, key: record.key, kind: owner.kind, name: owner.name }
  if (record.type === 'unknown') return yield { ...step, type: 'step-unknown' }
  if (record.type === 'failure') return yield { ...step, type: 'step-error', error: withoutEvidence(record.error) }
  const outcome = isReplayed && owner.kind === 'model' ? readModelOutcome(record.value) : undefined
  if (outcome !== undefined) yield* replayedAttempts(outcome, step)
  if (outcome !== undefined && isStreaming) yield* replayedDeltas(outcome, step, owner.isForwarded)
  // A stream has told of them already, among its deltas.
  else if (owner.kind === 'model' && (isReplayed || !isStreaming)) yield* providerTools(record.value, step)
  if (isReplayed && isStreaming && owner.forwards === true) yield* replayedAnswer(record.value, step)
  yield { ...step, type: 'step-finish', output: record.value }
}

/** The requests that were sent for an outcome: those that failed, and the one that was answered. */
function* replayedAttempts(outcome: CountedOutcome, step: StepFields): Generator<RunEvent> {
  const { attempts, usage, isCached } = outcome
  let number = 1
  for (const [index, attempt] of attempts.entries()) {
    if (wasSent(attempt)) {
      yield startOf(step, number, attempt.model, index === 0 ? 'first' : causeOf(attempts[index - 1], attempt.model))
      yield { ...endOf(step, number, attempt.model), status: 'error', code: attempt.code }
      number += 1
    }
    yield { ...step, type: 'model-retry', ...attempt }
  }
  const last = attempts.at(-1)
  const model = last?.next ?? step.name
  yield startOf(step, number, model, last === undefined ? 'first' : causeOf(last, model))
  const end = endOf(step, number, model)
  yield isCached ? { ...end, status: 'cached' } : { ...end, status: 'ok', usage }
}

function causeOf(before: { readonly model: string } | undefined, model: string): 'retry' | 'fallback' {
  return before?.model === model ? 'retry' : 'fallback'
}

function startOf(step: StepFields, attempt: number, model: string, cause: 'first' | 'retry' | 'fallback'): RunEvent {
  return { ...step, type: 'attempt-start', attempt, attemptKey: `${step.key}@${attempt}`, model, cause, waitMs: 0 }
}

function endOf(step: StepFields, attempt: number, model: string) {
  return { ...step, type: 'attempt-end' as const, attempt, attemptKey: `${step.key}@${attempt}`, model }
}

function* replayedDeltas({ content }: CountedOutcome, step: StepFields, isForwarded: boolean): Generator<RunEvent> {
  const forwarded = isForwarded ? ({ forwarded: true } as const) : undefined
  for (const part of content) {
    if (part.type === 'text') yield { ...step, type: 'text-delta', text: String(part['text']), ...forwarded }
    else if (part.type === 'reasoning')
      yield { ...step, type: 'reasoning-delta', text: String(part['text']), ...forwarded }
    else if (part.type === 'tool-call') {
      const [toolCallId, toolName] = [String(part['toolCallId']), String(part['toolName'])]
      yield { ...step, type: 'tool-input-delta', toolCallId, toolName, text: textOf(part['input']), ...forwarded }
    }
    const progress = providerToolProgress(part)
    if (progress !== undefined) yield { ...step, ...progress }
  }
}

function* providerTools(value: JsonValue, step: StepFields): Generator<RunEvent> {
  const content: unknown = isRecord(value) ? value['content'] : undefined
  if (!Array.isArray(content)) return
  for (const part of content as readonly unknown[]) {
    const progress = isRecord(part) ? providerToolProgress(part) : undefined
    if (progress !== undefined) yield { ...step, ...progress }
  }
}

/** What an agent that ran elsewhere wrote as the answer: its words are on a record of its own, its answer is on this one. */
function* replayedAnswer(value: JsonValue, step: StepFields): Generator<RunEvent> {
  const output = readCallOutcome(value)?.output
  if (typeof output !== 'string' || output === '') return
  yield { ...step, agent: step.name, depth: step.depth + 1, type: 'text-delta', text: output, forwarded: true }
}

function textOf(input: unknown): string {
  return typeof input === 'string' ? input : JSON.stringify(input ?? null)
}
