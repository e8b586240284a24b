import { isError } from '../../errors/ensure-error.ts'

const mostFrames = 50

/** The error's name and place without what it carries: the packages' errors hold the prompt and the whole answer. */
export function bareCause(thrown: unknown, words: string): Error | undefined {
  if (!isError(thrown)) return undefined
  const name = thrown.name.slice(0, 100)
  const cause = new Error(words)
  cause.name = name
  const frames = thrown.stack?.match(/^\s+at .{1,500}$/gm) ?? []
  cause.stack = [words === '' ? name : `${name}: ${words}`, ...frames.slice(0, mostFrames)].join('\n')
  return cause
}
