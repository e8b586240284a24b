import { describe, expect, it } from 'vitest'
import type { JsonSchema } from './json-schema.ts'
import { describeIssues, issueLine } from './describe-issues.ts'
import { validateSchema } from './validate-schema.ts'

async function told(schema: JsonSchema, value: unknown): Promise<readonly string[]> {
  const result = await validateSchema(schema, value)
  return describeIssues(result.issues ?? [], value, []).map(issueLine)
}

describe('a JSON Schema is checked by the rules of its draft', () => {
  const tuple = { prefixItems: [{ type: 'string' }], items: { type: 'number' } }
  const oldTuple = { items: [{ type: 'string' }], additionalItems: { type: 'number' } }
  const bounded = { minimum: 3, exclusiveMinimum: true } as unknown as JsonSchema
  const draft4 = { $schema: 'http://json-schema.org/draft-04/schema#', ...bounded }
  const named = (year: string, schema: object): JsonSchema => ({
    $schema: `https://json-schema.org/draft/${year}/schema`,
    ...schema,
  })
  const beside = { $ref: '#/$defs/text', maxLength: 1, $defs: { text: { type: 'string' } } } as const

  it.each<[string, JsonSchema, unknown, boolean]>([
    ['2020-12 by its words', tuple, ['x', 1], true],
    ['2020-12 by its words', tuple, ['x', 'y'], false],
    ['2020-12 by its words, deep inside', { properties: { a: tuple } }, { a: [1] }, false],
    ['2020-12 by name', named('2020-12', { items: { type: 'number' } }), [1], true],
    ['2020-12: beside a reference', beside, 'xx', false],
    ['draft 7: beside a reference', { ...beside, $schema: 'http://json-schema.org/draft-07/schema#' }, 'xx', true],
    ['draft 7', oldTuple, ['x', 1], true],
    ['draft 7', oldTuple, ['x', 'y'], false],
    ['draft 4', draft4, 3, false],
    ['draft 4', draft4, 4, true],
    ['2019-09', named('2019-09', { dependentRequired: { a: ['b'] } }), { a: 1 }, false],
  ])('%s', async (_, schema, value, isValid) => {
    expect((await told(schema, value)).length === 0).toBe(isValid)
  })

  it('and is not changed by that', async () => {
    const schema = {
      type: 'object',
      properties: { a: { $ref: '#/$defs/t' } },
      $defs: { t: { type: 'string' } },
    } as const
    Object.freeze(schema)
    Object.freeze(schema.properties.a)
    expect(await told(schema, { a: 'x' })).toEqual([])
    expect(Object.getOwnPropertyNames(schema)).toEqual(['type', 'properties', '$defs'])
  })

  it('takes patterns with escapes that need none, and OpenAPI’s nullable', async () => {
    const schema = { type: 'string', pattern: '^[\\w\\-\\_]+\\@x$', nullable: true } as const
    expect(await told(schema, 'a-b@x')).toEqual([])
    expect(await told(schema, null)).toEqual([])
    expect(await told(schema, 'a b')).toHaveLength(1)
    const choice = { enum: ['x'], type: 'string', nullable: true } as const
    expect(await told(choice, null)).toEqual([])
    const reference = { $ref: '#/$defs/t', nullable: true, $defs: { t: { type: 'number' } } } as const
    expect(await told(reference, null)).toEqual([])
    expect(await told(reference, 'x')).toHaveLength(1)
  })
})

describe('what is wrong is told once, and where', () => {
  const address = { type: 'object', properties: { zip: { type: 'string' } }, required: ['zip'] }

  it.each<[string, JsonSchema, unknown, readonly unknown[]]>([
    [
      'deep inside',
      { properties: { a: { items: address } } },
      { a: [{ zip: 5 }] },
      [expect.stringMatching(/^- a\[0\]\.zip: .*"string".*\(you wrote 5\)$/)],
    ],
    ['a missing key', { properties: { a: address } }, { a: {} }, [expect.stringMatching(/^- a: .*"zip"/)]],
    [
      'in the closest variant',
      { properties: { to: { anyOf: [{ type: 'string' }, address] } } },
      { to: { zip: 5 } },
      [expect.stringMatching(/^- to\.zip: /)],
    ],
    [
      'in a variant of a variant',
      { oneOf: [{ type: 'null' }, { anyOf: [{ type: 'number' }, address] }] },
      { zip: 5 },
      [expect.stringMatching(/^- zip: /)],
    ],
    [
      'where two variants match',
      { oneOf: [{ minimum: 1 }, { minimum: 2 }, { type: 'string' }] },
      5,
      [expect.stringContaining('(2 matches)')],
    ],
    [
      'through a reference',
      { properties: { a: { $ref: '#/$defs/address' } }, $defs: { address } },
      { a: { zip: 5 } },
      [expect.stringMatching(/^- a\.zip: /)],
    ],
    ['at the root', { type: 'object' }, 5, [expect.stringMatching(/^- Instance type "number" is invalid/)]],
    [
      'a key that must not be there',
      { properties: {}, additionalProperties: false },
      { x: 1 },
      ['- x: It must not be there. (you wrote 1)'],
    ],
  ])('%s', async (_, schema, value, lines) => {
    expect(await told(schema, value)).toEqual(lines)
  })
})
