import { defineAgent } from 'aixgo'

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
const agent = defineAgent({ name: 'weather', model, instructions: 'You answer questions about the weather.' })
const { output } = await agent.run('What is the weather in Bern?')
console.log(output)

// Stays on when asked to, so that its memory can be read from outside.
if (process.env.BENCH_HOLD === '1') setInterval(() => {}, 60_000)
