/** What an event says of where it was written. */
interface Written {
  readonly key: string
  readonly depth: number
  readonly forwarded?: true | undefined
}

/**
 * True for what is part of the answer of a run's own agent: what that agent writes, and what an agent writes whose answer it
 * makes its own. What a model writes to keep a conversation within its window is for nobody but the model.
 */
export function isForUser({ key, depth, forwarded }: Written): boolean {
  return (depth === 0 || forwarded === true) && !/(^|\/)branch:summarise#\d+\/model:[^/]*$/.test(key)
}
