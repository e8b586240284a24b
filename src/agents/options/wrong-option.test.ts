import { describe, expect, it } from 'vitest'
import { scriptedModel } from '../../testing/index.ts'
import { defineTool } from '../../tools/define-tool.ts'
import { defineAgent } from '../define-agent.ts'

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
    [{ instructions: 5 }, 'Agent "a": instructions must be a text, or a function that gives one, not 5.'],
    [{ description: 5 }, 'description must be a text, not 5.'],
    [{ messageType: 5 }, 'messageType must be a text, not 5.'],
    [{ maxIterations: 0 }, 'maxIterations must be a whole number of at least 1, not 0.'],
    [{ maxIterations: Infinity }, 'maxIterations must be a whole number of at least 1, not Infinity.'],
    [{ maxRepairs: -1 }, 'maxRepairs must be a whole number of at least 0, not -1.'],
    [{ maxRepairs: '2' }, 'maxRepairs must be a whole number of at least 0, not "2".'],
    [{ maxResultChars: -1 }, 'maxResultChars must be a whole number of at least 1, or false for no limit, not -1.'],
    [{ toolTimeoutMs: -1 }, 'toolTimeoutMs must be a number of milliseconds of at least 0, not -1.'],
    [{ toolTimeoutMs: Number.NaN }, 'toolTimeoutMs must be a number of milliseconds of at least 0, not NaN.'],
    [{ toolTimeoutMs: null }, 'toolTimeoutMs must be a number of milliseconds of at least 0, not null.'],
    [{ abortGraceMs: '1s' }, 'abortGraceMs must be a number of milliseconds of at least 0, not "1s".'],
    [{ outputMode: 'nativ' }, '"tool", "prompt", not "nativ". Did you mean "native"?'],
    [{ toolMode: true }, 'toolMode must be one of "auto", "native", "text", not true.'],
    [{ stopWhen: 3 }, 'stopWhen must be a function such as hasToolCall("refund"), or a list of them, not 3.'],
    [{ stopWhen: [() => true, 'done'] }, 'or a list of them, not a list.'],
    [{ prepareIteration: {} }, 'prepareIteration must be a function, not an object.'],
    [{ contextWindow: 8000 }, 'contextWindow must be an object, not 8000.'],
    [{ contextWindow: { maxToken: 8000 } }, 'contextWindow: There is no "maxToken". Did you mean "maxTokens"?'],
    [{ contextWindow: { maxTokens: 0 } }, 'contextWindow.maxTokens must be a whole number of at least 1, not 0.'],
    [{ contextWindow: { reserveTokens: -1 } }, 'contextWindow.reserveTokens must be a whole number of at least 0'],
    [{ contextWindow: { keepLast: 1.5 } }, 'contextWindow.keepLast must be a whole number of at least 0, not 1.5.'],
    [{ contextWindow: { strategy: 'summarize' } }, 'not "summarize". Did you mean "summarise"?'],
    [{ contextWindow: { strategy: ['pin', 5] } }, '"none", or a list of them, not a list.'],
    [
      { contextWindow: { pin: 'search' } },
      'contextWindow.pin must be a list of names of tools, or a function, not "sea',
    ],
    [{ contextWindow: { countTokens: 4 } }, 'contextWindow.countTokens must be a function, not 4.'],
    [{ loopDetection: true }, 'loopDetection must be false, or an object, not true.'],
    [{ loopDetection: { stopafter: 4 } }, 'loopDetection: There is no "stopafter". Did you mean "stopAfter"?'],
    [{ loopDetection: { warnAfter: -4 } }, 'loopDetection.warnAfter must be a whole number of at least 1, not -4.'],
    [{ loopDetection: { pollStopAfter: Number.NaN } }, 'pollStopAfter must be a whole number of at least 1, not NaN.'],
  ])('%j', (options, message) => {
    expect(() => define(options)).toThrow(expect.objectContaining({ code: 'AGENT_OPTIONS_INVALID' }))
    expect(() => define(options)).toThrow(message)
  })

  it.each([
    { settings: { reasoning: { budgetTokens: 0 }, toolChoice: { tool: 'search' }, temperature: 0, topP: undefined } },
    { settings: { toolChoice: 'required' }, tools: () => [search] },
    { settings: { toolChoice: { tool: 'later' } }, tools: [], prepareIteration: () => undefined },
    { toolTimeoutMs: Infinity, abortGraceMs: 0, maxRepairs: 0, maxResultChars: false, loopDetection: false },
    {
      contextWindow: { strategy: ['summarise', 'sliding'], keepLast: 0, pin: [] },
      loopDetection: { stopAfter: Infinity },
    },
    { stopWhen: [], outputMode: 'auto', toolMode: 'native', instructions: () => 'Be brief.', contextWindow: undefined },
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
