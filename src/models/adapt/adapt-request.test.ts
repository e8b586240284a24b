import { describe, expect, it } from 'vitest'
import type { LanguageModelV4Message } from '../model.ts'
import { hoistInstructions } from './hoist-instructions.ts'
import { mergeOptions } from './merge-options.ts'
import { mergeTurns } from './merge-turns.ts'
import { withOwnReasoning } from './own-reasoning.ts'

const user = (text: string): LanguageModelV4Message => ({ role: 'user', content: [{ type: 'text', text }] })
const system = (content: string): LanguageModelV4Message => ({ role: 'system', content })
const thought = (provider?: string) =>
  ({
    type: 'reasoning',
    text: 'Hm.',
    ...(provider === undefined ? {} : { providerOptions: { [provider]: { signature: 's' } } }),
  }) as const
const said = { type: 'text', text: 'Yes.' } as const

describe('reasoning on its way to a provider', () => {
  const sentTo = (prompt: readonly LanguageModelV4Message[]): LanguageModelV4Message[] =>
    withOwnReasoning(prompt, ({ acme }) => acme !== undefined)

  it('is its own, and neither that of another nor of nobody', () => {
    const content = [thought('acme'), thought('other'), thought(), said]
    expect(sentTo([{ role: 'assistant', content }])).toEqual([{ role: 'assistant', content: [thought('acme'), said] }])
  })

  it('takes a turn with it that holds nothing else', () => {
    expect(sentTo([user('a'), { role: 'assistant', content: [thought('other')] }, user('b')])).toEqual([
      user('a'),
      user('b'),
    ])
  })
})

describe('turns of one role in a row', () => {
  it('become one, with their parts in order', () => {
    expect(
      mergeTurns([system('s'), system('t'), user('a'), user('b'), { role: 'assistant', content: [said] }]),
    ).toEqual([
      system('s'),
      system('t'),
      {
        role: 'user',
        content: [
          { type: 'text', text: 'a' },
          { type: 'text', text: 'b' },
        ],
      },
      { role: 'assistant', content: [said] },
    ])
  })
})

describe('instructions in the middle of a conversation', () => {
  it('move to its beginning, in order', () => {
    expect(hoistInstructions([system('a'), user('1'), system('b'), user('2')])).toEqual([
      system('a'),
      system('b'),
      user('1'),
      user('2'),
    ])
  })
})

describe('options of a provider with several names', () => {
  it('are those of all of them, and the first name wins', () => {
    const options = { other: { z: 1 }, new: { a: 1 }, old: { a: 2, b: 2 } }
    expect(mergeOptions(options, ['new', 'old'])).toEqual({ ...options, new: { a: 1, b: 2 } })
  })

  it('stay as they are under one name', () => {
    const options = { old: { a: 2 } }
    expect(mergeOptions(options, ['new', 'old'])).toBe(options)
  })
})
