import { RuntimeError } from '../errors/runtime-error.ts'
import { isRecord } from '../util/is-record.ts'
import { shown } from '../util/text/shown.ts'
import { unknownOption } from '../util/options/unknown-option.ts'
import { wrongTime } from '../util/options/wrong-time.ts'
import { callable, text, wrongValue, type OptionCheck, type OptionChecks } from '../util/options/wrong-value.ts'
import type { StepInterceptor } from './interceptors/interceptor.ts'
import type { RunStore } from './run-store.ts'

/** What plain JavaScript may give for the options that are checked. */
export interface UncheckedRunOptions {
  readonly interceptors?: unknown
  readonly store?: unknown
  readonly timeoutMs?: unknown
  readonly signal?: unknown
  readonly onEvent?: unknown
  readonly session?: unknown
  readonly tenant?: unknown
  readonly runId?: unknown
}

const interceptorNames: Readonly<Record<keyof StepInterceptor, true>> = {
  name: true,
  onAsk: true,
  appliesTo: true,
  around: true,
  onOutcome: true,
}

const hooks: readonly Exclude<keyof StepInterceptor, 'name'>[] = ['onAsk', 'appliesTo', 'around', 'onOutcome']
const storeMethods: readonly (keyof RunStore)[] = ['open', 'list', 'signal', 'due']

/**
 * Refuses options that are not known: in plain JavaScript nobody else would say that one is misspelt.
 * @throws RuntimeError `RUNTIME_OPTIONS_INVALID`.
 */
export function checkOptionNames(options: unknown, known: Readonly<Record<string, unknown>>, where: string): void {
  if (!isRecord(options)) throw invalid(`${where}: the options must be an object, not ${shown(options)}.`)
  const problem = unknownOption(options, known, foreignNames)
  if (problem !== undefined) throw invalid(`${where}: ${problem}`)
}

/**
 * Refuses options that are not known, and values that are none.
 * @throws RuntimeError `RUNTIME_OPTIONS_INVALID`.
 */
export function checkOptionValues(options: unknown, checks: OptionChecks, where: string): void {
  checkOptionNames(options, checks, where)
  const problem = wrongValue(options as object, checks)
  if (problem !== undefined) throw invalid(`${where}: ${problem}`)
}

/** What other frameworks call some of them. */
const foreignNames = {
  abortSignal: 'signal',
  timeout: 'timeoutMs, in milliseconds',
  sessionId: 'session',
  threadId: 'session',
  deps: 'context',
  dependencies: 'context',
  experimental_context: 'context',
  requestContext: 'context',
  onStepFinish: 'onEvent',
  maxSteps: 'maxIterations in the options of defineAgent',
} as const

/**
 * Refuses what would silently be no policy, no store or no limit. `where` names what is called.
 * @throws RuntimeError `RUNTIME_OPTIONS_INVALID`.
 */
export function checkRunOptions(options: UncheckedRunOptions, where: string): void {
  const { interceptors, store, timeoutMs } = options
  if (interceptors !== undefined) checkInterceptors(interceptors, where)
  if (store !== undefined) checkStore(store, where)
  checkTime(timeoutMs, 'timeoutMs', where)
  checkCall(options, where)
}

/** What a signal must be. A controller is easily given for its signal. */
export const signalCheck: OptionCheck = (value) => {
  if (!isRecord(value)) return 'an AbortSignal'
  if (typeof value['addEventListener'] === 'function' && typeof value['aborted'] === 'boolean') return undefined
  return 'signal' in value ? 'an AbortSignal, such as the "signal" of a controller' : 'an AbortSignal'
}

const callChecks: OptionChecks = {
  signal: signalCheck,
  onEvent: callable,
  session: text,
  tenant: text,
  runId: text,
}

/**
 * Refuses what only looks like a signal, a listener or a name.
 * @throws RuntimeError `RUNTIME_OPTIONS_INVALID`.
 */
export function checkCall(options: unknown, where: string): void {
  const problem = isRecord(options)
    ? wrongValue(options, callChecks)
    : `the options must be an object, not ${shown(options)}.`
  if (problem !== undefined) throw invalid(`${where}: ${problem}`)
}

/**
 * Refuses a time that is no number, or below zero, which would be no limit or no time at all.
 * @throws RuntimeError `RUNTIME_OPTIONS_INVALID`.
 */
export function checkTime(value: unknown, option: string, where: string): void {
  const problem = wrongTime(option, value)
  if (problem !== undefined) throw invalid(`${where}: ${problem}`)
}

function checkInterceptors(interceptors: unknown, where: string): void {
  if (!Array.isArray(interceptors))
    throw invalid(`${where}: "interceptors" must be a list of objects, not ${shown(interceptors)}.`)
  for (const [index, interceptor] of interceptors.entries())
    checkInterceptor(interceptor, `${where}: interceptor ${index}`)
}

function checkInterceptor(interceptor: unknown, what: string): void {
  if (!isRecord(interceptor)) throw invalid(`${what} must be an object with a "name", not ${shown(interceptor)}.`)
  const { name } = interceptor
  if (typeof name !== 'string') throw invalid(`${what} needs a "name" that is text, not ${shown(name)}.`)
  // An object of a class may keep what it likes.
  const problem = isPlain(interceptor) ? unknownOption(interceptor, interceptorNames) : undefined
  if (problem !== undefined) throw invalid(`${what} ("${name}"): ${problem}`)
  for (const hook of hooks) {
    const value = interceptor[hook]
    if (value === undefined || typeof value === 'function') continue
    throw invalid(`${what} ("${name}"): "${hook}" must be a function, not ${shown(value)}.`)
  }
}

function checkStore(store: unknown, where: string): void {
  const missing = isRecord(store) ? storeMethods.find((name) => typeof store[name] !== 'function') : undefined
  if (isRecord(store) && missing === undefined) return
  const found = missing === undefined ? shown(store) : `an object without the method "${missing}"`
  throw invalid(`${where}: "store" must be a run store, such as fileStore(folder), not ${found}.`)
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

function invalid(message: string): RuntimeError {
  return new RuntimeError('RUNTIME_OPTIONS_INVALID', message)
}
