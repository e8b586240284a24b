import { once } from '../util/once.ts'
import { asOwnWrite } from './prints/own-writes.ts'

/** One of the process's own outputs. */
export interface TextOutput {
  readonly isTerminal: () => boolean
  /** Width of the terminal; `undefined` where there is none. */
  readonly columns: () => number | undefined
  readonly write: (text: string) => void
  /** Resolves when all that was written is with the system. */
  readonly flush: () => Promise<void>
}

/**
 * Standard output (1) or standard error (2). A file or pipe is written to directly: the stream of the engine brings its
 * network and terminal code along, which is a third of the time to the first message.
 */
export function textOutput(descriptor: 1 | 2, onFailure: (error: Error) => void): TextOutput {
  let hasFailed = false
  const fail = (error: NodeJS.ErrnoException): void => {
    // A reader that went away (`| head`) is no error; there is just nobody left to write to.
    if (error.code === 'EPIPE') process.exit(0)
    if (!hasFailed) onFailure(error)
    hasFailed = true
  }
  let opened: NodeJS.WriteStream | undefined
  const stream = (): NodeJS.WriteStream => (opened ??= openStream(descriptor).on('error', fail))
  const isTerminal = once(() => isTerminalDescriptor(descriptor))
  return {
    isTerminal,
    columns: () => (isTerminal() ? stream().columns : undefined),
    write: (text) => {
      if (hasFailed) return
      if (isTerminal()) asOwnWrite(() => stream().write(text))
      else writeDirectly(descriptor, text, fail)
    },
    flush: async () => {
      if (opened !== undefined) await flushStream(opened)
    },
  }
}

const fullPipeRetryMs = 5

/** Waits until the streams of the process, which code of the user may have written to, are empty. */
export async function flushProcessStreams(): Promise<void> {
  await Promise.all([process.stdout, process.stderr].map(flushStream))
}

/** Tells a terminal from a file or a pipe. */
export function isTerminalDescriptor(descriptor: 0 | 1 | 2): boolean {
  // Only a character device can be a terminal, and asking for one loads the code for sockets.
  if (process.platform !== 'win32' && !isCharacterDevice(descriptor)) return false
  return process.getBuiltinModule('node:tty').isatty(descriptor)
}

function isCharacterDevice(descriptor: number): boolean {
  try {
    return process.getBuiltinModule('node:fs').fstatSync(descriptor).isCharacterDevice()
  } catch {
    // Closed by whoever started the process.
    return false
  }
}

function openStream(descriptor: 1 | 2): NodeJS.WriteStream {
  return descriptor === 1 ? process.stdout : process.stderr
}

function flushStream(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => asOwnWrite(() => stream.write('', () => resolve())))
}

function writeDirectly(descriptor: number, text: string, onFailure: (error: NodeJS.ErrnoException) => void): void {
  try {
    let bytes: Uint8Array = new TextEncoder().encode(text)
    while (bytes.length > 0) bytes = bytes.subarray(writeSome(descriptor, bytes))
  } catch (error) {
    onFailure(error as NodeJS.ErrnoException)
  }
}

/** Writes what the system takes; returns how much that was. */
function writeSome(descriptor: number, bytes: Uint8Array): number {
  try {
    return process.getBuiltinModule('node:fs').writeSync(descriptor, bytes)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') throw error
    // The pipe is full, and somebody who shares it has made it non-blocking; wait as a blocking one does.
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, fullPipeRetryMs)
    return 0
  }
}
