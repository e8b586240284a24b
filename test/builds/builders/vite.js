import { build } from 'vite'

const [entry, outDir] = process.argv.slice(2)
await build({
  configFile: false,
  logLevel: 'warn',
  // Bundled, not left in node_modules: that is what is tried here.
  ssr: { noExternal: true },
  build: { ssr: entry, outDir, rollupOptions: { output: { entryFileNames: 'main.mjs' } } },
})
