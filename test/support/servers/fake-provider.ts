import type { ServerResponse } from 'node:http'
import type {
  ModelScenario,
  ScenarioAnswer,
  ScenarioCut,
  ScenarioError,
  ScenarioFailure,
  ScenarioReply,
} from '../../../src/testing/model-scenario.ts'
import { startServer, type RecordedRequest, type TestServer } from './http-server.ts'
import { sseKeepAlive, type WireEvent, type WireFailure, type WireFormat } from './wire-format.ts'

/** What a fake provider does with a request: a scenario, or bytes that no provider should send. */
export type FakeReply =
  | ScenarioReply
  | {
      readonly type: 'raw'
      readonly status?: number
      readonly headers?: Readonly<Record<string, string>>
      readonly body: string
    }

/** A scenario, one reply for all requests, or one for each by its number (from 0). */
export type FakeScript = ModelScenario | FakeReply | ((request: RecordedRequest, number: number) => FakeReply)

/** One request under way. */
interface Exchange {
  readonly format: WireFormat
  readonly request: RecordedRequest
  readonly response: ServerResponse
}

/**
 * Starts a server that speaks the given formats. Requests that none of them serves get a 404, as from the real one;
 * those that the vendor would refuse are refused.
 */
export function startFakeProvider(formats: readonly WireFormat[], script: FakeScript): Promise<TestServer> {
  let count = 0
  const said: ScenarioAnswer[] = []
  return startServer(async (request, response) => {
    const format = formats.find((each) => each.serves(request))
    if (format === undefined) {
      sendJson(response, 404, formats[0]?.error(404, `Unknown path ${request.path}`))
      return
    }
    const refusal = format.refuses?.(request, said)
    if (refusal !== undefined) {
      sendFailure(response, refusal)
      return
    }
    const reply = replyOf(script, request, count)
    count += 1
    await answer({ format, request, response }, reply)
    if (reply.type === 'answer') said.push(reply)
  })
}

function replyOf(script: FakeScript, request: RecordedRequest, number: number): FakeReply {
  if (typeof script === 'function') return script(request, number)
  if (script.type !== 'conversation') return script
  const { replies } = script
  const reply = replies[Math.min(number, replies.length - 1)]
  if (reply === undefined) throw new Error('A conversation needs a reply.')
  return reply
}

async function answer(exchange: Exchange, reply: FakeReply): Promise<void> {
  const { format, request, response } = exchange
  switch (reply.type) {
    case 'answer':
      return sendAnswer(exchange, reply)
    case 'error':
      return sendError(exchange, reply)
    case 'failure':
      return fail(exchange, reply)
    case 'raw':
      response.writeHead(reply.status ?? 200, { 'content-type': 'application/json', ...reply.headers }).end(reply.body)
      return
    case 'hang':
      return
    case 'hang-in-stream':
      if (format.streams(request)) return sendBeginning(exchange, reply.text)
      sendHalf(exchange, reply.text)
      return
    default:
      return sendCut(exchange, reply)
  }
}

async function sendAnswer({ format, request, response }: Exchange, reply: ScenarioAnswer): Promise<void> {
  if (reply.finishReason === 'filtered-prompt' && format.answersForbiddenPrompts !== true) {
    sendFailure(response, format.failure('content', 'The prompt is not allowed.'))
    return
  }
  if (!format.streams(request)) {
    sendJson(response, 200, format.body(reply, request))
    return
  }
  startStream(response, format)
  const keepAlive = reply.keepsAlive === true ? (format.framing?.keepAlive ?? sseKeepAlive) : []
  for (const event of format.events(reply, request)) {
    await write(response, encode(format, event))
    for (const bytes of keepAlive) await write(response, bytes)
  }
  if (format.ending !== undefined) await write(response, `data: ${format.ending}\n\n`)
  await finish({ format, request, response }, reply)
}

async function finish({ format, response }: Exchange, { afterwards }: ScenarioAnswer): Promise<void> {
  if (afterwards === 'stays-open') return
  if (afterwards === 'breaks') {
    response.destroy()
    return
  }
  if (afterwards === 'error') await write(response, encode(format, format.failureEvent('fault', 'Too late.')))
  response.end()
}

/** The forms in which what stands before a provider tells of an error. */
const forms: Readonly<Record<NonNullable<ScenarioError['form']>, (message: string) => unknown>> = {
  text: (message) => message,
  html: (message) =>
    `<!doctype html><html><head><title>${message}</title></head><body><h1>${message}</h1></body></html>`,
  detail: (message) => ({ detail: message }),
  'detail-list': (message) => ({ detail: [{ type: 'value_error', loc: ['body', 'model'], msg: message }] }),
  message: (message) => ({ object: 'error', message, type: 'BadRequestError', param: null, code: 400 }),
  'error-text': (message) => ({ error: message }),
}

function sendError({ format, response }: Exchange, { status, message, form, retryAfter }: ScenarioError): void {
  const headers = retryAfter === undefined ? {} : { 'retry-after': String(retryAfter) }
  const body = form === undefined ? format.error(status, message) : forms[form](message)
  if (typeof body !== 'string') return sendFailure(response, { status, body, headers })
  response.writeHead(status, { 'content-type': form === 'html' ? 'text/html' : 'text/plain', ...headers }).end(body)
}

async function fail(exchange: Exchange, { cause, message, place, text }: ScenarioFailure): Promise<void> {
  const { format, response } = exchange
  const failure = format.failure(cause, message)
  if (place === 'status') return sendFailure(response, failure)
  if (place === 'body') {
    return sendFailure(response, {
      ...failure,
      body: format.failureBody?.(cause, message) ?? failure.body,
      status: 200,
    })
  }
  if (text === undefined) startStream(response, format)
  else await sendBeginning(exchange, text)
  await write(response, encode(format, format.failureEvent(cause, message)))
  response.end()
}

/** A stream that is closed, or whose connection breaks, too early. */
async function sendCut(exchange: Exchange, { type, text, at = 'middle' }: ScenarioCut): Promise<void> {
  const { format, request, response } = exchange
  if (at === 'middle') await sendBeginning(exchange, text)
  else {
    const call = { toolName: 'get_weather', input: { city: 'Oslo' } }
    const events = format.events({ type: 'answer', text, ...(at === 'end' ? {} : { toolCalls: [call] }) }, request)
    const pattern = at === 'end' ? format.finish : /get_weather/
    const place = at === 'start' ? 0 : events.findIndex(({ data }) => pattern.test(JSON.stringify(data)))
    startStream(response, format)
    for (const event of events.slice(0, at === 'end' ? place + 1 : place)) await write(response, encode(format, event))
  }
  if (type === 'cut') response.end()
  else response.destroy()
}

/** The part of a stream up to the middle of its text. */
async function sendBeginning({ format, request, response }: Exchange, text: string): Promise<void> {
  const events = format.events({ type: 'answer', text }, request)
  const [firstWord = ''] = text.split(' ')
  const end = events.findIndex(({ data }) => JSON.stringify(data).includes(firstWord)) + 1
  startStream(response, format)
  for (const event of events.slice(0, end)) await write(response, encode(format, event))
}

/** Half of the body of an answer. */
function sendHalf({ format, request, response }: Exchange, text: string): void {
  const body = JSON.stringify(format.body({ type: 'answer', text }, request))
  response.writeHead(200, { 'content-type': 'application/json' }).write(body.slice(0, body.length / 2))
}

function startStream(response: ServerResponse, { framing }: WireFormat): void {
  response.writeHead(200, {
    'content-type': framing?.mediaType ?? 'text/event-stream',
    'cache-control': 'no-cache',
  })
  // A stream that brings nothing has begun all the same.
  response.flushHeaders()
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

function sendFailure(response: ServerResponse, { status, body, headers }: WireFailure): void {
  response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body))
}

function sendJson(response: ServerResponse, status: number, body: unknown): void {
  sendFailure(response, { status, body })
}
