import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { JsonObject } from '../../../src/util/json/json.ts'

/** A request as a server got it. */
export interface RecordedRequest {
  readonly method: string
  readonly path: string
  readonly query: URLSearchParams
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: JsonObject
}

/** A server on loopback that records what it is asked. */
export interface TestServer {
  /** `http://127.0.0.1:port`, without a slash at the end. */
  readonly url: string
  readonly requests: readonly RecordedRequest[]
  /** Resolves when the first request has arrived. */
  readonly requested: Promise<void>
  /** Resolves when a request's connection has been closed by the client before it was answered. */
  readonly clientLeft: Promise<void>
  close(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/** Answers one request. */
export type RequestHandler = (request: RecordedRequest, response: ServerResponse) => void | Promise<void>

/** Starts a server on a free port of loopback. Closing it drops open connections, so that hung requests end. */
export async function startServer(handle: RequestHandler): Promise<TestServer> {
  const requests: RecordedRequest[] = []
  const requested = Promise.withResolvers<void>()
  const left = Promise.withResolvers<void>()
  const server = createServer((incoming, response) => {
    response.on('close', () => {
      if (!response.writableFinished) left.resolve()
    })
    void receive(incoming)
      .then((request) => {
        requests.push(request)
        requested.resolve()
        return handle(request, response)
      })
      .catch((error: unknown) => response.writeHead(500).end(String(error)))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve())
      server.closeAllConnections()
    })
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    requested: requested.promise,
    clientLeft: left.promise,
    close,
    [Symbol.asyncDispose]: close,
  }
}

async function receive(incoming: IncomingMessage): Promise<RecordedRequest> {
  const chunks: Buffer[] = []
  for await (const chunk of incoming) chunks.push(chunk as Buffer)
  const text = Buffer.concat(chunks).toString('utf8')
  const url = new URL(incoming.url ?? '/', 'http://localhost')
  return {
    method: incoming.method ?? 'GET',
    path: url.pathname,
    query: url.searchParams,
    headers: incoming.headers as Record<string, string | undefined>,
    body: text === '' ? {} : (JSON.parse(text) as JsonObject),
  }
}
