import { checkOptionValues, signalCheck } from '../runs/check-run-options.ts'
import { callable, count, mapping, text, time, type OptionChecks } from '../util/options/wrong-value.ts'
import type { CallOptions } from './hosting/agent-call.ts'
import { overflowCheck } from './mailbox/overflow-check.ts'
import type { ReceiveOptions } from './routing/subscription.ts'
import type { SendOptions, WaitOptions } from './runtime.ts'

/** What is anything at all, or is looked at where it is used. */
const any = (): undefined => undefined

/** The options of a call, and the context that stands beside them. */
const runtimeCallChecks: OptionChecks<keyof CallOptions | 'context'> = {
  signal: signalCheck,
  timeoutMs: time,
  context: any,
  session: text,
  tenant: text,
  budget: any,
  runId: text,
  ledger: mapping,
  onEvent: callable,
}

/**
 * Refuses options of a call that are not known, and values that are none.
 * @throws RuntimeError `RUNTIME_OPTIONS_INVALID`.
 */
export function checkCallOptions(options: unknown, where: string): void {
  checkOptionValues(options, runtimeCallChecks, where)
}

export const sendChecks: OptionChecks<keyof SendOptions> = {
  from: text,
  type: text,
  correlationId: text,
  deadline: time,
  session: text,
  tenant: text,
  traceparent: text,
  metadata: mapping,
  signal: signalCheck,
}

export const receiveChecks: OptionChecks<keyof ReceiveOptions> = {
  capacity: count,
  overflow: overflowCheck,
  signal: signalCheck,
}

export const waitChecks: OptionChecks<keyof WaitOptions> = { signal: signalCheck }

export const drainChecks: OptionChecks<'timeoutMs'> = { timeoutMs: time }

export const signalChecks: OptionChecks<'by'> = { by: text }
