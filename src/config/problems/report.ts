import { ConfigError } from '../../errors/config-error.ts'
import type { CodeOf } from '../../errors/aixgo-error.ts'
import { drawCodeFrame } from './code-frame.ts'
import { formatPath, type ConfigProblem, type Finding, type Span } from './config-problem.ts'
import type { SourceText } from './source-text.ts'

// A broken file can have thousands of problems; nobody reads more than these.
const maxShown = 50
const maxFrames = 200

/**
 * Turns findings into problems with line, column and code frame, in the order of the file.
 *
 * @param masked stretches of the file that must not be shown
 * @param secrets values that must not be shown wherever they stand
 */
export function locateFindings(
  findings: readonly Finding[],
  source: SourceText,
  masked: readonly Span[] = [],
  secrets: Iterable<string> = [],
): readonly ConfigProblem[] {
  const redact = createRedactor(secrets)
  const inOrder = findings.toSorted((a, b) => (a.span?.start ?? -1) - (b.span?.start ?? -1))
  return inOrder.map((finding, index) => {
    const { severity, code, message, hint, path, span } = finding
    const position = span && source.position(span)
    const frame = position && index < maxFrames ? drawCodeFrame(source, position, masked) : undefined
    return {
      severity,
      code,
      message: redact(message),
      hint: hint && redact(hint),
      file: source.file,
      line: position?.line,
      column: position?.column,
      path: path && formatPath(path),
      frame: frame && redact(frame),
    }
  })
}

// Shorter ones would blank out half of every message, and are no secrets worth the name.
const shortestSecret = 6

function createRedactor(secrets: Iterable<string>): (text: string) => string {
  const values = [...secrets].filter((secret) => secret.length >= shortestSecret)
  return (text) => values.reduce((redacted, secret) => redacted.replaceAll(secret, '*'.repeat(secret.length)), text)
}

/** Writes one problem: `file:line:column: message`, what to do, and the code frame. */
export function formatProblem(problem: ConfigProblem): string {
  const { file, line, column, message, hint, frame } = problem
  const place = line === undefined ? file : `${file}:${line}:${column}`
  const said = hint === undefined ? message : `${message} ${hint}`
  return `${place}: ${said}${frame === undefined ? '' : `\n${frame}`}`
}

/** One error that tells all problems which refuse the file. */
export function createConfigError(problems: readonly ConfigProblem[], cause?: unknown): ConfigError {
  const errors = problems.filter((problem) => problem.severity === 'error')
  const shown = errors.slice(0, maxShown).map(formatProblem)
  if (errors.length > shown.length) shown.push(`... and ${errors.length - shown.length} more problems.`)
  const title = errors.length > 1 ? [`${errors[0]?.file}: ${errors.length} problems`] : []
  return new ConfigError(errorCode(errors[0]), [...title, ...shown].join('\n\n'), {
    cause,
    details: { file: errors[0]?.file, count: errors.length, codes: [...new Set(errors.map((error) => error.code))] },
  })
}

// Errors never carry the code of a notice; the compiler cannot see that.
function errorCode(problem: ConfigProblem | undefined): CodeOf<'config'> {
  return problem === undefined || problem.code === 'CONFIG_NOTICE' ? 'CONFIG_INVALID' : problem.code
}
