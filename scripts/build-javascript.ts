import { build, type Metafile } from 'esbuild'
import { commanderOnDemand, englishOnly, ownZod } from './bundler-plugins.ts'
import { internalEntries, publicEntries, root } from './entries.ts'

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
    plugins: [commanderOnDemand, englishOnly, ownZod],
  })
  return metafile
}
