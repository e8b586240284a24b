import { bunRuntime } from '../../config/modules/bun-runtime.ts'
import { onModuleLoad } from '../../config/modules/loaded-modules.ts'
import type { CatchChunk } from './caught-write.ts'
import { isOwnWrite } from './own-writes.ts'

/**
 * Catches what is written to the standard output of the process; the returned function stops that. Standard error is where
 * the log goes anyway.
 */
export function catchOutput(onChunk: CatchChunk): () => void {
  // Bun opens the stream when it is so much as looked at, which takes longer than a start may: not before there is code
  // that could write to it.
  return bunRuntime() === undefined ? catchOpening(onChunk) : catchOnModuleLoad(onChunk)
}

function catchOnModuleLoad(onChunk: CatchChunk): () => void {
  let release: (() => void) | undefined
  const stopListening = onModuleLoad(() => void (release ??= catchWrites(process.stdout, onChunk)))
  return () => {
    stopListening()
    release?.()
  }
}

/** Node.js opens the stream when it is asked for it, and so does this. */
function catchOpening(onChunk: CatchChunk): () => void {
  const own = Object.getOwnPropertyDescriptor(process, 'stdout')
  const open = own?.get
  if (own?.configurable !== true || open === undefined) return catchWrites(process.stdout, onChunk)
  let release: (() => void) | undefined
  Object.defineProperty(process, 'stdout', {
    ...own,
    get: () => {
      const stream = open.call(process) as NodeJS.WriteStream
      release ??= catchWrites(stream, onChunk)
      return stream
    },
  })
  return () => {
    Object.defineProperty(process, 'stdout', own)
    release?.()
  }
}

type Write = NodeJS.WriteStream['write']

function catchWrites(stream: NodeJS.WriteStream, onChunk: CatchChunk): () => void {
  const own = Object.getOwnPropertyDescriptor(stream, 'write')
  const write = stream.write.bind(stream) as (...values: readonly unknown[]) => boolean
  const caught = (data: string | Uint8Array, ...rest: readonly unknown[]): boolean => {
    if (isOwnWrite()) return write(data, ...rest)
    const [encoding] = rest
    const isEncoded = typeof data === 'string' && typeof encoding === 'string' && !/^utf-?8$/i.test(encoding)
    onChunk({ stream: 'stdout', level: 'info', data: isEncoded ? Buffer.from(data, encoding as BufferEncoding) : data })
    const callback = rest.find((value) => typeof value === 'function')
    // As a stream calls back: once it has taken the data, and later.
    if (callback !== undefined) queueMicrotask(callback as () => void)
    return true
  }
  stream.write = caught
  return () => {
    if (own === undefined) delete (stream as { write?: Write }).write
    else Object.defineProperty(stream, 'write', own)
  }
}
