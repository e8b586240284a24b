import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'

/** A new folder with these files, removed when the test has finished. Gives its absolute path. */
export function temporaryFolder(files: Readonly<Record<string, string>> = {}): string {
  const folder = createFolder(files)
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** A new folder with these files; the caller removes it. */
export function createFolder(files: Readonly<Record<string, string>> = {}): string {
  // The real path: programs print that one, and a temporary folder is often behind a link.
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'aixgo-test-')))
  for (const [name, content] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, name)), { recursive: true })
    writeFileSync(join(folder, name), content)
  }
  return folder
}
