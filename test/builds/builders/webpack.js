import { resolve } from 'node:path'
import webpack from 'webpack'

const [entry, folder, target] = process.argv.slice(2)
const compiler = webpack({
  mode: 'production',
  target,
  entry: resolve(entry),
  output: { path: resolve(folder), filename: 'main.mjs', module: true, chunkFormat: 'module' },
  experiments: { outputModule: true },
  // Shortening the names of 4 MB takes most of a minute and proves nothing.
  optimization: { minimize: false },
  performance: false,
})
compiler.run((error, stats) => {
  if (error !== null) throw error
  if (stats.hasErrors() || stats.hasWarnings()) throw new Error(stats.toString('errors-warnings'))
  compiler.close(() => {})
})
