import { RunError } from '../../errors/run-error.ts'
import type { JsonValue } from '../../util/json/json.ts'
import { sideBySide } from './side-by-side.ts'

/** Where a replay came to do something else than its tape, and what. */
export interface Divergence {
  /** The file of the tape. */
  readonly tape: string
  readonly agent: string
  /** The run's id on the tape. */
  readonly run: string
  /** The key of the step, where it is one step that differs. */
  readonly step?: string | undefined
  /** What differs, as a sentence. */
  readonly what: string
  readonly recorded?: JsonValue | undefined
  readonly asked?: JsonValue | undefined
}

const explained = new WeakSet<Error>()

/** The error that explains a divergence, both sides beside each other. */
export function divergenceError(divergence: Divergence): RunError {
  const { tape, agent, run, step, what, recorded, asked } = divergence
  const place = step === undefined ? '' : `, step "${step}"`
  const sides = recorded === undefined && asked === undefined ? '' : `\n\n${sideBySide(recorded, asked)}\n`
  const hint = 'The code, a prompt or the wiring changed since; record the tape again if that is what you want.'
  const message = `The replay of "${tape}" diverged at agent "${agent}", run "${run}"${place}: ${what}${sides}\n${hint}`
  const error = new RunError('RUN_DIVERGED', message, {
    details: { agent, run, step },
  })
  explained.add(error)
  return error
}

/** True for errors made by `divergenceError`. */
export function isExplained(thrown: unknown): thrown is RunError {
  return thrown instanceof Error && explained.has(thrown)
}
