import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

function descriptorsIn(folder: string): readonly { readonly descriptor: string; readonly path: string }[] {
  return readdirSync('/proc/self/fd').flatMap((descriptor) => {
    try {
      const path = readlinkSync(`/proc/self/fd/${descriptor}`)
      return path.startsWith(folder) ? [{ descriptor, path }] : []
    } catch {
      return []
    }
  })
}

/** Paths inside a folder that this process has open. */
export function openFiles(folder: string): readonly string[] {
  return descriptorsIn(folder).map(({ path }) => path)
}

/** How many bytes were read of the files in a folder that are open now. */
export function bytesRead(folder: string): number {
  return descriptorsIn(folder)
    .map(({ descriptor }) => /^pos:\s*(\d+)/m.exec(readFileSync(`/proc/self/fdinfo/${descriptor}`, 'utf8'))?.[1])
    .reduce((sum, position) => sum + Number(position ?? 0), 0)
}
