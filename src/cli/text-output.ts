import { once } from '../util/once.ts'

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
export function textOutput(descriptor: 1 | 2): TextOutput {
  let opened: NodeJS.WriteStream | undefined
  const stream = (): NodeJS.WriteStream => (opened ??= openStream(descriptor))
  const isTerminal = once(() => isTerminalDescriptor(descriptor))
  return {
    isTerminal,
    columns: () => (isTerminal() ? stream().columns : undefined),
    write: (text) => {
      if (text === '') return
      const rest = opened !== undefined || isTerminal() ? text : writeDirectly(descriptor, text)
      if (rest.length > 0) stream().write(rest)
    },
    flush: async () => {
      if (opened !== undefined) await flushStream(opened)
    },
  }
}

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
  const stream = descriptor === 1 ? process.stdout : process.stderr
  return stream.on('error', endAtClosedPipe)
}

function flushStream(stream: NodeJS.WriteStream): Promise<void> {
  return new Promise((resolve) => stream.write('', () => resolve()))
}

/** Writes what the system takes at once. Returns the rest, which a stream has to wait for. */
function writeDirectly(descriptor: number, text: string): Uint8Array {
  const { writeSync } = process.getBuiltinModule('node:fs')
  let bytes: Uint8Array = new TextEncoder().encode(text)
  try {
    while (bytes.length > 0) bytes = bytes.subarray(writeSync(descriptor, bytes))
  } catch (error) {
    // Somebody who shares the pipe has made it non-blocking, and it is full.
    if ((error as NodeJS.ErrnoException).code !== 'EAGAIN') endAtClosedPipe(error as NodeJS.ErrnoException)
  }
  return bytes
}

// A reader that went away (`| head`) is no error; there is just nobody left to write to.
function endAtClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
}
