import { defined } from '../../util/options/defined.ts'
/** One event of a stream of server-sent events. */
export interface SentEvent {
  readonly event?: string
  readonly data: string
  readonly id?: string
}

/** An event as the standard writes it (https://html.spec.whatwg.org/multipage/server-sent-events.html): a line ends at any line break. */
export function formatSentEvent({ event, data, id }: SentEvent): string {
  const lines = data.split(/\r\n|\r|\n/).map((line) => `data: ${line}\n`)
  return `${event === undefined ? '' : `event: ${event}\n`}${lines.join('')}${id === undefined ? '' : `id: ${id}\n`}\n`
}

/** A comment, which readers skip. */
export const keepAliveComment = ': keep-alive\n\n'

const sentEventHeaders: Readonly<Record<string, string>> = {
  'content-type': 'text/event-stream; charset=utf-8',
  'cache-control': 'no-cache, no-transform',
  // Proxies such as nginx would hold back what is not a full buffer.
  'x-accel-buffering': 'no',
}

/** How a response is made. Headers given here win. */
export interface StreamResponseOptions {
  readonly status?: number | undefined
  readonly statusText?: string | undefined
  readonly headers?: NonNullable<ResponseInit['headers']> | undefined
}

/** A response that sends events as they come. */
export function sentEventsResponse(
  body: ReadableStream<Uint8Array>,
  { status = 200, statusText, headers }: StreamResponseOptions,
  own: Readonly<Record<string, string>> = {},
): Response {
  const all = new Headers(headers)
  for (const [name, value] of Object.entries({ ...sentEventHeaders, ...own })) if (!all.has(name)) all.set(name, value)
  // The platform's types want bytes of a buffer that nobody shares, which these are.
  return new Response(body as ReadableStream<Uint8Array<ArrayBuffer>>, {
    status,
    headers: all,
    ...defined({ statusText }),
  })
}
