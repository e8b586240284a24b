import { groupKey, optionalKey } from '../../keys/key-entry.ts'
import { duration, positiveNumber, wholeNumber } from '../../keys/value-kinds.ts'
import { sources, type Sources } from './sources.ts'

type JoinedKeys<Tables> = (Tables extends unknown ? (tables: Tables) => void : never) extends (
  joined: infer All,
) => void
  ? { readonly [Name in keyof All]: All[Name] }
  : never

/** The keys of `source`: those of all sources, of which a file uses one. */
const sourceKeys = Object.assign({}, ...Object.values(sources).map(({ keys }) => keys())) as JoinedKeys<
  ReturnType<Sources[keyof Sources]['keys']>
>

/** The keys of agents with the role `producer`. */
export const producerKeys = {
  interval: optionalKey(
    duration,
    'Time between two messages. Without `source` each is `{ tick, at }`. Required unless `source` is given.',
  ),
  source: groupKey(sourceKeys, 'Where messages come from: exactly one kind.'),
  rate: optionalKey(positiveNumber, 'Most messages per second.', { defaultText: 'no limit' }),
  limit: optionalKey(wholeNumber(1), 'Ends after so many messages.', { defaultText: 'no limit' }),
} as const
