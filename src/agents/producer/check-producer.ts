import { checkBelow, isExpected, type ValueCheck } from '../../keys/value-check.ts'
import { isRecord } from '../../util/is-record.ts'
import { quote } from '../../util/text/printable.ts'
import { namedSources } from './configured-source.ts'

type Values = Readonly<Record<string, unknown>>

/** Checks what the keys of a producer say of each other: it has something to emit, from one source at most. */
export function checkProducer({ interval, source }: Values, check: ValueCheck): void {
  if (interval === undefined && source === undefined && !isExpected([], ['interval', 'source'], check))
    check.error([], 'The key "interval" is missing.', 'A producer needs "interval", such as "1s", or "source".')
  if (isRecord(source)) checkSource(source, checkBelow(check, ['source']))
}

function checkSource(values: Values, check: ValueCheck): void {
  const all = namedSources()
  const named = all.filter(({ key }) => values[key] !== undefined)
  const keys = all.map(({ key }) => key)
  if (named.length === 0 && !isExpected([], keys, check))
    check.error([], 'The source names nothing to read.', `Give one of ${keys.map(quote).join(', ')}.`)
  const [, second] = named
  if (second !== undefined)
    check.error(
      [second.key],
      `A source is of one kind; this has ${named.map(({ key }) => quote(key)).join(' and ')}.`,
      'Keep one of them, or make a producer for each.',
    )
  for (const { source } of all) source.check?.(values, check)
}
