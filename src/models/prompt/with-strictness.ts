import { strictProblem } from '../../schema/strict/strict-problem.ts'
import { strictRulesOf } from '../../schema/strict/strict-rules.ts'
import { wrapModel } from '../middleware/wrap-model.ts'
import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4FunctionTool,
  LanguageModelV4StreamPart,
} from '../model.ts'

/** What a model's package does by itself. */
export interface StrictnessOptions {
  /** True where tools that strict decoding takes are to be decoded strictly; the package's own choice without it. */
  readonly strictTools?: boolean | undefined
}

type Options = LanguageModelV4CallOptions
type Tool = NonNullable<Options['tools']>[number]

/**
 * For models whose package asks for strict decoding by itself: asks for none where the schema of the output breaks its
 * rules, which the provider would refuse. Why it does not is a note of the result.
 */
export function withStrictness(
  model: LanguageModelV4,
  { strictTools = false }: StrictnessOptions = {},
): LanguageModelV4 {
  const [family = model.provider] = model.provider.split('.', 1)
  const rules = strictRulesOf(family, model.modelId)
  const adapt = (options: Options): { readonly options: Options; readonly notes: readonly string[] } => {
    const { responseFormat, tools } = options
    const schema = responseFormat?.type === 'json' ? responseFormat.schema : undefined
    const problem = schema === undefined ? undefined : strictProblem(schema, rules)
    const strict = strictTools && tools !== undefined ? { ...options, tools: tools.map(strictTool) } : options
    if (problem === undefined) return { options: strict, notes: [] }
    return { options: loosened(strict, family), notes: [`The output is not decoded strictly: ${problem}.`] }
  }
  const strictTool = (tool: Tool): Tool =>
    tool.type === 'function' && tool.strict === undefined && strictProblem(tool.inputSchema, rules) === undefined
      ? decodedStrictly(tool)
      : tool
  return wrapModel(model, {
    async doGenerate(given) {
      const { options, notes } = adapt(given)
      const result = await model.doGenerate(options)
      return notes.length === 0 ? result : { ...result, providerMetadata: withNotes(result.providerMetadata, notes) }
    },
    async doStream(given) {
      const { options, notes } = adapt(given)
      const result = await model.doStream(options)
      return notes.length === 0 ? result : { ...result, stream: result.stream.pipeThrough(noteStream(notes)) }
    },
  })
}

const objects = new WeakMap<LanguageModelV4, LanguageModelV4>()

/** A model object of a user's own, with `withStrictness` where it is of the AI SDK and speaks an interface of OpenAI's. */
export function objectWithStrictness(model: LanguageModelV4): LanguageModelV4 {
  // xAI's package has no such option.
  if (!/^(?!xai\.)[\w-]+\.(?:chat|responses)$/.test(model.provider)) return model
  let wrapped = objects.get(model)
  if (wrapped === undefined) objects.set(model, (wrapped = withStrictness(model)))
  return wrapped
}

const strictCopies = new WeakMap<LanguageModelV4FunctionTool, LanguageModelV4FunctionTool>()

function decodedStrictly(tool: LanguageModelV4FunctionTool): LanguageModelV4FunctionTool {
  let copy = strictCopies.get(tool)
  if (copy === undefined) strictCopies.set(tool, (copy = { ...tool, strict: true }))
  return copy
}

/** The options that keep a package from asking for strict decoding, unless the caller insists on it. */
function loosened(options: Options, family: string): Options {
  const { providerOptions } = options
  const loose = (key: string) => ({ [key]: { strictJsonSchema: false, ...providerOptions?.[key] } })
  // Packages for services of OpenAI's models read its options too.
  return { ...options, providerOptions: { ...providerOptions, ...loose('openai'), ...loose(family) } }
}

type Metadata = Extract<LanguageModelV4StreamPart, { type: 'finish' }>['providerMetadata']

function withNotes(metadata: Metadata, notes: readonly string[]): NonNullable<Metadata> {
  const own = metadata?.['aixgo']
  const earlier = Array.isArray(own?.['notes']) ? own['notes'] : []
  return { ...metadata, aixgo: { ...own, notes: [...earlier, ...notes] } }
}

function noteStream(notes: readonly string[]): TransformStream<LanguageModelV4StreamPart, LanguageModelV4StreamPart> {
  return new TransformStream({
    transform(part, controller) {
      controller.enqueue(
        part.type === 'finish' ? { ...part, providerMetadata: withNotes(part.providerMetadata, notes) } : part,
      )
    },
  })
}
