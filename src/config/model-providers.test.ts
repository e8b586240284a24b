import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { anthropicMessages } from '../../test/support/servers/anthropic-messages.ts'
import { bedrockConverse } from '../../test/support/servers/bedrock-converse.ts'
import { startFakeProvider } from '../../test/support/servers/fake-provider.ts'
import { gemini } from '../../test/support/servers/gemini.ts'
import { openaiChat } from '../../test/support/servers/openai-chat.ts'
import { openaiResponses } from '../../test/support/servers/openai-responses.ts'
import { loadSystem } from './build-system.ts'
import { checkConfig } from './load-config.ts'

let directory: string
beforeEach(() => void (directory = mkdtempSync(join(tmpdir(), 'aixgo-providers-'))))
afterEach(() => rmSync(directory, { recursive: true }))

function write(agent: string, rest = ''): string {
  const file = join(directory, 'agents.yaml')
  writeFileSync(file, `${rest}\nagents:\n  - { name: helper, role: react, ${agent} }\n`)
  return file
}

interface Sent {
  readonly url: string
  readonly headers: Headers
  readonly body: Readonly<Record<string, unknown>>
}

/** Runs the agent once; every address leads to one server, but for those that are down. */
async function runOnce(
  file: string,
  environment: Readonly<Record<string, string>>,
  isDown: (url: URL) => boolean = () => false,
): Promise<Sent> {
  await using server = await startFakeProvider(
    [openaiChat, openaiResponses, gemini, bedrockConverse, anthropicMessages],
    {
      type: 'answer',
      text: 'Hello.',
    },
  )
  const sent: Sent[] = []
  const toServer: typeof fetch = (input, init) => {
    const url = new URL(String(input))
    if (isDown(url)) throw new TypeError('fetch failed')
    sent.push({
      url: url.href,
      headers: new Headers(init?.headers),
      body: JSON.parse(String(init?.body)) as Sent['body'],
    })
    return fetch(`${server.url}${url.pathname}${url.search}`, init)
  }
  await using system = await loadSystem(file, { environment, fetch: toServer })
  await system.start()
  const { output } = await system.call('helper', 'Hi')
  expect(output).toBe('Hello.')
  return sent[0]!
}

describe('the provider of an agent', () => {
  it.each([
    ['model: gpt-4o, provider: openai', { OPENAI_API_KEY: 'k' }, 'https://api.openai.com/v1/responses'],
    ['model: grok-4', { XAI_API_KEY: 'k' }, 'https://api.x.ai/v1/responses'],
    ['model: grok-4, provider: grok', { XAI_API_KEY: 'k' }, 'https://api.x.ai/v1/responses'],
    [
      'model: mistral-large-latest, provider: mistral',
      { MISTRAL_API_KEY: 'k' },
      'https://api.mistral.ai/v1/chat/completions',
    ],
    ['model: "deepseek:deepseek-chat"', { DEEPSEEK_API_KEY: 'k' }, 'https://api.deepseek.com/v1/chat/completions'],
    [
      'model: anthropic/claude-sonnet-4.5, provider: openrouter',
      { OPENROUTER_API_KEY: 'k' },
      'https://openrouter.ai/api/v1/chat/completions',
    ],
    ['model: meta-llama/Llama-3.1-8B-Instruct', { HF_TOKEN: 'k' }, 'https://router.huggingface.co/v1/chat/completions'],
    [
      'model: tgi, provider: huggingface, endpoint: "http://tgi.local:8080"',
      {},
      'http://tgi.local:8080/v1/chat/completions',
    ],
    [
      'model: chat, provider: azure, endpoint: "https://acme.openai.azure.com", api_key: k',
      {},
      'https://acme.openai.azure.com/openai/v1/chat/completions',
    ],
    [
      'model: "amazon.nova-lite-v1:0", region: eu-west-1',
      { AWS_BEARER_TOKEN_BEDROCK: 'k', AWS_REGION: 'us-west-2' },
      'https://bedrock-runtime.eu-west-1.amazonaws.com/model/amazon.nova-lite-v1%3A0/converse',
    ],
    [
      'model: vertex/gemini-2.5-pro, provider: vertexai, project_id: acme, location: europe-west1',
      { VERTEX_ACCESS_TOKEN: 'k' },
      'https://europe-west1-aiplatform.googleapis.com/v1beta1/projects/acme/locations/europe-west1/publishers/google/models/gemini-2.5-pro:generateContent',
    ],
    ['model: openai/gpt-4o', { OPENAI_API_KEY: 'k' }, 'https://api.openai.com/v1/responses'],
    ['model: groq/llama-3.3-70b-versatile', { GROQ_API_KEY: 'k' }, 'https://api.groq.com/openai/v1/chat/completions'],
    [
      'model: google/gemini-2.5-pro',
      { GOOGLE_API_KEY: 'k' },
      'https://generativelanguage.googleapis.com/v1beta/models/gemini-2.5-pro:generateContent',
    ],
  ])('%s', async (agent, environment, url) => {
    expect((await runOnce(write(agent), environment)).url).toBe(url)
  })

  it.each([
    ['anthropic:claude-sonnet-4-5', '/v1/messages', 'claude-sonnet-4-5'],
    ['ollama:llama3', '/v1/chat/completions', 'llama3'],
    ['vllm:qwen3', '/v1/chat/completions', 'qwen3'],
    ['azure:my-deployment', '/openai/v1/chat/completions', 'my-deployment'],
    ['openai:gpt-4o', '/chat/completions', 'gpt-4o'],
    ['bedrock:amazon.nova-lite-v1:0', '/model/amazon.nova-lite-v1%3A0/converse', undefined],
    // What no provider stands before is a name of the server's own.
    ['llama3.1:8b', '/chat/completions', 'llama3.1:8b'],
    ['qwen3:0.6b', '/chat/completions', 'qwen3:0.6b'],
    ['mistral:7b', '/chat/completions', 'mistral:7b'],
    ['hf.co/x/y:Q4', '/chat/completions', 'hf.co/x/y:Q4'],
    ['openai/gpt-4o', '/chat/completions', 'openai/gpt-4o'],
    ['claude-sonnet-4-5', '/chat/completions', 'claude-sonnet-4-5'],
  ])('is the one that the name says, at the address beside it too: %s', async (model, path, sentModel) => {
    const environment = { OPENAI_API_KEY: 'k', ANTHROPIC_API_KEY: 'k', AWS_BEARER_TOKEN_BEDROCK: 'k' }
    const agent = `model: "${model}", base_url: "http://gateway.local", ${model.startsWith('azure') ? 'api_key: k' : 'top_p: 1'}`
    for (const keys of [agent, `model: none, providers: [{ ${agent.replace(', top_p: 1', '')} }]`]) {
      const isFallback = keys.startsWith('model: none')
      const file = write(
        isFallback ? keys.replace('model: none', 'model: "ollama:none", retry: { max_attempts: 1 }') : keys,
      )
      const sent = await runOnce(file, environment, isFallback ? (url) => url.port === '11434' : undefined)
      expect(new URL(sent.url)).toMatchObject({ host: 'gateway.local', pathname: path })
      expect(sent.body['model']).toBe(sentModel)
    }
  })

  it('gets temperature 0 when the file says 0, and none when it says nothing', async () => {
    const environment = { GROQ_API_KEY: 'k' }
    expect((await runOnce(write('model: "groq:m", temperature: 0'), environment)).body['temperature']).toBe(0)
    expect((await runOnce(write('model: "groq:m"'), environment)).body).not.toHaveProperty('temperature')
  })

  it('that ignores a setting says so to whoever runs the agent', async () => {
    await using server = await startFakeProvider([openaiChat], { type: 'answer', text: 'Hello.' })
    const warnings: string[] = []
    const file = write(`model: "groq:m", top_k: 5, provider: groq, base_url: "${server.url}", api_key: k`)
    await using system = await loadSystem(file, {
      environment: {},
      onEvent: (event) => void (event.type === 'run-warning' && warnings.push(event.message)),
    })
    await system.start()
    await system.call('helper', 'Hi')
    expect(warnings).toEqual([expect.stringContaining('topK')])
  })
})

describe('model_services', () => {
  const services = `
model_services:
  - { name: phi-local, model: phi3.5, runtime: ollama, provider: huggingface, config: { address: "http://gpu.local:11434" } }
  - { name: big, model: meta-llama/Llama-3.1-70B, runtime: vllm, config: { address: "http://gpu.local:8000", api_key: "\${VLLM_TOKEN}" } }
  - { name: hosted, model: microsoft/phi-4, runtime: cloud, config: { token: "\${MY_TOKEN}" } }
  - { name: edge, model: tgi, provider: huggingface, config: { endpoint: "https://abc.endpoints.example" } }
  - { name: fast, model: llama-3.3-70b-versatile, provider: groq }
  - { name: named, model: "groq:openai/gpt-oss-20b" }
  - { name: org/tagged, model: "qwen3:0.6b", runtime: ollama }
`
  const environment = { VLLM_TOKEN: 'vllm-token', MY_TOKEN: 'hf-token', GROQ_API_KEY: 'groq-key' }

  it.each([
    ['phi-local', 'http://gpu.local:11434/v1/chat/completions', 'phi3.5', null],
    ['phi3.5', 'http://gpu.local:11434/v1/chat/completions', 'phi3.5', null],
    ['big', 'http://gpu.local:8000/v1/chat/completions', 'meta-llama/Llama-3.1-70B', 'Bearer vllm-token'],
    [
      'meta-llama/Llama-3.1-70B',
      'http://gpu.local:8000/v1/chat/completions',
      'meta-llama/Llama-3.1-70B',
      'Bearer vllm-token',
    ],
    ['hosted', 'https://router.huggingface.co/v1/chat/completions', 'microsoft/phi-4', 'Bearer hf-token'],
    ['edge', 'https://abc.endpoints.example/v1/chat/completions', 'tgi', null],
    ['fast', 'https://api.groq.com/openai/v1/chat/completions', 'llama-3.3-70b-versatile', 'Bearer groq-key'],
    ['named', 'https://api.groq.com/openai/v1/chat/completions', 'openai/gpt-oss-20b', 'Bearer groq-key'],
    ['org/tagged', 'http://localhost:11434/v1/chat/completions', 'qwen3:0.6b', null],
    ['qwen3:0.6b', 'http://localhost:11434/v1/chat/completions', 'qwen3:0.6b', null],
  ])('serve an agent that names "%s"', async (name, url, model, authorization) => {
    const sent = await runOnce(write(`model: "${name}"`, services), environment)
    expect(sent.url).toBe(url)
    expect(sent.body['model']).toBe(model)
    expect(sent.headers.get('authorization')).toBe(authorization)
  })

  it('give way to what the agent says itself', async () => {
    const sent = await runOnce(
      write('model: big, api_key: mine, base_url: "http://other.local/v1"', services),
      environment,
    )
    expect(sent).toMatchObject({
      url: 'http://other.local/v1/chat/completions',
      body: { model: 'meta-llama/Llama-3.1-70B' },
    })
    expect(sent.headers.get('authorization')).toBe('Bearer mine')
  })

  it.each([
    ['{ name: a, model: m, provider: hugginface }', 'Did you mean "huggingface"?'],
    ['{ name: a, model: m, runtime: docker }', 'must be "ollama" or "vllm" or "cloud"'],
    ['{ name: a, model: m }, { name: a, model: n }', 'Two model services have the name "a".'],
    ['{ name: a, model: m, address: "http://x", config: { address: "http://y" } }', 'two addresses'],
    ['{ name: a, model: m, config: { variant: optimized } }', 'not supported by this version'],
  ])('%s is refused', async (entries, message) => {
    const { problems } = await checkConfig(write('model: a', `model_services: [${entries}]`), { env: {} })
    expect(problems.map((problem) => `${problem.severity} ${problem.message} ${problem.hint ?? ''}`)).toEqual([
      expect.stringMatching(/^error/),
    ])
    expect(`${problems[0]?.message} ${problems[0]?.hint}`).toContain(message)
  })
})
