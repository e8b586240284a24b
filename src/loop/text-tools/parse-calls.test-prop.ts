import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mergeText, parseTextCalls, TextCallParser, type TextSegment } from './parse-calls.ts'

const call = fc.record({
  name: fc.stringMatching(/^[a-zA-Z0-9_-]{1,20}$/),
  arguments: fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 4 }),
})
const words = fc.constantFrom(
  'Therefore',
  'Result:',
  'Action:',
  'Final Answer:',
  'tool_call',
  '{"name":"x"}',
  '`a`',
  '{',
  '\n',
  ' ',
)
const prose = fc.array(fc.oneof(words, fc.string()), { maxLength: 8 }).map((parts) =>
  // A fence at the beginning of a line is a fence, whoever wrote it.
  parts.join('').replace(/^[ ]{0,3}(`{3,}|~{3,})/gm, '.'),
)

const block = (value: unknown, space?: number): string =>
  `\`\`\`tool_call\n${JSON.stringify(value, undefined, space)}\n\`\`\``
const normal = ({ name, arguments: input }: { name: string; arguments: unknown }): TextSegment => ({
  type: 'call',
  name,
  input: JSON.stringify(JSON.parse(JSON.stringify(input))),
})

describe('tool calls in text', () => {
  it('come out as they were written, with the prose around them', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(prose, call), { maxLength: 4 }),
        prose,
        fc.constantFrom(undefined, 2),
        (turns, last, space) => {
          const text = turns.map(([before, made]) => `${before}\n${block(made, space)}\n`).join('') + last
          const expected = mergeText(
            [
              ...turns.flatMap(([before, made]): TextSegment[] => [
                { type: 'text', text: `${before}\n` },
                normal(made),
              ]),
              { type: 'text' as const, text: last },
            ].filter((segment) => segment.type !== 'text' || segment.text !== ''),
          )
          expect(parseTextCalls(text)).toEqual(expected)
        },
      ),
    )
  })

  it('are never found in prose, which comes out unchanged', () => {
    fc.assert(
      fc.property(prose, (text) => {
        expect(parseTextCalls(text)).toEqual(text === '' ? [] : [{ type: 'text', text }])
      }),
    )
  })

  it('are the same however the text is cut into pieces', () => {
    const anything = fc.array(
      fc.oneof(
        prose,
        call.map((made) => `\n${block(made)}\n`),
        fc.constantFrom('```', '~~~', '```js\n', '\n```\n', '```tool_call\n', '   '),
      ),
      { maxLength: 8 },
    )
    fc.assert(
      fc.property(anything, fc.array(fc.nat(12), { minLength: 1 }), (parts, sizes) => {
        const text = parts.join('')
        const parser = new TextCallParser()
        const segments: TextSegment[] = []
        for (let at = 0, turn = 0; at < text.length; turn += 1) {
          const size = (sizes[turn % sizes.length] as number) + 1
          segments.push(...parser.push(text.slice(at, at + size)))
          at += size
        }
        segments.push(...parser.end())
        expect(mergeText(segments)).toEqual(parseTextCalls(text))
      }),
    )
  })
})
