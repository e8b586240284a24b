import { optionalKey } from '../../keys/key-entry.ts'
import { filledText } from '../../keys/value-kinds.ts'
import { producerKeys } from '../../agents/producer/producer-keys.ts'
import { reactKeys } from '../../agents/react/react-keys.ts'

/** The keys that are checked on agents of a role that a program has registered; all others are handed to it as `extra`. */
export const customRoleKeys = {
  ...reactKeys,
  model: optionalKey(filledText, reactKeys.model.description),
  interval: producerKeys.interval,
} as const
