import type { ServerResponse } from 'node:http'
import type { ModelScenario } from '../../../src/testing/model-scenario.ts'
import { startServer, type RecordedRequest, type TestServer } from './http-server.ts'
import type { WireEvent, WireFormat } from './wire-format.ts'

/** What a fake provider does with a request: a scenario, or bytes that no provider should send. */
export type FakeReply =
  | ModelScenario
  | {
      readonly type: 'raw'
      readonly status?: number
      readonly headers?: Readonly<Record<string, string>>
      readonly body: string
    }

/** One reply for all requests, or one for each by its number (from 0). */
export type FakeScript = FakeReply | ((request: RecordedRequest, number: number) => FakeReply)

/** Starts a server that speaks the given formats. Requests that none of them serves get a 404, as from the real one. */
export function startFakeProvider(formats: readonly WireFormat[], script: FakeScript): Promise<TestServer> {
  let count = 0
  return startServer(async (request, response) => {
    const format = formats.find((each) => each.serves(request))
    if (format === undefined) {
      response
        .writeHead(404, { 'content-type': 'application/json' })
        .end(JSON.stringify(formats[0]?.error(404, `Unknown path ${request.path}`)))
      return
    }
    const reply = typeof script === 'function' ? script(request, count) : script
    count += 1
    await answer(format, reply, request, response)
  })
}

async function answer(
  format: WireFormat,
  reply: FakeReply,
  request: RecordedRequest,
  response: ServerResponse,
): Promise<void> {
  switch (reply.type) {
    case 'answer':
      if (format.streams(request)) await sendStream(response, format, format.events(reply, request))
      else sendJson(response, 200, format.body(reply, request))
      return
    case 'error':
      sendJson(response, reply.status, format.error(reply.status, reply.message))
      return
    case 'raw':
      response.writeHead(reply.status ?? 200, { 'content-type': 'application/json', ...reply.headers }).end(reply.body)
      return
    case 'hang':
      return
    default:
      await sendBeginning(format, reply, request, response)
  }
}

type BrokenReply = Extract<FakeReply, { type: 'hang-in-stream' | 'cut' | 'break' }>

/** The part of a stream up to the middle of its text, and then nothing, an early end, or a broken connection. */
async function sendBeginning(
  format: WireFormat,
  reply: BrokenReply,
  request: RecordedRequest,
  response: ServerResponse,
): Promise<void> {
  const events = format.events({ type: 'answer', text: reply.text }, request)
  const [firstWord = ''] = reply.text.split(' ')
  const end = events.findIndex(({ data }) => JSON.stringify(data).includes(firstWord)) + 1
  startStream(response, format)
  for (const event of events.slice(0, end)) await write(response, encode(format, event))
  if (reply.type === 'cut') response.end()
  if (reply.type === 'break') response.destroy()
}

async function sendStream(response: ServerResponse, format: WireFormat, events: readonly WireEvent[]): Promise<void> {
  startStream(response, format)
  for (const event of events) await write(response, encode(format, event))
  if (format.ending !== undefined) await write(response, `data: ${format.ending}\n\n`)
  response.end()
}

function startStream(response: ServerResponse, { framing }: WireFormat): void {
  response.writeHead(200, {
    'content-type': framing?.mediaType ?? 'text/event-stream',
    'cache-control': 'no-cache',
  })
}

function encode({ framing }: WireFormat, event: WireEvent): string | Uint8Array {
  return framing === undefined ? eventText(event) : framing.encode(event)
}

function eventText({ event, data }: WireEvent): string {
  return `${event === undefined ? '' : `event: ${event}\n`}data: ${JSON.stringify(data)}\n\n`
}

// Awaited, so that each event leaves as a packet of its own and the reader meets them one by one.
function write(response: ServerResponse, text: string | Uint8Array): Promise<void> {
  return new Promise((resolve) => response.write(text, () => resolve()))
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}
