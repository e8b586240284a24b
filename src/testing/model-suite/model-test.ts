import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4Content,
  LanguageModelV4StreamPart,
} from '../../models/model.ts'
import { expectThat } from '../expectations.ts'
import type { ModelAbility, ModelScenario } from '../model-scenario.ts'

/** One test of the suite. */
export interface ModelTest {
  readonly name: string
  readonly needs: readonly ModelAbility[]
  readonly scenario: ModelScenario
  readonly run: (model: LanguageModelV4, requested: Promise<void>) => Promise<void>
}

/** A question without tools. Frozen, because a model must leave what it is given as it is. */
export function question(text: string, rest: Partial<LanguageModelV4CallOptions> = {}): LanguageModelV4CallOptions {
  return deepFreeze({ prompt: [{ role: 'user', content: [{ type: 'text', text }] }], ...rest })
}

/** Reads a stream to its end. Rejects with the error of an error part, as the agent loop does. */
export async function readStream(
  source: ReadableStream<LanguageModelV4StreamPart>,
): Promise<readonly LanguageModelV4StreamPart[]> {
  const parts: LanguageModelV4StreamPart[] = []
  const reader = source.getReader()
  for (;;) {
    const { done, value } = await reader.read()
    if (done) return parts
    if (value.type === 'error') throw value.error
    parts.push(value)
  }
}

/** Asks for a stream and reads it. */
export async function stream(
  model: LanguageModelV4,
  options: LanguageModelV4CallOptions,
): Promise<readonly LanguageModelV4StreamPart[]> {
  return readStream((await model.doStream(options)).stream)
}

/** The text of an answer. */
export function textOf(content: readonly LanguageModelV4Content[]): string {
  return content.map((part) => (part.type === 'text' ? part.text : '')).join('')
}

/** The text of a streamed answer. */
export function streamedText(parts: readonly LanguageModelV4StreamPart[]): string {
  return parts.map((part) => (part.type === 'text-delta' ? part.delta : '')).join('')
}

/** The last part of a complete stream. */
export function finishOf(
  parts: readonly LanguageModelV4StreamPart[],
): Extract<LanguageModelV4StreamPart, { type: 'finish' }> {
  const last = parts.at(-1)
  expectThat(
    last?.type === 'finish',
    `The stream should end with "finish", but ends with "${last?.type ?? 'nothing'}".`,
  )
  expectThat(parts.filter((part) => part.type === 'finish').length === 1, 'The stream should finish once.')
  return last
}

function deepFreeze<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || value instanceof AbortSignal || Object.isFrozen(value))
    return value
  Object.freeze(value)
  for (const part of Object.values(value)) deepFreeze(part)
  return value
}
