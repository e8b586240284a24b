import { describe, expect, it } from 'vitest'
import { jsonSchemaToType } from './json-schema-to-type.ts'

describe('writing a JSON Schema as a type', () => {
  it.each([
    [{ type: 'string' }, 'string'],
    [{ type: 'integer' }, 'number'],
    [{ type: ['string', 'null'] }, 'string | null'],
    [{ type: 'string', nullable: true }, 'string | null'],
    [{ enum: ['a', "it's", 'b"c', 5, null] }, `'a' | 'it\\'s' | 'b"c' | 5 | null`],
    [{ const: { a: [1] } }, '{ readonly a: readonly [1] }'],
    [{ type: 'array', items: { type: 'string' } }, 'readonly string[]'],
    [{ type: 'array', items: { type: ['string', 'number'] } }, 'readonly (string | number)[]'],
    [{ type: 'array', items: { type: 'array', items: { enum: ['a'] } } }, "readonly (readonly 'a'[])[]"],
    [{ type: 'array' }, 'readonly unknown[]'],
    [
      { type: 'array', items: [{ type: 'string' }, { type: 'number' }], minItems: 1, additionalItems: false },
      'readonly [string, number?]',
    ],
    [
      { prefixItems: [{ type: 'string' }], items: { type: 'number' }, type: 'array' },
      'readonly [string?, ...number[]]',
    ],
    [{ type: 'object' }, '{ readonly [key: string]: unknown }'],
    [{ type: 'object', properties: {} }, '{ readonly [key: string]: unknown }'],
    [{ type: 'object', additionalProperties: { type: 'number' } }, '{ readonly [key: string]: number }'],
    [{ type: 'object', additionalProperties: false }, '{ readonly [key: string]: never }'],
    [{ type: 'object', patternProperties: { '^x': { type: 'string' } } }, '{ readonly [key: string]: string }'],
    [{ anyOf: [{ type: 'string' }, { type: 'number' }, { type: 'string' }] }, 'string | number'],
    [{ oneOf: [{ type: 'string' }, true] }, 'unknown'],
    [
      { allOf: [{ type: 'object', properties: { a: {} } }, { anyOf: [{ const: 1 }, { const: 2 }] }] },
      '{\n  readonly a?: unknown\n} & (1 | 2)',
    ],
    [{ not: { type: 'string' } }, 'unknown'],
    [false, 'never'],
    [true, 'unknown'],
  ])('%j is %s', (schema, expected) => {
    expect(jsonSchemaToType(schema)).toBe(expected)
  })

  it('writes objects over several lines, with descriptions, and quotes keys that need it', () => {
    const schema = {
      type: 'object',
      required: ['risk'],
      properties: {
        risk: { enum: ['low', 'high'], description: 'How bad */ it\n  is' },
        'a-b': { properties: { c: { type: 'boolean' } }, additionalProperties: false },
        list: { items: { type: 'object', properties: { d: { type: 'number' } } } },
      },
      additionalProperties: { type: 'string' },
    }
    expect(jsonSchemaToType(schema, '  ')).toBe(`{
    /** How bad *\\/ it is */
    readonly risk: 'low' | 'high'
    readonly 'a-b'?: {
      readonly c?: boolean
    }
    readonly list?: readonly {
      readonly d?: number
    }[]
    readonly [key: string]: unknown
  }`)
  })

  it('follows local references, and stops at those that refer to themselves', () => {
    const schema = {
      $defs: { node: { type: 'object', properties: { name: { type: 'string' }, next: { $ref: '#/$defs/node' } } } },
      type: 'array',
      items: { $ref: '#/$defs/node' },
    }
    expect(jsonSchemaToType(schema)).toBe('readonly {\n  readonly name?: string\n  readonly next?: unknown\n}[]')
    expect(jsonSchemaToType({ $ref: 'https://example.org/x' })).toBe('unknown')
    expect(jsonSchemaToType({ $ref: '#/definitions/none' })).toBe('unknown')
  })
})
