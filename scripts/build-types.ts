import { fileURLToPath } from 'node:url'
import { build } from 'tsdown'
import { publicEntries, root } from './entries.ts'

/**
 * Writes the type declarations of the public entries into `dist/`: a short file per entry that names its exports, and
 * `types.d.ts` with every declaration, those of the model interface included, so that a user installs nothing for them.
 * Resolves to the files of packages whose declarations were taken in.
 */
export async function buildTypes(): Promise<readonly string[]> {
  const bundles = await build({
    config: false,
    cwd: root,
    entry: publicEntries,
    outDir: 'dist',
    clean: false,
    format: 'esm',
    platform: 'node',
    logLevel: 'error',
    report: false,
    // Declarations come from the compiler: schemas and tables whose types are inferred are beyond isolated declarations.
    dts: { generator: 'tsgo', emitDtsOnly: true, tsconfig: 'tsconfig.build.json' },
    deps: { alwaysBundle: [/.*/], dts: { alwaysBundle: [/.*/] } },
    // The package "json-schema" holds no types; those that the model interface means live under @types.
    alias: { 'json-schema': fileURLToPath(import.meta.resolve('@types/json-schema/index.d.ts')) },
    outExtensions: () => ({ dts: '.d.ts' }),
    outputOptions: {
      minifyInternalExports: false,
      chunkFileNames: '[name].ts',
      codeSplitting: { groups: [{ name: 'types.d', test: /./ }] },
    },
  })
  const files = bundles.flatMap(({ chunks }) =>
    chunks.flatMap((chunk) => ('moduleIds' in chunk ? chunk.moduleIds : [])),
  )
  return files.filter((file) => file.includes('/node_modules/'))
}
