import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fakeIo, type FakeIoOptions } from '../../test/support/fake-io.ts'
import { startFakeProvider } from '../../test/support/servers/fake-provider.ts'
import type { TestServer } from '../../test/support/servers/http-server.ts'
import { openaiChat } from '../../test/support/servers/openai-chat.ts'
import { main } from './main.ts'

let directory: string
let server: TestServer
beforeEach(async () => {
  directory = mkdtempSync(join(tmpdir(), 'aixgo-budget-'))
  server = await startFakeProvider([openaiChat], {
    type: 'answer',
    text: 'Fine.',
    usage: { inputTokens: 2000, outputTokens: 104, cachedInputTokens: 1000 },
  })
})
afterEach(async () => {
  rmSync(directory, { recursive: true })
  await server.close()
})

const write = (name: string, text: string): void => writeFileSync(join(directory, name), text)

async function aixgo(args: readonly string[], options: Omit<FakeIoOptions, 'directory' | 'environment'> = {}) {
  const io = fakeIo({
    directory,
    environment: { OPENAI_API_KEY: 'secret-key-1', OPENAI_BASE_URL: `${server.url}/v1` },
    ...options,
  })
  const code = await main(args, io)
  return { code, output: io.output(), errors: io.errors() }
}

const agent = (model: string, more = ''): string => `
agents:
  - name: helper
    role: react
    model: ${model}
    max_tokens: 200
    inputs: [{ source: questions }]
    outputs: [{ target: answers }]
${more}`

// gpt-4o: 1,000 tokens at $2.50, 1,000 cached at $1.25 and 104 out at $10 a million.
const oneCall = '$0.0048'

describe('aixgo run', () => {
  it('says what the run cost, and in the debug view what each call took', async () => {
    write('agents.yaml', agent('gpt-4o'))
    const { code, errors } = await aixgo(['run', '--input', 'How are you?', '--log-level', 'debug'])
    expect(code).toBe(0)
    expect(errors).toContain(`1 model call, 0 tool calls, 2,104 tokens, ${oneCall} in `)
    expect(errors).toMatch(
      /model gpt-4o answered in \S+: 2,000 tokens in \(1,000 cached, 0 written to the cache\), 104 out, \$0\.0048/,
    )
  })

  it('says that the cost of a model is unknown instead of leaving it out', async () => {
    write('agents.yaml', agent('openai:gpt-x'))
    const { errors } = await aixgo(['run', '--input', 'How are you?'])
    expect(errors).toContain('2,104 tokens, cost unknown for openai:gpt-x in ')
  })

  it('stops a system at a budget of one cent with all figures and exit code 6', async () => {
    write('agents.yaml', `supervisor: { budget: { max_cost: 0.01 } }\n${agent('gpt-4o')}`)
    const lines = Array.from({ length: 50 }, (_none, index) => `question ${index}`).join('\n')
    const { code, errors, output } = await aixgo(['run', '--lines'], { stdin: lines })
    expect(code).toBe(6)
    expect(output.trim().split('\n')).toEqual(['Fine.', 'Fine.'])
    expect(errors).toMatch(
      /The budget of the whole system ends the run before the next call of model "openai\S*:gpt-4o": \$0\.0096 of \$0\.0100 is used, and the next call of model "openai\S*:gpt-4o" may take up to \$0\.00\d\d\. Raise the limit/,
    )
    expect(errors).toContain(' 2 model calls, ')
    expect(server.requests).toHaveLength(2)
  })

  it('holds the budget of an agent over all of its messages', async () => {
    write('agents.yaml', agent('gpt-4o', '    budget: { max_model_calls: 1 }\n'))
    const { code, errors, output } = await aixgo(['run', '--lines'], { stdin: 'one\ntwo' })
    expect(code).toBe(6)
    expect(output).toBe('Fine.\n')
    expect(errors).toContain('The budget of the agent "helper" ends the run before')
  })

  it('takes over a cheaper model where the file says so', async () => {
    write(
      'agents.yaml',
      agent('gpt-4o', '    budget: { max_cost: 0.01, on_exhausted: cheaper-model, cheaper_model: gpt-4o-mini }\n'),
    )
    const { code, errors } = await aixgo(['run', '--lines'], { stdin: 'one\ntwo\nthree' })
    expect(code).toBe(0)
    expect(server.requests.map(({ body }) => body['model'])).toEqual(['gpt-4o', 'gpt-4o', 'gpt-4o-mini'])
    expect(errors).toContain('answers from now on instead of')
  })

  it('refuses a model without a price where money is limited, and takes the price of a file', async () => {
    write('agents.yaml', agent('openai:gpt-x', '    budget: { max_cost: 1 }\n'))
    const refused = await aixgo(['run', '--input', 'hi'])
    expect(refused.code).toBe(6)
    expect(refused.errors).toContain('is not known, so a budget in money cannot hold')
    write('agents.yaml', `prices: prices.yaml\n${agent('openai:gpt-x', '    budget: { max_cost: 1 }\n')}`)
    write('prices.yaml', 'openai:gpt-x: { input: 10, cached_input: 1, output: 20 }\n')
    const priced = await aixgo(['run', '--input', 'hi'])
    expect(priced.code).toBe(0)
    expect(priced.errors).toContain('$0.0131')
  })
})

describe('aixgo validate', () => {
  it.each([
    ['prices: none.yaml', 'The file "none.yaml" does not exist.'],
    ['supervisor: { budget: { max_cost: -1 } }', '"max_cost" must be at least 0'],
    [
      'supervisor: { budget: { on_exhausted: cheaper-model } }',
      'The budget changes to a cheaper model but names none.',
    ],
    ['supervisor: { budget: { max_costs: 1 } }', 'Did you mean "max_cost"?'],
  ])('refuses %s', async (line, message) => {
    write('agents.yaml', `${line}\n${agent('gpt-4o')}`)
    const { code, errors, output } = await aixgo(['validate', 'agents.yaml'])
    expect(code).toBe(3)
    expect(errors + output).toContain(message)
  })

  it('is told by a run what is wrong with a file of prices, with line and column', async () => {
    write('agents.yaml', `prices: prices.yaml\n${agent('gpt-4o')}`)
    write('prices.yaml', 'openai:gpt-x: { input: 10, outptu: 20 }\nother: 3\n')
    const { code, errors } = await aixgo(['run', '--input', 'hi'])
    expect(code).toBe(3)
    expect(errors).toContain('prices.yaml:1:')
    expect(errors).toContain('Did you mean "output"?')
    expect(errors).toContain('The price of "other" must be a mapping.')
  })
})
