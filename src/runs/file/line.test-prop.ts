import * as fc from 'fast-check'
import { it } from 'vitest'
import { KeyTable } from './key-table.ts'
import { formatLine, parseLine } from './line.ts'

const offsets = fc.nat({ max: Number.MAX_SAFE_INTEGER })
const text = fc.string({
  unit: fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\ud800', '\udc00', '"', '\n')),
})

it('reads every line as it was written, and only in its place', () => {
  fc.assert(
    fc.property(fc.jsonValue(), text, offsets, (json, odd, offset) => {
      const value = { json, odd }
      const line = formatLine('r', JSON.stringify(value), offset)
      const body = line.subarray(0, -1)
      const isWhole = line.indexOf(10) === line.length - 1
      const isSame = JSON.stringify(parseLine(body, offset)) === JSON.stringify({ tag: 'r', value })
      return isWhole && isSame && parseLine(body, offset + 1) === undefined && parseLine(line, offset) === undefined
    }),
  )
})

it('notices every changed byte', () => {
  fc.assert(
    fc.property(fc.jsonValue(), offsets, fc.nat(), fc.integer({ min: 1, max: 255 }), (json, offset, place, change) => {
      const body = Buffer.from(formatLine('r', JSON.stringify(json), offset).subarray(0, -1))
      body[place % body.length]! ^= change
      return parseLine(body, offset) === undefined
    }),
  )
})

it('reads every key as it was written, through JSON, in the order of the file', () => {
  const segment = fc.constantFrom('agent:a#1', 'agent:b#1', 'tool:t#1', '', '0', 'é')
  const key = fc.array(segment, { maxLength: 6 }).map((segments) => segments.join('/'))
  fc.assert(
    fc.property(fc.array(key, { maxLength: 40 }), (keys) => {
      const writer = new KeyTable()
      const reader = new KeyTable()
      const kept = JSON.parse(JSON.stringify(keys.map((each) => writer.shorten(each)))) as unknown[]
      return kept.every((short, position) => reader.restore(short) === keys[position])
    }),
  )
})
