import type { TapeRun } from './tape.ts'
import { mapStrings } from './map-strings.ts'
import type { JsonValue } from '../../util/json/json.ts'

const uuid = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g

/**
 * Replaces ids that were made for the runs by ids that every recording has: a run's by its place on the tape, others by
 * `id-1`, `id-2` in the order in which they appear. Ids that came from elsewhere, a model or a tool, stay.
 */
export class StableIds {
  readonly #known = new Map<string, string>()
  readonly #made: ReadonlySet<string>
  #count = 0

  constructor(runs: readonly { readonly id: string; readonly runId: string | undefined }[], made: ReadonlySet<string>) {
    this.#made = made
    for (const { id, runId } of runs) if (runId !== undefined) this.#known.set(runId, id)
  }

  /** A copy of the run with stable ids. */
  apply(run: TapeRun): TapeRun {
    return {
      ...run,
      records: this.#replaceAll(run.records) as unknown as TapeRun['records'],
      requests: new Map([...run.requests].map(([key, request]) => [key, this.#replaceAll(request)])),
    }
  }

  /** A copy of the value with stable ids. */
  #replaceAll(value: unknown): JsonValue {
    return mapStrings(value, (text) => text.replace(uuid, (id) => this.#stable(id)))
  }

  #stable(id: string): string {
    const known = this.#known.get(id)
    if (known !== undefined) return known
    if (!this.#made.has(id)) return id
    this.#count += 1
    const stable = `id-${this.#count}`
    this.#known.set(id, stable)
    return stable
  }
}

/** The ids that a run took from its context. */
export function idsOf(runs: readonly TapeRun[]): ReadonlySet<string> {
  return new Set(
    runs.flatMap(({ records }) =>
      records.flatMap((record) =>
        record.type === 'value' && record.kind === 'random' && typeof record.value === 'string' ? [record.value] : [],
      ),
    ),
  )
}
