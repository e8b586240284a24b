/** Errors that stand in for a thrown value a ledger cannot give back; their cause is that value. */
const standIns = new WeakSet<object>()

/** Notes that the error stands in for its cause. */
export function markStandIn(error: Error): void {
  standIns.add(error)
}

/** The cause to record: for a stand-in that of the value it stands for, so that both are recorded alike. */
export function recordedCause(error: { readonly cause?: unknown }): unknown {
  const { cause } = error
  if (!standIns.has(error)) return cause
  return typeof cause === 'object' && cause !== null ? (cause as { readonly cause?: unknown }).cause : undefined
}
