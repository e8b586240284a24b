import { parseDuration } from '../util/duration.ts'
import { isRecord } from '../util/is-record.ts'
import type { ValueCheck } from './value-check.ts'

/** Checks what the waits of a block such as `restart` or `retry` say of each other. */
export function checkBackoff(values: Readonly<Record<string, unknown>>, key: string, check: ValueCheck): void {
  const block = values[key]
  if (!isRecord(block)) return
  const [initial, longest] = [durationOf(block['initial_backoff']), durationOf(block['max_backoff'])]
  if (initial === undefined || longest === undefined || longest >= initial) return
  check.error(
    [key, 'max_backoff'],
    'The longest wait is shorter than the first one.',
    'Make "max_backoff" at least "initial_backoff".',
  )
}

function durationOf(value: unknown): number | undefined {
  return typeof value === 'string' ? parseDuration(value) : undefined
}
