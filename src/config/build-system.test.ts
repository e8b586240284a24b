import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, expectTypeOf, it } from 'vitest'
import * as z from 'zod'
import { defineCustomAgent } from '../agents/define-custom-agent.ts'
import type { Event } from '../events/event.ts'
import { scriptedModel } from '../testing/scripted-model.ts'
import { defineTool } from '../tools/define-tool.ts'
import { loadSystem } from './build-system.ts'
import type { SystemOptions } from './system/system-options.ts'

let directory: string
beforeEach(() => void (directory = mkdtempSync(join(tmpdir(), 'aixgo-system-'))))
afterEach(() => rmSync(directory, { recursive: true }))

function write(text: string, name = 'agents.yaml'): string {
  writeFileSync(join(directory, name), text)
  return join(directory, name)
}

const weather = `
agents:
  - name: helper
    role: react
    model: openai:gpt-4o-mini
    tools:
      - name: weather
        description: The weather in a city
        input_schema:
          type: object
          properties: { city: { type: string } }
          required: [city]
    inputs: [{ source: questions }]
    outputs: [{ target: answers }]
`
const asks = { toolCalls: [{ toolName: 'weather', input: { city: 'Oslo' } }] }

describe('a system from YAML', () => {
  it('is called by name, with the types that "aixgo types" writes', async () => {
    interface Agents {
      helper: { input: string; output: string }
    }
    await using system = await loadSystem<Agents>(write(weather), { resolveModel: () => scriptedModel(['Sunny.']) })
    await system.start()
    const { output } = await system.call('helper', 'How is it?')
    expectTypeOf(output).toEqualTypeOf<string>()
    expect(output).toBe('Sunny.')
    // @ts-expect-error there is no agent of this name
    await expect(system.call('nobody', 'x')).rejects.toMatchObject({ code: 'AGENT_NOT_FOUND' })
  })

  it('streams the call of an agent by its name', async () => {
    interface Agents {
      helper: { input: string; output: string }
    }
    await using system = await loadSystem<Agents>(write(weather), { resolveModel: () => scriptedModel(['Sunny.']) })
    await system.start()
    const stream = system.stream('helper', 'How is it?')
    expect((await Array.fromAsync(stream.text())).join('')).toBe('Sunny.')
    expectTypeOf((await stream.result).output).toEqualTypeOf<string>()
  })

  it('refuses a role of a program that has the name of one of this version', async () => {
    const react = { create: () => defineCustomAgent({ name: 'helper', execute: () => 'mine' }) }
    await expect(loadSystem(write(weather), { roles: { react } })).rejects.toMatchObject({
      code: 'RUNTIME_OPTIONS_INVALID',
      message: expect.stringContaining('"react" cannot be registered') as string,
    })
  })

  it('reads how a model gives its output and its tools, and how the conversation is kept in its window', async () => {
    const file = write(`
agents:
  - name: helper
    role: react
    model: openai:gpt-4o-mini
    output_mode: tool
    tool_mode: text
    context: { strategy: sliding, max_tokens: 60, reserve_tokens: 10, keep_last: 0, pin: [weather] }
    output_schema: { type: object, properties: { sky: { type: string } }, required: [sky] }
`)
    const model = scriptedModel(['{"sky": 1}', '```tool_call\n{"name":"final_output","arguments":{"sky":"blue"}}\n```'])
    const warnings: string[] = []
    await using system = await loadSystem(file, {
      resolveModel: () => model,
      onEvent: (event) => void (event.type === 'run-warning' && warnings.push(event.message)),
    })
    await system.start()
    expect((await system.call('helper', 'How is it?')).output).toEqual({ sky: 'blue' })
    expect(JSON.stringify(model.calls[0]?.options.prompt)).toContain('You must call \\"final_output\\" now.')
    expect(warnings).toEqual([expect.stringContaining('Context window (sliding)')])
  })

  it('refuses a binding for a tool that no agent declares, and options that it does not know', async () => {
    const file = write(weather)
    await expect(loadSystem(file, { offline: true, tools: { wether: () => 1 } })).rejects.toMatchObject({
      code: 'RUNTIME_OPTIONS_INVALID',
      message: 'Tools bound in code: There is no "wether". Did you mean "weather"?',
    })
    const misspelt = { ofline: true } as SystemOptions
    await expect(loadSystem(file, misspelt)).rejects.toThrow('Did you mean "offline"?')
  })

  it('takes any model name where the program resolves models by itself', async () => {
    const file = write(weather.replace('openai:gpt-4o-mini', 'mine:x'))
    await expect(loadSystem(file, { offline: true })).rejects.toThrow('names an unknown provider "mine"')
    await using system = await loadSystem(file, { resolveModel: () => scriptedModel(['Sunny.']) })
    expect([...system.agents.keys()]).toEqual(['helper'])
  })

  it('knows the channels that lead in and out', async () => {
    await using system = await loadSystem(write(weather), { offline: true })
    expect(system.inputs).toEqual(['questions'])
    expect(system.outputs).toEqual(['answers'])
  })

  it('brings what is sent to a channel to its reader and out at the other end', async () => {
    await using system = await loadSystem(write(weather), { resolveModel: () => scriptedModel(['Sunny.']) })
    await system.start()
    const answers = system.runtime.recv('answers')
    await system.runtime.send('questions', 'How is it?')
    const { value } = await answers[Symbol.asyncIterator]().next()
    expect(value?.parts).toEqual([{ type: 'text', text: 'Sunny.' }])
  })
})

describe('a tool that is declared by its schema alone', () => {
  it('runs the function that code binds to it', async () => {
    const model = scriptedModel([asks, 'ok'])
    const cities: unknown[] = []
    await using system = await loadSystem(write(weather), {
      resolveModel: () => model,
      tools: { weather: ({ city }: { city: string }) => (cities.push(city), 'rain') },
    })
    await system.start()
    await system.call('helper', 'x')
    expect(cities).toEqual(['Oslo'])
    expect(system.unboundTools.size).toBe(0)
    expect(JSON.stringify(model.calls[1]?.options.prompt.at(-1))).toContain('rain')
  })

  it('runs a tool that code binds to it, under the name and description of the file', async () => {
    const model = scriptedModel([asks, 'ok'])
    const tool = defineTool({
      name: 'other',
      description: 'other',
      input: z.object({ city: z.string() }),
      execute: ({ city }) => `${city}: snow`,
    })
    await using system = await loadSystem(write(weather), { resolveModel: () => model, tools: { weather: tool } })
    await system.start()
    await system.call('helper', 'x')
    expect(model.calls[0]?.options.tools).toMatchObject([{ name: 'weather', description: 'The weather in a city' }])
    expect(JSON.stringify(model.calls[1]?.options.prompt.at(-1))).toContain('Oslo: snow')
  })

  it('tells the model that it does not work when nothing is bound', async () => {
    const model = scriptedModel([asks, 'ok'])
    await using system = await loadSystem(write(weather), { resolveModel: () => model })
    await system.start()
    await system.call('helper', 'x')
    expect(system.unboundTools.get('helper')).toEqual(['weather'])
    expect(JSON.stringify(model.calls[1]?.options.prompt.at(-1))).toContain('TOOL_UNBOUND')
  })

  it('is simulated offline, and marked as such', async () => {
    const events: Event[] = []
    await using system = await loadSystem(write(weather), {
      offline: true,
      onEvent: (event) => void events.push(event),
    })
    await system.start()
    await system.call('helper', 'What is the weather in the city of Oslo?')
    const results = events.flatMap((event) =>
      event.type === 'step-finish' && event.kind === 'tool' ? [event.output] : [],
    )
    expect(results).toMatchObject([{ output: { simulated: true, tool: 'weather' } }])
  })
})

describe('the model of an agent', () => {
  it('is reached at its own address with its own key', async () => {
    const requests: { url: string | undefined; key: string | undefined; model: unknown }[] = []
    const server = createServer((request, response) => {
      let body = ''
      request.on('data', (chunk) => (body += String(chunk)))
      request.on('end', () => {
        requests.push({
          url: request.url,
          key: request.headers.authorization,
          model: (JSON.parse(body) as { model: unknown }).model,
        })
        response.setHeader('content-type', 'application/json')
        const message = { role: 'assistant', content: 'Hello from here.' }
        response.end(
          JSON.stringify({
            id: '1',
            object: 'chat.completion',
            created: 1,
            model: 'm',
            choices: [{ index: 0, message, finish_reason: 'stop' }],
            usage: { prompt_tokens: 1, completion_tokens: 1, total_tokens: 2 },
          }),
        )
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    try {
      const { port } = server.address() as AddressInfo
      const file = write(`
agents:
  - name: local
    role: react
    model: llama-3
    base_url: http://127.0.0.1:${port}/v1
    api_key: \${LOCAL_KEY}
`)
      await using system = await loadSystem(file, { environment: { LOCAL_KEY: 'local-key-1' } })
      await system.start()
      expect((await system.call('local', 'Hi')).output).toBe('Hello from here.')
      expect(requests).toEqual([{ url: '/v1/chat/completions', key: 'Bearer local-key-1', model: 'llama-3' }])
    } finally {
      server.close()
    }
  })

  it('must have its key before anything starts', async () => {
    await using system = await loadSystem(write(weather), { environment: {} })
    await expect(system.start()).rejects.toMatchObject({
      code: 'MODEL_KEY_MISSING',
      details: { variable: 'OPENAI_API_KEY' },
    })
  })

  it('is another one when the caller says so', async () => {
    await using system = await loadSystem(write(weather), { model: 'anthropic:claude-sonnet-4-5', environment: {} })
    await expect(system.start()).rejects.toMatchObject({
      code: 'MODEL_KEY_MISSING',
      details: { provider: 'anthropic' },
    })
  })
})

describe('a role of your own', () => {
  it('gets its keys and takes part like any other', async () => {
    const file = write(`
agents:
  - name: loud
    role: shouter
    suffix: "!"
    inputs: [{ source: words }]
    outputs: [{ target: out }]
`)
    await using system = await loadSystem(file, {
      roles: {
        shouter: {
          create: ({ name, extra }) =>
            defineCustomAgent({ name, execute: (input) => `${String(input).toUpperCase()}${String(extra['suffix'])}` }),
        },
      },
    })
    await system.start()
    expect((await system.call('loud', 'hello')).output).toBe('HELLO!')
  })

  it('is refused when nobody registered it', async () => {
    await expect(loadSystem(write('agents: [{ name: a, role: shouter }]'))).rejects.toMatchObject({
      code: 'CONFIG_INVALID',
    })
  })
})

describe('a logger with a file', () => {
  it('has written every line when the system is closed', async () => {
    const file = write(`
agents:
  - { name: numbers, role: producer, source: { module: ./numbers.mjs }, outputs: [{ target: log }] }
  - { name: log, role: logger, file: out.jsonl, format: json }
`)
    write('export function* numbers() { for (let n = 1; n <= 250; n++) yield { n } }', 'numbers.mjs')
    const system = await loadSystem(file)
    await system.start()
    await system.runtime.idle()
    await system.close()
    const lines = readFileSync(join(directory, 'out.jsonl'), 'utf8').trimEnd().split('\n')
    expect(lines.map((line) => (JSON.parse(line) as { value: { n: number } }).value.n)).toEqual(
      Array.from({ length: 250 }, (_, index) => index + 1),
    )
  })
})
