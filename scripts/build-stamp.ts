import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { root } from './entries.ts'

/** What `npm run build` and `npm run build:binary` leave behind. */
export type Artifact = 'dist' | 'binary'

const stampPath = (artifact: Artifact): string => join(root, `build/${artifact}.stamp`)

/** A hash of everything the artifacts are made from. */
export function sourceHash(): string {
  const hash = createHash('sha256')
  const sources = ['src', 'scripts'].flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, withFileTypes: true })
      .filter((entry) => entry.isFile() && !/\.test(-d|-prop)?\.ts$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name)),
  )
  const settings = ['package.json', 'package-lock.json', 'tsconfig.json', 'tsconfig.build.json']
  for (const path of [...sources, ...settings.map((name) => join(root, name))].sort()) {
    hash.update(path).update('\0').update(readFileSync(path)).update('\0')
  }
  return hash.digest('hex')
}

/** Notes that an artifact was built from the sources of this hash, taken before the build began. */
export function writeStamp(artifact: Artifact, hash: string): void {
  mkdirSync(dirname(stampPath(artifact)), { recursive: true })
  writeFileSync(stampPath(artifact), hash)
}

/** True when the artifact was built from the sources as they are now. */
export function isFresh(artifact: Artifact): boolean {
  return existsSync(stampPath(artifact)) && readFileSync(stampPath(artifact), 'utf8') === sourceHash()
}
