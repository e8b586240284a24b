// Node.js loads its `fetch` when it is called, so to look at the function itself is free.
const nodeSource = /internal\/deps\/undici\/undici/
const bunSource = /^function fetch\(\) \{\s*\[native code\]\s*\}$/

let lastSeen: typeof globalThis.fetch | undefined
let lastIsOwn = false

/**
 * True while the global `fetch` is the one that Node.js brings, and nothing else is to happen to its requests: it was not
 * replaced (by a test, or by an instrumentation), no dispatcher of a user stands behind it, and nobody listens to what it
 * does. Then a request may go another way unseen.
 */
export function isNodeFetch(): boolean {
  if (typeof process === 'undefined' || process.getBuiltinModule === undefined) return false
  const { fetch } = globalThis
  if (fetch !== lastSeen) {
    lastSeen = fetch
    lastIsOwn = nodeSource.test(Function.prototype.toString.call(fetch))
  }
  return lastIsOwn && !hasOwnDispatcher() && !hasListeners()
}

/** True while the global `fetch` is the one that Bun brings. */
export function isBunFetch(): boolean {
  return 'Bun' in globalThis && bunSource.test(Function.prototype.toString.call(globalThis.fetch))
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
