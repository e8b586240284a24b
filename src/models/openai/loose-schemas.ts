import { strictProblem } from '../../schema/strict/strict-problem.ts'
import type { StrictRules } from '../../schema/strict/strict-rules.ts'
import type { LanguageModelV4CallOptions } from '../model.ts'

/** The request with strict decoding where its schemas fit it: OpenAI refuses a request with one that does not. */
export function withLooseSchemas(options: LanguageModelV4CallOptions, rules: StrictRules): LanguageModelV4CallOptions {
  const { tools, providerOptions } = options
  const isLoose = outputProblem(options, rules) !== undefined
  const hasLooseTools = tools?.some((tool) => toolProblem(tool, rules) !== undefined) === true
  return {
    ...options,
    ...(hasLooseTools
      ? { tools: tools?.map((tool) => (toolProblem(tool, rules) === undefined ? tool : { ...tool, strict: false })) }
      : {}),
    ...(isLoose
      ? { providerOptions: { ...providerOptions, openai: { strictJsonSchema: false, ...providerOptions?.['openai'] } } }
      : {}),
  }
}

/** Why schemas of a request are not decoded strictly. */
export function strictnessNotes(options: LanguageModelV4CallOptions, rules: StrictRules): readonly string[] {
  const output = outputProblem(options, rules)
  return [
    ...(output === undefined ? [] : [`The answer is not decoded strictly: ${output}.`]),
    ...(options.tools ?? []).flatMap((tool) => {
      const problem = toolProblem(tool, rules)
      return problem === undefined ? [] : [`The input of tool "${tool.name}" is not decoded strictly: ${problem}.`]
    }),
  ]
}

function outputProblem({ responseFormat }: LanguageModelV4CallOptions, rules: StrictRules): string | undefined {
  return responseFormat?.type === 'json' && responseFormat.schema !== undefined
    ? strictProblem(responseFormat.schema, rules)
    : undefined
}

type Tool = NonNullable<LanguageModelV4CallOptions['tools']>[number]

function toolProblem(tool: Tool, rules: StrictRules): string | undefined {
  return tool.type === 'function' && tool.strict === true ? strictProblem(tool.inputSchema, rules) : undefined
}
