import { optionalKey } from '../../../keys/key-entry.ts'
import { path } from '../../../keys/value-kinds.ts'
import { defineSource, loadedWhenOpened } from '../source.ts'

/** The files that match a pattern. */
export const globSource = /* @__PURE__ */ defineSource({
  keys: () => ({
    glob: optionalKey(
      { ...path, type: 'path pattern' },
      'One message per file that matches, such as `docs/**/*.md`: `{ path, text }`.',
    ),
  }),
  describe: ({ glob = '' }) => glob,
  configure: ({ glob = '' }) => glob,
  create: (pattern: string) =>
    loadedWhenOpened(async () => (await import('../opened/matching-files.ts')).matchingFiles(pattern)),
})
