import { createServer, type AddressInfo, type Server, type Socket } from 'node:net'
import { createServer as createTlsServer, type TlsOptions } from 'node:tls'

/** A request as its bytes say it. */
export interface RawRequest {
  readonly method: string
  /** What the first line names: a path, or a whole address where a proxy is asked. */
  readonly target: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string
  /** Counted from 1, over all connections. */
  readonly number: number
  /** Of the connection, counted from 1. */
  readonly connection: number
}

/** A server below HTTP: what it says, and when it closes, is up to the test. */
export interface RawServer {
  readonly port: number
  readonly url: string
  readonly requests: readonly RawRequest[]
  /** Connections that were ever opened, and those that are open now. */
  readonly connections: number
  readonly open: number
  close(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/** Starts one on loopback; with `tls` it speaks TLS first. */
export async function startRawServer(
  answer: (socket: Socket, request: RawRequest) => void,
  tls?: TlsOptions,
): Promise<RawServer> {
  const sockets = new Set<Socket>()
  const requests: RawRequest[] = []
  let connections = 0
  const onConnection = (socket: Socket): void => {
    connections += 1
    const connection = connections
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
    readRequests(socket, (read) => {
      const request = { ...read, number: requests.length + 1, connection }
      requests.push(request)
      answer(socket, request)
    })
  }
  const server: Server =
    tls === undefined ? createServer(onConnection) : createTlsServer(tls, (socket) => onConnection(socket))
  server.on('tlsClientError', () => {})
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve())
      for (const socket of sockets) socket.destroy()
    })
  return {
    port,
    url: `http${tls === undefined ? '' : 's'}://127.0.0.1:${port}`,
    requests,
    get connections() {
      return connections
    },
    get open() {
      return sockets.size
    },
    close,
    [Symbol.asyncDispose]: close,
  }
}

type ReadRequest = Omit<RawRequest, 'number' | 'connection'>

function readRequests(socket: Socket, onRequest: (request: ReadRequest) => void): void {
  let received = Buffer.alloc(0)
  socket.on('data', (chunk) => {
    received = Buffer.concat([received, chunk])
    for (;;) {
      const headEnd = received.indexOf('\r\n\r\n')
      if (headEnd === -1) return
      const [first = '', ...lines] = received.toString('latin1', 0, headEnd).split('\r\n')
      const headers = Object.fromEntries(lines.map((line) => [line.split(':')[0], line.replace(/^[^:]*: ?/, '')]))
      const end = headEnd + 4 + Number(headers['content-length'] ?? 0)
      if (received.length < end) return
      const [method = '', target = ''] = first.split(' ')
      const body = received.toString('utf8', headEnd + 4, end)
      received = received.subarray(end)
      onRequest({ method, target, headers, body })
      // A tunnel: what follows is none of ours.
      if (method === 'CONNECT') return void socket.removeAllListeners('data')
    }
  })
}

/** An answer of HTTP/1.1 with the length of its body. */
export function rawAnswer(body: string | Buffer, headers: Readonly<Record<string, string>> = {}, status = 200): Buffer {
  const lines = Object.entries({ 'content-length': String(Buffer.byteLength(body)), ...headers })
  const head = [`HTTP/1.1 ${status} Said`, ...lines.map(([name, value]) => `${name}: ${value}`)].join('\r\n')
  return Buffer.concat([Buffer.from(`${head}\r\n\r\n`, 'latin1'), Buffer.from(body)])
}

/** The same in chunks, one for each piece. */
export function chunkedAnswer(
  pieces: readonly (string | Buffer)[],
  headers: Readonly<Record<string, string>> = {},
): Buffer {
  const lines = Object.entries({ 'transfer-encoding': 'chunked', ...headers })
  const head = ['HTTP/1.1 200 Said', ...lines.map(([name, value]) => `${name}: ${value}`)].join('\r\n')
  const chunks = pieces.flatMap((piece) => [
    Buffer.from(`${Buffer.byteLength(piece).toString(16)}\r\n`),
    Buffer.from(piece),
    Buffer.from('\r\n'),
  ])
  return Buffer.concat([Buffer.from(`${head}\r\n\r\n`, 'latin1'), ...chunks, Buffer.from('0\r\n\r\n')])
}
