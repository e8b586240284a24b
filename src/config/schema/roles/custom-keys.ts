import { optionalKey } from '../key-entry.ts'
import { filledText } from '../value-kinds.ts'
import { producerKeys } from './producer-keys.ts'
import { reactKeys } from './react-keys.ts'

/** The keys that are checked on agents of a role that a program has registered; all others are handed to it as `extra`. */
export const customRoleKeys = {
  ...reactKeys,
  model: optionalKey(filledText, reactKeys.model.description),
  interval: producerKeys.interval,
} as const
