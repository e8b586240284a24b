import fc from 'fast-check'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { fromBase64, toBase64 } from './base64.ts'

afterEach(() => vi.unstubAllGlobals())

describe('Base64 without a Buffer', () => {
  it('is what it is with one, there and back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 20_000 }), (bytes) => {
        const expected = Buffer.from(bytes)
        vi.stubGlobal('Buffer', undefined)
        const text = toBase64(bytes)
        const back = [fromBase64(text), fromBase64(expected.toString('base64url'))]
        vi.unstubAllGlobals()
        expect(text).toBe(expected.toString('base64'))
        for (const each of back) expect(expected.equals(each)).toBe(true)
      }),
    )
  })
})
