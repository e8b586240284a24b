import { isUtf8 } from 'node:buffer'
import fc from 'fast-check'
import { expect, it } from 'vitest'
import { tries } from '../../../test/support/effort.ts'
import { checkConfigText } from '../check-config-text.ts'
import { decodeUtf8 } from './decode-utf8.ts'
import { readYaml } from './read-yaml.ts'

// A property takes as long as it takes: nothing here is about time.
const timeout = 120_000

const fragments = [
  '- ',
  ': ',
  '? ',
  '&a ',
  '*a ',
  '<<: *a',
  '!t ',
  '!!str ',
  '{',
  '}',
  '[',
  ']',
  ', ',
  '"',
  "'",
  '|\n',
  '>-\n',
  '\n',
  '\n  ',
  '\n    ',
  '---\n',
  '...\n',
  '# c',
  '%TAG ! x',
  'agents:',
  'name: a',
  'role: react',
  'model: m',
  'source: a',
  'inputs:',
  '${A}',
  '${A:-',
  '$${',
  '__proto__',
  'constructor',
  'interval: 1s',
  'depends_on: [a]',
  '\t',
  '\r',
  '\u0000',
  '\uFEFF',
  '\u{1F600}',
  '\uD800',
  '5',
  'true',
  '~',
]
const yamlish = fc.array(fc.constantFrom(...fragments), { maxLength: 40 }).map((parts) => parts.join(''))
const check = (text: string) => checkConfigText(text, { file: 'fuzz.yaml', env: { A: 'b' }, home: '/home' })

it('reads any text or says where it is wrong', { timeout }, () => {
  fc.assert(
    fc.property(fc.oneof(yamlish, fc.string({ unit: 'binary' })), (text) => {
      const { root, findings } = readYaml(text)
      const isLocated = findings.every(({ span }) => span !== undefined && span.start >= 0 && span.start <= text.length)
      return isLocated && (root !== undefined || findings.length > 0)
    }),
    { numRuns: tries(400) },
  )
})

const valid = `
supervisor: { name: s, max_rounds: 5 }
agents:
  - &p { name: p, role: producer, source: { http: { url: "http://x", interval: 1s, headers: { token: t } } }, limit: 5 }
  - name: r
    role: react
    model: m
    depends_on: [p]
    inputs: [{ target: p }]
    tools: [{ name: t, parameters: { type: object, properties: { a: { type: string } } } }]
    offline: { replies: [{ match: x, tool_call: { name: t } }] }
    api_key: "\${A:-b}"
  - { name: l, role: logger, restart: { max_backoff: 5s }, outputs: [{ target: o }] }
`
const damaged = fc
  .array(fc.tuple(fc.nat(valid.length), fc.nat(8), fc.constantFrom('', ...fragments)), { maxLength: 4 })
  .map((edits) =>
    edits.reduce((text, [at, length, added]) => text.slice(0, at) + added + text.slice(at + length), valid),
  )

it('checks any text: there is a configuration, or an error with its place', { timeout }, () => {
  expect(check(valid).problems.filter(({ severity }) => severity !== 'notice')).toEqual([])
  fc.assert(
    fc.property(fc.oneof(yamlish, damaged), (text) => {
      const { config, problems } = check(text)
      const errors = problems.filter(({ severity }) => severity === 'error')
      const areLocated = errors.every(
        ({ line, column, frame }) => line !== undefined && column !== undefined && frame !== undefined,
      )
      return areLocated && (config === undefined) === errors.length > 0
    }),
    { numRuns: tries(400) },
  )
  expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
})

it('checks any bytes', { timeout }, () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => {
      const decoded = decodeUtf8(bytes)
      return 'finding' in decoded !== isUtf8(bytes) && check(decoded.text).problems.length > 0
    }),
    { numRuns: tries(200) },
  )
})
