import type { LogFile } from './log-file.ts'

const chunkBytes = 256 * 1024

/** True when a file has this very line. Reads the whole file, piece by piece. */
export async function containsLine(file: Pick<LogFile, 'read'>, line: string): Promise<boolean> {
  const wanted = Buffer.from(`\n${line}\n`)
  // The start of the file counts as the end of a line before it.
  let window = Buffer.from('\n')
  const chunk = Buffer.allocUnsafe(chunkBytes)
  let position = 0
  for (;;) {
    const { bytesRead } = await file.read(chunk, 0, chunkBytes, position)
    if (bytesRead === 0) return false
    position += bytesRead
    window = Buffer.concat([window, chunk.subarray(0, bytesRead)])
    if (window.includes(wanted)) return true
    // The line may lie across two pieces.
    window = Buffer.from(window.subarray(Math.max(0, window.length - wanted.length + 1)))
  }
}
