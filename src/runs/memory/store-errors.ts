import { RunError } from '../../errors/run-error.ts'

/** The store does not know the run. */
export function unknownRun(runId: string): RunError {
  const message = `There is no run "${runId}" in this store. Start it first, or look at the ids that \`list\` gives.`
  return new RunError('STORE_FAILED', message, { details: { runId } })
}

/** The store was used after its end. */
export function closedStore(): RunError {
  return new RunError('STORE_FAILED', 'The store was closed. Open another one to go on with its runs.')
}

/** A run was taken over. */
export function lostLease(runId: string): RunError {
  const message = `Run "${runId}" was opened again, so what its earlier owner does is not recorded any more.`
  return new RunError('LEASE_LOST', message, { details: { runId } })
}

/** The store was closed while a run was under way: the run stops, and can be taken up again. */
export function interruptedRun(runId: string): RunError {
  const message = `The store was closed while run "${runId}" was under way. It can be taken up again.`
  return new RunError('LEDGER_FAILED', message, { details: { runId } })
}

/** A ledger was used after it was given back. */
export function closedLedger(runId: string): RunError {
  const message = `The ledger of run "${runId}" was closed. Open the run again to record more.`
  return new RunError('LEDGER_FAILED', message, { details: { runId } })
}
