// What a model call costs beside the bare provider package: ours with its whole middleware, and `ai`'s generateText and
// streamText, against one server on this machine. Interleaved; medians of rounds. Prints a table, or JSON with --json.
// Needs `npm run build` and the peers (`npm ci` in bench/).
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { createOpenAI } from '@ai-sdk/openai'
import { generateText, streamText } from 'ai'
import { defineAgent } from 'aixgo'
import { createModelResolver } from 'aixgo/models'

const rounds = 15
const callsPerRound = 100

const answer = {
  id: 'resp_1',
  object: 'response',
  created_at: 1,
  status: 'completed',
  model: 'gpt-4o-mini',
  output: [
    {
      id: 'msg_1',
      type: 'message',
      status: 'completed',
      role: 'assistant',
      content: [{ type: 'output_text', text: 'Hello from here.', annotations: [] }],
    },
  ],
  usage: { input_tokens: 5, output_tokens: 4, total_tokens: 9 },
}
const [message] = answer.output
const events = [
  { type: 'response.created', response: { ...answer, status: 'in_progress', output: [] } },
  { type: 'response.output_item.added', output_index: 0, item: { ...message, content: [] } },
  ...['Hello ', 'from ', 'here.'].map((delta) => ({
    type: 'response.output_text.delta',
    item_id: 'msg_1',
    output_index: 0,
    content_index: 0,
    delta,
  })),
  { type: 'response.output_item.done', output_index: 0, item: message },
  { type: 'response.completed', response: answer },
]

const server = createServer((request, response) => {
  let body = ''
  request.on('data', (chunk) => (body += String(chunk)))
  request.on('end', () => {
    const isStream = (JSON.parse(body) as { stream?: boolean }).stream === true
    response.setHeader('content-type', isStream ? 'text/event-stream' : 'application/json')
    response.end(
      isStream ? events.map((event) => `data: ${JSON.stringify(event)}\n\n`).join('') : JSON.stringify(answer),
    )
  })
})
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
const baseURL = `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
const model = createOpenAI({ apiKey: 'bench', baseURL }).responses('gpt-4o-mini')
// The provider speaks Responses only to its own host, so the request is sent on from there.
const redirect: typeof fetch = (url, init) => fetch(String(url).replace('https://api.openai.com/v1', baseURL), init)
const resolveModel = createModelResolver({ environment: { OPENAI_API_KEY: 'bench' }, fetch: redirect })
const agent = defineAgent({ name: 'bench', model: 'openai:gpt-4o-mini' })
const prompt = [{ role: 'user' as const, content: [{ type: 'text' as const, text: 'Hi' }] }]

const subjects: Readonly<Record<string, () => Promise<string>>> = {
  'bare package, whole': async () => {
    const { content } = await model.doGenerate({ prompt })
    return content.map((part) => (part.type === 'text' ? part.text : '')).join('')
  },
  'aixgo run': async () => (await agent.run('Hi', { resolveModel })).output,
  'ai generateText': async () => (await generateText({ model, prompt: 'Hi' })).text,
  'bare package, stream': async () => {
    let text = ''
    const { stream } = await model.doStream({ prompt })
    for await (const part of stream) if (part.type === 'text-delta') text += part.delta
    return text
  },
  'aixgo stream': async () => {
    let text = ''
    for await (const delta of agent.stream('Hi', { resolveModel }).text()) text += delta
    return text
  },
  'ai streamText': async () => {
    let text = ''
    for await (const delta of streamText({ model, prompt: 'Hi' }).textStream) text += delta
    return text
  },
}

const first: Record<string, number> = {}
const samples: Record<string, number[]> = {}
for (const [name, call] of Object.entries(subjects)) {
  const startedAt = performance.now()
  const text = await call()
  first[name] = performance.now() - startedAt
  if (text !== 'Hello from here.') throw new Error(`${name} answered "${text}".`)
  samples[name] = []
}
for (let round = 0; round < rounds; round++) {
  for (const [name, call] of Object.entries(subjects)) {
    const startedAt = performance.now()
    for (let count = 0; count < callsPerRound; count++) await call()
    samples[name]?.push(((performance.now() - startedAt) / callsPerRound) * 1000)
  }
}
server.close()

const rows = Object.entries(samples).map(([name, values]) => {
  const sorted = values.toSorted((a, b) => a - b)
  const at = (share: number): number => Math.round(sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN)
  return {
    name,
    firstMs: Number((first[name] ?? Number.NaN).toFixed(1)),
    minUs: at(0),
    medianUs: at(0.5),
    p90Us: at(0.9),
  }
})
if (process.argv.includes('--json')) console.log(JSON.stringify({ node: process.version, callsPerRound, rounds, rows }))
else console.table(rows)
process.exit(0)
