import { defineAgent, defineTool } from 'aixgo'
import * as z from 'zod'
import { instantLanguageModel } from './language-model.ts'
import { instructions, question, tool, type CreateSubject } from './subject.ts'

/** This project: in-memory ledger, no listener, not streaming, as by default. */
export const create: CreateSubject = (workload, script) => {
  const getWeather = defineTool({
    name: tool.name,
    description: tool.description,
    input: z.object({ city: z.string() }),
    effect: 'none',
    execute: ({ city }) => script.useTool(city),
  })
  const model = instantLanguageModel(script)
  const agent = defineAgent({
    name: 'weather',
    model,
    instructions,
    tools: workload === 'with-tool' ? [getWeather] : [],
  })
  return { run: async () => (await agent.run(question)).output }
}
