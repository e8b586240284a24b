import { Agent } from '@mastra/core/agent'

const usage = { inputTokens: { total: 10 }, outputTokens: { total: 5 } }
const model = {
  specificationVersion: 'v4',
  provider: 'bench',
  modelId: 'instant',
  supportedUrls: {},
  async doGenerate() {
    const content = [{ type: 'text', text: 'It is 21 degrees in Bern.' }]
    return { content, finishReason: { unified: 'stop', raw: 'stop' }, usage, warnings: [] }
  },
}
const agent = new Agent({
  id: 'weather',
  name: 'weather',
  model,
  instructions: 'You answer questions about the weather.',
})
const { text } = await agent.generate('What is the weather in Bern?')
console.log(text)

// Stays on when asked to, so that its memory can be read from outside.
if (process.env.BENCH_HOLD === '1') setInterval(() => {}, 60_000)
