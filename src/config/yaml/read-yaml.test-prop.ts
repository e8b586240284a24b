import { Buffer } from 'node:buffer'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { checkConfigText } from '../check-config-text.ts'
import { decodeUtf8 } from './decode-utf8.ts'
import { readYaml } from './read-yaml.ts'

const fragments = [
  '- ', ': ', '? ', '&a ', '*a ', '<<: *a', '!t ', '!!str ', '{', '}', '[', ']', ', ', '"', "'", '|\n', '>-\n', '\n', '\n  ', '\n    ',
  '---\n', '...\n', '# c', '%TAG ! x', 'agents:', 'name: a', 'role: react', 'model: m', 'source: a', 'inputs:', '${A}', '${A:-', '$${',
  '__proto__', 'constructor', 'interval: 1s', 'depends_on: [a]', '\t', '\r', '\u0000', '\uFEFF', '\u{1F600}', '\uD800', '5', 'true', '~',
]
const yamlish = fc.array(fc.constantFrom(...fragments), { maxLength: 40 }).map((parts) => parts.join(''))
const check = (text: string) => checkConfigText(text, { file: 'fuzz.yaml', env: { A: 'b' }, home: '/home' })

it('reads any text or says where it is wrong', () => {
  fc.assert(
    fc.property(fc.oneof(yamlish, fc.string({ unit: 'binary' })), (text) => {
      const { root, findings } = readYaml(text)
      expect(root !== undefined || findings.length > 0).toBe(true)
      for (const { span } of findings) {
        expect(span?.start).toBeGreaterThanOrEqual(0)
        expect(span?.start).toBeLessThanOrEqual(text.length)
      }
    }),
    { numRuns: 3000 },
  )
})

it('checks any text: there is a configuration, or an error', () => {
  fc.assert(
    fc.property(yamlish, (text) => {
      const { config, problems } = check(text)
      expect(config === undefined).toBe(problems.some((problem) => problem.severity === 'error'))
      for (const { severity, line, column } of problems) if (severity === 'error') expect([line, column]).toEqual([expect.any(Number), expect.any(Number)])
    }),
    { numRuns: 3000 },
  )
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
})

it('checks any bytes', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const decoded = decodeUtf8(bytes)
      if ('finding' in decoded) expect(Buffer.from(decoded.text).equals(bytes)).toBe(false)
      else expect(check(decoded.text).problems.length).toBeGreaterThan(0)
    }),
    { numRuns: 1000 },
  )
})
