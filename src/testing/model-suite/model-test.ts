import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4Content,
  LanguageModelV4FunctionTool,
  LanguageModelV4StreamPart,
} from '../../models/model.ts'
import type { JsonObject } from '../../util/json/json.ts'
import { expectThat } from '../expectations.ts'
import type { ModelAbility } from '../model-abilities.ts'
import type { ModelScenario } from '../model-scenario.ts'

/** A request as it arrived where the model sent it. */
export interface ModelRequestSeen {
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: JsonObject
}

/** Provider options of a model, and a text that its requests carry with them. */
export interface ProviderOptionsExample {
  readonly providerOptions: NonNullable<LanguageModelV4CallOptions['providerOptions']>
  readonly shows: string
}

/** A tool that the provider of a model runs itself. */
export type ProviderTool = Extract<NonNullable<LanguageModelV4CallOptions['tools']>[number], { type: 'provider' }>

/** What a test may know beside the model. */
export interface TestContext {
  /** Resolves when a request has arrived. */
  readonly requested: Promise<void>
  /** The requests that have arrived so far. */
  readonly requests: () => readonly ModelRequestSeen[]
  readonly example: () => ProviderOptionsExample
  readonly providerTool: () => ProviderTool
}

/** One test of the suite. */
export interface ModelTest {
  readonly name: string
  /** The first is the ability that the test is about. */
  readonly needs: readonly [ModelAbility, ...ModelAbility[]]
  readonly scenario: ModelScenario
  readonly run: (model: LanguageModelV4, context: TestContext) => Promise<void>
}

/** A question without tools. Frozen, because a model must leave what it is given as it is. */
export function question(text: string, rest: Partial<LanguageModelV4CallOptions> = {}): LanguageModelV4CallOptions {
  return deepFreeze({ prompt: [{ role: 'user', content: [{ type: 'text', text }] }], ...rest })
}

/** A request with this conversation. */
export function conversation(
  prompt: LanguageModelV4CallOptions['prompt'],
  rest: Partial<LanguageModelV4CallOptions> = {},
): LanguageModelV4CallOptions {
  return deepFreeze({ prompt, ...rest })
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

/** The tool that most tests offer. */
export const weather: LanguageModelV4FunctionTool = {
  type: 'function',
  name: 'get_weather',
  description: 'Get the weather of a city',
  inputSchema: {
    type: 'object',
    properties: { city: { type: 'string' } },
    required: ['city'],
    additionalProperties: false,
  },
}

function deepFreeze<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || value instanceof AbortSignal || Object.isFrozen(value))
    return value
  Object.freeze(value)
  for (const part of Object.values(value)) deepFreeze(part)
  return value
}
