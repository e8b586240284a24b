// `at code (/a/tools.ts:1:2)`, `at file:///a/tools.ts:1:2`: the engine's own code has no path.
const frame = /(?:^at (?:async )?|\()((?:file:\/\/)?(?:\/|[A-Z]:[\\/])[^()]*?):\d+:\d+\)?$/
// The code of the console lies between.
const deepest = 40

/** The file of the code that prints, by the stack of the call; nothing where only files of this program are on it. */
export function printingModule(): string | undefined {
  for (const line of stackOfCall()) {
    const place = frame.exec(line.trim())?.[1]
    if (place === undefined) continue
    const path = decoded(place.replace(/^file:\/\//, ''))
    if (!isOwn(path)) return path
  }
  return undefined
}

function stackOfCall(): readonly string[] {
  const { stackTraceLimit } = Error
  Error.stackTraceLimit = deepest
  const { stack = '' } = new Error('printing')
  Error.stackTraceLimit = stackTraceLimit
  return stack.split('\n').slice(1)
}

/** True for files of this program: what is compiled into it, its sources, or the folder it was built into. */
function isOwn(path: string): boolean {
  if (/^\/\$bunfs\/|^[A-Z]:[\\/]~BUN[\\/]/i.test(path)) return true
  const own = new URL(import.meta.url.endsWith('.ts') ? '../..' : '.', import.meta.url)
  return path.startsWith(decoded(own.pathname))
}

/** Addresses are encoded, paths are not. */
function decoded(path: string): string {
  try {
    return decodeURI(path)
  } catch {
    return path
  }
}
