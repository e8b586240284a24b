import type { EmbeddingScenario } from '../../../../src/testing/embedding-scenario.ts'
import { startServer, type RecordedRequest, type TestServer } from '../http-server.ts'
import type { EmbeddingFormat } from './embedding-format.ts'
import { fakeTokens, fakeVector } from './fake-vector.ts'

/** What a server does with a request: a scenario, or an answer that no provider should give. */
export type FakeEmbeddingReply =
  | EmbeddingScenario
  | {
      readonly type: 'raw'
      readonly status?: number
      readonly headers?: Readonly<Record<string, string>>
      readonly body: unknown
    }

/** One reply for all requests, or one for each by its number (from 0). */
export type FakeEmbeddingScript =
  | FakeEmbeddingReply
  | ((texts: readonly string[], number: number, request: RecordedRequest) => FakeEmbeddingReply)

const usualDimensions = 8

/** Starts a server that speaks the formats. Requests that none of them serves get a 404, as from the real one. */
export function startFakeEmbeddings(
  formats: readonly EmbeddingFormat[],
  script: FakeEmbeddingScript = { type: 'answer' },
): Promise<TestServer> {
  let count = 0
  return startServer((request, response) => {
    const send = (status: number, body: unknown, headers: Readonly<Record<string, string>> = {}): void => {
      const text = typeof body === 'string' ? body : JSON.stringify(body)
      response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(text)
    }
    const format = formats.find((each) => each.serves(request))
    if (format === undefined) return send(404, formats[0]?.error(404, `Unknown path ${request.path}`))
    const texts = format.texts(request)
    const reply = typeof script === 'function' ? script(texts, count++, request) : script
    switch (reply.type) {
      case 'hang':
        return
      case 'error':
        return send(reply.status, format.error(reply.status, reply.message))
      case 'raw':
        return send(reply.status ?? 200, reply.body, reply.headers)
      case 'unreadable':
        return send(200, '<html>Bad gateway</html>')
      default: {
        const dimensions = format.dimensions(request) ?? usualDimensions
        const vectors = texts.map((text) => fakeVector(text, dimensions))
        const tokens = texts.reduce((sum, text) => sum + fakeTokens(text), 0)
        const shown = reply.type === 'one-missing' ? vectors.slice(1) : vectors
        return send(200, format.body(shown, tokens, request), format.headers?.(tokens))
      }
    }
  })
}
