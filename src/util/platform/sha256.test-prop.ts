import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { plainSha256 } from './plain-sha256.ts'
import { sha256 } from './sha256.ts'

afterEach(() => vi.unstubAllGlobals())

describe('sha256', () => {
  it('is the same in plain JavaScript, for bytes of every length', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        expect(Buffer.from(plainSha256(bytes)).toString('hex')).toBe(createHash('sha256').update(bytes).digest('hex'))
      }),
    )
  })

  it.each(['hex', 'base64url'] as const)('is the same in %s where there is no Node.js', (encoding) => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const expected = sha256(text, encoding)
        vi.stubGlobal('process', undefined)
        expect(sha256(text, encoding)).toBe(expected)
        vi.unstubAllGlobals()
      }),
    )
  })
})
