import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { createRedactor } from './redact.ts'

describe('a redactor', () => {
  it('replaces secrets wherever they stand, in JSON too', () => {
    const redact = createRedactor(['s3cret"key'])
    expect(redact(`Bearer s3cret"key`)).toBe('Bearer [redacted]')
    expect(redact(JSON.stringify({ key: 's3cret"key' }))).toBe('{"key":"[redacted]"}')
  })

  it('replaces a secret that holds another one whole', () => {
    expect(createRedactor(['abcdef', 'abcdefghij'])('x abcdefghij y')).toBe('x [redacted] y')
  })

  it('leaves text alone without secrets', () => {
    expect(createRedactor(['', 'on'])('going on')).toBe('going on')
  })

  it('leaves no secret behind and changes nothing the second time', () => {
    const secrets = fc.array(fc.stringMatching(/^[A-Z0-9]{8,20}$/), { minLength: 1, maxLength: 5 })
    fc.assert(
      fc.property(secrets, fc.array(fc.string()), (keys, around) => {
        const redact = createRedactor(keys)
        const once = redact(keys.map((key, position) => `${around[position] ?? ''}${key}`).join(' '))
        return keys.every((key) => !once.includes(key)) && redact(once) === once
      }),
    )
  })
})
