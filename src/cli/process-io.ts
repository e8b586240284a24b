import { hasLoadedModules } from '../config/modules/loaded-modules.ts'
import { explainFileFailure } from './files/explain-file-failure.ts'
import type { CliIo, EndSignal, SelfProcess } from './io.ts'
import { TerminalPrompt } from './terminal-prompt.ts'
import { flushProcessStreams, isTerminalDescriptor, textOutput } from './text-output.ts'

/** The process's own terminal, and how to let go of it. */
export interface ProcessIo extends CliIo {
  /** Resolves when all that was written is with the system. */
  readonly flush: () => Promise<void>
}

/** The process's own terminal. Streams are opened when they are used: opening one costs as much as starting the engine. */
export function processIo(): ProcessIo {
  const { env } = process
  const failure = new AbortController()
  const out = textOutput(1, (error) => failure.abort(unwritable(error)))
  // Where standard error cannot be written there is nobody to tell.
  const err = textOutput(2, () => {})
  const prompt = new TerminalPrompt()
  const noColor = env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== ''
  return {
    out: (text) => prompt.above(() => out.write(text)),
    err: (text) => prompt.above(() => err.write(text)),
    outputFailed: failure.signal,
    get programName() {
      return process.getBuiltinModule('node:path').basename(process.execPath, '.exe')
    },
    readInput: async () => (isTerminalDescriptor(0) ? undefined : readAll(process.stdin)),
    get readLines() {
      return isTerminalDescriptor(0) ? prompt.readLines : undefined
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
      for (const signal of endSignals) process.on(signal, listener)
      return () => endSignals.forEach((signal) => process.off(signal, listener))
    },
    onUncaught: (listener) => {
      process.on('uncaughtException', listener).on('unhandledRejection', listener)
      return () => void process.off('uncaughtException', listener).off('unhandledRejection', listener)
    },
    startSelf,
    exitNow: (code) => process.exit(code),
    flush: async () => {
      await Promise.all([out.flush(), err.flush()])
      if (hasLoadedModules()) await flushProcessStreams()
    },
  }
}

const endSignals: readonly EndSignal[] = ['SIGINT', 'SIGTERM', 'SIGHUP']

function unwritable(cause: Error): Error {
  return new Error(`Standard output cannot be written: ${explainFileFailure(cause)}. What it did not take is lost.`, {
    cause,
  })
}

async function readAll(stream: NodeJS.ReadStream): Promise<string | undefined> {
  stream.setEncoding('utf8')
  let text = ''
  for await (const chunk of stream) text += String(chunk)
  return text === '' ? undefined : text
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
    terminate: (signal = 'SIGTERM') => void child.kill(signal),
  }
}
