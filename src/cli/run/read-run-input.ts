import { ConfigError } from '../../errors/config-error.ts'
import { UsageError } from '../../errors/usage-error.ts'
import { explainFileFailure } from '../files/explain-file-failure.ts'
import type { CliIo } from '../io.ts'

/** What a run is fed with from outside. */
export type RunInput =
  /** Messages that are known before the run. */
  | { readonly from: 'options'; readonly messages: readonly string[] }
  /** Whatever is piped in; read only where something in the system takes it. */
  | { readonly from: 'stdin'; readonly lines: boolean }

/** Reads `--input` or `--input-file`; standard input is left for the run, which knows who takes it. */
export async function readRunInput(options: Readonly<Record<string, unknown>>, io: CliIo): Promise<RunInput> {
  const { input, inputFile, lines } = options as { input?: string; inputFile?: string; lines?: boolean }
  if (input !== undefined && inputFile !== undefined) {
    throw new UsageError('USAGE', 'Give either --input or --input-file, not both.')
  }
  const text = input ?? (inputFile === undefined ? undefined : withoutLastBreaks(readInputFile(inputFile, io)))
  if (text === undefined) return { from: 'stdin', lines: lines === true }
  return { from: 'options', messages: toMessages(text, lines === true) }
}

/** One message, or one for each line that says something. */
export function toMessages(text: string, lines: boolean): readonly string[] {
  return lines ? text.split(/\r?\n/).filter((line) => line.trim() !== '') : [text]
}

/** A text without the line breaks at its end, which most programs write and nobody means. */
export function withoutLastBreaks(text: string): string {
  return text.replace(/[\r\n]+$/, '')
}

function readInputFile(file: string, io: CliIo): string {
  const { readFileSync } = process.getBuiltinModule('node:fs')
  const { resolve } = process.getBuiltinModule('node:path')
  try {
    return readFileSync(resolve(io.directory, file), 'utf8')
  } catch (cause) {
    throw new ConfigError(
      'CONFIG_NOT_FOUND',
      `The input file "${file}" could not be read: ${explainFileFailure(cause)}.`,
      { cause, details: { file } },
    )
  }
}
