import { copyFileSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { buildJavaScript } from './build-javascript.ts'
import { sourceHash, writeStamp } from './build-stamp.ts'
import { buildTypes } from './build-types.ts'
import { root } from './entries.ts'

/** Builds the package into `dist/`, and notes in `build/` what went into it. */
const hash = sourceHash()
const startedAt = performance.now()
rmSync(join(root, 'dist'), { recursive: true, force: true })
mkdirSync(join(root, 'build'), { recursive: true })
const [metafile] = await Promise.all([buildJavaScript(), buildTypes()])
copyFileSync(join(root, 'src/cli/bin.cjs'), join(root, 'dist/bin.cjs'))
copyFileSync(join(root, 'src/cli/start.cjs'), join(root, 'dist/start.cjs'))
writeFileSync(join(root, 'build/metafile.json'), JSON.stringify(metafile))
writeStamp('dist', hash)
const bytes = Object.values(metafile.outputs).reduce((sum, output) => sum + output.bytes, 0)
process.stdout.write(
  `Built dist/ in ${((performance.now() - startedAt) / 1000).toFixed(1)} s: ` +
    `${Object.keys(metafile.outputs).length} JavaScript files, ${(bytes / 1024).toFixed(0)} KiB.\n`,
)
