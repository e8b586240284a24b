import { readFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'esbuild'

/** zod's namespace object keeps some fifty languages of error messages in every bundle; one is enough here. */
export const englishOnly: Plugin = {
  name: 'english-only',
  setup(builder) {
    builder.onResolve({ filter: /^\.\.\/locales\/index\.js$/ }, ({ importer, path }) =>
      /[\\/]zod[\\/]v4[\\/]/.test(importer)
        ? { path: join(dirname(importer), path), namespace: 'english-only', sideEffects: false }
        : undefined,
    )
    builder.onLoad({ filter: /.*/, namespace: 'english-only' }, ({ path }) => ({
      contents: `export { default as en } from './en.js'`,
      resolveDir: dirname(path),
    }))
  },
}

/**
 * Gives our own code a copy of zod with no more than it uses. The copy that providers and modules of users share has all
 * of zod, and would be loaded with every configuration.
 */
export const ownZod: Plugin = {
  name: 'own-zod',
  setup(builder) {
    builder.onResolve({ filter: /^zod\/mini$/ }, ({ importer, kind }) =>
      kind === 'import-statement' && !importer.includes('node_modules')
        ? { path: fileURLToPath(import.meta.resolve('zod/mini')), namespace: 'own-zod', sideEffects: false }
        : undefined,
    )
    builder.onResolve({ filter: /^\./, namespace: 'own-zod' }, ({ importer, path }) => ({
      path: join(dirname(importer), path),
      namespace: path.endsWith('/locales/index.js') ? 'english-only' : 'own-zod',
      sideEffects: false,
    }))
    builder.onLoad({ filter: /.*/, namespace: 'own-zod' }, async ({ path }) => ({
      contents: await readFile(path, 'utf8'),
      resolveDir: dirname(path),
    }))
  },
}

const builtInsOnDemand: Readonly<Record<string, string>> = {
  'node:child_process': `export default { spawn: (...given) => process.getBuiltinModule('node:child_process').spawn(...given) }`,
  'node:fs': `export default {
    existsSync: (path) => process.getBuiltinModule('node:fs').existsSync(path),
    realpathSync: (path) => process.getBuiltinModule('node:fs').realpathSync(path),
  }`,
  'node:process': `export default process`,
  'node:util': `export const stripVTControlCharacters = (text) => process.getBuiltinModule('node:util').stripVTControlCharacters(text)`,
}

/** Lets commander load the built-ins when it calls them: most command lines need none of them, and they cost 3 ms. */
export const commanderOnDemand: Plugin = {
  name: 'commander-on-demand',
  setup(builder) {
    builder.onResolve({ filter: /^node:/ }, ({ importer, path }) =>
      /[\\/]commander[\\/]lib[\\/]/.test(importer) && Object.hasOwn(builtInsOnDemand, path)
        ? { path, namespace: 'on-demand', sideEffects: false }
        : undefined,
    )
    builder.onLoad({ filter: /.*/, namespace: 'on-demand' }, ({ path }) => ({ contents: builtInsOnDemand[path] ?? '' }))
  },
}
