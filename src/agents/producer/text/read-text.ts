import { fileFailure, type SourcePath } from '../source-error.ts'
import type { SourceScope } from '../source.ts'
import { decodeText } from './decode-text.ts'
import { needNodeModule } from '../../../util/platform/node-module.ts'

const chunkBytes = 64 * 1024

/** Reads a text file piece by piece. The file is open only while the reader reads. */
export async function* readText(path: SourcePath, scope: SourceScope): AsyncGenerator<string> {
  yield* decodeText(readBytes(path, scope), path.written)
}

async function* readBytes(path: SourcePath, scope: SourceScope): AsyncGenerator<Uint8Array> {
  const { open } = needNodeModule('node:fs/promises', 'Reading a file')
  const fail = (error: unknown): never => {
    throw fileFailure(error, path, scope)
  }
  const file = await open(path.absolute, 'r').catch(fail)
  try {
    // One buffer for the whole file: its content is decoded before the next piece is read.
    const buffer = Buffer.allocUnsafe(chunkBytes)
    for (;;) {
      const { bytesRead } = await file.read(buffer, 0, chunkBytes, null).catch(fail)
      if (bytesRead === 0) return
      yield buffer.subarray(0, bytesRead)
    }
  } finally {
    await file.close()
  }
}
