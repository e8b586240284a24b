import type { CliIo, SelfProcess } from './io.ts'

/** The process's own terminal. */
export function processIo(): CliIo {
  const { stdout, stderr, stdin, env } = process
  // A reader that went away (`| head`) is no error; there is just nobody left to write to.
  for (const stream of [stdout, stderr]) stream.on('error', ignoreClosedPipe)
  const noColor = env['NO_COLOR'] !== undefined && env['NO_COLOR'] !== ''
  return {
    out: (text) => void stdout.write(text),
    err: (text) => void stderr.write(text),
    readInput: async () => (stdin.isTTY ? undefined : readAll(stdin)),
    readLines: stdin.isTTY ? readTerminalLines : undefined,
    environment: env,
    directory: process.cwd(),
    outIsTerminal: stdout.isTTY === true,
    errIsTerminal: stderr.isTTY === true,
    color: stdout.isTTY === true && !noColor && env['TERM'] !== 'dumb',
    columns: stdout.columns ?? 100,
    onSignal: (listener) => {
      process.on('SIGINT', listener)
      process.on('SIGTERM', listener)
      return () => void process.off('SIGINT', listener).off('SIGTERM', listener)
    },
    startSelf,
    exitNow: (code) => process.exit(code),
  }
}

function ignoreClosedPipe(error: NodeJS.ErrnoException): void {
  if (error.code === 'EPIPE') process.exit(0)
  throw error
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
