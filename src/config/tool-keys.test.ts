import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../test/support/temporary-folder.ts'
import { scriptedModel } from '../testing/scripted-model.ts'
import { loadSystem } from './build-system.ts'
import type { SystemOptions } from './system/system-options.ts'
import { checkConfigText } from './check-config-text.ts'

const agent = (keys: string): string => `
agents:
  - name: a
    role: react
    model: openai:gpt-4o
    ${keys.trim().replaceAll('\n', '\n    ')}
`

/** What the model is asked in the second request, after it called "read". */
async function asked(
  keys: string,
  { files, ...options }: SystemOptions & { readonly files?: Readonly<Record<string, string>> } = {},
) {
  const file = join(temporaryFolder({ ...files, 'agents.yaml': agent(keys) }), 'agents.yaml')
  const model = scriptedModel([{ toolCalls: [{ toolName: 'read', input: {} }] }, 'done'])
  await using system = await loadSystem(file, { resolveModel: () => model, ...options })
  await system.start()
  await system.call('a', 'go')
  const message = model.calls[1]?.options.prompt.at(-1)
  const part = message?.role === 'tool' ? message.content[0] : undefined
  return {
    tools: model.calls[0]?.options.tools,
    length: part?.type === 'tool-result' && part.output.type === 'text' ? part.output.value.length : undefined,
  }
}

function problems(keys: string): readonly string[] {
  const found = checkConfigText(agent(keys), { file: 'agents.yaml', env: {}, home: '/home/me' }).problems
  return found.map(({ severity, line, column, message }) => `${line}:${column} ${severity} ${message}`)
}

describe('max_result_chars', () => {
  const tools = { read: () => 'x'.repeat(50_000) }

  it('limits the results of a tool, or of all tools of an agent', async () => {
    expect((await asked('tools: [{ name: read }]', { tools })).length).toBe(50_000)
    expect((await asked('max_result_chars: 2000\ntools: [{ name: read }]', { tools })).length).toBeLessThanOrEqual(2000)
    const own = 'max_result_chars: 2000\ntools: [{ name: read, max_result_chars: 4000 }]'
    expect((await asked(own, { tools })).length).toBeGreaterThan(3900)
    const none = 'max_result_chars: 2000\ntools: [{ name: read, max_result_chars: false }]'
    expect((await asked(none, { tools })).length).toBe(50_000)
  })

  it('limits the results of tools from a module', async () => {
    const module = `import { defineTool } from 'aixgo'
export const read = defineTool({ name: 'read', description: 'd', input: { type: 'object' }, execute: () => 'x'.repeat(50_000) })`
    const files = { 'tools.ts': module }
    expect(
      (await asked('tools: [{ module: ./tools.ts, max_result_chars: 2000 }]', { files })).length,
    ).toBeLessThanOrEqual(2000)
  })

  it('may come from a variable', async () => {
    const options = { tools, environment: { LIMIT: '2000', NO_LIMIT: 'false' } }
    const keys = 'max_result_chars: ${LIMIT}\ntools: [{ name: read, max_result_chars: "${NO_LIMIT}" }]'
    expect((await asked(keys, options)).length).toBe(50_000)
  })

  it.each(['0', '-1', '1.5', 'true', '"5"', 'many'])('is refused where it is none: %s', (value) => {
    expect(problems(`max_result_chars: ${value}`)).toEqual([
      expect.stringContaining('must be a whole number of at least 1, or false for no limit'),
    ])
  })
})

describe('provider_tools', () => {
  it('are tools that the provider of the model runs', async () => {
    const keys = `
provider_tools:
  - id: openai.web_search
  - { id: openai.file_search, name: files, args: { vectorStoreIds: [v1] } }
tools: [{ name: read }]`
    const { tools } = await asked(keys, { tools: { read: () => 1 } })
    expect(tools).toMatchObject([
      { type: 'function', name: 'read' },
      { type: 'provider', id: 'openai.web_search', name: 'web_search', args: {} },
      { type: 'provider', id: 'openai.file_search', name: 'files', args: { vectorStoreIds: ['v1'] } },
    ])
  })

  it('are refused where they make no sense', () => {
    expect(problems('provider_tools: [{ id: web_search }]')).toEqual([
      expect.stringContaining('must be a provider and a tool, such as "openai.web_search"'),
    ])
    expect(problems('provider_tools: [{ name: search }]')).toEqual([expect.stringContaining('"id" is missing')])
    expect(problems('tool_mode: text\nprovider_tools: [{ id: openai.web_search }]')).toEqual([
      '6:16 error Tools that the provider runs cannot be called by blocks in the text of a model.',
    ])
    const twice = 'tools: [{ name: web_search }]\nprovider_tools: [{ id: openai.web_search }]'
    expect(problems(twice)).toEqual(['7:22 error Two tools of one agent have the name "web_search".'])
  })
})
