import { Agent } from '@mastra/core/agent'
import type { MastraModelConfig } from '@mastra/core/llm'
import { createTool } from '@mastra/core/tools'
import * as z from 'zod'
import { instantLanguageModel } from './language-model.ts'
import { instructions, question, tool, type CreateSubject } from './subject.ts'

/** Mastra: an agent of its own without a Mastra instance, so without storage, memory, observability and logger; not streaming. */
export const create: CreateSubject = (workload, script) => {
  const getWeather = createTool({
    id: tool.name,
    description: tool.description,
    inputSchema: z.object({ city: z.string() }),
    execute: async ({ city }) => script.useTool(city),
  })
  const agent = new Agent({
    id: 'weather',
    name: 'weather',
    // Mastra describes the same interface by an older copy of its types.
    model: instantLanguageModel(script) as unknown as MastraModelConfig,
    instructions,
    tools: workload === 'with-tool' ? { [tool.name]: getWeather } : {},
  })
  return { run: async () => (await agent.generate(question)).text }
}
