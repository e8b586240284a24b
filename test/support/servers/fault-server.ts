import { createServer, type AddressInfo, type Socket } from 'node:net'
import type { ScenarioAnswer } from '../../../src/testing/model-scenario.ts'
import type { JsonObject } from '../../../src/util/json/json.ts'
import type { RecordedRequest } from './http-server.ts'
import type { WireFormat } from './wire-format.ts'

/** What goes wrong with one request, below HTTP or in it. */
export type Fault =
  | { readonly type: 'none' }
  | { readonly type: 'status'; readonly status: number; readonly headers?: Readonly<Record<string, string>> }
  /** Takes the request and says nothing. */
  | { readonly type: 'hang' }
  /** Headers and a part of the body, and then nothing. */
  | { readonly type: 'hang-in-body' }
  /** A part of the body; then the server's half of the connection is closed in order, the other half stays open. */
  | { readonly type: 'half-close' }
  /** A part of the body; then the connection is reset. */
  | { readonly type: 'reset' }
  /** A part of the body that ends inside a character, in an HTTP message that ends in order. */
  | { readonly type: 'cut-in-character' }
  /** A part of the body, then bytes that are no JSON, then the rest. */
  | { readonly type: 'garbage' }
  /** A whole body of another kind. */
  | { readonly type: 'body'; readonly body: string; readonly contentType?: string }
  /** The answer with a second tool call that has the id of the first. */
  | { readonly type: 'duplicate-ids' }

/** One request and what to do with it; `position` (0 to 19) says at which twentieth of the body the fault strikes. */
export interface FaultPlan {
  readonly fault: Fault
  readonly position: number
}

/** A server on loopback that speaks one wire format and breaks it in every way there is. */
export interface FaultServer {
  readonly url: string
  readonly requestCount: number
  /** Connections that are open now. */
  readonly openConnections: number
  close(): Promise<void>
  [Symbol.asyncDispose](): Promise<void>
}

/** Starts it. `plan` is asked for each request, by the text of its body. */
export async function startFaultServer(
  format: WireFormat,
  answer: ScenarioAnswer,
  plan: (body: string) => FaultPlan,
): Promise<FaultServer> {
  const sockets = new Set<Socket>()
  let requestCount = 0
  const server = createServer({ allowHalfOpen: true }, (socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
    socket.on('error', () => {})
    socket.on('end', () => socket.end())
    receive(socket, (request, text) => {
      requestCount += 1
      reply(socket, format, answer, { request, ...plan(text) })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const close = (): Promise<void> =>
    new Promise((resolve) => {
      server.close(() => resolve())
      for (const socket of sockets) socket.destroy()
    })
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    get requestCount() {
      return requestCount
    },
    get openConnections() {
      return sockets.size
    },
    close,
    [Symbol.asyncDispose]: close,
  }
}

function receive(socket: Socket, onRequest: (request: RecordedRequest, body: string) => void): void {
  let received = Buffer.alloc(0)
  socket.on('data', (chunk) => {
    received = Buffer.concat([received, chunk])
    const headEnd = received.indexOf('\r\n\r\n')
    if (headEnd === -1) return
    const head = received.subarray(0, headEnd).toString('latin1')
    const length = Number(/^content-length: *(\d+)/im.exec(head)?.[1] ?? 0)
    if (received.length < headEnd + 4 + length) return
    const body = received.subarray(headEnd + 4, headEnd + 4 + length).toString('utf8')
    const [method = '', target = ''] = head.split(' ')
    const url = new URL(target, 'http://localhost')
    onRequest(
      { method, path: url.pathname, query: url.searchParams, headers: {}, body: JSON.parse(body) as JsonObject },
      body,
    )
  })
}

function reply(
  socket: Socket,
  format: WireFormat,
  answer: ScenarioAnswer,
  { request, fault, position }: FaultPlan & { readonly request: RecordedRequest },
): void {
  if (fault.type === 'hang') return
  if (fault.type === 'status') {
    const body = JSON.stringify(format.error(fault.status, 'Not now.'))
    socket.end(
      `${headOf(fault.status, { 'content-type': 'application/json', ...fault.headers }, Buffer.byteLength(body))}${body}`,
    )
    return
  }
  const streams = format.streams(request)
  const contentType = streams ? 'text/event-stream' : 'application/json'
  if (fault.type === 'body') {
    socket.end(
      `${headOf(200, { 'content-type': fault.contentType ?? contentType }, Buffer.byteLength(fault.body))}${fault.body}`,
    )
    return
  }
  const body = Buffer.from(bodyOf(format, fault.type === 'duplicate-ids' ? twoCalls : answer, request))
  const whole =
    fault.type === 'duplicate-ids' ? Buffer.from(body.toString().replaceAll(/\b(call|fc|toolu)_2\b/g, '$1_1')) : body
  const cut = Math.floor((whole.length * position) / 20)
  const headers = { 'content-type': contentType }
  switch (fault.type) {
    case 'hang-in-body':
      socket.write(Buffer.concat([Buffer.from(headOf(200, headers, whole.length)), whole.subarray(0, cut)]))
      return
    case 'half-close':
      socket.end(Buffer.concat([Buffer.from(headOf(200, headers, whole.length)), whole.subarray(0, cut)]))
      return
    case 'reset':
      socket.write(Buffer.concat([Buffer.from(headOf(200, headers, whole.length)), whole.subarray(0, cut)]), () =>
        socket.resetAndDestroy(),
      )
      return
    case 'cut-in-character': {
      const part = whole.subarray(0, insideCharacter(whole, cut))
      socket.end(Buffer.concat([Buffer.from(headOf(200, headers, part.length)), part]))
      return
    }
    case 'garbage': {
      const broken = Buffer.concat([
        whole.subarray(0, cut),
        Buffer.from(streams ? '\n\ndata: {"}{\n\n' : '"}{'),
        whole.subarray(cut),
      ])
      socket.end(Buffer.concat([Buffer.from(headOf(200, headers, broken.length)), broken]))
      return
    }
    default:
      socket.end(Buffer.concat([Buffer.from(headOf(200, headers, whole.length)), whole]))
  }
}

const twoCalls: ScenarioAnswer = {
  type: 'answer',
  toolCalls: [
    { toolName: 'lookup', input: { id: 1 } },
    { toolName: 'lookup', input: { id: 2 } },
  ],
}

function bodyOf(format: WireFormat, answer: ScenarioAnswer, request: RecordedRequest): string {
  if (!format.streams(request)) return JSON.stringify(format.body(answer, request))
  const events = format
    .events(answer, request)
    .map(({ event, data }) => `${event === undefined ? '' : `event: ${event}\n`}data: ${JSON.stringify(data)}\n\n`)
  return `${events.join('')}${format.ending === undefined ? '' : `data: ${format.ending}\n\n`}`
}

/** The first place from `from` on that lies inside a character of several bytes, or before the end where there is none. */
function insideCharacter(bytes: Buffer, from: number): number {
  const isContinuation = (index: number): boolean => ((bytes[index] ?? 0) & 0xc0) === 0x80
  for (let index = from; index < bytes.length; index += 1) if (isContinuation(index)) return index
  for (let index = from; index > 0; index -= 1) if (isContinuation(index)) return index
  return from
}

function headOf(status: number, headers: Readonly<Record<string, string>>, length: number): string {
  const lines = Object.entries({ ...headers, 'content-length': String(length), connection: 'close' }).map(
    ([name, value]) => `${name}: ${value}`,
  )
  return `HTTP/1.1 ${status} Status\r\n${lines.join('\r\n')}\r\n\r\n`
}
