/** A request, complete: everything that has a default has its value. */
export interface HttpRequest {
  readonly url: URL
  readonly method: string
  /** By name in lower case. */
  readonly headers: ReadonlyMap<string, string>
  readonly body: string | Uint8Array | undefined
  readonly redirect: NonNullable<RequestInit['redirect']>
  readonly signal: AbortSignal | undefined
}
