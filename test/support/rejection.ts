/** What a promise rejects with. Taken hold of at once, so that a rejection that comes early is not an unhandled one. */
export function rejection(promise: PromiseLike<unknown>): Promise<unknown> {
  return Promise.resolve(promise).then(
    (value) => {
      throw new Error('The promise was to reject, but it resolved.', { cause: value })
    },
    (error: unknown) => error,
  )
}
