import { AgentError } from '../../errors/agent-error.ts'
import { ensureError } from '../../errors/ensure-error.ts'
import type { SourceScope } from './source.ts'
import { needNodeModule } from '../../util/platform/node-module.ts'

/** A path as the user wrote it, and where it leads. */
export interface SourcePath {
  /** The key below `source` that names it. */
  readonly kind: string
  readonly written: string
  readonly absolute: string
}

/** Resolves a path of the configuration. */
export function sourcePath(kind: string, written: string, scope: SourceScope): SourcePath {
  return {
    kind,
    written,
    absolute: needNodeModule('node:path', 'A file as a source').resolve(scope.directory, written),
  }
}

/** A record that breaks its format. `where` names the place, such as `Line 3 of "data.csv"`. */
export function invalidRecord(where: string, problem: string, cause?: unknown): AgentError {
  return new AgentError('SOURCE_INVALID', `${where} ${problem}`, { details: { where }, cause })
}

/**
 * What went wrong with a file of a source, in words that say which file is meant and where the path comes from. Only
 * what may pass before anything was read is worth retrying: a producer that starts again starts from the first record.
 */
export function fileFailure(thrown: unknown, path: SourcePath, scope: SourceScope): AgentError {
  if (AgentError.isInstance(thrown)) return thrown
  const cause = ensureError(thrown)
  const code = (cause as NodeJS.ErrnoException).code ?? ''
  const missing = code === 'ENOENT' || code === 'ENOTDIR'
  const message =
    `Producer "${scope.agent}" cannot read "${path.absolute}": ${reasons[code] ?? cause.message}. ` +
    `It is named by "source.${path.kind}: ${path.written}" and looked for from "${scope.directory}".`
  return new AgentError(missing ? 'SOURCE_NOT_FOUND' : 'SOURCE_UNAVAILABLE', message, {
    cause,
    details: { agent: scope.agent, path: path.absolute, directory: scope.directory, key: `source.${path.kind}`, code },
    retryable: passing.has(code),
  })
}

// Too many open files: met when a file is opened, and over when others are closed.
const passing: ReadonlySet<string> = new Set(['EMFILE', 'ENFILE'])

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file',
  ENOTDIR: 'a part of the path is a file and not a folder',
  EISDIR: 'it is a folder, not a file',
  EACCES: 'access is denied',
  EPERM: 'access is denied',
}
