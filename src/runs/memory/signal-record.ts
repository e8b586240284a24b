import { RunError } from '../../errors/run-error.ts'
import { isRecord } from '../../util/is-record.ts'
import { jsonOf } from '../json-values.ts'
import type { SignalRecord } from '../ledger.ts'
import type { RunState } from './run-outline.ts'

/**
 * Word from outside as the record keeps it, under the name of the step that it is for.
 * @throws RunError `SIGNAL_INVALID` when a question or a step that needs attention cannot take it; it goes on waiting.
 */
export function signalRecord(word: Omit<SignalRecord, 'type' | 'name'>, state: RunState): SignalRecord {
  const { key, by, at } = word
  const value = jsonOf(word.value ?? null, `The signal for step "${key}"`)
  const problem = wrongWord(key, value, state)
  if (problem !== undefined) throw new RunError('SIGNAL_INVALID', `Step "${key}" ${problem}`, { details: { key } })
  return { type: 'signal', key, name: nameOf(key), value, by, at }
}

/** What is wrong with a decision; what is sent to `receive` is nobody's business here. */
function wrongWord(key: string, value: unknown, state: RunState): string | undefined {
  const kind = key.slice(key.lastIndexOf('/') + 1).split(':', 1)[0]
  if (kind === 'approval') return wrongAnswer(isRecord(value) ? value['answer'] : value, state.optionsOf(key))
  return kind === 'step' || kind === 'tool' ? wrongDecision(value) : undefined
}

function wrongAnswer(answer: unknown, options: readonly string[] | undefined): string | undefined {
  const isText = typeof answer === 'string'
  if (isText && (options === undefined || options.includes(answer))) return undefined
  const known = options === undefined ? 'a text' : options.map((option) => `"${option}"`).join(' or ')
  return `asks a person, and takes ${known} as { answer }, not ${isText ? `"${answer}"` : JSON.stringify(answer)}.`
}

function wrongDecision(value: unknown): string | undefined {
  const action = isRecord(value) ? value['action'] : undefined
  if (action === 'retry' || action === 'fail') return undefined
  if (action === 'value' && isRecord(value) && 'value' in value) return undefined
  return `needs a decision: { action: "retry" }, { action: "value", value } with what came of it, or { action: "fail" }.`
}

/** The name in a key such as `agent:main#1/signal:invoice#2`. A key of another form is its own name. */
function nameOf(key: string): string {
  const name = /^[^:]*:(.*)#\d+$/s.exec(key.slice(key.lastIndexOf('/') + 1))?.[1]
  if (name === undefined) return key
  try {
    return decodeURIComponent(name)
  } catch {
    return name
  }
}
