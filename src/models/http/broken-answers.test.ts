import { brotliCompressSync, deflateRawSync, deflateSync, gzipSync, zstdCompressSync } from 'node:zlib'
import { describe, expect, it } from 'vitest'
import { rejection } from '../../../test/support/rejection.ts'
import { chunkedAnswer, rawAnswer, startRawServer } from '../../../test/support/servers/raw-server.ts'
import { toModelError } from '../errors/model-errors.ts'
import { createModelFetch } from './model-fetch.ts'

const ask = createModelFetch({ environment: {}, provider: 'vllm', model: 'm' })
const text = 'data: {"a":"Grüße 🌍 und noch mehr Text, der sich packen lässt"}\n\n'.repeat(3)

/** What comes of an answer that is sent and then closed or reset, whole or streamed. */
async function attempt(bytes: Buffer, { streamed, how }: { streamed: boolean; how: 'end' | 'reset' }) {
  await using server = await startRawServer((socket) => {
    socket.write(bytes, () => (how === 'end' ? socket.end() : setTimeout(() => socket.resetAndDestroy(), 5)))
  })
  try {
    const response = await ask(server.url)
    const read = streamed ? Buffer.concat(await Array.fromAsync(response.body ?? [])).toString() : await response.text()
    return { read }
  } catch (error) {
    return { error: toModelError(error, { provider: 'vllm', model: 'm' }), thrown: error }
  }
}

const answers = {
  'with a length': rawAnswer(text),
  'in chunks': chunkedAnswer([...(text.match(/.{1,50}/gs) ?? [])]),
  'compressed with gzip': rawAnswer(gzipSync(text), { 'content-encoding': 'gzip' }),
  'compressed in chunks': chunkedAnswer([gzipSync(text).subarray(0, 30), gzipSync(text).subarray(30)], {
    'content-encoding': 'x-gzip',
  }),
  'compressed with deflate': rawAnswer(deflateSync(text), { 'content-encoding': 'deflate' }),
  'compressed with raw deflate': rawAnswer(deflateRawSync(text), { 'content-encoding': 'deflate' }),
  'compressed with br': rawAnswer(brotliCompressSync(text), { 'content-encoding': 'br' }),
  'compressed with zstd': rawAnswer(zstdCompressSync(text), { 'content-encoding': 'zstd' }),
  'compressed twice': rawAnswer(gzipSync(brotliCompressSync(text)), { 'content-encoding': 'br, gzip' }),
  'compressed, to the end of the connection': Buffer.concat([
    Buffer.from('HTTP/1.0 200 OK\r\ncontent-encoding: gzip\r\n\r\n'),
    gzipSync(text),
  ]),
}

describe.each(Object.entries(answers))('an answer %s', (_how, bytes) => {
  it('is read whole', async () => {
    for (const streamed of [false, true]) expect(await attempt(bytes, { streamed, how: 'end' })).toEqual({ read: text })
  })

  it('is never taken for whole when it is cut, wherever that is', async () => {
    const headEnd = bytes.indexOf('\r\n\r\n') + 4
    const cuts = Array.from({ length: 24 }, (_value, index) => Math.floor((bytes.length * index) / 24)).concat([
      headEnd - 1,
      headEnd,
      headEnd + 1,
      bytes.length - 1,
    ])
    const outcomes = await Promise.all(
      cuts.flatMap((cut) =>
        (['end', 'reset'] as const).map(async (how) => {
          const { read, error, thrown } = await attempt(bytes.subarray(0, cut), { streamed: cut % 2 === 0, how })
          return { cut, how, read, thrown, code: (error as { readonly code?: string } | undefined)?.code }
        }),
      ),
    )
    for (const { cut, how, read, thrown, code } of outcomes) {
      // Nothing was compressed yet, so nothing is missing to the eye of the decompressor.
      if (cut === headEnd && how === 'end' && bytes.includes('HTTP/1.0')) continue
      expect({ cut, how, read, code }).toEqual({
        cut,
        how,
        read: undefined,
        code: cut < headEnd ? 'MODEL_UNAVAILABLE' : 'MODEL_STREAM_CUT',
      })
      expect(thrown).toBeInstanceOf(TypeError)
      expect(thrown).toMatchObject({ message: cut < headEnd ? 'fetch failed' : 'terminated' })
    }
  })
})

describe('an answer', () => {
  it('is read when each of its bytes comes alone', async () => {
    for (const bytes of [answers['in chunks'], answers['compressed with gzip']]) {
      await using server = await startRawServer((socket) => {
        socket.setNoDelay(true)
        let position = 0
        const send = (): void => {
          if (position < bytes.length) socket.write(bytes.subarray(position, (position += 1)), () => setImmediate(send))
        }
        send()
      })
      expect(await (await ask(server.url)).text()).toBe(text)
    }
  })

  it('that is compressed and comes event by event is read event by event', async () => {
    const { createGzip, createBrotliCompress, constants } = await import('node:zlib')
    for (const [coding, packer] of [
      ['gzip', createGzip()],
      ['br', createBrotliCompress()],
    ] as const) {
      await using server = await startRawServer((socket) => {
        socket.write(`HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\ncontent-encoding: ${coding}\r\n\r\n`)
        packer.on('data', (data: Buffer) => {
          socket.write(Buffer.concat([Buffer.from(`${data.length.toString(16)}\r\n`), data, Buffer.from('\r\n')]))
        })
        packer.write('first')
        packer.flush(coding === 'br' ? constants.BROTLI_OPERATION_FLUSH : constants.Z_SYNC_FLUSH)
      })
      const reader = (await ask(server.url)).body?.getReader()
      // The end never comes.
      expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe('first')
      await reader?.cancel()
    }
  })

  it('without a body may name a coding', async () => {
    for (const bytes of [
      rawAnswer('', { 'content-encoding': 'gzip' }),
      chunkedAnswer([], { 'content-encoding': 'br' }),
    ])
      expect(await attempt(bytes, { streamed: false, how: 'end' })).toEqual({ read: '' })
  })

  it.each([
    ['in a coding that was not asked for', rawAnswer('x', { 'content-encoding': 'compress' })],
    ['compressed three times', rawAnswer('x', { 'content-encoding': 'gzip, gzip, gzip' })],
    ['that is none of HTTP', Buffer.from('SSH-2.0-OpenSSH\r\n\r\n')],
    ['that speaks of another protocol', Buffer.from('HTTP/1.1 101 Switching\r\nupgrade: x\r\n\r\n')],
    ['with a head that never ends', Buffer.from(`HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}`)],
  ])('%s is an error of the transport', async (_what, bytes) => {
    const { error, thrown } = await attempt(bytes, { streamed: false, how: 'end' })
    expect(thrown).toMatchObject({ message: 'fetch failed', cause: { code: 'HPE_INVALID' } })
    expect(error).toMatchObject({ code: 'MODEL_UNAVAILABLE', retryable: true })
  })

  it.each([
    ['with bytes that are not packed', rawAnswer('not packed', { 'content-encoding': 'gzip' })],
    ['in chunks that are none', Buffer.from('HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nzz\r\n')],
  ])('%s is cut there', async (_what, bytes) => {
    for (const streamed of [false, true]) {
      const { error, thrown } = await attempt(bytes, { streamed, how: 'end' })
      expect(thrown).toMatchObject({ message: 'terminated' })
      expect(error).toMatchObject({ code: 'MODEL_STREAM_CUT' })
    }
  })

  it('gives what came of it before the error', async () => {
    await using server = await startRawServer((socket) => {
      socket.write('HTTP/1.1 200 OK\r\ncontent-length: 9\r\n\r\nhalf', () => socket.end())
    })
    const reader = (await ask(server.url)).body?.getReader()
    expect(Buffer.from((await reader?.read())?.value ?? []).toString()).toBe('half')
    expect(await rejection(reader?.read() ?? Promise.resolve())).toMatchObject({ message: 'terminated' })
  })
})

describe('a server that is not there', () => {
  it('is said to be so, with the code of the system', async () => {
    await using server = await startRawServer(() => {})
    await server.close()
    const error = await rejection(ask(server.url))
    expect(error).toMatchObject({ message: 'fetch failed', cause: { code: 'ECONNREFUSED' } })
    expect(toModelError(error, { provider: 'vllm', model: 'm' })).toMatchObject({ code: 'MODEL_UNAVAILABLE' })
    // Where a name has two addresses, the system's words are kept too.
    const named = await rejection(ask(server.url.replace('127.0.0.1', 'localhost')))
    expect(String((named as { readonly cause?: unknown }).cause)).toMatch('ECONNREFUSED')
  })

  it('is found at whichever address of its name it listens', async () => {
    await using server = await startRawServer((socket) => void socket.write(rawAnswer('x')))
    expect(await (await ask(server.url.replace('127.0.0.1', 'localhost'))).text()).toBe('x')
  })
})
