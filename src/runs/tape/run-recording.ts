import { serializeError } from '../../errors/serialize-error.ts'
import type { SerializedError } from '../../errors/serialized-error.ts'
import type { JsonValue } from '../../util/json/json.ts'
import type { StepInterceptor } from '../interceptors/interceptor.ts'
import type { Ledger, LedgerRecord } from '../ledger.ts'
import { isTerminal } from '../replay/replay.ts'
import { withoutRetried } from '../replay/without-retried.ts'
import { tapedRun, tapeTime, type TapeRun } from './tape.ts'
import type { Scrub } from './scrub.ts'
import { defined } from '../../util/options/defined.ts'

/** One run while it is recorded. */
export class RunRecording {
  readonly id: string
  readonly agent: string
  readonly #scrub: Scrub
  readonly #requests = new Map<string, JsonValue>()
  #records: LedgerRecord[] = []
  #thrown: SerializedError | undefined

  constructor(id: string, agent: string, scrub: Scrub) {
    this.id = id
    this.agent = agent
    this.#scrub = scrub
  }

  /** The id the run has outside the tape; none before its first record. */
  get runId(): string | undefined {
    const [first] = this.#records
    return first?.type === 'run' ? first.runId : undefined
  }

  /** False while nothing is recorded that could stand on a tape. */
  get hasBegun(): boolean {
    return this.runId !== undefined
  }

  /** Listens at the door for what models are asked in full, which ledgers do not keep. */
  readonly interceptor: StepInterceptor = {
    name: 'tape',
    onAsk: async ({ key, request }) => {
      if (request.requestOf === undefined) return
      try {
        this.#requests.set(key, this.#scrub(await request.requestOf()))
      } catch {
        // The step itself fails for the same reason, and that is what the run and the tape hear of.
      }
    },
  }

  /** The ledger with the tape listening to it. An attempt after the first begins with the history of the ones before. */
  listen(ledger: Ledger, history: readonly LedgerRecord[], onRun: (runId: string) => void = () => {}): Ledger {
    this.#records = [...history]
    this.#thrown = undefined
    return {
      ...delegate(ledger),
      history,
      append: (batch, need) => {
        const records = listOf(batch)
        const [first] = records
        if (first?.type === 'run') onRun(first.runId)
        this.#records.push(...records)
        return ledger.append(batch, need)
      },
    }
  }

  /** Says that the run, or this attempt at it, did not come to an output. */
  fail(thrown: unknown): void {
    this.#thrown = serializeError(thrown)
  }

  /** The run as it stands on the tape. */
  finish(): TapeRun {
    const error = this.#thrown ?? { name: 'Error', message: 'The run had not ended when the tape was written.' }
    const records = tapeRecords(closeRecords(this.#records, error), this.id, this.#scrub)
    return { id: this.id, agent: this.agent, records, requests: this.#requests }
  }
}

/** A run's records for a tape: without times, and with the run's id on the tape. What moves between agents is not on it. */
export function tapeRecords(records: readonly LedgerRecord[], id: string, scrub: Scrub): readonly LedgerRecord[] {
  return records.flatMap((record) => tapeRecord(record, id, scrub) ?? [])
}

function tapeRecord(record: LedgerRecord, id: string, scrub: Scrub): LedgerRecord | undefined {
  const at = tapeTime
  switch (record.type) {
    case 'run':
      return tapedRun({ runId: id, agent: record.agent, input: scrub(record.input) })
    case 'intent': {
      const { type, key, kind, name, effect, input } = record
      return defined({ type, key, kind, name, effect, at, input: input === undefined ? undefined : scrub(input) })
    }
    case 'outcome':
    case 'value':
      return { ...record, value: scrub(record.value), at }
    case 'finish':
      return { ...record, output: scrub(record.output), at }
    case 'signal':
      return { ...record, value: scrub(record.value), at }
    case 'unknown':
    case 'unbegun':
      return { ...record, at }
    case 'emit':
    case 'snapshot':
    case 'retry':
      return undefined
    case 'failure':
    case 'error':
    case 'cancel':
      return { ...record, error: scrubError(record.error, scrub), at }
    default:
      return record satisfies never
  }
}

/** Everything of an error that may hold a secret, scrubbed: what it says, its facts, and its causes. */
function scrubError(stored: SerializedError, scrub: Scrub): SerializedError {
  const { message, details, fields, evidence, cause, errors, ...words } = stored
  // Scrubbing keeps the shape of a value.
  const scrubbed = scrub({ message, details, fields, evidence }) as unknown as SerializedError
  return defined({
    ...words,
    ...scrubbed,
    cause: cause && scrubError(cause, scrub),
    errors: errors?.map((error) => scrubError(error, scrub)),
  })
}

/**
 * What was under way when a run was called off has no outcome, and the record of one that was interrupted is left open, so
 * that it can go on. On a tape it ends where it ended: what was under way fails with what ended it, the innermost step first.
 */
export function closeRecords(all: readonly LedgerRecord[], error: SerializedError): readonly LedgerRecord[] {
  // Failures that another attempt made good are no part of how the run ended.
  const records = withoutRetried(all)
  const last = records.at(-1)
  if (last?.type === 'cancel') return [...failOpenSteps(records.slice(0, -1), last.error), last]
  if (last !== undefined && isTerminal(last)) return records
  return [...failOpenSteps(records, error), { type: 'error', at: tapeTime, error }]
}

function failOpenSteps(records: readonly LedgerRecord[], error: SerializedError): readonly LedgerRecord[] {
  const ended = new Set(
    records.flatMap((record) => (record.type === 'outcome' || record.type === 'failure' ? [record.key] : [])),
  )
  const open = records.flatMap((record) => (record.type === 'intent' && !ended.has(record.key) ? [record.key] : []))
  const failures = open.reverse().map((key): LedgerRecord => ({ type: 'failure', key, at: tapeTime, error }))
  return [...records, ...failures]
}

/** A ledger that does what another one does, as plain members: a store's ledger may be an object of a class. */
function delegate(ledger: Ledger): Ledger {
  const { epoch, hashInputs, lost } = ledger
  return defined({
    history: ledger.history,
    append: ledger.append.bind(ledger),
    epoch,
    hashInputs,
    lost,
    park: ledger.park?.bind(ledger),
    onSignal: ledger.onSignal?.bind(ledger),
    close: ledger.close?.bind(ledger),
  })
}

function listOf(batch: LedgerRecord | readonly LedgerRecord[]): readonly LedgerRecord[] {
  return Array.isArray(batch) ? (batch as readonly LedgerRecord[]) : [batch as LedgerRecord]
}
