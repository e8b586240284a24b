import { instantLanguageModel } from './language-model.ts'
import { instructions, question, tool, type CreateSubject } from './subject.ts'

/** No framework: the model and the tool called by hand. What the measuring itself costs, at the bottom of every table. */
export const create: CreateSubject = (workload, script) => {
  const model = instantLanguageModel(script)
  const prompt = [
    { role: 'system' as const, content: instructions },
    { role: 'user' as const, content: [{ type: 'text' as const, text: question }] },
  ]
  const tools = [
    {
      type: 'function' as const,
      name: tool.name,
      description: tool.description,
      inputSchema: { type: 'object' as const },
    },
  ]
  return {
    async run() {
      if (workload === 'one-call') return textOf(await model.doGenerate({ prompt }))
      const { content } = await model.doGenerate({ prompt, tools })
      const [call] = content
      if (call?.type !== 'tool-call') throw new Error('The model did not ask for the tool.')
      const input = JSON.parse(call.input) as { readonly city: string }
      const { toolCallId, toolName } = call
      const output = { type: 'text' as const, value: script.useTool(input.city) }
      const history = [
        ...prompt,
        { role: 'assistant' as const, content: [{ type: 'tool-call' as const, toolCallId, toolName, input }] },
        { role: 'tool' as const, content: [{ type: 'tool-result' as const, toolCallId, toolName, output }] },
      ]
      return textOf(await model.doGenerate({ prompt: history, tools }))
    },
  }
}

function textOf({ content }: { readonly content: readonly { readonly type: string }[] }): string {
  const [part] = content
  return part !== undefined && 'text' in part ? String(part.text) : ''
}
