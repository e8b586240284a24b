import type { RunEvent } from '../events/event.ts'
import type { CostSum } from '../messages/cost.ts'
import type { Usage } from '../messages/usage.ts'
import type { ModelAttempt } from '../models/model-call.ts'
import type { JsonValue } from '../util/json.ts'
import type { StepRequest } from './context.ts'
import type { LedgerRecord } from './ledger.ts'

/** What the events of a record need beside the record. */
export interface RecordSource {
  readonly id: string
  readonly agent: string
  readonly usage: Usage
  readonly cost: CostSum
  readonly streaming: boolean
  /** True while the record comes from history: deltas are then made from the outcome, one for each part. */
  readonly replaying: boolean
  /** The step that an outcome or a failure belongs to. */
  readonly step: Pick<StepRequest<unknown>, 'kind' | 'name'> | undefined
}

/** The events that a ledger record stands for. Live run and replay both announce through here, so they cannot differ. */
export function* recordEvents(record: LedgerRecord, source: RecordSource): Generator<RunEvent> {
  const base = { runId: source.id, agent: source.agent, at: record.at }
  switch (record.type) {
    case 'run':
      yield {
        ...base,
        type: 'run-start',
        input: record.input,
        ...(record.parent === undefined ? {} : { parent: record.parent }),
      }
      break
    case 'finish':
      yield { ...base, type: 'run-finish', output: record.output, usage: source.usage, cost: source.cost }
      break
    case 'error':
      yield { ...base, type: 'run-error', error: record.error, usage: source.usage, cost: source.cost }
      break
    case 'intent':
      yield {
        ...base,
        type: 'step-start',
        key: record.key,
        kind: record.kind,
        name: record.name,
        ...(record.input === undefined ? {} : { input: record.input }),
      }
      break
    case 'value':
      yield {
        ...base,
        type: 'step-finish',
        key: record.key,
        kind: record.kind,
        name: record.kind,
        output: record.value,
      }
      break
    case 'outcome':
    case 'failure':
      yield* stepEnd(record, source)
      break
    default:
      record satisfies never
  }
}

function* stepEnd(
  record: Extract<LedgerRecord, { type: 'outcome' | 'failure' }>,
  source: RecordSource,
): Generator<RunEvent> {
  const { step: label } = source
  if (label === undefined) return
  const step = {
    runId: source.id,
    agent: source.agent,
    at: record.at,
    key: record.key,
    kind: label.kind,
    name: label.name,
  }
  if (record.type === 'failure') return yield { ...step, type: 'step-error', error: record.error }
  if (source.replaying && label.kind === 'model') yield* replayedRetries(record.value, step)
  if (source.replaying && source.streaming && label.kind === 'model') yield* replayedDeltas(record.value, step)
  yield { ...step, type: 'step-finish', output: record.value }
}

type StepFields = Pick<Extract<RunEvent, { type: 'step-start' }>, 'runId' | 'agent' | 'at' | 'key' | 'kind' | 'name'>

function* replayedRetries(outcome: JsonValue, step: StepFields): Generator<RunEvent> {
  const { attempts = [] } = outcome as unknown as { readonly attempts?: readonly ModelAttempt[] }
  for (const attempt of attempts) yield { ...step, type: 'model-retry', ...attempt }
}

function* replayedDeltas(outcome: JsonValue, step: StepFields): Generator<RunEvent> {
  const { content } = outcome as unknown as {
    readonly content: readonly { readonly type: string; readonly [field: string]: unknown }[]
  }
  for (const part of content) {
    if (part.type === 'text') yield { ...step, type: 'text-delta', text: String(part['text']) }
    else if (part.type === 'reasoning') yield { ...step, type: 'reasoning-delta', text: String(part['text']) }
    else if (part.type === 'tool-call') {
      const { toolCallId, toolName, input } = part
      yield {
        ...step,
        type: 'tool-input-delta',
        toolCallId: String(toolCallId),
        toolName: String(toolName),
        text: String(input),
      }
    }
  }
}
