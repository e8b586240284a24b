import { AgentError } from './agent-error.ts'
import type { AixgoError, AixgoErrorOptions } from './aixgo-error.ts'
import { ConfigError } from './config-error.ts'
import { errorCodes, type ErrorCode, type ErrorFamily } from './error-codes.ts'
import { ModelError } from './model-error.ts'
import { OutputError } from './output-error.ts'
import { RunError } from './run-error.ts'
import { RuntimeError } from './runtime-error.ts'
import type { SerializedError } from './serialized-error.ts'
import { ToolError } from './tool-error.ts'
import { UsageError } from './usage-error.ts'

type FamilyClass = new (code: never, message: string, options: AixgoErrorOptions) => AixgoError

const familyClasses: Readonly<Record<ErrorFamily, FamilyClass>> = {
  usage: UsageError,
  config: ConfigError,
  agent: AgentError,
  model: ModelError,
  tool: ToolError,
  run: RunError,
  runtime: RuntimeError,
}

const builtInClasses: ReadonlyMap<string, new (message: string) => Error> = new Map(
  [TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError].map((builtIn) => [builtIn.name, builtIn]),
)

/**
 * Makes an error again from its stored form: of the class it had where that is one of this package or of the language,
 * otherwise an `Error` that has its name. Fields, details and causes come back too.
 */
export function restoreError(stored: SerializedError): Error {
  const error = isKnown(stored.code) ? restoreOurs(stored, stored.code) : restoreOther(stored)
  for (const [key, value] of Object.entries(stored.fields ?? {})) define(error, key, { value, enumerable: true })
  if (stored.cause !== undefined) define(error, 'cause', { value: restoreError(stored.cause) })
  if (error.name !== stored.name) define(error, 'name', { value: stored.name, enumerable: true })
  return error
}

function isKnown(code: string | undefined): code is ErrorCode {
  return code !== undefined && Object.hasOwn(errorCodes, code)
}

function restoreOurs(stored: SerializedError, code: ErrorCode): AixgoError {
  const { message, retryable, details = {}, evidence } = stored
  const options = { details, retryable }
  if (code === 'AGENT_OUTPUT_INVALID') {
    return new OutputError(message, evidence ?? { rawText: '', problems: [] }, options)
  }
  // The table of codes says which class takes this one.
  return new familyClasses[errorCodes[code].family](code as never, message, options)
}

function restoreOther(stored: SerializedError): Error {
  const { name, message, type, errors } = stored
  if (type === 'DOMException') return new DOMException(message, name)
  if (errors !== undefined) return new AggregateError(errors.map(restoreError), message)
  const error = new (builtInClasses.get(name) ?? Error)(message)
  // A code that a newer version added: its facts are still worth having.
  for (const key of ['code', 'retryable', 'details'] as const) {
    if (stored[key] !== undefined) define(error, key, { value: stored[key], enumerable: true })
  }
  return error
}

function define(error: Error, key: string, descriptor: PropertyDescriptor): void {
  Object.defineProperty(error, key, { writable: true, configurable: true, ...descriptor })
}
