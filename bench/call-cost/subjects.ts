import { pathToFileURL } from 'node:url'
import type { defineAgent } from 'aixgo'
import type { configureModel } from 'aixgo/models'
import { answerText } from './answer.ts'
import type { Task } from './measure-calls.ts'

type Call = () => Promise<string>
interface Aixgo {
  readonly defineAgent: typeof defineAgent
  readonly configureModel: typeof configureModel
}

const content = 'Hi'

/** Runs of an agent of ours, at the model that speaks the wire of the task. */
export function aixgoCall({ defineAgent, configureModel }: Aixgo, { wire, mode, address }: Task): Call {
  const name = wire === 'chat' ? 'openai:bench' : 'anthropic:bench'
  // An object would get a policy of its own; names have the defaults that users have.
  const model = configureModel(name, { apiKey: 'bench', baseUrl: address })
  const agent = defineAgent({ name: 'bench', model, resilience: {} })
  if (mode === 'whole') return async () => (await agent.run(content)).output
  return async () => {
    let text = ''
    for await (const delta of agent.stream(content).text()) text += delta
    return text
  }
}

/** The build of the package in a folder. */
export async function loadAixgo(folder: string): Promise<Aixgo> {
  const load = async (file: string): Promise<object> => import(pathToFileURL(`${folder}/dist/${file}`).href) as never
  return { ...(await load('index.js')), ...(await load('models.js')) } as Aixgo
}

/** The provider's package alone. */
export async function packageCall({ wire, mode, address }: Task): Promise<Call> {
  const model = await packageModel(wire, address)
  const prompt = [{ role: 'user' as const, content: [{ type: 'text' as const, text: content }] }]
  if (mode === 'whole') {
    return async () => {
      const answer = await model.doGenerate({ prompt })
      return answer.content.map((part) => (part.type === 'text' ? part.text : '')).join('')
    }
  }
  return async () => {
    let text = ''
    const { stream } = await model.doStream({ prompt })
    for await (const part of stream) if (part.type === 'text-delta') text += part.delta
    return text
  }
}

/** The functions of `ai`. */
export async function aiCall({ wire, mode, address }: Task): Promise<Call> {
  const [model, { generateText, streamText }] = await Promise.all([packageModel(wire, address), import('ai')])
  if (mode === 'whole') return async () => (await generateText({ model, prompt: content })).text
  return async () => {
    let text = ''
    for await (const delta of streamText({ model, prompt: content }).textStream) text += delta
    return text
  }
}

/** `fetch` alone, for what the transport costs. */
export function fetchCall({ wire, mode, address }: Task): Call {
  const path = wire === 'chat' ? '/chat/completions' : '/messages'
  const headers = { 'content-type': 'application/json', authorization: 'Bearer bench' }
  const body = JSON.stringify({ model: 'bench', messages: [{ role: 'user', content }], stream: mode === 'stream' })
  return async () => {
    const response = await fetch(`${address}${path}`, { method: 'POST', headers, body })
    const text = await response.text()
    // Only that it came: reading it is no part of the transport.
    return text === '' ? text : answerText
  }
}

async function packageModel(wire: Task['wire'], baseURL: string) {
  if (wire === 'chat') {
    const { createOpenAI } = await import('@ai-sdk/openai')
    return createOpenAI({ apiKey: 'bench', baseURL }).chat('bench')
  }
  const { createAnthropic } = await import('@ai-sdk/anthropic')
  return createAnthropic({ apiKey: 'bench', baseURL })('bench')
}
