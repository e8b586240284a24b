import { AixgoError } from '../../../errors/aixgo-error.ts'
import { AgentError } from '../../../errors/agent-error.ts'
import { ensureError } from '../../../errors/ensure-error.ts'
import { delay } from '../../../util/abort.ts'
import type { JsonValue } from '../../../util/json/json.ts'
import { generatorModule } from './generator-modules.ts'
import type { ItemGenerator } from '../sources/generate-source.ts'
import type { OpenSource, SourceScope } from '../source.ts'

// A generator that never waits would otherwise keep timers and signals from being heard.
const turn = { items: 256, milliseconds: 20 }

/** What your own generator gives. */
export const generatedItems = (generate: ItemGenerator): OpenSource =>
  async function* (scope) {
    try {
      yield* generated(generate, scope)
    } catch (thrown) {
      // What is worth retrying says so by its code, and an abort is none of the generator's doing.
      if (AixgoError.isInstance(thrown) || scope.signal.aborted) throw thrown
      const { name, message } = ensureError(thrown)
      throw new AgentError('AGENT_FAILED', `${subjectOf(generate, scope)} threw ${name}: ${message}`, {
        cause: thrown,
        details: { agent: scope.agent, module: generatorModule(generate) },
      })
    }
  }

async function* generated(generate: ItemGenerator, scope: SourceScope): AsyncGenerator<JsonValue> {
  const items: unknown = await generate(scope)
  if (!isIterable(items))
    throw wrong(
      generate,
      scope,
      `gave ${nameOf(items)} instead of something to iterate over. Use a generator function.`,
    )
  let turnStart = scope.clock.monotonic()
  let count = 0
  for await (const item of items) {
    count += 1
    if (!isJson(item))
      throw wrong(generate, scope, `gave ${nameOf(item)} as item ${count}. Use values that JSON can carry.`)
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

function subjectOf(generate: ItemGenerator, { agent }: SourceScope): string {
  const module = generatorModule(generate)
  return `The generator of producer "${agent}"${module === undefined ? '' : ` (module "${module}")`}`
}

function wrong(generate: ItemGenerator, scope: SourceScope, problem: string): AgentError {
  return new AgentError('SOURCE_INVALID', `${subjectOf(generate, scope)} ${problem}`, {
    details: { agent: scope.agent },
  })
}
