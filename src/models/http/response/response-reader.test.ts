import { describe, expect, it } from 'vitest'
import type { ResponseHead } from './parse-head.ts'
import { ResponseReader } from './response-reader.ts'

/** Reads text in which every line break is written as one. */
function read(text: string, method = 'POST') {
  const told: { head?: ResponseHead; body: string; ended: boolean } = { body: '', ended: false }
  const reader = new ResponseReader(method, {
    onHead: (head) => (told.head = head),
    onData: (data) => (told.body += data.toString('latin1')),
    onEnd: () => (told.ended = true),
  })
  reader.read(Buffer.from(text.replaceAll('\n', '\r\n'), 'latin1'))
  return { ...told, reader, isKept: reader.isKept }
}

describe('the head of an answer', () => {
  it('has a status, words and headers by name in lower case; those of one name are joined', () => {
    const { head } = read('HTTP/1.1 404 Not Found here\nX-One:  a b \nx-two: \nX-ONE: c\nA: \xe9\n\n')
    expect(head).toMatchObject({ status: 404, statusText: 'Not Found here' })
    expect([...(head?.headers ?? [])]).toEqual([
      ['x-one', 'a b, c'],
      ['x-two', ''],
      ['a', 'é'],
    ])
  })

  it('may have no words, and lines that go on in the next one', () => {
    const { head } = read('HTTP/1.1 200\nx: one\n  two\n\n')
    expect([head?.status, head?.statusText, head?.headers.get('x')]).toEqual([200, '', 'one two'])
  })

  it.each([
    ['another protocol', 'SSH-2.0-x\n\n'],
    ['another version', 'HTTP/2 200 OK\n\n'],
    ['a status of two digits', 'HTTP/1.1 20 OK\n\n'],
    ['a header without a name', 'HTTP/1.1 200 OK\n: x\n\n'],
    ['a name with a space before the colon', 'HTTP/1.1 200 OK\nx : y\n\n'],
    ['a line without a colon', 'HTTP/1.1 200 OK\nxy\n\n'],
    ['a zero', 'HTTP/1.1 200 OK\nx: a\0b\n\n'],
    ['a length that is no number', 'HTTP/1.1 200 OK\ncontent-length: -1\n\n'],
    ['two lengths', 'HTTP/1.1 200 OK\ncontent-length: 1\ncontent-length: 2\n\n'],
    ['a coding that was not asked for', 'HTTP/1.1 200 OK\ntransfer-encoding: gzip, chunked\n\n'],
    ['a change of protocol', 'HTTP/1.1 101 Switching\nupgrade: x\n\n'],
    ['a chunk without a size', 'HTTP/1.1 200 OK\ntransfer-encoding: chunked\n\n\n'],
    ['a chunk with a size that is no number', 'HTTP/1.1 200 OK\ntransfer-encoding: chunked\n\n1g\nx\n'],
    ['a chunk that is longer than its size', 'HTTP/1.1 200 OK\ntransfer-encoding: chunked\n\n1\nxy\n'],
    ['a chunk of endless size', 'HTTP/1.1 200 OK\ntransfer-encoding: chunked\n\nffffffffffffffffff\n'],
  ])('is refused with %s', (_what, text) => {
    expect(() => read(text)).toThrow(expect.objectContaining({ code: 'HPE_INVALID' }))
  })

  it('is refused when it is too long, in one piece or in many, and so are endless trailers', () => {
    const head = `HTTP/1.1 200 OK\nx: ${'y'.repeat(70_000)}`
    expect(() => read(`${head}\n\n`)).toThrow('longer than')
    expect(() => read(head)).toThrow('longer than')
    expect(() => read(`HTTP/1.1 200 OK\ntransfer-encoding: chunked\n\n0\nx: ${'y'.repeat(70_000)}`)).toThrow('chunks')
  })

  it('may be as long as 60 kB', () => {
    const { head } = read(`HTTP/1.1 200 OK\nx: ${'y'.repeat(60_000)}\ncontent-length: 0\n\n`)
    expect(head?.headers.get('x')).toHaveLength(60_000)
  })
})

describe('the body of an answer', () => {
  it.each([
    ['204', 'HTTP/1.1 204 No Content\ncontent-length: 5\n\n', 'POST'],
    ['304', 'HTTP/1.1 304 Not Modified\ncontent-length: 5\n\n', 'GET'],
    ['HEAD', 'HTTP/1.1 200 OK\ncontent-length: 5\n\n', 'HEAD'],
    ['a length of none', 'HTTP/1.1 200 OK\ncontent-length: 0\n\n', 'POST'],
  ])('is empty for %s', (_what, text, method) => {
    expect(read(text, method)).toMatchObject({ ended: true, body: '', isKept: true })
  })

  it('may have its length told twice', () => {
    const answer = read('HTTP/1.1 200 OK\ncontent-length: 2, 2\n\nab')
    expect(answer).toMatchObject({ ended: true, body: 'ab' })
  })

  it('may have extensions and trailers in its chunks', () => {
    const text = 'HTTP/1.1 200 OK\nTransfer-Encoding: Chunked\n\n2;a=b\nab\n1 \nc\n0;x\nx-sum: 1\ny: 2\n\n'
    expect(read(text)).toMatchObject({ ended: true, body: 'abc', isKept: true })
  })

  it('reaches to the end of the connection where nothing says how long it is', () => {
    const answer = read('HTTP/1.0 200 OK\n\nab')
    expect(answer).toMatchObject({ ended: false, body: 'ab', isKept: false })
    expect(answer.reader.close()).toBe(true)
  })
})

describe('a connection', () => {
  it.each([
    ['HTTP/1.1 200 OK\ncontent-length: 1\n\nx', true],
    ['HTTP/1.1 200 OK\ncontent-length: 1\nconnection: Close\n\nx', false],
    ['HTTP/1.0 200 OK\ncontent-length: 1\n\nx', false],
    ['HTTP/1.0 200 OK\ncontent-length: 1\nconnection: keep-alive\n\nx', true],
    // Both say how long it is: what follows might be taken for another answer.
    ['HTTP/1.1 200 OK\ncontent-length: 9\ntransfer-encoding: chunked\n\n1\nx\n0\n\n', false],
    // What follows belongs to nothing.
    ['HTTP/1.1 200 OK\ncontent-length: 1\n\nxy', false],
    ['HTTP/1.1 200 OK\ncontent-length: 1\n\nxHTTP/1.1 200 OK\n\n', false],
  ])('after %j is kept: %s', (text, isKept) => {
    expect(read(text)).toMatchObject({ isKept, ended: true, body: 'x' })
  })
})
