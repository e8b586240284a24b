import { isDeepStrictEqual } from 'node:util'
import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { tries } from '../../../test/support/effort.ts'
import type { JsonValue } from '../../util/json/json.ts'
import { extractJson } from './extract-json.ts'
import { parsePartialJson } from './parse-partial-json.ts'

/** True when `later` says all that `earlier` said, and perhaps more. */
function extendsValue(earlier: unknown, later: unknown): boolean {
  if (earlier === undefined) return true
  if (typeof earlier === 'string') return typeof later === 'string' && later.startsWith(earlier)
  if (Array.isArray(earlier)) {
    return (
      Array.isArray(later) &&
      later.length >= earlier.length &&
      earlier.every((item, at) => extendsValue(item, later[at]))
    )
  }
  if (typeof earlier === 'object' && earlier !== null) {
    return (
      typeof later === 'object' &&
      later !== null &&
      Object.entries(earlier).every(
        ([key, value]) => Object.hasOwn(later, key) && extendsValue(value, (later as Record<string, unknown>)[key]),
      )
    )
  }
  return Object.is(earlier, later)
}

const json = fc.jsonValue({ maxDepth: 3 })

// -0 is the one number that JSON.stringify changes.
const container = fc
  .oneof(fc.array(json, { maxLength: 5 }), fc.dictionary(fc.string(), json, { maxKeys: 5 }))
  .map((value) => JSON.parse(JSON.stringify(value)) as JsonValue)
const spacing = fc.constantFrom(undefined, 2, '\t')

/** A JSON text with what models add to it: comments, and a comma before a closing bracket. */
function decorate(value: JsonValue): string {
  return JSON.stringify(value, undefined, 2).replace(/^(\s*)([}\]],?)$/gm, '$1// the end\n$1$2')
}

describe('a JSON text of which only a beginning is there', () => {
  it('gives values that each add to the one before, and the whole value at the end', () => {
    fc.assert(
      fc.property(container, spacing, (value, space) => {
        const text = JSON.stringify(value, undefined, space)
        let before: JsonValue | undefined
        for (let length = 0; length <= text.length; length += 1) {
          const partial = parsePartialJson(text.slice(0, length))
          if (!extendsValue(before, partial)) return false
          before = partial
        }
        return isDeepStrictEqual(before, JSON.parse(text))
      }),
      { numRuns: tries(50) },
    )
  })

  it('holds nothing that the whole value does not hold', () => {
    fc.assert(
      fc.property(container, fc.nat(), (value, cut) => {
        const text = JSON.stringify(value)
        expect(extendsValue(parsePartialJson(text.slice(0, cut % (text.length + 1))), value)).toBe(true)
      }),
    )
  })

  it('never throws, whatever the text', () => {
    fc.assert(fc.property(fc.string(), (text) => void parsePartialJson(`{${text}`)))
  })
})

describe('taking a value out of an answer', () => {
  it('finds it within prose and fences, with comments', () => {
    const prose = fc.string().map((text) => text.replace(/[{}[\]"]/g, ' '))
    fc.assert(
      fc.property(container, prose, prose, fc.boolean(), (value, before, after, fence) => {
        const written = decorate(value)
        const text = fence ? `${before}\n\`\`\`json\n${written}\n\`\`\`\n${after}` : `${before}\n${written}\n${after}`
        expect(extractJson(text, 'any')).toStrictEqual({ ok: true, value })
      }),
    )
  })

  it('takes no beginning of a value for an answer', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue(), { minKeys: 1 }), fc.nat(), (value, cut) => {
        const text = JSON.stringify(value)
        expect(extractJson(text.slice(0, 1 + (cut % (text.length - 1))), 'object').ok).toBe(false)
      }),
    )
  })
})
