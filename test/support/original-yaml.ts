import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'vitest'

/** Files that users of the original write today. They lie beside the repository and are not copied into it. */
const folder = join(import.meta.dirname, '../../../shared/original-yaml')

/**
 * Tests that read the files of the original. Where the folder is missing they fail in CI, as a compatibility that nobody
 * checks is none; on a machine of one's own they are left out, and say so.
 */
export function describeOriginals(name: string, define: (fileOf: (name: string) => string) => void): void {
  if (existsSync(folder)) {
    describe(name, () => define((file) => join(folder, `${file}.yaml`)))
    return
  }
  const missing = `"${name}" needs the folder "${folder}", which is not there.`
  if (process.env['CI'] !== undefined && process.env['CI'] !== '' && process.env['CI'] !== 'false') {
    it(name, () => {
      throw new Error(missing)
    })
    return
  }
  process.stderr.write(`Left out: ${missing}\n`)
  describe.skip(name, () => define(() => ''))
}
