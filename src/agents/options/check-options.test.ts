import { describe, expect, it } from 'vitest'
import { agentTool } from '../agent-tool.ts'
import { defineAgent, type AgentOptions } from '../define-agent.ts'
import { defineCustomAgent } from '../define-custom-agent.ts'
import { handoff } from '../handoff.ts'
import { fileSink } from '../log/sinks/file-sink.ts'
import { jsonSink } from '../log/sinks/json-sink.ts'
import { textSink } from '../log/sinks/text-sink.ts'
import { loggerAgent } from '../logger/logger-agent.ts'
import { producerAgent } from '../producer/producer-agent.ts'

/** What plain JavaScript may give. */
const js = (value: unknown): never => value as never

const sink = jsonSink({ write: () => {} })
const agent = defineAgent({ name: 'a', model: 'openai:gpt-4o' })
const options = { name: 'a', model: 'openai:gpt-4o' }

describe('options of agents in plain JavaScript', () => {
  it('that are unknown are refused with the one that was meant', () => {
    const misspelt = { ...options, instrutions: 'x' } as AgentOptions<'a', undefined, undefined, unknown>
    expect(() => defineAgent(misspelt)).toThrow('Agent "a": There is no "instrutions". Did you mean "instructions"?')
    const other = { name: 'b', execute: () => 1, colour: [] }
    expect(() => defineCustomAgent(other)).toThrow('Agent "b": There is no "colour". Known: name, description, input,')
  })

  it('that other frameworks have are refused with what to write', () => {
    const foreign = { ...options, systemPrompt: 'x' } as typeof options
    expect(() => defineAgent(foreign)).toThrow('Agent "a": There is no "systemPrompt". Write instructions.')
    const custom = { name: 'b', execute: () => 1, tools: [] } as never
    expect(() => defineCustomAgent(custom)).toThrow('There is no "tools". Write defineAgent for an agent with tools.')
  })

  it('that are no object, or have no code, are refused', () => {
    expect(() => defineAgent('writer' as never)).toThrow('defineAgent takes an object')
    expect(() => defineCustomAgent({ name: 'b' } as never)).toThrow('execute must be a function, not undefined')
  })

  it.each([
    [
      () => defineCustomAgent(js({ name: 'b', execute: () => 1, description: 5 })),
      'description must be a text, not 5.',
    ],
    [() => defineCustomAgent(js({ name: 'b', execute: () => 1, messageType: {} })), 'must be a text, not an object.'],
    [() => loggerAgent(js('log')), 'loggerAgent takes an object'],
    [() => loggerAgent(js({ name: 'log', sinc: sink })), 'Agent "log": There is no "sinc". Did you mean "sink"?'],
    [
      () => loggerAgent(js({ name: 'log' })),
      'sink must be a sink, such as textSink({ write }) or fileSink({ path }), not',
    ],
    [() => loggerAgent(js({ name: 'log', sink: () => {} })), 'fileSink({ path }), not a function.'],
    [() => loggerAgent(js({ name: 'log', sink, description: 5 })), 'description must be a text, not 5.'],
    [() => producerAgent(js({ name: 'p', interval: 5 })), 'There is no "interval".'],
    [() => producerAgent(js({ name: 'p', intervalMs: '5' })), 'has "5" as the interval. Use a number above zero.'],
    [() => producerAgent(js({ name: 'p', source: 'a.txt' })), 'source must be an object, not "a.txt".'],
    [() => producerAgent(js({ name: 'p', source: { file: 5 } })), 'source.file must be a text, not 5.'],
    [
      () => producerAgent(js({ name: 'p', source: { file: 'a', limt: 5 } })),
      'source: There is no "limt". Known: file,',
    ],
    [
      () => producerAgent(js({ name: 'p', source: { generate: [1] } })),
      'source.generate must be a function, not a list.',
    ],
    [
      () => producerAgent(js({ name: 'p', source: { http: { uri: 'http://a' } } })),
      'There is no "uri". Did you mean "url"?',
    ],
    [
      () => producerAgent(js({ name: 'p', source: { http: { url: 'http://a' } } })),
      'such as the global fetch, not undefined.',
    ],
    [() => handoff(agent, js({ nmae: 'x' })), 'handoff("a"): There is no "nmae". Did you mean "name"?'],
    [() => handoff(agent, js({ description: 5 })), 'handoff("a").description must be a text, not 5.'],
    [() => handoff(agent, js('x')), 'handoff("a") must be an object, not "x".'],
    [() => agentTool(agent, js({ title: 'x' })), 'agentTool("a"): There is no "title". Known: name, description.'],
    [() => agentTool(agent, js({ name: 5 })), 'agentTool("a").name must be a text, not 5.'],
    [() => fileSink(js('a.log')), 'fileSink must be an object, not "a.log".'],
    [() => fileSink(js({ file: 'a.log' })), 'fileSink: There is no "file". Known: path, directory, format.'],
    [
      () => fileSink(js({ path: 'a', format: 'jsonl' })),
      'must be one of "json", "text", not "jsonl". Did you mean "json"?',
    ],
    [() => fileSink(js({})), 'fileSink cannot do without "path": write fileSink({ path }).'],
    [() => jsonSink(js({ write: 'x' })), 'jsonSink.write must be a function, not "x".'],
    [() => textSink(js({ write: () => {}, width: 80 })), 'textSink.width must be a function, not 80.'],
    [() => textSink(js({ write: () => {}, maxLength: -1 })), 'textSink.maxLength must be a whole number of at least 1'],
    [() => textSink(js({ write: () => {}, color: 'no' })), 'textSink.color must be true or false, not "no".'],
    [() => textSink(js({ write: () => {}, columns: 'a' })), 'textSink.columns must be a list of texts, not "a".'],
  ])('that make no sense are refused, with what was given: %s', (make, message) => {
    expect(make).toThrow(expect.objectContaining({ code: 'AGENT_OPTIONS_INVALID' }))
    expect(make).toThrow(message)
  })

  it.each(['', ' ', 'two words', '1st', 'a'.repeat(65), 'x/y'])('refuse the name %j', (name) => {
    expect(() => defineAgent({ ...options, name })).toThrow(/The agent name .* is not usable/)
    expect(() => defineCustomAgent({ name, execute: () => 1 })).toThrow(
      expect.objectContaining({ code: 'AGENT_OPTIONS_INVALID' }),
    )
  })

  it('take names with capital letters', () => {
    expect(defineAgent({ ...options, name: 'DataAnalyst_2-b' }).name).toBe('DataAnalyst_2-b')
  })
})
