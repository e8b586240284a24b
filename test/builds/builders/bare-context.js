// Runs a bundle where there is nothing but what browsers have, and prints what it promises as `answer`.
import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { createContext, SourceTextModule } from 'node:vm'

const names = [
  'AbortController',
  'AbortSignal',
  'Blob',
  'DOMException',
  'Event',
  'EventTarget',
  'FormData',
  'Headers',
  'MessageChannel',
  'ReadableStream',
  'Request',
  'Response',
  'TextDecoder',
  'TextDecoderStream',
  'TextEncoder',
  'TransformStream',
  'URL',
  'URLSearchParams',
  'WritableStream',
  'atob',
  'btoa',
  'clearInterval',
  'clearTimeout',
  'console',
  'crypto',
  'fetch',
  'performance',
  'queueMicrotask',
  'structuredClone',
]
const globals = Object.fromEntries(names.map((name) => [name, globalThis[name]]))
// Timers of browsers are numbers.
const timer = (start) => (callback, delayMs) => start(callback, delayMs)[Symbol.toPrimitive]()
const context = createContext({ ...globals, setTimeout: timer(setTimeout), setInterval: timer(setInterval) })
const [main] = process.argv.slice(2)
const loaded = new Map()

/** Loads a file of the bundle, once. Anything else that it imports is not there in a browser. */
async function load(path, specifier) {
  if (!existsSync(path)) throw new Error(`The bundle imports "${specifier}".`)
  const known = loaded.get(path)
  if (known !== undefined) return known
  const importModuleDynamically = async (name) => {
    const module = await load(join(dirname(path), name), name)
    if (module.status === 'unlinked') await module.link(beside)
    await module.evaluate()
    return module
  }
  const beside = (name) => load(join(dirname(path), name), name)
  const module = new SourceTextModule(readFileSync(path, 'utf8'), { context, importModuleDynamically })
  loaded.set(path, module)
  return module
}

const program = await load(main, main)
await program.link((name) => load(join(dirname(main), name), name))
await program.evaluate()
console.log(await context.answer)
