import { RunError } from '../../errors/run-error.ts'
import { AixgoError } from '../../errors/aixgo-error.ts'
import type { ErrorCode } from '../../errors/error-codes.ts'
import { recordError } from '../../errors/serialize-error.ts'
import type { CancelReason } from '../../events/event.ts'
import type { TerminalRecord } from '../ledger.ts'
import { parentKey } from '../step-key.ts'
import type { Effect } from '../step.ts'

// What stops a run without ending it: it can be taken up again, by a process that can do better.
const interruptions: ReadonlySet<ErrorCode> = new Set(['RUNTIME_STATE', 'RUN_DIVERGED', 'LEDGER_FAILED', 'LEASE_LOST'])

/** True when the run was stopped from outside, or cannot be trusted to go on: it is not over then. */
export function isInterruption(thrown: unknown, isAborted: boolean): boolean {
  if (!AixgoError.isInstance(thrown)) return false
  return thrown.code === 'RUNTIME_STATE' ? isAborted : interruptions.has(thrown.code)
}

/** What the last record of a run that did not finish is made from. */
export interface EndParts {
  readonly isAborted: boolean
  readonly agent: string
  readonly at: number
  /** The failed steps that led to the end. */
  readonly failed: readonly string[]
}

/** The last record of a run that did not finish. */
export function terminalOf(thrown: unknown, { isAborted, agent, at, failed }: EndParts): TerminalRecord {
  const error = recordError(thrown)
  const reason = cancelReason(thrown, isAborted, agent)
  if (reason !== undefined) return { type: 'cancel', at, reason, error }
  return failed.length === 0 ? { type: 'error', at, error } : { type: 'error', at, error, failed }
}

/** Why a run is over for good that did not fail: it was called off, or came to its limits. */
function cancelReason(thrown: unknown, isAborted: boolean, agent: string): CancelReason | undefined {
  const code = AixgoError.isInstance(thrown) ? thrown.code : undefined
  if (code === 'DEADLINE_EXCEEDED' && (isAborted || (thrown as AixgoError).details['agent'] === agent))
    return 'deadline'
  if (isAborted) return 'caller'
  return code === 'BUDGET_EXCEEDED' ? 'budget' : undefined
}

/** A step that failed, the error its caller was given, and how many steps had been begun by then. */
export interface NotedFailure {
  readonly key: string
  readonly effect: Effect
  readonly error: unknown
  readonly begun: number
}

/**
 * The failed steps that led to the end of a run: those whose error is the one that ended it, or one that it was made from,
 * and those after which the code began nothing more, so that it cannot have gone on without them.
 */
export function causesOf(thrown: unknown, failures: readonly NotedFailure[], begun: number): readonly NotedFailure[] {
  const errors = errorsIn(thrown)
  const direct = failures.filter(({ error, begun: before }) => errors.has(error) || before === begun)
  const keys = new Set(direct.map(({ key }) => key))
  // A step that failed with one of its own steps failed with it.
  for (const { key } of failures.toReversed()) {
    const isWithin = [...keys].some((outer) => key.startsWith(`${outer}/`)) && !keys.has(key)
    if (isWithin && isLastWithin(key, failures)) keys.add(key)
  }
  return failures.filter(({ key }) => keys.has(key))
}

/** True for the failure that a step around it failed with: the last one among the steps of that parent. */
function isLastWithin(key: string, failures: readonly NotedFailure[]): boolean {
  return failures.findLast((failure) => parentKey(failure.key) === parentKey(key))?.key === key
}

/** The error, and all that it was made from. */
function errorsIn(thrown: unknown, found = new Set<unknown>()): ReadonlySet<unknown> {
  if (typeof thrown !== 'object' || thrown === null || found.has(thrown) || found.size > 100) return found
  found.add(thrown)
  if ('cause' in thrown) errorsIn(thrown.cause, found)
  if ('errors' in thrown && Array.isArray(thrown.errors)) for (const each of thrown.errors) errorsIn(each, found)
  return found
}

/** What a step is refused with in a run that has ended. */
export function closedRun(runId: string): RunError {
  return new RunError('RUN_CLOSED', `Run "${runId}" has ended, so no step begins in it any more.`, {
    details: { runId },
  })
}
