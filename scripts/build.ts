import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildJavaScript } from './build-javascript.ts'
import { sourceHash, writeStamp } from './build-stamp.ts'
import { buildTypes } from './build-types.ts'
import { root } from './entries.ts'

/** Builds the package into `dist/`, and notes in `build/` what went into it. */
const startedAt = performance.now()
const hash = sourceHash()
rmSync(join(root, 'dist'), { recursive: true, force: true })
mkdirSync(join(root, 'build'), { recursive: true })
const [report, typeFiles] = await Promise.all([buildJavaScript(), buildTypes()])
for (const name of ['bin.cjs', 'start.cjs']) copyFileSync(join(root, 'src/cli', name), join(root, 'dist', name))
const codeFiles = Object.values(report).flatMap(({ inputs }) =>
  Object.entries(inputs).flatMap(([file, bytes]) => (bytes > 0 ? [file] : [])),
)
// A name with a colon is a file that a plugin made up; a query marks a copy.
const bundledFiles = [...codeFiles, ...typeFiles]
  .map((file) => file.replace(/\?.*$/, ''))
  .filter((file) => /^[^:]*node_modules\//.test(file))
writeFileSync(join(root, 'build/bundled-files.json'), JSON.stringify([...new Set(bundledFiles)].sort()))
writeFileSync(join(root, 'build/report.json'), JSON.stringify(report))
writeStamp('dist', hash)
const bytes = Object.values(report).reduce((sum, file) => sum + file.bytes, 0)
process.stdout.write(
  `Built dist/ in ${((performance.now() - startedAt) / 1000).toFixed(1)} s: ` +
    `${Object.keys(report).length} JavaScript files, ${(bytes / 1024).toFixed(0)} KiB.\n`,
)
