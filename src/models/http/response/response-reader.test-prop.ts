import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { chunkedAnswer, rawAnswer } from '../../../../test/support/servers/raw-server.ts'
import type { ResponseHead } from './parse-head.ts'
import { ResponseReader } from './response-reader.ts'

/** What a reader told of bytes that came in these pieces. */
function readPieces(pieces: readonly Buffer[], method = 'POST') {
  const told: { head?: ResponseHead; data: Buffer[]; ended: number } = { data: [], ended: 0 }
  const reader = new ResponseReader(method, {
    onHead: (head) => (told.head = head),
    onData: (data) => told.data.push(data),
    onEnd: () => (told.ended += 1),
  })
  for (const piece of pieces) reader.read(piece)
  return { reader, told, body: Buffer.concat(told.data).toString() }
}

function cut(bytes: Buffer, at: readonly number[]): readonly Buffer[] {
  const positions = [0, ...at.map((position) => position % (bytes.length + 1)), bytes.length].sort((a, b) => a - b)
  return positions.slice(1).map((position, index) => bytes.subarray(positions[index], position))
}

const headers = fc.dictionary(fc.stringMatching(/^x-[a-z]{1,8}$/), fc.stringMatching(/^[!-~]( ?[!-~]){0,20}$/), {
  maxKeys: 4,
})
const cuts = fc.array(fc.nat(), { maxLength: 12 })
const bodies = fc.array(fc.string({ minLength: 1, maxLength: 40, unit: 'binary' }), { maxLength: 6 })

describe('an answer', () => {
  it('is the same wherever its bytes are cut', () => {
    fc.assert(
      fc.property(
        bodies,
        headers,
        cuts,
        fc.record({ inChunks: fc.boolean(), announced: fc.boolean() }),
        (body, extra, at, { inChunks, announced }) => {
          const answer = inChunks ? chunkedAnswer(body, extra) : rawAnswer(body.join(''), extra)
          const bytes = announced ? Buffer.concat([Buffer.from('HTTP/1.1 103 Early\r\nx: y\r\n\r\n'), answer]) : answer
          const { reader, told, body: read } = readPieces(cut(bytes, at))
          expect(read).toBe(Buffer.from(body.join('')).toString())
          expect(told).toMatchObject({ ended: 1, head: { status: 200 } })
          for (const [name, value] of Object.entries(extra)) expect(told.head?.headers.get(name)).toBe(value)
          expect([reader.isDone, reader.isKept]).toEqual([true, true])
        },
      ),
    )
  })

  it('is never complete before its last byte', () => {
    fc.assert(
      fc.property(bodies, fc.nat(), fc.boolean(), (body, at, inChunks) => {
        const bytes = inChunks ? chunkedAnswer(body) : rawAnswer(body.join(''))
        const { reader, told } = readPieces([bytes.subarray(0, at % bytes.length)])
        expect([reader.close(), reader.isKept, told.ended]).toEqual([false, false, 0])
      }),
    )
  })

  it('is read, or refused with a code, whatever the bytes are', () => {
    fc.assert(
      fc.property(
        fc.oneof(
          fc.uint8Array({ maxLength: 200 }),
          bodies.map((body) => chunkedAnswer(body)),
        ),
        fc.array(fc.tuple(fc.nat(), fc.integer({ min: 0, max: 255 })), { maxLength: 4 }),
        cuts,
        (given, damage, at) => {
          const bytes = Buffer.from(given)
          for (const [position, byte] of damage) if (bytes.length > 0) bytes[position % bytes.length] = byte
          try {
            readPieces(cut(bytes, at))
          } catch (error) {
            expect(error).toMatchObject({ code: 'HPE_INVALID' })
          }
        },
      ),
    )
  })
})
