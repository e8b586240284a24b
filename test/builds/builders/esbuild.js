import { build } from 'esbuild'

const [entry, outdir, platform, ...conditions] = process.argv.slice(2)
await build({
  entryPoints: { main: entry },
  outdir,
  platform,
  conditions,
  bundle: true,
  splitting: platform === 'node',
  minify: true,
  format: 'esm',
  outExtension: { '.js': '.mjs' },
})
