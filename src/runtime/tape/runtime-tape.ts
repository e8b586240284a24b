import type { AnyAgent } from '../../agents/agent.ts'
import type { MessageContent } from '../../messages/message.ts'
import type { ModelResolver } from '../../models/model.ts'
import type { Runnable } from '../../runs/engine.ts'
import type { StepInterceptor } from '../../runs/interceptors/interceptor.ts'
import type { Ledger } from '../../runs/ledger.ts'
import type { RunResult } from '../../runs/result/run-result.ts'
import type { Clock } from '../../util/clock.ts'
import type { Random } from '../../util/random.ts'
import type { StepRef } from '../routing/envelope.ts'

/** What begins a run of a runtime. */
export interface RunCause {
  readonly agent: AnyAgent
  readonly input: unknown
  /** Who sent the message; none for a call. */
  readonly from: string | undefined
  /** The step that emitted the message, or that calls; none from outside. */
  readonly parent: StepRef | undefined
}

/** How a run is started with a tape. */
export interface TapedStart {
  readonly target: Runnable<never>
  readonly ledger: Ledger
  /** The tape at the door. */
  readonly interceptor: StepInterceptor
  /** Chance of the run's own. */
  readonly random?: Random | undefined
}

/** Starts a run with a tape. */
export type StartTapedRun = (start: TapedStart) => Promise<RunResult<unknown>>

/** One run of a runtime, recorded or played from a tape. */
export interface TapedRun {
  /** True when the run comes from a tape, which says how it ended: it is not attempted again. */
  readonly isFinal: boolean
  /** Makes an attempt at the run; `ledger` is where it would be recorded without the tape. */
  attempt(ledger: Ledger, start: StartTapedRun): Promise<RunResult<unknown>>
}

/** Listens to all that a runtime takes from the world, or stands in for the world. Make one with `tapeRecorder` or `tapePlayer`. */
export interface RuntimeTape {
  /** True where all runs come from a tape, so that what they sent must be sent again for others to get it. */
  readonly isPlayed: boolean
  /** What takes the place of the runtime's own. */
  readonly ports: {
    readonly clock?: Clock | undefined
    readonly random?: Random | undefined
    readonly resolveModel?: ModelResolver | undefined
  }
  /** The agent as the runtime uses it. */
  wrap(agent: AnyAgent): AnyAgent
  /** Told of each message that code sends; `to` is `null` where it enters by itself. */
  noteInput(to: string | null, content: MessageContent): void
  /** Called when a run is about to begin, in the order in which an agent takes up its messages. */
  open(cause: RunCause): TapedRun
}
