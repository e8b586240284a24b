import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { displayWidth, truncateDisplay } from '../../../util/text/display-width.ts'
import { escapeControls, escapedJson } from '../../../util/text/escape-controls.ts'
import { TerminalLayout } from './terminal-layout.ts'

// oxlint-disable-next-line no-control-regex
const control = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]/
const text = fc.string({ unit: 'binary', maxLength: 60 })

describe('what is written', () => {
  it('never holds a control character, and escaping twice changes nothing', () => {
    fc.assert(
      fc.property(text, (value) => {
        const escaped = escapeControls(value)
        expect(escaped).not.toMatch(control)
        expect(escapeControls(escaped)).toBe(escaped)
      }),
    )
  })

  it('is JSON that gives back the value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const line = escapedJson({ value })
        expect(line).not.toMatch(control)
        expect(JSON.stringify(JSON.parse(line))).toBe(JSON.stringify({ value }))
      }),
    )
  })

  it('is never wider than the room it has', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 2, max: 40 }), (value, width) => {
        expect(displayWidth(truncateDisplay(escapeControls(value), width))).toBeLessThanOrEqual(width)
      }),
    )
  })

  it('stays below the head of its record on a terminal', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 40, max: 120 }), (value, width) => {
        const record = { at: 0, logger: 'log', from: 'name', type: 'message', id: 'm', value, key: 'k' }
        const [, ...rest] = new TerminalLayout({}).render(record, width)
        expect(rest.every((line) => line === '' || line.startsWith(' '.repeat(16)))).toBe(true)
        expect(rest.every((line) => displayWidth(line) < width)).toBe(true)
      }),
    )
  })
})
