import { optionalKey } from '../../../keys/key-entry.ts'
import { inputFile } from '../../../keys/value-kinds.ts'
import { defineSource, loadedWhenOpened } from '../source.ts'

/** The lines of a text file. */
export const fileSource = /* @__PURE__ */ defineSource({
  keys: () => ({ file: optionalKey(inputFile, 'One message per line of a text file.') }),
  describe: ({ file = '' }) => file,
  configure: ({ file = '' }) => file,
  create: (path: string) => loadedWhenOpened(async () => (await import('../opened/text-lines.ts')).textLines(path)),
})
