import { RuntimeError } from '../errors/runtime-error.ts'
import { isRecord } from '../util/is-record.ts'
import { shown } from '../util/text/shown.ts'
import { unknownOption } from '../util/options/unknown-option.ts'
import { wrongTime } from '../util/options/wrong-time.ts'
import type { StepInterceptor } from './interceptors/interceptor.ts'
import type { RunStore } from './run-store.ts'

/** What plain JavaScript may give for the options that are checked. */
export interface UncheckedRunOptions {
  readonly interceptors?: unknown
  readonly store?: unknown
  readonly timeoutMs?: unknown
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
export function checkOptionNames(options: unknown, known: Readonly<Record<string, true>>, where: string): void {
  if (!isRecord(options)) throw invalid(`${where}: the options must be an object, not ${shown(options)}.`)
  const problem = unknownOption(options, known, foreignNames)
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
export function checkRunOptions({ interceptors, store, timeoutMs }: UncheckedRunOptions, where: string): void {
  if (interceptors !== undefined) checkInterceptors(interceptors, where)
  if (store !== undefined) checkStore(store, where)
  checkTime(timeoutMs, 'timeoutMs', where)
}

/**
 * Refuses a time that is no number, or below zero, which would be no limit or no time at all.
 * @throws RuntimeError `RUNTIME_OPTIONS_INVALID`.
 */
export function checkTime(value: unknown, option: string, where: string): void {
  const problem = wrongTime(`the option "${option}"`, value)
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
