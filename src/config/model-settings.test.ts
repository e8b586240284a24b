import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { anthropicMessages } from '../../test/support/servers/anthropic-messages.ts'
import { startFakeProvider } from '../../test/support/servers/fake-provider.ts'
import { openaiChat } from '../../test/support/servers/openai-chat.ts'
import { loadSystem } from './build-system.ts'
import { checkConfig } from './load-config.ts'

let directory: string
beforeEach(() => void (directory = mkdtempSync(join(tmpdir(), 'aixgo-settings-'))))
afterEach(() => rmSync(directory, { recursive: true }))

const tools = `
    tools: [{ module: ./look.ts }]`

function write(model: string, rest: string): string {
  const file = join(directory, 'agents.yaml')
  writeFileSync(
    join(directory, 'look.ts'),
    "import { defineTool } from 'aixgo'\nexport const look = defineTool({ name: 'look', description: 'd', input: { type: 'object', properties: {} }, effect: 'none', execute: () => 1 })\n",
  )
  writeFileSync(file, `agents:\n  - name: helper\n    role: react\n    model: ${model}\n${rest}\n`)
  return file
}

/** What the first request of the agent holds. */
async function sent(
  file: string,
): Promise<{ readonly body: Readonly<Record<string, unknown>>; readonly headers: Headers }> {
  await using server = await startFakeProvider([openaiChat, anthropicMessages], { type: 'answer', text: 'Hello.' })
  const requests: { body: Readonly<Record<string, unknown>>; headers: Headers }[] = []
  const toServer: typeof fetch = (input, init) => {
    const { pathname } = new URL(String(input))
    requests.push({
      body: JSON.parse(String(init?.body)) as Record<string, unknown>,
      headers: new Headers(init?.headers),
    })
    return fetch(`${server.url}${pathname}`, init)
  }
  const environment = { ANTHROPIC_API_KEY: 'k', OPENAI_API_KEY: 'k', TEAM: 'support' }
  await using system = await loadSystem(file, { environment, fetch: toServer })
  await system.start()
  await system.call('helper', 'Hi')
  return requests[0]!
}

describe('the settings of a model in YAML', () => {
  it('reach a server of Chat Completions', async () => {
    const { body, headers } = await sent(
      write(
        'gpt-4o',
        `    base_url: http://gateway.local/v1
    provider: openai
    seed: 7
    stop: [END]
    presence_penalty: 0.5
    frequency_penalty: -0.5
    tool_choice: look
    parallel_tool_calls: false
    provider_options: { openai: { user: u-1 } }
    headers: { x-team: "\${TEAM}" }${tools}`,
      ),
    )
    expect(body).toMatchObject({
      seed: 7,
      stop: ['END'],
      presence_penalty: 0.5,
      frequency_penalty: -0.5,
      tool_choice: { type: 'function', function: { name: 'look' } },
      parallel_tool_calls: false,
      user: 'u-1',
    })
    expect(headers.get('x-team')).toBe('support')
  })

  it('reach Anthropic, a budget for reasoning among them', async () => {
    const { body } = await sent(
      write('claude-sonnet-4-5', `    reasoning: { budget_tokens: 2000 }\n    parallel_tool_calls: false${tools}`),
    )
    expect(body).toMatchObject({
      thinking: { type: 'enabled', budget_tokens: 2000 },
      tool_choice: { type: 'auto', disable_parallel_tool_use: true },
    })
  })

  it.each([
    ['reasoning: lots', 'none'],
    ['reasoning: { budget: 3 }', '"budget"'],
    ['presence_penalty: 3', '"presence_penalty" must'],
    ['stop_sequences: []', 'stop_sequences'],
    ['provider_options: { openai: yes }', 'must be a mapping'],
    ['reasoning: { effort: low, budget_tokens: 10 }', 'Reasoning has an effort or a budget of tokens, not both.'],
    ['tool_choice: required', 'The agent has no tools to choose from.'],
    ['tool_choice: serach\n    tools: [{ name: search }]', 'The agent has no tool "serach".'],
    ['tool_choice: requird\n    tools: [{ name: search }]', 'The agent has no tool "requird".'],
    ['provider_options: { opnai: { user: u-1 } }', '"opnai" is no provider, so these options have no effect.'],
    ['provider_tools: [{ id: openai.web_search, args: { max_uses: 3 } }]', '"max_uses" is no argument that'],
    [
      'provider_tools: [{ id: anthropic.web_search_20250305 }]',
      'The provider of the model, "openai", has no such tool.',
    ],
  ])('are refused where they make no sense: %s', async (key, words) => {
    const { problems } = await checkConfig(write('gpt-4o', `    ${key}`))
    expect(problems.map(({ message }) => message).join('\n')).toContain(words)
  })

  it.each([
    ['gpt-4o', 'tool_choice: look\n    tools: [{ module: ./look.ts }]'],
    [
      'gpt-4o',
      'tool_choice: web_search\n    provider_tools: [{ id: openai.web_search, args: { searchContextSize: low } }]',
    ],
    ['gpt-4o', 'provider_options: { openai: {}, amazonBedrock: {}, amazon-bedrock: {}, hf: {} }'],
    ['google-vertex:gemini-2.5-pro', 'provider_tools: [{ id: google.google_search }]'],
    ['gpt-4o', 'provider_tools: [{ id: xai.web_search }]\n    providers: [{ model: xai:grok-4 }]'],
  ])('are taken where they make sense: %s %s', async (model, keys) => {
    const { problems } = await checkConfig(write(model, `    ${keys}`), { env: {} })
    expect(problems).toEqual([])
  })
})
