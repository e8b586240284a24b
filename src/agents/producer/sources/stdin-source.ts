import { optionalKey } from '../../../keys/key-entry.ts'
import { truth } from '../../../keys/value-kinds.ts'
import type { TextStream } from '../../host-ports.ts'
import { defineSource, loadedWhenOpened } from '../source.ts'

/** The lines of standard input. */
export const stdinSource = /* @__PURE__ */ defineSource({
  keys: () => ({ stdin: optionalKey(truth, 'One message per line of standard input; write `true`.') }),
  check: ({ stdin }, check) => {
    if (stdin === false)
      check.error(['stdin'], 'The value of "stdin" must be "true".', 'Remove the key to read something else.')
  },
  describe: () => 'standard input',
  configure: (_config, host) => host.openInput(),
  create: (input: TextStream) =>
    loadedWhenOpened(async () => (await import('../opened/input-lines.ts')).inputLines(input)),
})
