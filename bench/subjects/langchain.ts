import { BaseChatModel } from '@langchain/core/language_models/chat_models'
import { AIMessage, ToolMessage, type BaseMessage } from '@langchain/core/messages'
import type { ChatResult } from '@langchain/core/outputs'
import { createAgent, tool as defineTool } from 'langchain'
import * as z from 'zod'
import { answer, instructions, question, tool, type CreateSubject, type Script } from './subject.ts'

/** LangChain's agent, which runs on LangGraph.js: no checkpointer, LangSmith tracing off, not streaming. */
export const create: CreateSubject = (workload, script) => {
  const getWeather = defineTool(({ city }) => script.useTool(city), {
    name: tool.name,
    description: tool.description,
    schema: z.object({ city: z.string() }),
  })
  const agent = createAgent({
    model: new InstantChatModel(script),
    systemPrompt: instructions,
    tools: workload === 'with-tool' ? [getWeather] : [],
  })
  return {
    async run() {
      const { messages } = await agent.invoke({ messages: [{ role: 'user', content: question }] })
      return String(messages.at(-1)?.content)
    },
  }
}

class InstantChatModel extends BaseChatModel {
  readonly #script: Script

  constructor(script: Script) {
    super({})
    this.#script = script
  }

  _llmType(): string {
    return 'instant'
  }

  // A provider's model would translate the tools here, on every call. That cost is the provider's, so it is left out.
  override bindTools(tools: unknown[]) {
    const config: object = { tools }
    return this.withConfig(config)
  }

  override async _generate(messages: BaseMessage[], options: this['ParsedCallOptions']): Promise<ChatResult> {
    const { tools = [] } = options as { readonly tools?: readonly unknown[] }
    const next = this.#script.next({ toolsOffered: tools.length, afterTool: endsWithToolResult(messages) })
    if (this.#script.gate !== undefined) await this.#script.gate
    return { generations: [next === 'tool' ? toolCall() : { text: answer, message: new AIMessage(answer) }] }
  }
}

function endsWithToolResult(messages: readonly BaseMessage[]): boolean {
  const last = messages.at(-1)
  if (!(last instanceof ToolMessage)) return false
  if (last.name !== tool.name || last.content !== tool.result) {
    throw new Error(`The model got another tool result than the tool gave: ${JSON.stringify(last)}`)
  }
  return true
}

function toolCall(): ChatResult['generations'][number] {
  const call = { type: 'tool_call' as const, id: 'call-1', name: tool.name, args: { city: tool.city } }
  return { text: '', message: new AIMessage({ content: '', tool_calls: [call] }) }
}
