import { isRecord } from '../../util/is-record.ts'
import type { ConfigPath } from '../problems/config-problem.ts'
import type { CheckContext } from './check-context.ts'

/** Checks what the keys of a budget, and of the loop detection, say of each other. */
export function checkBudget(owner: unknown, path: ConfigPath, context: CheckContext): void {
  if (!isRecord(owner)) return
  const { budget, loop_detection: detection } = owner
  if (isRecord(budget)) {
    const changes = budget['on_exhausted'] === 'cheaper-model'
    const named = context.positions.keySpan([...path, 'budget', 'cheaper_model']) !== undefined
    if (budget['on_exhausted'] === 'ask') {
      context.error(
        [...path, 'budget', 'on_exhausted'],
        'The budget asks a person when it is exhausted, which takes approvals, and there are none yet.',
        'Use "stop" or "cheaper-model".',
      )
    }
    if (changes && !named && !context.isMeant([...path, 'budget', 'cheaper_model'])) {
      context.error(
        [...path, 'budget', 'on_exhausted'],
        'The budget changes to a cheaper model but names none.',
        'Add "cheaper_model".',
      )
    }
    if (named && !changes && context.positions.keySpan([...path, 'budget', 'on_exhausted']) === undefined) {
      context.warn(
        [...path, 'budget', 'cheaper_model'],
        'This model has no effect.',
        'Add "on_exhausted: cheaper-model" beside it.',
      )
    }
  }
  if (isRecord(detection) && Number(detection['warn_after'] ?? 4) > Number(detection['stop_after'] ?? 8)) {
    context.warn(
      [...path, 'loop_detection'],
      'The agent is stopped before there is a warning.',
      'Make "warn_after" at most "stop_after".',
    )
  }
}
