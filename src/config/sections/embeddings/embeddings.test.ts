import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Validator, type Schema } from '@cfworker/json-schema'
import { load } from 'js-yaml'
import { rejection } from '../../../../test/support/rejection.ts'
import { scriptedEmbeddings } from '../../../../test/support/scripted-embeddings.ts'
import { startFakeEmbeddings } from '../../../../test/support/servers/embeddings/fake-embeddings.ts'
import {
  featureExtraction,
  geminiEmbeddings,
  openaiEmbeddings,
  textEmbeddingsInference,
} from '../../../../test/support/servers/embeddings/formats.ts'
import type { RecordedRequest } from '../../../../test/support/servers/http-server.ts'
import { loadSystem } from '../../build-system.ts'
import { checkConfigText } from '../../check-config-text.ts'
import { configJsonSchema } from '../../schema/config-json-schema.ts'

const editor = new Validator(configJsonSchema() as Schema, '7', false)

/** What is found in a file with these `embeddings` and no agents, as `line:column severity message hint`. */
function problems(embeddings: string, env: Readonly<Record<string, string>> = {}): readonly string[] {
  const text = `agents: []\nembeddings: ${embeddings}\n`
  const { problems: found } = checkConfigText(text, { file: 'agents.yaml', env })
  return found.map(({ severity, line, column, message, hint = '' }) =>
    `${line}:${column} ${severity} ${message} ${hint}`.trim(),
  )
}

let directory: string
beforeEach(() => void (directory = mkdtempSync(join(tmpdir(), 'aixgo-embeddings-'))))
afterEach(() => rmSync(directory, { recursive: true }))

interface Sent {
  readonly url: string
  readonly request: RecordedRequest
  readonly dimensions: number | undefined
  readonly name: string | undefined
}

/** Embeds a text with the embedder of a file; every address leads to one server. */
async function embedWith(embeddings: string, environment: Readonly<Record<string, string>> = {}): Promise<Sent> {
  const file = join(directory, 'agents.yaml')
  writeFileSync(file, `agents: []\nembeddings: ${embeddings}\n`)
  await using server = await startFakeEmbeddings([
    openaiEmbeddings,
    geminiEmbeddings,
    textEmbeddingsInference,
    featureExtraction,
  ])
  const urls: string[] = []
  const toServer: typeof fetch = (input, init) => {
    const url = new URL(String(input))
    urls.push(url.href)
    return fetch(`${server.url}${url.pathname}${url.search}`, init)
  }
  await using system = await loadSystem(file, { environment, fetch: toServer })
  await system.start()
  await system.embedder?.embed(['a text', 'another'])
  const { dimensions, name } = system.embedder ?? {}
  return { url: urls[0] ?? '', request: server.requests[0]!, dimensions, name }
}

describe('the embeddings of a file', () => {
  const key = { OPENAI_API_KEY: 'k', HF_TOKEN: 'k', GOOGLE_API_KEY: 'k', MY_KEY: 'mine' }
  const openai = 'https://api.openai.com/v1/embeddings'
  const features = 'https://router.huggingface.co/hf-inference/models/BAAI/bge-m3/pipeline/feature-extraction'

  it.each([
    ['openai:text-embedding-3-small', openai, 'openai:text-embedding-3-small'],
    ['text-embedding-3-large', openai, 'openai:text-embedding-3-large'],
    ['{ provider: openai }', openai, 'openai:text-embedding-3-small'],
    ['{ openai: { api_key: k } }', openai, 'openai:text-embedding-3-small'],
    ['{ provider: openai, openai: { model: text-embedding-3-large } }', openai, 'openai:text-embedding-3-large'],
    ['{ model: "openai:text-embedding-3-small", provider: openai }', openai, 'openai:text-embedding-3-small'],
    ['{ provider: huggingface, huggingface: { model: BAAI/bge-m3 } }', features, 'huggingface:BAAI/bge-m3'],
    ['{ provider: hf, model: BAAI/bge-m3 }', features, 'huggingface:BAAI/bge-m3'],
    [
      '{ huggingface: { model: BAAI/bge-m3, endpoint: "https://hf.example/x" } }',
      'https://hf.example/x/models/BAAI/bge-m3',
      'huggingface:BAAI/bge-m3',
    ],
    [
      '{ provider: huggingface_tei, huggingface_tei: { endpoint: "http://tei:8080" } }',
      'http://tei:8080/embed',
      'huggingface-tei:text-embeddings-inference',
    ],
    [
      '{ provider: tei, endpoint: "http://tei:8080", model: BAAI/bge-m3 }',
      'http://tei:8080/embed',
      'huggingface-tei:BAAI/bge-m3',
    ],
    ['{ model: bge-m3, base_url: "http://lm:1234/v1" }', 'http://lm:1234/v1/embeddings', 'openai-compatible:bge-m3'],
    [
      'gemini-embedding-001',
      'https://generativelanguage.googleapis.com/v1beta/models/gemini-embedding-001:batchEmbedContents',
      'google:gemini-embedding-001',
    ],
  ])('%s ask %s', async (embeddings, url, name) => {
    expect(problems(embeddings, key)).toEqual([])
    const sent = await embedWith(embeddings, key)
    expect([sent.url, sent.name]).toEqual([url, name])
    expect(editor.validate(load(`agents: []\nembeddings: ${embeddings}`)).valid).toBe(true)
  })

  it('take key, dimensions and batch size, wherever they stand', async () => {
    const first = await embedWith(
      '{ model: "openai:text-embedding-3-small", api_key_env: MY_KEY, dimensions: 4, batch_size: 1 }',
      key,
    )
    expect(first.request).toMatchObject({
      headers: { authorization: 'Bearer mine' },
      body: { input: ['a text'], dimensions: 4 },
    })
    expect(first.dimensions).toBe(4)
    const second = await embedWith('{ openai: { api_key: "${MY_KEY}", dimensions: 4 } }', key)
    expect(second.request).toMatchObject({ headers: { authorization: 'Bearer mine' }, body: { dimensions: 4 } })
  })

  it('tell Hugging Face what the documented keys say', async () => {
    const { request } = await embedWith(
      '{ huggingface: { model: BAAI/bge-m3, api_key: k2, wait_for_model: true, use_cache: false } }',
    )
    expect(request.headers).toMatchObject({
      authorization: 'Bearer k2',
      'x-wait-for-model': 'true',
      'x-use-cache': 'false',
    })
    const tei = await embedWith('{ huggingface_tei: { endpoint: "http://tei:80", normalize: false } }')
    expect(tei.request.body).toMatchObject({ normalize: false, truncate: false })
  })

  it('need a key before the agents start', async () => {
    expect(await rejection(embedWith('openai:text-embedding-3-small'))).toMatchObject({ code: 'MODEL_KEY_MISSING' })
  })

  it('are replaced by the offline embedder where that is asked for', async () => {
    const file = join(directory, 'agents.yaml')
    for (const [embeddings, dimensions] of [
      ['openai:text-embedding-3-small', 384],
      ['{ model: "openai:text-embedding-3-small", dimensions: 64 }', 64],
      ['{ openai: { dimensions: 64 } }', 64],
    ]) {
      writeFileSync(file, `agents: []\nembeddings: ${embeddings}\n`)
      await using system = await loadSystem(file, { environment: {}, offline: true })
      await system.start()
      const { vectors, cost } = (await system.embedder?.embed(['a text'])) ?? {}
      expect([system.embedder?.name, vectors?.[0]?.length, cost?.usd]).toEqual(['offline:hash', dimensions, 0])
    }
  })

  it('may be served by a program', async () => {
    const file = join(directory, 'agents.yaml')
    writeFileSync(file, 'agents: []\nembeddings: openai:text-embedding-3-small\n')
    const { model, texts } = scriptedEmbeddings()
    const asked: unknown[] = []
    await using system = await loadSystem(file, {
      environment: {},
      resolveEmbedder: (reference) => {
        asked.push(reference)
        return model
      },
    })
    await system.start()
    await system.embedder?.embed(['a text'])
    expect([asked, texts(), system.embedder?.name]).toEqual([
      ['openai:text-embedding-3-small'],
      [['a text']],
      'openai:text-embedding-3-small',
    ])
  })

  it('are none where the file has none', async () => {
    const file = join(directory, 'agents.yaml')
    writeFileSync(file, 'agents: []\nembeddings:\n')
    await using system = await loadSystem(file, { environment: {} })
    expect(system.embedder).toBeUndefined()
  })

  it('reach the roles of a program, and cost what the file says', async () => {
    const file = join(directory, 'agents.yaml')
    writeFileSync(join(directory, 'prices.yaml'), '"offline:hash": { input: 1000000, output: 0 }\n')
    writeFileSync(file, 'agents: [{ name: a, role: mine }]\nembeddings: offline:hash\nprices: prices.yaml\n')
    const seen: unknown[] = []
    const { defineCustomAgent } = await import('../../../agents/define-custom-agent.ts')
    await using system = await loadSystem(file, {
      environment: {},
      roles: {
        mine: {
          create: (config, host) => {
            seen.push(host.embedder)
            return defineCustomAgent({ name: config.name, execute: () => 'ok' })
          },
        },
      },
    })
    expect(seen).toEqual([system.embedder])
    expect((await system.embedder?.embed(['one two']))?.cost?.usd).toBe(2)
  })
})

describe('embeddings that cannot be right', () => {
  it.each([
    [
      '{}',
      '2:13 error No embedding model is named. Add "model", or write "embeddings: openai:text-embedding-3-small".',
    ],
    ['{ provider: huggingface }', '2:13 error No embedding model is named. Add "model"'],
    [
      '{ provider: anthropic, model: x }',
      'names "anthropic", which serves no embedding models; those that serve them are "amazon-bedrock"',
    ],
    ['{ provider: opnai, model: x }', 'names "opnai", which is no provider that is known'],
    ['anthropic:claude-sonnet-4-5', '2:13 error Provider "anthropic" serves no embedding models.'],
    ['opnai:text-embedding-3-small', 'Did you mean "openai:text-embedding-3-small"?'],
    ['BAAI/bge-m3', 'Write "huggingface:BAAI/bge-m3"'],
    ['[a, b]', '2:13 error The value of "embeddings" must be a mapping; it is a list.'],
    ['5', 'The value of "embeddings" must be a mapping'],
    ['{ modle: x }', 'Did you mean "model"?'],
    ['{ openai: { modle: x } }', 'Did you mean "model"?'],
    [
      '{ openai: {}, huggingface: { model: x } }',
      'There are settings for "openai" and "huggingface", and none is chosen. Add "provider".',
    ],
    [
      '{ provider: openai, openai: {}, huggingface: { model: x } }',
      '2:58 warning This block has no effect. The model is "openai:text-embedding-3-small". Remove the block',
    ],
    [
      '{ model: a, provider: openai, openai: { model: b } }',
      '2:60 error "model" is given here and beside "openai". Keep one of them.',
    ],
    ['{ api_key: a, provider: openai, openai: { api_key: b } }', '"api_key" is given here and beside "openai"'],
    [
      '{ model: "openai:x", api_key: a, api_key_env: B }',
      '"api_key" and "api_key_env" both give the key. Keep "api_key_env".',
    ],
    [
      '{ model: "openai:text-embedding-ada-002", dimensions: 256 }',
      'The model "text-embedding-ada-002" always gives 1536 numbers for a text, not 256.',
    ],
    ['{ openai: { dimensions: 5000 } }', '2:37 error The model "text-embedding-3-small" gives at most 1536 numbers'],
    ['{ model: "openai:x", dimensions: 0 }', 'The value of "dimensions" must be at least 1'],
    ['{ model: "openai:x", batch_size: many }', 'The value of "batch_size" must be a whole number'],
    [
      '{ provider: huggingface_tei }',
      '2:13 warning The provider "huggingface-tei" has no address. Set "base_url", or the variable HUGGINGFACE_TEI_BASE_URL.',
    ],
    [
      '{ huggingface: { model: m, endpoint: "https://api-inference.huggingface.co" } }',
      '2:50 warning Hugging Face has given up this address',
    ],
    ['{ model: "openai:x", base_url: "ftp://x" }', 'must be an address that begins with "http://"'],
  ])('%s', (embeddings, expected) => {
    const found = problems(embeddings)
    expect(found).toHaveLength(1)
    expect(found[0]).toContain(expected)
  })

  it('are not blamed for what a variable without a value may say', () => {
    const text = 'agents: []\nembeddings: { provider: "${PROVIDER}", openai: {}, huggingface: { model: m } }\n'
    const { problems: found } = checkConfigText(text, { file: 'a.yaml', env: {}, mode: 'validate' })
    expect(found.map(({ code }) => code)).toEqual(['CONFIG_VARIABLE_UNSET'])
    const short = checkConfigText('agents: []\nembeddings: "${MODEL}"\n', { file: 'a.yaml', env: {}, mode: 'validate' })
    expect(short.problems.map(({ code }) => code)).toEqual(['CONFIG_VARIABLE_UNSET'])
  })

  it('never show a key', () => {
    const text = 'agents: []\nembeddings: { openai: { api_key: my-secret-key, modle: x } }\n'
    const { problems: found } = checkConfigText(text, { file: 'a.yaml', env: {} })
    expect(found).toHaveLength(1)
    expect(JSON.stringify(found)).not.toContain('my-secret-key')
  })
})

describe('what compares texts by their vectors', () => {
  /** What is said of one agent with these keys about a missing embedder, as `line:column path message hint`. */
  function missing(agent: string, rest = ''): readonly string[] {
    const text = `${rest}\nagents:\n  - { name: a, role: react, model: m, ${agent} }\n`
    const { problems: found } = checkConfigText(text, { file: 'agents.yaml', env: {} })
    return found
      .filter(({ message }) => message.includes('has no embedder'))
      .map(
        ({ line, column, path, severity, message, hint = '' }) =>
          `${line}:${column} ${path} ${severity} ${message} ${hint}`,
      )
  }

  it.each([
    ['classifier_config: { use_embeddings: true }', 'agents[0].classifier_config.use_embeddings'],
    ['aggregator_config: { aggregation_strategy: semantic }', 'agents[0].aggregator_config.aggregation_strategy'],
    ['aggregator_config: { deduplication_method: semantic }', 'agents[0].aggregator_config.deduplication_method'],
    ['strategy: semantic', 'agents[0].strategy'],
    ['semantic_cache: { enabled: true }', 'agents[0].semantic_cache.enabled'],
    ['conversation_memory: { retrieval: { method: semantic } }', 'agents[0].conversation_memory.retrieval.method'],
    [
      'tools: [{ name: t }, { name: u, vectorstore: { generate_embedding: true } }]',
      'agents[0].tools[1].vectorstore.generate_embedding',
    ],
  ])('is refused without an embedder, at its place: %s', (agent, path) => {
    const [found, ...others] = missing(agent)
    expect(others).toEqual([])
    expect(found).toContain(` ${path} error `)
    expect(found).toContain(
      'Add "embeddings: openai:text-embedding-3-small", or another embedder, at the top level; or ',
    )
    expect(missing(agent, 'embeddings: openai:text-embedding-3-small')).toEqual([])
    expect(missing(agent, 'embeddings:')).toHaveLength(1)
  })

  it('is refused in the routing of a team too', () => {
    expect(missing('prompt: x', 'orchestration: { config: { routing_strategy: semantic } }')).toHaveLength(1)
    expect(missing('prompt: x', 'supervisor: { routing_strategy: semantic }')).toHaveLength(1)
  })

  it.each([
    'classifier_config: { use_embeddings: false }',
    'aggregator_config: { aggregation_strategy: consensus }',
    'semantic_cache: { enabled: false }',
    'strategy: [semantic]',
  ])('is nothing that does not: %s', (agent) => {
    expect(missing(agent)).toEqual([])
  })

  it('is found behind a variable', () => {
    const text = 'agents:\n  - { name: a, role: react, model: m, strategy: "${STRATEGY}" }\n'
    const { problems: found } = checkConfigText(text, { file: 'agents.yaml', env: { STRATEGY: 'semantic' } })
    expect(found.filter(({ message }) => message.includes('has no embedder'))).toHaveLength(1)
  })
})
