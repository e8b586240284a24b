import type { JsonSchema, LanguageModelV4, LanguageModelV4CallOptions, LanguageModelV4FunctionTool } from '../model.ts'
import { wrapModel } from '../middleware/wrap-model.ts'

/** A model whose provider gets the schemas of tools in its own words. `change` is asked once for each tool. */
export function withToolSchemas(model: LanguageModelV4, change: (schema: JsonSchema) => JsonSchema): LanguageModelV4 {
  const changed = new WeakMap<LanguageModelV4FunctionTool, LanguageModelV4FunctionTool>()
  const adaptTool = (tool: LanguageModelV4FunctionTool): LanguageModelV4FunctionTool => {
    let copy = changed.get(tool)
    if (copy === undefined) changed.set(tool, (copy = { ...tool, inputSchema: change(tool.inputSchema) }))
    return copy
  }
  const adapt = (options: LanguageModelV4CallOptions): LanguageModelV4CallOptions =>
    options.tools === undefined
      ? options
      : { ...options, tools: options.tools.map((tool) => (tool.type === 'function' ? adaptTool(tool) : tool)) }
  return wrapModel(model, {
    doGenerate: (options) => model.doGenerate(adapt(options)),
    doStream: (options) => model.doStream(adapt(options)),
  })
}
