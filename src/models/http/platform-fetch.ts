// Node.js loads its `fetch` when it is called, so to look at the function itself is free.
const nodeSource = /internal\/deps\/undici\/undici/
const bunSource = /^function fetch\(\) \{\s*\[native code\]\s*\}$/

/** Whose `fetch` the global one is, where nothing else is to happen to its requests. */
export type PlatformFetch = 'node' | 'bun'

let lastSeen: typeof globalThis.fetch | undefined
let lastPlatform: PlatformFetch | undefined

/**
 * The platform whose own `fetch` the global one is. None when it was replaced (by a test, or by an instrumentation), when a
 * dispatcher of a user stands behind it, or when somebody listens to what it does: then a request may not go another way.
 */
export function platformOfFetch(): PlatformFetch | undefined {
  if (typeof process === 'undefined' || process.getBuiltinModule === undefined) return undefined
  const { fetch } = globalThis
  if (fetch !== lastSeen) {
    lastSeen = fetch
    lastPlatform = platformOf(Function.prototype.toString.call(fetch))
  }
  return lastPlatform === 'node' && (hasOwnDispatcher() || hasListeners()) ? undefined : lastPlatform
}

function platformOf(source: string): PlatformFetch | undefined {
  if ('Bun' in globalThis) return bunSource.test(source) ? 'bun' : undefined
  return nodeSource.test(source) ? 'node' : undefined
}

const dispatcherKeys = [
  /* @__PURE__ */ Symbol.for('undici.globalDispatcher.1'),
  /* @__PURE__ */ Symbol.for('undici.globalDispatcher.2'),
]

/** `setGlobalDispatcher` of the package undici also sends the requests of the built-in `fetch` another way. */
function hasOwnDispatcher(): boolean {
  return dispatcherKeys.some((key) => {
    const dispatcher = (globalThis as unknown as Record<symbol, unknown>)[key]
    return dispatcher !== undefined && !isPlainAgent(dispatcher)
  })
}

/** True for what Node.js sets by itself: an agent without any option. */
function isPlainAgent(dispatcher: unknown): boolean {
  if (typeof dispatcher !== 'object' || dispatcher === null || dispatcher.constructor.name !== 'Agent') return false
  const key = Object.getOwnPropertySymbols(dispatcher).find(({ description }) => description === 'options')
  const options: unknown = key === undefined ? undefined : (dispatcher as Record<symbol, unknown>)[key]
  if (typeof options !== 'object' || options === null) return false
  return Object.values(options).every((value) => value === undefined || value === Number.POSITIVE_INFINITY)
}

/** Tracing of undici's requests goes through this channel; so do the headers that join a request with its trace. */
function hasListeners(): boolean {
  return process.getBuiltinModule('node:diagnostics_channel').hasSubscribers('undici:request:create')
}
