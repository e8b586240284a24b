/** Who is told of what happens on a wire. */
export interface WireListener {
  onData(data: Buffer): void
  /** The other side sends no more. */
  onEnd(): void
  /** The wire is gone; `error` says why, where it broke. Called once. */
  onClose(error: Error | undefined): void
}

/** An open connection to a server, as much of it as requests need. */
export interface Wire {
  /** True while it can carry a request. */
  readonly isUsable: boolean
  /** True when everything that was written has left. */
  readonly isFlushed: boolean
  listen(listener: WireListener): void
  /** Sends text whose characters are bytes, and a body after it. */
  write(head: string, body: string | Uint8Array | undefined): void
  pause(): void
  resume(): void
  /** Keeps the process alive, or does so no more. */
  ref(): void
  unref(): void
  destroy(): void
}

/** A wire on its way. */
export interface OpeningWire {
  readonly opened: Promise<Wire>
  /** Gives up; `opened` then rejects with the error. */
  abandon(error: unknown): void
}

/** Until a server is reached; its answer may take as long as the caller's limits say. */
export const connectTimeoutMs = 10_000

/** True for text that is the same in every coding. */
export function isAscii(text: string): boolean {
  // oxlint-disable-next-line no-control-regex -- the first 128 characters are what is looked for
  return /^[\x00-\x7f]*$/.test(text)
}
