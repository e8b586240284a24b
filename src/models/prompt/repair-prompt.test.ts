import { describe, expect, it } from 'vitest'
import type { LanguageModelV4Message } from '../model.ts'
import { isSoundPrompt } from './is-sound-prompt.ts'
import { repairPrompt } from './repair-prompt.ts'

type AssistantPart = Extract<LanguageModelV4Message, { role: 'assistant' }>['content'][number]

const user = (text: string): LanguageModelV4Message => ({ role: 'user', content: [{ type: 'text', text }] })
const assistant = (...content: AssistantPart[]): LanguageModelV4Message => ({ role: 'assistant', content })
const call = (toolCallId: string, toolName = 'look', input: unknown = {}): AssistantPart => ({
  type: 'tool-call',
  toolCallId,
  toolName,
  input,
})
const results = (...entries: (readonly [id: string, value: string])[]): LanguageModelV4Message => ({
  role: 'tool',
  content: entries.map(([toolCallId, value]) => ({
    type: 'tool-result',
    toolCallId,
    toolName: 'look',
    output: { type: 'text', value },
  })),
})

/** The ids, names and inputs of calls, and the ids and values of results, in order. */
function traffic(prompt: readonly LanguageModelV4Message[]): readonly unknown[] {
  return prompt.flatMap(({ role, content }) =>
    typeof content === 'string'
      ? [role]
      : content.map((part) => {
          if (part.type === 'tool-call') return [part.toolCallId, part.toolName, part.input]
          if (part.type === 'tool-result') return [part.toolCallId, 'value' in part.output ? part.output.value : '']
          return part.type === 'text' ? part.text : part.type
        }),
  )
}

describe('repairPrompt', () => {
  it('leaves a sound conversation as it is, message for message', () => {
    const prompt = [
      user('Hello'),
      assistant(call('a')),
      results(['a', 'yes']),
      assistant({ type: 'text', text: 'Yes.' }),
    ]
    expect(isSoundPrompt(prompt)).toBe(true)
    expect(repairPrompt(prompt)).toEqual(prompt)
  })

  it('gives names that no provider takes the letters that are left of them', () => {
    const prompt = [user('Hello'), assistant(call('a', 'look up. now'), call('b', '')), results(['a', '1'], ['b', '2'])]
    expect(traffic(repairPrompt(prompt))).toEqual([
      'Hello',
      ['a', 'look_up__now', {}],
      ['b', 'unknown_tool', {}],
      ['a', '1'],
      ['b', '2'],
    ])
  })

  it('keeps of an input that is no object what can be read as one', () => {
    const prompt = [
      user('Hello'),
      assistant(
        call('a', 'look', '{"x":1}'),
        call('b', 'look', '{"x":'),
        call('c', 'look', [1]),
        call('d', 'look', null),
      ),
      results(['a', ''], ['b', ''], ['c', ''], ['d', '']),
    ]
    expect(traffic(repairPrompt(prompt)).slice(1, 5)).toEqual([
      ['a', 'look', { x: 1 }],
      ['b', 'look', {}],
      ['c', 'look', {}],
      ['d', 'look', {}],
    ])
  })

  it('tells calls with one id apart, in one turn and over many, and their results with them', () => {
    const prompt = [
      user('Hello'),
      assistant(call('a'), call('a')),
      results(['a', 'first'], ['a', 'second']),
      assistant(call('a')),
      results(['a', 'third']),
    ]
    expect(traffic(repairPrompt(prompt))).toEqual([
      'Hello',
      ['a', 'look', {}],
      ['a_2', 'look', {}],
      ['a', 'first'],
      ['a_2', 'second'],
      ['a_3', 'look', {}],
      ['a_3', 'third'],
    ])
  })

  it('makes the ids of another provider fit', () => {
    const long = `call.${'x'.repeat(100)}`
    const [, turn, answers] = repairPrompt([
      user('Hello'),
      assistant(call(long), call('')),
      results([long, '1'], ['', '2']),
    ])
    const ids = (message: LanguageModelV4Message | undefined): readonly unknown[] =>
      typeof message?.content === 'string'
        ? []
        : (message?.content ?? []).map((part) => ('toolCallId' in part ? part.toolCallId : ''))
    expect(ids(turn)).toEqual([`call_${'x'.repeat(59)}`, 'call'])
    expect(ids(answers)).toEqual(ids(turn))
  })

  it('answers a call that has no result, and drops a result that has no call', () => {
    const prompt = [
      user('Hello'),
      assistant(call('a'), call('b')),
      results(['b', 'yes'], ['z', 'whose?']),
      user('And?'),
    ]
    expect(traffic(repairPrompt(prompt))).toEqual([
      'Hello',
      ['a', 'look', {}],
      ['b', 'look', {}],
      ['a', 'There is no result of this call.'],
      ['b', 'yes'],
      'And?',
    ])
  })

  it('moves a result behind its call, where a turn came between', () => {
    const prompt = [user('Hello'), assistant(call('a')), user('Well?'), results(['a', 'yes'])]
    expect(repairPrompt(prompt).map(({ role }) => role)).toEqual(['user', 'assistant', 'tool', 'user'])
  })

  it('drops blank turns, and says so of a blank one of the user', () => {
    const blank: AssistantPart = { type: 'text', text: ' \n' }
    const prompt: LanguageModelV4Message[] = [
      { role: 'system', content: '' },
      user('  '),
      assistant(blank),
      user('Hello'),
    ]
    expect(traffic(repairPrompt(prompt))).toEqual(['(No text.)', 'Hello'])
  })

  it('keeps an empty text that carries a signature', () => {
    const signed: AssistantPart = { type: 'text', text: '', providerOptions: { google: { thoughtSignature: 'S' } } }
    const prompt = [user('Hello'), assistant(signed), user('And?')]
    expect(isSoundPrompt(prompt)).toBe(true)
    expect(repairPrompt(prompt)).toEqual(prompt)
  })

  it('begins with the user, as some providers want it', () => {
    const prompt: LanguageModelV4Message[] = [
      { role: 'system', content: 'Be brief.' },
      assistant({ type: 'text', text: 'Hello' }),
      user('Hi'),
    ]
    expect(repairPrompt(prompt).map(({ role }) => role)).toEqual(['system', 'user', 'assistant', 'user'])
  })

  it('leaves calls to the provider that ran them', () => {
    const searched: AssistantPart = {
      type: 'tool-call',
      toolCallId: 'srv.1',
      toolName: 'web.search',
      input: {},
      providerExecuted: true,
    }
    const prompt = [user('Hello'), assistant(searched, { type: 'text', text: 'Found.' }), user('And?')]
    expect(isSoundPrompt(prompt)).toBe(true)
    expect(repairPrompt(prompt)).toEqual(prompt)
  })
})
