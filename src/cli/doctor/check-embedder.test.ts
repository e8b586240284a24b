import { expect, it } from 'vitest'
import { fakeIo } from '../../../test/support/fake-io.ts'
import { startFakeEmbeddings } from '../../../test/support/servers/embeddings/fake-embeddings.ts'
import { openaiEmbeddings } from '../../../test/support/servers/embeddings/formats.ts'
import { temporaryFolder } from '../../../test/support/temporary-folder.ts'
import { main } from '../main.ts'

/** What the doctor finds in a file with these embeddings, as `status subject: message`. */
async function doctor(embeddings: string, args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const directory = temporaryFolder({ 'agents.yaml': `agents: []\nembeddings: ${embeddings}\n` })
  const io = fakeIo({ directory, environment })
  const code = await main(['doctor', ...args, '--json'], io)
  const { findings } = JSON.parse(io.output()) as { findings: readonly Readonly<Record<string, string>>[] }
  const about = (check: string): readonly string[] =>
    findings
      .filter((finding) => finding['check'] === check)
      .map(({ subject, status, message }) => `${status} ${subject}: ${message}`)
  return { code, about }
}

it('misses the key of the embedder, unless the file brings it or the server needs none', async () => {
  const missing = await doctor('openai:text-embedding-3-small', [])
  expect(missing.about('key')).toEqual(['error openai: OPENAI_API_KEY is not set, and the configuration uses "openai"'])
  expect(missing.code).toBe(4)
  expect((await doctor('{ openai: { api_key: "${MY_KEY}" } }', [], { MY_KEY: 'k' })).code).toBe(0)
  expect((await doctor('{ huggingface_tei: { endpoint: "http://127.0.0.1:1" } }', [])).code).toBe(0)
})

it('has the embedder embed one word where it tries what is configured', async () => {
  await using server = await startFakeEmbeddings([openaiEmbeddings])
  const settings = `{ provider: openai, openai: { model: my-model, api_key: k, base_url: "${server.url}/v1" } }`
  const { code, about } = await doctor(settings, ['--live'])
  expect(about('live')).toEqual(['ok openai:my-model: embeds texts as 8 numbers'])
  expect(code).toBe(0)
  expect(server.requests[0]?.body).toMatchObject({ input: ['hello'] })
})

it('says what is wrong with it', async () => {
  await using server = await startFakeEmbeddings([openaiEmbeddings], {
    type: 'error',
    status: 401,
    message: 'Wrong key my-secret-key',
  })
  const settings = `{ model: "vllm:my-model", api_key: my-secret-key, base_url: "${server.url}/v1" }`
  const { code, about } = await doctor(settings, ['--live'])
  expect(about('live')).toEqual([
    'error vllm:my-model: Provider "vllm" refused the key for model "my-model" (status 401): Wrong key [redacted]. Check VLLM_API_KEY.',
  ])
  expect(code).toBe(4)
})
