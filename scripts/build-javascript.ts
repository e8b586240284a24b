import { dirname, join } from 'node:path'
import { build, type Metafile, type Plugin } from 'esbuild'
import { internalEntries, publicEntries, root } from './entries.ts'

// zod's namespace object keeps some fifty languages of error messages in every bundle; one is enough here.
const englishOnly: Plugin = {
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
 * Bundles the JavaScript of the package into `dist/`: ES modules, one file per entry, what they share in chunks beside
 * them. All files lie flat in one folder, so code finds its neighbours by a relative URL wherever it ends up.
 */
export async function buildJavaScript(): Promise<Metafile> {
  const { metafile } = await build({
    absWorkingDir: root,
    entryPoints: { ...publicEntries, ...internalEntries },
    outdir: 'dist',
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node22',
    chunkNames: 'chunk-[hash]',
    // Names stay, so that the stacks in bug reports can be read.
    minifySyntax: true,
    minifyWhitespace: true,
    legalComments: 'none',
    charset: 'utf8',
    metafile: true,
    logLevel: 'warning',
    plugins: [englishOnly],
  })
  return metafile
}
