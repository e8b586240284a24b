import { Agent, Runner, Usage } from '@openai/agents'

const model = {
  async getResponse() {
    const content = [{ type: 'output_text', text: 'It is 21 degrees in Bern.' }]
    return { usage: new Usage(), output: [{ type: 'message', role: 'assistant', status: 'completed', content }] }
  },
}
const agent = new Agent({ name: 'weather', model, instructions: 'You answer questions about the weather.' })
const runner = new Runner({ tracingDisabled: true })
const { finalOutput } = await runner.run(agent, 'What is the weather in Bern?')
console.log(finalOutput)

// Stays on when asked to, so that its memory can be read from outside.
if (process.env.BENCH_HOLD === '1') setInterval(() => {}, 60_000)
