import { wrongWord, type OptionCheck } from '../../util/options/wrong-value.ts'
import type { Overflow } from './mailbox.ts'

const overflows: Readonly<Record<Overflow, true>> = {
  block: true,
  'drop-oldest': true,
  'drop-newest': true,
  error: true,
}

/** What is said to happen to one message more than there is room for. */
export const overflowCheck: OptionCheck = (value) => wrongWord(value, Object.keys(overflows))
