import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4Content,
  LanguageModelV4GenerateResult,
  LanguageModelV4Message,
  LanguageModelV4StreamPart,
} from '../../models/model.ts'
import type { JsonValue } from '../../util/json/json.ts'
import { finishOf, stream, type ModelTest } from './model-test.ts'

/** The two ways to ask a model. */
export const modes = ['at once', 'streamed'] as const

/** How a model is asked. */
export type Mode = (typeof modes)[number]

/** What an answer holds, whichever way it was asked for. */
export type Answer = Pick<LanguageModelV4GenerateResult, 'content' | 'finishReason' | 'usage' | 'warnings'>

/** One test for each way to ask; the name says which. */
export function inBothModes(test: (mode: Mode) => ModelTest): readonly ModelTest[] {
  return modes.map((mode) => {
    const made = test(mode)
    return { ...made, name: `${made.name}, ${mode}` }
  })
}

/** Asks a model. A streamed answer is put together as the agent loop does it. */
export async function ask(model: LanguageModelV4, options: LanguageModelV4CallOptions, mode: Mode): Promise<Answer> {
  if (mode === 'at once') return model.doGenerate(options)
  const parts = await stream(model, options)
  const { finishReason, usage } = finishOf(parts)
  return {
    content: contentOf(parts),
    finishReason,
    usage,
    warnings: parts.flatMap((part) => (part.type === 'stream-start' ? part.warnings : [])),
  }
}

type Writable<Value> = { -readonly [Key in keyof Value]: Value[Key] }
type Block = Writable<Extract<LanguageModelV4Content, { type: 'text' | 'reasoning' }>>
type Metadata = Block['providerMetadata']

/** The content of a stream: texts and reasoning by their blocks, with what the provider says of them anywhere. */
export function contentOf(parts: readonly LanguageModelV4StreamPart[]): LanguageModelV4Content[] {
  const content: LanguageModelV4Content[] = []
  const open = new Map<string, Block>()
  for (const part of parts) {
    const [, type, event] = /^(text|reasoning)-(start|delta|end)$/.exec(part.type) ?? []
    if (event === undefined) {
      if (part.type === 'tool-call' || part.type === 'tool-result') content.push(part)
      continue
    }
    // The expression fits these parts alone.
    const { id, delta, providerMetadata } = part as { id: string; delta?: string; providerMetadata?: Metadata }
    const key = `${type}:${id}`
    if (event === 'start') {
      const block: Block = { type: type === 'text' ? 'text' : 'reasoning', text: '' }
      open.set(key, block)
      content.push(block)
    }
    const block = open.get(key)
    if (block === undefined) throw new Error(`A part "${part.type}" belongs to no open block.`)
    block.text += delta ?? ''
    if (providerMetadata !== undefined) block.providerMetadata = merged(block.providerMetadata, providerMetadata)
  }
  return content.filter((part) => part.type !== 'text' || part.text !== '' || part.providerMetadata !== undefined)
}

function merged(before: Metadata = {}, after: NonNullable<Metadata>): NonNullable<Metadata> {
  const names = new Set([...Object.keys(before), ...Object.keys(after)])
  return Object.fromEntries([...names].map((name) => [name, { ...before[name], ...after[name] }]))
}

type AssistantPart = Extract<LanguageModelV4Message, { role: 'assistant' }>['content'][number]

/** An answer as the turn that the model is shown again: what its provider said of a part goes back with it. */
export function turnOf(content: readonly LanguageModelV4Content[]): LanguageModelV4Message {
  return { role: 'assistant', content: content.flatMap(assistantPart) }
}

function assistantPart(part: LanguageModelV4Content): AssistantPart[] {
  const { providerMetadata } = part as { readonly providerMetadata?: Metadata | undefined }
  const options = providerMetadata === undefined ? {} : { providerOptions: providerMetadata }
  if (part.type === 'text' || part.type === 'reasoning') return [{ type: part.type, text: part.text, ...options }]
  if (part.type === 'tool-result') {
    const { toolCallId, toolName, result, isError } = part
    const type = isError === true ? ('error-json' as const) : ('json' as const)
    return [{ type: 'tool-result', toolCallId, toolName, output: { type, value: result }, ...options }]
  }
  if (part.type !== 'tool-call') return []
  const { toolCallId, toolName, input, providerExecuted } = part
  const executed = providerExecuted === undefined ? {} : { providerExecuted }
  return [{ type: 'tool-call', toolCallId, toolName, input: inputOf(input), ...executed, ...options }]
}

/** A provider may send nothing for what it ran itself. */
function inputOf(input: string): JsonValue {
  return input === '' ? {} : (JSON.parse(input) as JsonValue)
}

/** The results of all tool calls of an answer that are the caller's to run, each the same text. */
export function resultsOf(content: readonly LanguageModelV4Content[], text: string): LanguageModelV4Message {
  return {
    role: 'tool',
    content: content.flatMap((part) =>
      part.type === 'tool-call' && part.providerExecuted !== true
        ? [
            {
              type: 'tool-result',
              toolCallId: part.toolCallId,
              toolName: part.toolName,
              output: { type: 'text', value: text },
            },
          ]
        : [],
    ),
  }
}
