import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { configureEmbedder } from '../../src/models/embeddings/configure-embedder.ts'
import { embedderProviderNames, loadEmbedderProvider } from '../../src/models/embeddings/embedder-providers.ts'
import { checkConfigText } from '../../src/config/check-config-text.ts'
import { providers } from '../../src/models/providers.ts'

const page = readFileSync(new URL('../../docs/embeddings.md', import.meta.url), 'utf8')
const rows = [...page.matchAll(/^\| `([^`]+)` \| `([^`]+)` \| `([^`]+)` \| (\d+) \| `([^`]+)` \|$/gm)].map(
  ([, name = '', key, address, texts, example = '']) => ({ name, key, address, texts: Number(texts), example }),
)

it('docs/embeddings.md lists every provider with embeddings, with its variables', async () => {
  expect(rows.map(({ name }) => name).toSorted()).toEqual(embedderProviderNames)
  for (const name of embedderProviderNames) {
    const { keyVariables, baseUrlVariable } = await loadEmbedderProvider(name)
    expect(rows.find((row) => row.name === name)).toMatchObject({ key: keyVariables[0], address: baseUrlVariable })
  }
})

it.each(rows)('docs/embeddings.md says how many texts $name takes', async ({ name, texts, example }) => {
  expect(example.startsWith(`${name}:`)).toBe(true)
  const needsAddress = ['azure', 'huggingface-tei', 'openai-compatible'].includes(name)
  const model = configureEmbedder(example, {
    apiKey: 'k',
    project: 'p',
    environment: {},
    ...(needsAddress ? { baseUrl: 'http://127.0.0.1:1' } : {}),
  })
  expect(await model.maxEmbeddingsPerCall).toBe(texts)
})

it('docs/embeddings.md names those that have none', () => {
  const without = Object.keys(providers).filter((name) => !embedderProviderNames.some((each) => each === name))
  expect(without.toSorted()).toEqual(['anthropic', 'deepseek', 'groq', 'xai'])
  expect(page).toContain('Anthropic, xAI, Groq and DeepSeek have no embeddings')
})

it('docs/embeddings.md shows configurations that are right', () => {
  const blocks = [...page.matchAll(/^```yaml\n([\s\S]*?)^```$/gm)].map(([, text = '']) => `agents: []\n${text}`)
  expect(blocks.length).toBeGreaterThan(2)
  for (const text of blocks) {
    const { problems } = checkConfigText(text, { file: 'agents.yaml', env: {} })
    // The one with two blocks is told which of them counts.
    expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
  }
})
