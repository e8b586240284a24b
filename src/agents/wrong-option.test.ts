import { describe, expect, it } from 'vitest'
import { scriptedModel } from '../testing/index.ts'
import { defineTool } from '../tools/define-tool.ts'
import { defineAgent } from './define-agent.ts'

const search = defineTool({
  name: 'search',
  description: 'Searches',
  input: { type: 'object' },
  execute: () => 'found',
})

/** Defines an agent as plain JavaScript would. */
const define = (options: object) =>
  defineAgent({ name: 'a', model: scriptedModel(['ok']), tools: [search], ...options })

describe('options of an agent that make no sense are refused, with the one that was meant', () => {
  it.each([
    [{ settings: { temprature: 1 } }, 'settings: There is no "temprature". Did you mean "temperature"?'],
    [{ settings: { temperature: Number.NaN } }, 'settings: temperature must be a number, not NaN.'],
    [{ settings: { temperature: '0.5' } }, 'settings: temperature must be a number, not "0.5".'],
    [{ settings: { maxOutputTokens: 0 } }, 'maxOutputTokens must be a whole number of at least 1, not 0.'],
    [{ settings: { seed: 1.5 } }, 'settings: seed must be a whole number, not 1.5.'],
    [{ settings: { stopSequences: 'END' } }, 'settings: stopSequences must be a list of texts, not "END".'],
    [{ settings: { reasoning: 'hihg' } }, 'not "hihg" (did you mean "high"?).'],
    [{ settings: { reasoning: { budget_tokens: 5 } } }, '{ budgetTokens: 2000 }, not an object.'],
    [{ settings: { parallelToolCalls: 'no' } }, 'settings: parallelToolCalls must be true or false, not "no".'],
    [{ settings: { providerOptions: { serviceTier: 'flex' } } }, 'Write { openai: { serviceTier: ... } }'],
    [{ settings: { headers: { 'x-team': 3 } } }, 'settings: headers must be an object of texts, and "x-team" is none.'],
    [{ settings: { toolChoice: 'search' } }, 'or { tool: "search" }, not "search".'],
    [{ settings: { toolChoice: { tool: 'serach' } } }, 'which the agent has not. Did you mean "search"?'],
    [{ settings: { toolChoice: 'required' }, tools: [] }, 'toolChoice asks for a tool, and the agent has none.'],
    [{ settings: 'hot' }, 'settings must be an object, not "hot".'],
    [{ resilience: { retries: 3 } }, 'resilience: There is no "retries". Known: retry, timeouts,'],
    [{ resilience: { retry: { attempts: 3 } } }, 'resilience.retry: There is no "attempts".'],
    [{ resilience: { retry: { maxAttempts: 0 } } }, 'maxAttempts must be a whole number of at least 1, not 0.'],
    [{ resilience: { timeouts: { totalMs: -4 } } }, 'resilience.timeouts: totalMs must be a number above 0, not -4.'],
    [{ resilience: { fallback: ['openai:gpt-4o'] } }, 'resilience.fallback must be an object, not a list.'],
    [{ tools: search }, 'tools must be a list of tools, not an object.'],
    [{ model: {} }, 'model must be a name such as "openai:gpt-4o" or a model of the AI SDK, not an object.'],
    [{ model: undefined }, 'or a model of the AI SDK, not undefined.'],
  ])('%j', (options, message) => {
    expect(() => define(options)).toThrow(expect.objectContaining({ code: 'AGENT_OPTIONS_INVALID' }))
    expect(() => define(options)).toThrow(message)
  })

  it.each([
    { settings: { reasoning: { budgetTokens: 0 }, toolChoice: { tool: 'search' }, temperature: 0, topP: undefined } },
    { settings: { toolChoice: 'required' }, tools: () => [search] },
    { settings: { toolChoice: { tool: 'later' } }, tools: [], prepareIteration: () => undefined },
    { resilience: { retry: false, timeouts: false, limits: { concurrency: 1 }, cache: {} } },
  ])('while %j is taken', (options) => {
    expect(() => define(options)).not.toThrow()
  })

  it.each([
    [{ instructions: () => 5 }, 'Agent "a": its function for instructions must give a text, not 5.'],
    [{ tools: () => search }, 'Agent "a": its function for tools must give a list of tools, not an object.'],
    [{ model: async () => undefined }, 'Agent "a": its function for the model must give a name such as'],
  ])('also what a function gives for a run: %o', async (options, message) => {
    const run = define(options).run('x')
    await expect(run).rejects.toThrow(expect.objectContaining({ code: 'AGENT_OPTIONS_INVALID' }))
    await expect(run).rejects.toThrow(message)
  })

  it('also the settings that prepareIteration gives', async () => {
    const agent = define({ prepareIteration: () => ({ settings: { reasoning: 'lo' } }) })
    await expect(agent.run('x')).rejects.toThrow('prepareIteration of agent "a": settings: reasoning must be "none"')
  })
})
