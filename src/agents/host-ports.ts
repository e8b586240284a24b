/** Text that arrives in pieces, such as standard input. One with a `destroy` is destroyed when its reader stops. */
export type TextStream = AsyncIterable<Uint8Array | string> & { readonly destroy?: (() => unknown) | undefined }

/** What agents need of `fetch`. */
export type FetchFunction = (
  url: string,
  init: { readonly headers: Readonly<Record<string, string>>; readonly signal: AbortSignal },
) => Promise<Response>
