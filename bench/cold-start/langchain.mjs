import { BaseChatModel } from '@langchain/core/language_models/chat_models'
import { AIMessage } from '@langchain/core/messages'
import { createAgent } from 'langchain'

class InstantChatModel extends BaseChatModel {
  _llmType() {
    return 'instant'
  }

  bindTools() {
    return this
  }

  async _generate() {
    const text = 'It is 21 degrees in Bern.'
    return { generations: [{ text, message: new AIMessage(text) }] }
  }
}
const agent = createAgent({ model: new InstantChatModel({}), systemPrompt: 'You answer questions about the weather.' })
const { messages } = await agent.invoke({ messages: [{ role: 'user', content: 'What is the weather in Bern?' }] })
console.log(messages.at(-1).content)

// Stays on when asked to, so that its memory can be read from outside.
if (process.env.BENCH_HOLD === '1') setInterval(() => {}, 60_000)
