import { AixgoError } from '../../../errors/aixgo-error.ts'
import { isError } from '../../../errors/ensure-error.ts'

const mostCauses = 3
const mostErrors = 5

/** What the model is told of an error: its code or its name, where it has one of its own, its message and its causes. */
export function describeError(error: Error): string {
  // Ours say all that is to be said; what is behind them may quote a provider.
  const causes = AixgoError.isInstance(error) ? [] : causesOf(error)
  return [wordsOf(error), ...causes.map((cause) => `(caused by ${wordsOf(cause)})`)].join(' ')
}

/**
 * An error as part of a result: what it is and says. Without its stack, and without fields of its own, as the error of an
 * HTTP client holds the request with its key.
 */
export function errorForm(error: Error, depth = mostCauses): Readonly<Record<string, unknown>> {
  const form = { name: nameOf(error), message: messageOf(error), code: codeOf(error) }
  if (depth === 0) return form
  const cause = read(error, 'cause')
  return {
    ...form,
    cause: isError(cause) ? errorForm(cause, depth - 1) : typeof cause === 'string' ? cause : undefined,
    errors: errorsOf(error)?.map((each) => errorForm(each, depth - 1)),
  }
}

function wordsOf(error: Error): string {
  const message = messageOf(error)
  const label = labelOf(error, message)
  const errors = errorsOf(error)?.map(wordsOf)
  const parts = [label, message].filter((part) => part !== undefined && part !== '').join(': ')
  const words = parts === '' ? 'It failed without a message.' : parts
  return errors === undefined ? words : `${words} (${errors.join('; ')})`
}

function labelOf(error: Error, message: string): string | number | undefined {
  if (AixgoError.isInstance(error)) return error.code
  const name = nameOf(error)
  if (name !== 'Error' && name !== '') return name
  const code = codeOf(error)
  // The errors of Node.js say their code in their message too.
  return code === undefined || message.includes(String(code)) ? undefined : code
}

function causesOf(error: Error): readonly Error[] {
  const causes: Error[] = []
  let cause = read(error, 'cause')
  while (isError(cause) && causes.length < mostCauses && !causes.includes(cause)) {
    causes.push(cause)
    cause = read(cause, 'cause')
  }
  return causes
}

function errorsOf(error: Error): readonly Error[] | undefined {
  const errors = read(error, 'errors')
  if (!(error instanceof AggregateError) || !Array.isArray(errors)) return undefined
  return errors.slice(0, mostErrors).filter(isError)
}

function nameOf(error: Error): string {
  const name = read(error, 'name')
  return typeof name === 'string' ? name : 'Error'
}

function messageOf(error: Error): string {
  const message = read(error, 'message')
  return typeof message === 'string' ? message : ''
}

function codeOf(error: Error): string | number | undefined {
  const code = read(error, 'code')
  // A DOMException has had a number for each name since before names.
  const isOwn = typeof code === 'string' || (typeof code === 'number' && Object.hasOwn(error, 'code'))
  return isOwn ? code : undefined
}

/** A property, or nothing where asking for it throws. */
function read(error: Error, key: string): unknown {
  try {
    return (error as unknown as Readonly<Record<string, unknown>>)[key]
  } catch {
    return undefined
  }
}
