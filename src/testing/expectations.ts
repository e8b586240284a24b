import { AixgoError } from '../errors/aixgo-error.ts'
import { ensureError } from '../errors/ensure-error.ts'

// Suites run under any test runner, so they bring the few checks they need.

/** Throws with the message when the condition does not hold. */
export function expectThat(condition: boolean, message: string): asserts condition {
  if (!condition) throw new Error(message)
}

/** Throws when two JSON values differ, showing both. */
export function expectEqual(actual: unknown, expected: unknown, what: string): void {
  const [found, wanted] = [stableJson(actual), stableJson(expected)]
  expectThat(found === wanted, `${what} should be ${wanted}, but is ${found}.`)
}

/** Gives what a promise rejects with; throws when it does not reject. */
export async function expectRejection(promise: PromiseLike<unknown>, what: string): Promise<unknown> {
  try {
    await promise
  } catch (error) {
    return error
  }
  throw new Error(`${what} should have failed, but did not.`)
}

/** Checks that an error is one of this package's, with this code. */
export function expectCode(error: unknown, code: string, retryable: boolean): void {
  expectThat(
    AixgoError.isInstance(error),
    `The error should be one of this package's, but is "${ensureError(error).message}".`,
  )
  expectEqual({ code: error.code, retryable: error.retryable }, { code, retryable }, `The error "${error.message}"`)
}

function stableJson(value: unknown): string {
  const sorted = (_key: string, part: unknown): unknown =>
    typeof part === 'object' && part !== null && !Array.isArray(part)
      ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1)))
      : part
  return JSON.stringify(value, sorted) ?? 'undefined'
}
