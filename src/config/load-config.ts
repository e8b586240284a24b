import { existsSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { checkConfigText, type CheckedText, type ConfigOptions } from './check-config-text.ts'
import { parseDotenv } from './dotenv.ts'
import { programFile } from './modules/program-files.ts'
import { programModule } from './modules/program-modules.ts'
import type { ConfigProblem } from './problems/config-problem.ts'
import { createConfigError, locateFindings } from './problems/report.ts'
import { SourceText } from './problems/source-text.ts'
import type { NamedFile } from '../keys/named-files.ts'
import { readFileUpTo } from './read-file.ts'
import type { AixgoConfig } from './schema/config-table.ts'
import { decodeUtf8 } from './yaml/decode-utf8.ts'
import type { Positions } from './yaml/positions.ts'
import { checkFileSize } from './yaml/read-yaml.ts'
import { defaultYamlLimits } from './yaml/yaml-limits.ts'
import { defined } from '../util/options/defined.ts'

/** A configuration that may be used, and what is known about it. */
export interface LoadedConfig {
  readonly config: AixgoConfig
  /** Keys that have no effect yet, and names worth a second look. */
  readonly notices: readonly ConfigProblem[]
  readonly warnings: readonly ConfigProblem[]
  /** The files that it names. */
  readonly files: readonly NamedFile[]
  /** Values to keep out of everything that is shown or stored. */
  readonly secrets: ReadonlySet<string>
  readonly positions: Positions
  /** The path as it was given. */
  readonly file: string
  /** The absolute folder of the file, from which its relative paths start. */
  readonly directory: string
  /** The variables that were used: those of `.env`, under those of the environment. For provider keys. */
  readonly env: Readonly<Record<string, string | undefined>>
}

/** What a check of a file has found. `loaded` is there when nothing refuses the file. */
export interface ConfigCheck {
  readonly problems: readonly ConfigProblem[]
  readonly loaded?: LoadedConfig | undefined
}

/** Reads and checks a configuration file and the `.env` beside it. Gives all problems as data; throws for none of them. */
export async function checkConfig(file: string, options: ConfigOptions = {}): Promise<ConfigCheck> {
  const { check } = readAndCheck(file, options)
  return check
}

/**
 * Reads a configuration file and the `.env` beside it.
 *
 * @throws ConfigError with every problem in its message, each as `file:line:column: message` with a code frame. Its code is
 * that of the first problem; `details` has their `count` and `codes`.
 */
export async function loadConfig(file: string, options: ConfigOptions = {}): Promise<LoadedConfig> {
  const { check, cause } = readAndCheck(file, options)
  if (check.loaded !== undefined) return check.loaded
  throw createConfigError(asErrors(check.problems), cause)
}

// Under `validate` an unset variable is no error, but where the name or role of an agent depends on it there is nothing to load.
function asErrors(problems: readonly ConfigProblem[]): readonly ConfigProblem[] {
  if (problems.some((problem) => problem.severity === 'error')) return problems
  return problems.flatMap((problem) =>
    problem.code === 'CONFIG_VARIABLE_UNSET' ? [{ ...problem, severity: 'error' as const }] : [],
  )
}

function readAndCheck(file: string, options: ConfigOptions): { check: ConfigCheck; cause?: Error | undefined } {
  const directory = dirname(resolve(file))
  const compiledIn = programFile(resolve(file))
  const [read, dotenv] =
    compiledIn === undefined
      ? [readText(file, options), readDotenv(join(dirname(file), '.env'))]
      : [{ text: compiledIn }, noDotenv]
  if ('problems' in read) return { check: { problems: read.problems }, cause: read.cause }
  const env = options.env ?? process.env
  const files = { directory, exists: (path: string) => programModule(path) !== undefined || existsSync(path) }
  const checked = checkConfigText(read.text, { ...options, env, file, dotenv: dotenv.variables, files })
  const merged = { ...Object.fromEntries(dotenv.variables), ...env }
  return { check: joinCheck(checked, dotenv.problems, { file, directory, env: merged }) }
}

function joinCheck(
  checked: CheckedText,
  dotenvProblems: readonly ConfigProblem[],
  facts: Pick<LoadedConfig, 'file' | 'directory' | 'env'>,
): ConfigCheck {
  const problems = [...dotenvProblems, ...checked.problems]
  const { config, files, positions, secrets } = checked
  if (config === undefined || positions === undefined || problems.some(({ severity }) => severity === 'error'))
    return { problems }
  const withSeverity = (severity: ConfigProblem['severity']) =>
    problems.filter((problem) => problem.severity === severity)
  const loaded = {
    config,
    files,
    positions,
    secrets,
    notices: withSeverity('notice'),
    warnings: withSeverity('warning'),
    ...facts,
  }
  return { problems, loaded }
}

type TextReading =
  | { readonly text: string }
  | { readonly problems: readonly ConfigProblem[]; readonly cause?: Error | undefined }

function readText(file: string, options: ConfigOptions): TextReading {
  const limits = { ...defaultYamlLimits, ...defined(options.limits ?? {}) }
  const reading = readFileUpTo(file, limits.fileBytes)
  if ('finding' in reading)
    return { problems: locateFindings([reading.finding], new SourceText(file, '')), cause: reading.cause }
  const tooBig = checkFileSize(reading.bytes.length, limits)
  if (tooBig !== undefined) return { problems: locateFindings([tooBig], new SourceText(file, '')) }
  const decoded = decodeUtf8(reading.bytes)
  return 'finding' in decoded
    ? { problems: locateFindings([decoded.finding], new SourceText(file, decoded.text)) }
    : { text: decoded.text }
}

const maxDotenvBytes = 1024 * 1024

interface DotenvFile {
  readonly variables: ReadonlyMap<string, string>
  readonly problems: readonly ConfigProblem[]
}

const noDotenv: DotenvFile = { variables: new Map(), problems: [] }

function readDotenv(file: string): DotenvFile {
  const none = new Map<string, string>()
  const reading = readFileUpTo(file, maxDotenvBytes)
  if ('finding' in reading) {
    return {
      variables: none,
      problems: reading.missing ? [] : locateFindings([reading.finding], new SourceText(file, '')),
    }
  }
  const tooBig = checkFileSize(reading.bytes.length, { ...defaultYamlLimits, fileBytes: maxDotenvBytes })
  if (tooBig !== undefined) return { variables: none, problems: locateFindings([tooBig], new SourceText(file, '')) }
  const decoded = decodeUtf8(reading.bytes)
  const { variables, findings } = parseDotenv(decoded.text)
  const all = 'finding' in decoded ? [decoded.finding] : findings
  // Every line may hold a secret, so none is shown.
  const problems = locateFindings(all, new SourceText(file, decoded.text)).map(
    ({ frame: _frame, ...problem }) => problem,
  )
  return { variables, problems }
}
