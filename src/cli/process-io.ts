import { hasLoadedModules } from '../config/modules/loaded-modules.ts'
import type { CliIo, SelfProcess } from './io.ts'
import { flushProcessStreams, isTerminalDescriptor, textOutput } from './text-output.ts'

/** The process's own terminal, and how to let go of it. */
export interface ProcessIo extends CliIo {
  /** Resolves when all that was written is with the system. */
  readonly flush: () => Promise<void>
}

/** The process's own terminal. Streams are opened when they are used: opening one costs as much as starting the engine. */
export function processIo(): ProcessIo {
  const { env } = process
  const [out, err] = [textOutput(1), textOutput(2)]
  const noColor = env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== ''
  return {
    out: out.write,
    err: err.write,
    readInput: async () => (isTerminalDescriptor(0) ? undefined : readAll(process.stdin)),
    get readLines() {
      return isTerminalDescriptor(0) ? readTerminalLines : undefined
    },
    environment: env,
    directory: process.cwd(),
    get outIsTerminal() {
      return out.isTerminal()
    },
    get errIsTerminal() {
      return err.isTerminal()
    },
    get color() {
      return !noColor && env['TERM'] !== 'dumb' && out.isTerminal()
    },
    get columns() {
      return out.columns() ?? 100
    },
    onSignal: (listener) => {
      process.on('SIGINT', listener)
      process.on('SIGTERM', listener)
      return () => void process.off('SIGINT', listener).off('SIGTERM', listener)
    },
    startSelf,
    exitNow: (code) => process.exit(code),
    flush: async () => {
      await Promise.all([out.flush(), err.flush()])
      if (hasLoadedModules()) await flushProcessStreams()
    },
  }
}

async function readAll(stream: NodeJS.ReadStream): Promise<string | undefined> {
  stream.setEncoding('utf8')
  let text = ''
  for await (const chunk of stream) text += String(chunk)
  return text === '' ? undefined : text
}

async function* readTerminalLines(prompt: string, signal: AbortSignal): AsyncGenerator<string> {
  const { createInterface } = await import('node:readline/promises')
  const terminal = createInterface({ input: process.stdin, output: process.stderr, terminal: true })
  const onAbort = (): void => terminal.close()
  signal.addEventListener('abort', onAbort, { once: true })
  // With a line editor on the terminal, Ctrl-C arrives here and not as a signal.
  terminal.on('SIGINT', () => process.emit('SIGINT'))
  try {
    terminal.setPrompt(prompt)
    terminal.prompt()
    for await (const line of terminal) {
      yield line
      if (!signal.aborted) terminal.prompt()
    }
  } finally {
    signal.removeEventListener('abort', onAbort)
    terminal.close()
  }
}

function startSelf(args: readonly string[]): SelfProcess {
  const { spawn } = process.getBuiltinModule('node:child_process')
  // An executable is its own program; Node and Bun are told which file to run.
  const [, script = ''] = process.argv
  const isExecutable = script.startsWith('/$bunfs/') || /^[A-Z]:[\\/]~BUN[\\/]/i.test(script)
  const child = spawn(process.execPath, isExecutable ? [...args] : [...process.execArgv, script, ...args], {
    stdio: 'inherit',
  })
  return {
    exited: new Promise((resolve) => child.on('exit', (code) => resolve(code ?? 1))),
    terminate: () => void child.kill('SIGTERM'),
  }
}
