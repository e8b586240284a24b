import { RunError } from '../../errors/run-error.ts'
import { isRecord } from '../../util/is-record.ts'
import { shown } from '../../util/text/shown.ts'
import { unknownOption } from '../../util/options/unknown-option.ts'
import type { OwnStepOptions } from '../context.ts'
import { implementationKey } from '../implementation.ts'
import { effects, isEffect } from '../step.ts'

const stepOptions = {
  effect: true,
  input: true,
  reconcile: true,
  estimate: true,
  unpriced: true,
} as const satisfies Record<keyof OwnStepOptions<unknown>, true>

/** What is wrong with a step of a user's own: in plain JavaScript nobody else would say so before its effect happens. */
export function wrongStep(name: unknown, execute: unknown, options: unknown): RunError | undefined {
  if (typeof name !== 'string' || name === '' || typeof execute !== 'function')
    return invalidStep('context.step takes a name and a function: context.step("charge", ({ idempotencyKey }) => ...).')
  if (typeof options !== 'object' || options === null)
    return invalidStep(`Step "${name}": its options must be an object.`)
  const problem = unknownOption(options, stepOptions)
  if (problem !== undefined) return invalidStep(`Step "${name}": ${problem}`)
  const { effect, reconcile } = options as { readonly effect?: unknown; readonly reconcile?: unknown }
  if (effect !== undefined && !isEffect(effect))
    return invalidStep(`Step "${name}": effect must be one of ${effects.join(', ')}, not ${shown(effect)}.`)
  if (reconcile !== undefined && typeof reconcile !== 'function')
    return invalidStep(`Step "${name}": reconcile must be a function, not ${shown(reconcile)}.`)
  return undefined
}

/** What is wrong with a time to wait, in milliseconds. */
export function wrongTime(what: string, timeMs: unknown): RunError | undefined {
  if (typeof timeMs === 'number' && timeMs >= 0 && timeMs < Infinity) return undefined
  return invalidStep(`${what} must be a number of milliseconds, 0 or more, not ${shown(timeMs)}.`)
}

/** What is wrong with a call of an agent. */
export function wrongCall(agent: unknown, { timeoutMs }: { readonly timeoutMs?: unknown }): RunError | undefined {
  if (!isRecord(agent) || !(implementationKey in agent))
    return invalidStep(
      `context.call takes an agent, not ${isRecord(agent) ? 'another object' : shown(agent)}. Import the one that is meant.`,
    )
  return timeoutMs === undefined ? undefined : wrongTime('timeoutMs', timeoutMs)
}

/** What is wrong with a question to a person. */
export function wrongQuestion(question: unknown): RunError | undefined {
  const { title, options } = isRecord(question) ? question : {}
  if (typeof title !== 'string' || title === '')
    return invalidStep('context.ask takes a question with a title: context.ask({ title: "Refund 40 EUR?" }).')
  if (options === undefined) return undefined
  if (Array.isArray(options) && options.length > 0 && options.every((option) => typeof option === 'string'))
    return undefined
  return invalidStep(`Question "${title}": options must be a list of the answers there are.`)
}

/** What is wrong with the name of a signal. */
export function wrongName(name: unknown): RunError | undefined {
  if (typeof name === 'string' && name !== '') return undefined
  return invalidStep('context.receive takes the name of a signal: context.receive("paid").')
}

function invalidStep(message: string): RunError {
  return new RunError('STEP_INVALID', message)
}
