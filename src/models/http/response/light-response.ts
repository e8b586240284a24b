import { LightHeaders } from './light-headers.ts'
import type { ResponseBody } from './response-body.ts'

/** What an answer is made of. */
export interface LightResponseParts {
  readonly status: number
  readonly statusText: string
  readonly url: string
  readonly redirected: boolean
  readonly headers: ReadonlyMap<string, string>
  /** Absent where the status, or the method, allows none. */
  readonly body: ResponseBody | undefined
}

/**
 * An answer with what provider code reads of a `Response`. The stream is made when it is asked for, as a whole answer is
 * read without one.
 */
export class LightResponse {
  readonly status: number
  readonly statusText: string
  readonly url: string
  readonly redirected: boolean
  readonly headers: LightHeaders
  readonly type = 'basic'
  readonly #body: ResponseBody | undefined

  constructor({ status, statusText, url, redirected, headers, body }: LightResponseParts) {
    this.status = status
    this.statusText = statusText
    this.url = url
    this.redirected = redirected
    this.headers = new LightHeaders(headers)
    this.#body = body
  }

  get ok(): boolean {
    return this.status >= 200 && this.status < 300
  }

  get body(): ReadableStream<Uint8Array<ArrayBuffer>> | null {
    return this.#body?.stream ?? null
  }

  get bodyUsed(): boolean {
    return this.#body?.isUsed ?? false
  }

  async text(): Promise<string> {
    const text = ((await this.#body?.whole()) ?? '').toString()
    // As `fetch` does: the mark at the beginning is no part of the text.
    return text.startsWith('\uFEFF') ? text.slice(1) : text
  }

  async json(): Promise<unknown> {
    return JSON.parse(await this.text())
  }

  async arrayBuffer(): Promise<ArrayBuffer> {
    return (await this.bytes()).buffer
  }

  async bytes(): Promise<Uint8Array<ArrayBuffer>> {
    return new Uint8Array((await this.#body?.whole()) ?? [])
  }
}
