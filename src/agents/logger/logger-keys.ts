import { receiverKeys } from '../../keys/agent-keys.ts'
import { optionalKey } from '../../keys/key-entry.ts'
import { oneOf, outputFile } from '../../keys/value-kinds.ts'

/** The keys of agents with the role `logger`. */
export const loggerKeys = {
  ...receiverKeys,
  file: optionalKey(outputFile, 'File to append to.', { defaultText: 'standard output' }),
  format: optionalKey(oneOf(['text', 'json']), 'Readable lines, or JSON lines.', {
    defaultText: '`text` on a terminal, `json` in a pipe and in a file',
  }),
} as const
