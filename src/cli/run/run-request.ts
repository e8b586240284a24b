import type { CliIo } from '../io.ts'
import type { RunInput } from './read-run-input.ts'

/** What is run, and how. */
export interface RunRequest {
  readonly file: string
  readonly input: RunInput
  readonly options: Readonly<Record<string, unknown>>
  readonly io: CliIo
}
