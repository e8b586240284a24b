import type { CallOptions } from './hosting/agent-call.ts'
import type { ReceiveOptions } from './routing/subscription.ts'
import type { SendOptions, WaitOptions } from './runtime.ts'

/** The names of the options of a call, and of the context that stands beside them. */
export const callOptionNames: Readonly<Record<keyof CallOptions | 'context', true>> = {
  signal: true,
  timeoutMs: true,
  context: true,
  session: true,
  tenant: true,
  budget: true,
  runId: true,
  ledger: true,
  onEvent: true,
}

export const sendOptionNames: Readonly<Record<keyof SendOptions, true>> = {
  from: true,
  type: true,
  correlationId: true,
  deadline: true,
  session: true,
  tenant: true,
  traceparent: true,
  metadata: true,
  signal: true,
}

export const receiveOptionNames: Readonly<Record<keyof ReceiveOptions, true>> = {
  capacity: true,
  overflow: true,
  signal: true,
}

export const waitOptionNames: Readonly<Record<keyof WaitOptions, true>> = { signal: true }

export const drainOptionNames = { timeoutMs: true } as const

export const signalOptionNames = { by: true } as const
