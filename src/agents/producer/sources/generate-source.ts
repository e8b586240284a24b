import { AgentError } from '../../../errors/agent-error.ts'
import { delay } from '../../../util/abort.ts'
import type { JsonValue } from '../../../util/json.ts'
import type { SourceFactory, SourceScope } from '../source.ts'

// A generator that never waits would otherwise keep timers and signals from being heard.
const turn = { items: 256, milliseconds: 20 }

/** What your own generator gives. */
export const generateSource: SourceFactory<'generate'> = (generate) =>
  async function* (scope) {
    const items: unknown = await generate(scope)
    if (!isIterable(items))
      throw wrong(scope, `gave ${nameOf(items)} instead of something to iterate over. Use a generator function.`)
    let turnStart = scope.clock.monotonic()
    let count = 0
    for await (const item of items) {
      count += 1
      if (!isJson(item)) throw wrong(scope, `gave ${nameOf(item)} as item ${count}. Use values that JSON can carry.`)
      yield item
      if (count % turn.items !== 0 || scope.clock.monotonic() - turnStart < turn.milliseconds) continue
      await delay(0, scope)
      turnStart = scope.clock.monotonic()
    }
  }

function isIterable(value: unknown): value is AsyncIterable<unknown> | Iterable<unknown> {
  return typeof value === 'object' && value !== null && (Symbol.asyncIterator in value || Symbol.iterator in value)
}

function isJson(value: unknown): value is JsonValue {
  return value !== undefined && !['function', 'symbol', 'bigint'].includes(typeof value)
}

function nameOf(value: unknown): string {
  if (value === undefined || value === null) return String(value)
  return typeof value === 'object' ? 'an object' : `a ${typeof value}`
}

function wrong({ agent }: SourceScope, problem: string): AgentError {
  return new AgentError('SOURCE_INVALID', `The generator of producer "${agent}" ${problem}`, { details: { agent } })
}
