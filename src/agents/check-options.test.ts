import { describe, expect, it } from 'vitest'
import { defineAgent, type AgentOptions } from './define-agent.ts'
import { defineCustomAgent } from './define-custom-agent.ts'

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
