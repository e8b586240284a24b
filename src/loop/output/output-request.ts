import type { LanguageModelV4FunctionTool, LanguageModelV4Message } from '../../models/model.ts'
import type { ModelRequest } from '../model/model-request.ts'
import { finalOutputTool } from '../reserved-names.ts'
import type { OutputMode } from './output-mode.ts'
import type { OutputSchema } from './output-schema.ts'

/** Adds to a request what makes the model give an output of a schema. */
export function withOutput(request: ModelRequest, mode: OutputMode, schema: OutputSchema): ModelRequest {
  if (mode === 'native') return withResponseFormat(request, schema)
  if (mode === 'tool') return withFinalTool(request, schema)
  return { ...request, prompt: withInstructions(request.prompt, schema) }
}

function withResponseFormat(request: ModelRequest, { jsonSchema, strict }: OutputSchema): ModelRequest {
  const responseFormat = { type: 'json', schema: jsonSchema, name: 'output' } as const
  if (strict) return { ...request, responseFormat }
  // Strict decoding would refuse the schema; the answer is checked here either way.
  const loose = { strictJsonSchema: false }
  return {
    ...request,
    responseFormat,
    providerOptions: { ...request.providerOptions, openai: { ...request.providerOptions?.['openai'], ...loose } },
  }
}

function withFinalTool(request: ModelRequest, { jsonSchema }: OutputSchema): ModelRequest {
  const tool: LanguageModelV4FunctionTool = {
    type: 'function',
    name: finalOutputTool,
    description: 'Gives the final answer. Call it once, when the answer is complete.',
    inputSchema: jsonSchema,
  }
  const { tools = [] } = request
  return {
    ...request,
    tools: [...tools, tool],
    toolChoice: tools.length === 0 ? { type: 'tool', toolName: finalOutputTool } : { type: 'required' },
  }
}

function withInstructions(prompt: readonly LanguageModelV4Message[], schema: OutputSchema): LanguageModelV4Message[] {
  const text =
    'Give your final answer as one JSON value that matches this JSON Schema, and write nothing else around it: ' +
    `no explanation, no comments.\n\n${JSON.stringify(schema.jsonSchema)}`
  const [first, ...rest] = prompt
  return first?.role === 'system'
    ? [{ ...first, content: `${first.content}\n\n${text}` }, ...rest]
    : [{ role: 'system', content: text }, ...prompt]
}
