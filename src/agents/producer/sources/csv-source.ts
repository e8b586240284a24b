import { optionalKey } from '../../../keys/key-entry.ts'
import { inputFile } from '../../../keys/value-kinds.ts'
import { defineSource, loadedWhenOpened } from '../source.ts'

/** The rows of a CSV file. */
export const csvSource = /* @__PURE__ */ defineSource({
  keys: () => ({
    csv: optionalKey(
      inputFile,
      'One message per row of a CSV file, a mapping of texts; the first row names the fields.',
    ),
  }),
  describe: ({ csv = '' }) => csv,
  configure: ({ csv = '' }) => csv,
  create: (path: string) => loadedWhenOpened(async () => (await import('../opened/csv-rows.ts')).csvRows(path)),
})
