import type { LanguageModelV4FunctionTool, LanguageModelV4Message } from '../../models/model.ts'
import type { ModelSchema } from '../../schema/model/model-schema.ts'
import type { ModelRequest } from '../model/model-request.ts'
import { finalOutputTool } from '../reserved-names.ts'
import type { OutputMode } from './output-mode.ts'

/** Adds to a request what makes the model give an output of a schema. */
export function withOutput(request: ModelRequest, mode: OutputMode, schema: ModelSchema): ModelRequest {
  // Whether the provider may decode strictly by the schema is for whoever sends it to find out.
  if (mode === 'native')
    return { ...request, responseFormat: { type: 'json', schema: schema.jsonSchema, name: 'output' } }
  if (mode === 'tool') return withFinalTool(request, schema)
  return { ...request, prompt: withInstructions(request.prompt, schema) }
}

function withFinalTool(request: ModelRequest, { jsonSchema }: ModelSchema): ModelRequest {
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

function withInstructions(prompt: readonly LanguageModelV4Message[], schema: ModelSchema): LanguageModelV4Message[] {
  const text =
    'Give your final answer as one JSON value that matches this JSON Schema, and write nothing else around it: ' +
    `no explanation, no comments.\n\n${JSON.stringify(schema.jsonSchema)}`
  const [first, ...rest] = prompt
  return first?.role === 'system'
    ? [{ ...first, content: `${first.content}\n\n${text}` }, ...rest]
    : [{ role: 'system', content: text }, ...prompt]
}
