import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** A program to start. */
export interface Program {
  readonly command: string
  readonly arguments: readonly string[]
}

// Off for everybody: what a library sends home or records for its vendor is no part of what is compared.
const quietEnvironment = {
  NODE_ENV: 'production',
  LANGSMITH_TRACING: 'false',
  LANGCHAIN_TRACING_V2: 'false',
  OPENAI_AGENTS_DISABLE_TRACING: '1',
  MASTRA_TELEMETRY_DISABLED: '1',
  MASTRA_OFFLINE: '1',
}

/** The environment of every measured program: nothing of the caller's, so that no key or setting of the machine changes a figure. */
export function measuredEnvironment(more: Record<string, string> = {}): Record<string, string> {
  const { PATH = '', HOME = '' } = process.env
  return { PATH, HOME, ...quietEnvironment, ...more }
}

/** A Node program of the bench, on the Node that runs the bench. */
export function nodeProgram(
  file: string,
  programArguments: readonly string[] = [],
  nodeOptions: readonly string[] = [],
): Program {
  const path = fileURLToPath(new URL(file, import.meta.url))
  return { command: process.execPath, arguments: [...nodeOptions, path, ...programArguments] }
}

/**
 * Runs a program of the bench and gives the series it prints, by metric.
 * @throws Error with what it wrote to stderr, when it fails, or is not done in time.
 */
export async function runProgram(program: Program, timeoutMs = 180_000): Promise<Record<string, readonly number[]>> {
  const child = spawn(program.command, program.arguments, {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: measuredEnvironment(),
    timeout: timeoutMs,
    killSignal: 'SIGKILL',
  })
  const [output, complaints, exit] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    new Promise<string>((resolve, reject) => {
      child.once('error', reject)
      child.once('close', (code, signal) => resolve(String(signal ?? code)))
    }),
  ])
  if (exit !== '0') throw new Error(`${commandLine(program)} ended with ${exit}: ${complaints.trim().slice(-1000)}`)
  // Libraries may print too; the last line is ours.
  return JSON.parse(output.trimEnd().split('\n').at(-1) ?? '') as Record<string, readonly number[]>
}

/** The program as one would type it, for messages. */
export function commandLine({ command, arguments: programArguments }: Program): string {
  return [command, ...programArguments].join(' ')
}

async function text(stream: AsyncIterable<unknown>): Promise<string> {
  let whole = ''
  for await (const chunk of stream) whole += String(chunk)
  return whole
}
