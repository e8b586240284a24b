import { describe, expect, it } from 'vitest'
import { createRuntime } from '../../runtime/create-runtime.ts'
import { scriptedModel } from '../../testing/index.ts'
import { agentTool } from '../agent-tool.ts'
import { defineAgent } from '../define-agent.ts'
import { defineCustomAgent } from '../define-custom-agent.ts'
import { jsonSink } from '../log/sinks/json-sink.ts'
import { loggerAgent } from '../logger/logger-agent.ts'

/** What plain JavaScript may give. */
const js = (value: unknown): never => value as never

const model = scriptedModel([])
const writer = defineAgent({ name: 'writer', model })
const echo = defineCustomAgent({ name: 'echo', execute: (input) => input })

const missing = {
  code: 'AGENT_INPUT_INVALID',
  message: expect.stringContaining('was given no input (undefined or null). Give a text') as string,
}

const cases: readonly [string, unknown, object][] = [
  ['nothing', undefined, missing],
  ['null', null, missing],
  [
    'a promise',
    Promise.resolve('x'),
    {
      code: 'VALUE_NOT_JSON',
      message: expect.stringContaining('is a Promise, which has to be awaited first') as string,
    },
  ],
  [
    'a promise within',
    { messages: Promise.resolve([]) },
    { code: 'VALUE_NOT_JSON', message: expect.stringContaining('at "messages" is a Promise, which has') as string },
  ],
  ['a function', () => 'x', { code: 'VALUE_NOT_JSON', message: expect.stringContaining('is a function') as string }],
]

describe.each(cases)('an agent that is given %s says so', (_what, input, error) => {
  it('in run and stream', async () => {
    for (const agent of [writer, echo]) {
      await expect(agent.run(js(input))).rejects.toMatchObject(error)
      await expect(agent.stream(js(input)).result).rejects.toMatchObject(error)
    }
    expect(model.calls).toHaveLength(0)
  })

  it('in calls of an agent and of a runtime', async () => {
    const caller = defineCustomAgent({ name: 'caller', execute: (_text, { call }) => call(echo, js(input)) })
    await expect(caller.run('go')).rejects.toMatchObject(error)
    await using runtime = await createRuntime({ agents: [writer, echo, caller] })
    await expect(runtime.call('writer', js(input))).rejects.toMatchObject(error)
    await expect(runtime.call('caller', 'go')).rejects.toMatchObject(error)
  })
})

describe('an input that is null', () => {
  it('is taken by an agent that takes any JSON, and by one whose schema takes it', async () => {
    const log = loggerAgent({ name: 'log', sink: jsonSink({ write: () => {} }) })
    expect((await log.run(null)).output).toBe(null)
    const maybe = defineCustomAgent({ name: 'maybe', input: { type: 'null' }, execute: (input) => [input] })
    expect((await maybe.run(js(null))).output).toEqual([null])
  })

  it('reaches an agent that takes text as text, where a message in a runtime carries it', async () => {
    const reader = defineCustomAgent({ name: 'reader', execute: (text) => `got ${JSON.stringify(text)}` })
    await using runtime = await createRuntime({ agents: [{ agent: reader, outputs: ['out'] }] })
    const out = runtime.recv('out')
    await runtime.send('reader', null)
    for await (const { parts } of out) {
      expect(parts).toEqual([{ type: 'text', text: 'got "null"' }])
      break
    }
  })

  it('does not come from a model that is offered the agent as a tool', () => {
    expect(agentTool(writer).inputSchema).toMatchObject({ required: ['input'] })
  })
})
