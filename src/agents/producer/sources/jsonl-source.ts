import { optionalKey } from '../../../keys/key-entry.ts'
import { inputFile } from '../../../keys/value-kinds.ts'
import { defineSource, loadedWhenOpened } from '../source.ts'

/** The values of a JSON Lines file. */
export const jsonlSource = /* @__PURE__ */ defineSource({
  keys: () => ({ jsonl: optionalKey(inputFile, 'One message per line of a JSON Lines file, its value.') }),
  describe: ({ jsonl = '' }) => jsonl,
  configure: ({ jsonl = '' }) => jsonl,
  create: (path: string) => loadedWhenOpened(async () => (await import('../opened/json-lines.ts')).jsonLines(path)),
})
