import type * as asyncHooks from 'node:async_hooks'
import type * as crypto from 'node:crypto'
import type * as fs from 'node:fs'
import type * as fsPromises from 'node:fs/promises'
import type * as path from 'node:path'
import { RuntimeError } from '../../errors/runtime-error.ts'

/** A built-in module of Node.js, which Bun and some workers have too; `undefined` where there is none, as in a browser. */
export function nodeModule<Id extends keyof NodeModules>(id: Id): NodeModules[Id] | undefined {
  // The types take it for granted that there is a process.
  const { process: host } = globalThis as { readonly process?: Partial<NodeJS.Process> | undefined }
  return host?.getBuiltinModule?.(id)
}

/**
 * A built-in module that something cannot do without.
 * @throws RuntimeError `PLATFORM_UNSUPPORTED` where there is none.
 */
export function needNodeModule<Id extends keyof NodeModules>(id: Id, what: string): NodeModules[Id] {
  const found = nodeModule(id)
  if (found !== undefined) return found
  throw new RuntimeError(
    'PLATFORM_UNSUPPORTED',
    `${what} needs "${id}", which this platform does not have. Use it on Node.js or Bun; docs/where-it-runs.md says what browsers and workers can do.`,
    { details: { module: id } },
  )
}

interface NodeModules {
  readonly 'node:async_hooks': typeof asyncHooks
  readonly 'node:crypto': typeof crypto
  readonly 'node:fs': typeof fs
  readonly 'node:fs/promises': typeof fsPromises
  readonly 'node:path': typeof path
}
