import type { CodeOf } from '../../errors/aixgo-error.ts'

/** How much a problem matters: an `error` refuses the file, the others are told and the file is used. */
export type ProblemSeverity = 'error' | 'warning' | 'notice'

/** A stable code: those of `ConfigError`, and `CONFIG_NOTICE` for what is worth knowing but no mistake. */
export type ProblemCode = CodeOf<'config'> | 'CONFIG_NOTICE'

/** The steps from the root of the file to a value: mapping keys and list positions. */
export type ConfigPath = readonly (string | number)[]

/** A stretch of a file's text, as offsets; the end is exclusive. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** A place in a file as editors count: lines and columns from 1, the end column exclusive and on the same line. */
export interface Position {
  readonly line: number
  readonly column: number
  readonly endColumn: number
}

/** Something found in a file while it is read, before its place is turned into line and column. */
export interface Finding {
  readonly severity: ProblemSeverity
  readonly code: ProblemCode
  /** What is wrong, with names in quotes. Never holds the value of a secret. */
  readonly message: string
  /** What to do about it. */
  readonly hint?: string | undefined
  /** Absent when the problem is about the file as a whole. */
  readonly span?: Span | undefined
  readonly path?: ConfigPath | undefined
}

/** One problem of a configuration file, as data: what `aixgo validate --json` prints. */
export interface ConfigProblem {
  readonly severity: ProblemSeverity
  readonly code: ProblemCode
  readonly message: string
  readonly hint?: string | undefined
  readonly file: string
  /** Absent, like `column`, when there is no place to point at, as for a file that does not exist. */
  readonly line?: number | undefined
  readonly column?: number | undefined
  /** Where in the structure, such as `agents[0].prompt`. */
  readonly path?: string | undefined
  /** The lines around the place, with the place marked and secrets masked. */
  readonly frame?: string | undefined
}

/** Writes a path as people do: `agents[0].prompt`. */
export function formatPath(path: ConfigPath): string {
  return path
    .map((step) =>
      typeof step === 'number' ? `[${step}]` : /^[\w-]+$/.test(step) ? `.${step}` : `[${JSON.stringify(step)}]`,
    )
    .join('')
    .replace(/^\./, '')
}
