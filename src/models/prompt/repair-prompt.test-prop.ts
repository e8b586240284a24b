import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { tries } from '../../../test/support/effort.ts'
import type { LanguageModelV4Message } from '../model.ts'
import { isSoundPrompt } from './is-sound-prompt.ts'
import { repairPrompt } from './repair-prompt.ts'

const id = fc.oneof(fc.constantFrom('', 'a', 'b', 'a_2', 'call'), fc.string({ maxLength: 80 }))
const text = fc.record({ type: fc.constant('text' as const), text: fc.oneof(fc.string(), fc.constantFrom('', ' ')) })
const call = fc.record({
  type: fc.constant('tool-call' as const),
  toolCallId: id,
  toolName: id,
  input: fc.anything(),
  providerExecuted: fc.constant(false),
})
const result = fc.record({
  type: fc.constant('tool-result' as const),
  toolCallId: id,
  toolName: id,
  output: fc.record({ type: fc.constant('text' as const), value: fc.string() }),
})
const message: fc.Arbitrary<LanguageModelV4Message> = fc.oneof(
  fc.record({ role: fc.constant('system' as const), content: fc.string() }),
  fc.record({ role: fc.constant('user' as const), content: fc.array(text, { maxLength: 3 }) }),
  fc.record({ role: fc.constant('assistant' as const), content: fc.array(fc.oneof(text, call), { maxLength: 4 }) }),
  fc.record({ role: fc.constant('tool' as const), content: fc.array(result, { maxLength: 4 }) }),
)

it('makes any conversation one that every provider takes, and leaves it then', () => {
  fc.assert(
    fc.property(fc.array(message, { maxLength: 8 }), (prompt) => {
      const repaired = repairPrompt(prompt)
      expect(isSoundPrompt(repaired)).toBe(true)
      expect(repairPrompt(repaired)).toEqual(repaired)
    }),
    { numRuns: tries(400) },
  )
})

it('loses no result that has a call, and no words', () => {
  fc.assert(
    fc.property(fc.array(message, { maxLength: 8 }), (prompt) => {
      const words = (messages: readonly LanguageModelV4Message[]): readonly string[] =>
        messages.flatMap(({ role, content }) =>
          role === 'tool' || typeof content === 'string'
            ? []
            : content.flatMap((part) => (part.type === 'text' && /\S/.test(part.text) ? [part.text] : [])),
        )
      const kept = words(repairPrompt(prompt))
      expect(words(prompt).every((each) => kept.includes(each))).toBe(true)
    }),
  )
})
