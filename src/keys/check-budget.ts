import { isRecord } from '../util/is-record.ts'
import type { ValueCheck } from './value-check.ts'
import type { ValuePath } from './value-path.ts'

/** Checks what the keys of a budget, and of the loop detection, say of each other. */
export function checkBudget(owner: unknown, path: ValuePath, check: ValueCheck): void {
  if (!isRecord(owner)) return
  const { budget, loop_detection: detection } = owner
  if (isRecord(budget)) {
    const changes = budget['on_exhausted'] === 'cheaper-model'
    const named = check.isWritten([...path, 'budget', 'cheaper_model'])
    if (budget['on_exhausted'] === 'ask') {
      check.error(
        [...path, 'budget', 'on_exhausted'],
        'The budget asks a person when it is exhausted, which takes approvals, and there are none yet.',
        'Use "stop" or "cheaper-model".',
      )
    }
    if (changes && !named && !check.isMeant([...path, 'budget', 'cheaper_model'])) {
      check.error(
        [...path, 'budget', 'on_exhausted'],
        'The budget changes to a cheaper model but names none.',
        'Add "cheaper_model".',
      )
    }
    if (named && !changes && !check.isWritten([...path, 'budget', 'on_exhausted'])) {
      check.warn(
        [...path, 'budget', 'cheaper_model'],
        'This model has no effect.',
        'Add "on_exhausted: cheaper-model" beside it.',
      )
    }
  }
  if (isRecord(detection) && Number(detection['warn_after'] ?? 4) > Number(detection['stop_after'] ?? 8)) {
    check.warn(
      [...path, 'loop_detection'],
      'The agent is stopped before there is a warning.',
      'Make "warn_after" at most "stop_after".',
    )
  }
}
