import {
  Agent,
  Runner,
  tool as defineTool,
  Usage,
  type Model,
  type ModelRequest,
  type ModelResponse,
} from '@openai/agents'
import * as z from 'zod'
import { answer, instructions, question, tool, type CreateSubject, type Script } from './subject.ts'

/** OpenAI Agents: its runner with tracing off, not streaming. */
export const create: CreateSubject = (workload, script) => {
  const getWeather = defineTool({
    name: tool.name,
    description: tool.description,
    parameters: z.object({ city: z.string() }),
    execute: ({ city }) => script.useTool(city),
  })
  const tools = workload === 'with-tool' ? [getWeather] : []
  const agent = new Agent({ name: 'weather', instructions, model: instantModel(script), tools })
  const runner = new Runner({ tracingDisabled: true })
  return { run: async () => String((await runner.run(agent, question)).finalOutput) }
}

function instantModel(script: Script): Model {
  return {
    async getResponse(request) {
      const next = script.next({ toolsOffered: request.tools.length, afterTool: endsWithToolResult(request) })
      if (script.gate !== undefined) await script.gate
      return {
        usage: new Usage({ inputTokens: 10, outputTokens: 5, totalTokens: 15 }),
        output: [next === 'tool' ? toolCall() : text()],
      }
    },
    getStreamedResponse() {
      throw new Error('The bench does not stream.')
    },
  }
}

function endsWithToolResult({ input }: ModelRequest): boolean {
  const last = typeof input === 'string' ? undefined : input.at(-1)
  if (last?.type !== 'function_call_result') return false
  const { output } = last
  const result = typeof output === 'object' && 'text' in output ? output.text : output
  if (last.name !== tool.name || result !== tool.result) {
    throw new Error(`The model got another tool result than the tool gave: ${JSON.stringify(last)}`)
  }
  return true
}

function text(): ModelResponse['output'][number] {
  return { type: 'message', role: 'assistant', status: 'completed', content: [{ type: 'output_text', text: answer }] }
}

function toolCall(): ModelResponse['output'][number] {
  return {
    type: 'function_call',
    callId: 'call-1',
    name: tool.name,
    status: 'completed',
    arguments: `{"city":"${tool.city}"}`,
  }
}
