import type { FinishReason } from '../../models/finish-reason.ts'
import type { Announcer } from './announcer.ts'
import type { RunParts, Scope } from './door.ts'
import type { NotedFailure } from './ending.ts'
import type { RecordedAnswer } from '../result/answer.ts'
import type { Frame } from './frame.ts'
import type { LedgerWriter } from './ledger-writer.ts'
import type { Replay } from '../replay/replay.ts'
import type { Waits } from './waits.ts'

/** What the parts of one run share. */
export interface RunInternals {
  readonly parts: RunParts
  readonly frame: Frame
  readonly writer: LedgerWriter
  readonly announcer: Announcer
  readonly waits: Waits
  /** The replay, while the record lasts. */
  readonly replay: Replay | undefined
  /** Failures of steps, and how many steps were begun. */
  readonly failures: readonly NotedFailure[]
  readonly begun: number
  /** Why the model stopped that gave the answer. */
  readonly finishReason: FinishReason | undefined
  /** What interceptors make of the steps that were asked for; a rejection ends the run. */
  readonly asked: readonly Promise<void>[]
  /** Set when a replay came to something else than its record. */
  readonly divergence: Error | undefined
  readonly ending: StepKeeper
  /** What a step that is asked for now is refused with. */
  refusal(scope: Scope): { readonly reason: unknown } | undefined
  noteFailure(failure: NotedFailure): void
  /** A replay came to something else than its record. */
  diverged(divergence: Error): void
  warn(step: Scope, message: string): void
  /** Gives a function that tells how the answer came about that was noted since, with the output; `undefined` if none was. */
  answersFromNow(): (output: unknown) => RecordedAnswer | undefined
  /** The run has ended with an output. */
  resolve(output: unknown): void
  /** The run has ended otherwise, or was put away. */
  reject(reason: unknown): void
  /** Gives back what the run held, however it ended; `isParked` where it was put away. */
  release(isParked: boolean): void
}

/** What the end of a run has to know of its steps, and tells them. */
export interface StepKeeper {
  /** True while steps may begin. */
  readonly isOpen: boolean
  /** True once nothing is recorded and announced any more. */
  readonly isOver: boolean
  /** An effect has begun that must not be forgotten. */
  keep(step: Scope): void
  isKept(step: Scope): boolean
  /** It has come to its end, or waits for a person. */
  release(step: Scope): boolean
  /** Says that what became of a step is not known. */
  forget(step: Scope): void
}
