import { serializeError, type SerializedError } from '../../errors/ensure-error.ts'
import type { JsonValue } from '../../util/json.ts'
import type { Ledger, LedgerRecord } from '../ledger.ts'
import { tapeTime, type TapeRun } from './tape.ts'
import type { Scrub } from './scrub.ts'

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

  /** The ledger with the tape listening to it. An attempt after the first begins with the history of the ones before. */
  listen(ledger: Ledger): Ledger {
    this.#records = [...ledger.history]
    this.#thrown = undefined
    return {
      history: ledger.history,
      hashInputs: ledger.hashInputs,
      append: (record) => {
        this.#records.push(record)
        return ledger.append(record)
      },
      onStep: async (key, request) => {
        if (request.requestOf === undefined) return
        try {
          this.#requests.set(key, this.#scrub(await request.requestOf()))
        } catch {
          // The step itself fails for the same reason, and that is what the run and the tape hear of.
        }
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
    const records = closeRecords(this.#records, error).map((record) => tapeRecord(record, this.id, this.#scrub))
    return { id: this.id, agent: this.agent, records, requests: this.#requests }
  }
}

/** A run's records for a tape: without times, and with the run's id on the tape. */
export function tapeRecord(record: LedgerRecord, id: string, scrub: Scrub): LedgerRecord {
  const at = tapeTime
  switch (record.type) {
    case 'run':
      return { type: 'run', runId: id, agent: record.agent, input: scrub(record.input), at }
    case 'intent': {
      const { type, key, kind, name, effect, input } = record
      return { type, key, kind, name, effect, at, ...(input === undefined ? {} : { input: scrub(input) }) }
    }
    case 'outcome':
    case 'value':
      return { ...record, value: scrub(record.value), at }
    case 'finish':
      return { ...record, output: scrub(record.output), at }
    case 'failure':
    case 'error':
      return { ...record, error: { ...record.error, ...scrubError(record.error, scrub) }, at }
    default:
      return record satisfies never
  }
}

function scrubError({ message, details }: SerializedError, scrub: Scrub): Partial<SerializedError> {
  const scrubbed = scrub({ message, details }) as unknown as Pick<SerializedError, 'message' | 'details'>
  return details === undefined ? { message: scrubbed.message } : scrubbed
}

/**
 * The records of a run that was interrupted are left open, so that it can go on. On a tape it ends where it ended: what
 * was under way fails with what interrupted it, the innermost step first.
 */
export function closeRecords(records: readonly LedgerRecord[], error: SerializedError): readonly LedgerRecord[] {
  const last = records.at(-1)
  if (last?.type === 'finish' || last?.type === 'error') return records
  const ended = new Set(
    records.flatMap((record) => (record.type === 'outcome' || record.type === 'failure' ? [record.key] : [])),
  )
  const open = records.flatMap((record) => (record.type === 'intent' && !ended.has(record.key) ? [record.key] : []))
  const failures = open.reverse().map((key): LedgerRecord => ({ type: 'failure', key, at: tapeTime, error }))
  return [...records, ...failures, { type: 'error', at: tapeTime, error }]
}
