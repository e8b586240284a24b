import { AbstractChat, DefaultChatTransport, type ChatState, type ChatStatus, type UIMessage } from 'ai'
import { describe, expect, it } from 'vitest'
import { defineAgent } from '../../agents/define-agent.ts'
import { handoff } from '../../agents/handoff.ts'
import type { RunStream } from '../../agents/agent.ts'
import { ModelError } from '../../errors/model-error.ts'
import type { Conversation } from '../../messages/conversation.ts'
import { scriptedModel } from '../../testing/scripted-model.ts'
import { never, type ScriptedReply } from '../../testing/scripted-reply.ts'
import { fromUiMessages } from '../messages/from-ui-messages.ts'
import type { UiMessage } from '../messages/ui-message.ts'
import { uiMessageStreamResponse } from './ui-message-stream.ts'

/** What `useChat` of each framework is made of: the chat of the AI SDK with a state that a page shows. */
class Chat extends AbstractChat<UIMessage> {
  constructor(answer: (conversation: Conversation) => RunStream<unknown>) {
    const transport = new DefaultChatTransport<UIMessage>({
      api: 'http://test/api/chat',
      fetch: async (_url, init) => {
        const { messages } = JSON.parse(init?.body as string) as { readonly messages: readonly UiMessage[] }
        const response = uiMessageStreamResponse(answer(fromUiMessages(messages)))
        // As a network does it: who gives the request up closes the body of the answer.
        init?.signal?.addEventListener('abort', () => void reader?.cancel())
        const reader = response.body?.getReader()
        const body = new ReadableStream({
          pull: async (controller) => {
            const piece = await reader?.read()
            if (piece === undefined || piece.done) controller.close()
            else controller.enqueue(piece.value)
          },
        })
        return new Response(body, { headers: response.headers })
      },
    })
    super({ state: new State(), transport })
  }

  get shown(): readonly unknown[] {
    return this.messages.flatMap(({ role, parts }) =>
      parts.flatMap((part) => (part.type === 'step-start' ? [] : [[role, part.type, 'text' in part ? part.text : '']])),
    )
  }
}

class State implements ChatState<UIMessage> {
  status: ChatStatus = 'ready'
  error: Error | undefined
  messages: UIMessage[] = []
  pushMessage = (message: UIMessage): void => void (this.messages = [...this.messages, message])
  popMessage = (): void => void (this.messages = this.messages.slice(0, -1))
  replaceMessage = (index: number, message: UIMessage): void =>
    void (this.messages = this.messages.with(index, message))
  snapshot = <Value>(value: Value): Value => structuredClone(value)
}

const talker = (replies: readonly ScriptedReply[]) => {
  const model = scriptedModel(replies)
  return { model, agent: defineAgent({ name: 'talker', model }) }
}

describe('a page with useChat', () => {
  it('talks to an agent, turn by turn', async () => {
    const { model, agent } = talker(['Hello!', 'Ada.'])
    const chat = new Chat((conversation) => agent.stream(conversation))
    await chat.sendMessage({ text: 'I am Ada.' })
    await chat.sendMessage({ text: 'Who am I?' })
    expect(chat.status).toBe('ready')
    expect(chat.shown).toEqual([
      ['user', 'text', 'I am Ada.'],
      ['assistant', 'text', 'Hello!'],
      ['user', 'text', 'Who am I?'],
      ['assistant', 'text', 'Ada.'],
    ])
    expect(model.calls[1]?.options.prompt).toMatchObject([
      { role: 'user', content: [{ text: 'I am Ada.' }] },
      { role: 'assistant', content: [{ text: 'Hello!' }] },
      { role: 'user', content: [{ text: 'Who am I?' }] },
    ])
  })

  it('is told that there was an error, and can ask again', async () => {
    const { agent } = talker([{ error: new ModelError('MODEL_AUTHENTICATION', 'sk-1234 is wrong') }, 'Hello!'])
    const chat = new Chat((conversation) => agent.stream(conversation))
    await chat.sendMessage({ text: 'Hi' })
    expect([chat.status, chat.error]).toEqual(['error', new Error('An error occurred.')])
    await chat.regenerate()
    expect([chat.status, chat.shown.at(-1)]).toEqual(['ready', ['assistant', 'text', 'Hello!']])
  })

  it('stops the run, and goes on with what was said', async () => {
    const asked = Promise.withResolvers<void>()
    const { model, agent } = talker([() => (asked.resolve(), never()), 'Hello!'])
    const runs: RunStream<unknown>[] = []
    const chat = new Chat((conversation) => {
      const run = agent.stream(conversation)
      runs.push(run)
      return run
    })
    const sent = chat.sendMessage({ text: 'Hi' })
    await asked.promise
    await chat.stop()
    await sent
    await expect(runs[0]?.result).rejects.toThrow('The stream was closed.')
    await chat.sendMessage({ text: 'Still there?' })
    expect(chat.shown.at(-1)).toEqual(['assistant', 'text', 'Hello!'])
    expect(model.calls[1]?.options.prompt.map(({ role }) => role)).toEqual(['user', 'user'])
  })

  it('goes on with the agent that the conversation was handed over to', async () => {
    const billing = talker(['Your bill is paid.'])
    const transfer: ScriptedReply = { toolCalls: [{ toolName: 'transfer_to_talker', input: {}, toolCallId: 'c' }] }
    const triage = defineAgent({ name: 'triage', model: scriptedModel([transfer]), tools: [handoff(billing.agent)] })
    const chat = new Chat((conversation) => triage.stream(conversation))
    await chat.sendMessage({ text: 'My bill?' })
    expect(chat.shown).toEqual([
      ['user', 'text', 'My bill?'],
      ['assistant', 'tool-transfer_to_talker', ''],
      ['assistant', 'text', 'Your bill is paid.'],
    ])
  })
})
