import { tool as defineTool, ToolLoopAgent } from 'ai'
import * as z from 'zod'
import { instantLanguageModel } from './language-model.ts'
import { instructions, question, tool, type CreateSubject } from './subject.ts'

/** The AI SDK: its agent class, not streaming. Its telemetry is off unless an integration is registered; none is. */
export const create: CreateSubject = (workload, script) => {
  const getWeather = defineTool({
    description: tool.description,
    inputSchema: z.object({ city: z.string() }),
    execute: ({ city }) => script.useTool(city),
  })
  const model = instantLanguageModel(script)
  const agent = new ToolLoopAgent({
    model,
    instructions,
    ...(workload === 'with-tool' ? { tools: { [tool.name]: getWeather } } : {}),
  })
  return { run: async () => (await agent.generate({ prompt: question })).text }
}
