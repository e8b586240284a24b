import type * as z from 'zod/mini'
import type { Configured } from '../../keys/camel-case.ts'
import type { KeyTable, objectOf } from '../../keys/key-entry.ts'
import type { ValueCheck } from '../../keys/value-check.ts'
import type { JsonValue } from '../../util/json/json.ts'
import type { SourceContext } from '../implementation.ts'
import type { RoleHost } from '../role.ts'

/** What a source sees of the world while it is open. */
export interface SourceScope extends SourceContext {
  /** Absolute path that relative paths start from. */
  readonly directory: string
}

/**
 * Opens a source: the items from the start, read as they are asked for. Leaving the loop early, or the signal, closes what
 * was opened. Called again when the producer is restarted.
 */
export type OpenSource = (scope: SourceScope) => AsyncIterable<JsonValue>

/** What a configuration says of a source: its keys in camelCase. */
export type SourceConfig<Keys extends KeyTable> = Configured<z.output<ReturnType<typeof objectOf<Keys>>>>

/**
 * A kind of source: its keys below `source` in a file, what they come to, and how it is opened. `Setting` is what it is made
 * from in code: `producerAgent({ source: { csv: setting } })`.
 */
export interface Source<Setting, Keys extends KeyTable = KeyTable> {
  /**
   * Its keys. The first one says that this source is meant; others, such as `export` beside `module`, add to it. Made when
   * a configuration is read: code that makes a producer by itself does without them.
   */
  readonly keys: () => Keys
  /** Checks what its keys say of each other; paths start at `source`. Called wherever one of its keys may be there. */
  readonly check?: ((values: Readonly<Record<string, unknown>>, check: ValueCheck) => void) | undefined
  /** What it reads, in a few words for a drawing: a path, an address. */
  readonly describe: (config: SourceConfig<Keys>) => string
  /** What it is made from, where a file describes it. */
  readonly configure: (config: SourceConfig<Keys>, host: RoleHost) => Setting | Promise<Setting>
  /** What is wrong with a setting given in code, to follow the name of the producer: `polls an address that is no URL.` */
  readonly problem?: ((setting: Setting) => string | undefined) | undefined
  /** True for items that are made when they are asked for: with an interval, each is asked for when its time has come. */
  readonly isLive?: boolean | undefined
  /** The setting with the producer's interval in it, for a source that waits by itself and has no interval of its own. */
  readonly withInterval?: ((setting: Setting, intervalMs: number) => Setting | undefined) | undefined
  /** Makes the source. Called once per producer, so what must outlive a restart may be kept in it; nothing is opened yet. */
  readonly create: (setting: Setting) => OpenSource
}

/** A source of any setting and keys. */
export interface AnySource {
  readonly keys: () => KeyTable
  readonly check?: Source<never>['check'] | undefined
  readonly describe: (config: never) => string
  readonly configure: (config: never, host: RoleHost) => unknown
  readonly problem?: ((setting: never) => string | undefined) | undefined
  readonly isLive?: boolean | undefined
  readonly withInterval?: ((setting: never, intervalMs: number) => unknown) | undefined
  readonly create: (setting: never) => OpenSource
}

/** Declares a source, so that the types of its keys and its setting follow from it. */
export function defineSource<Setting, const Keys extends KeyTable>(
  source: Source<Setting, Keys>,
): Source<Setting, Keys> {
  return source
}

/** A source whose code is loaded when it is first opened. */
export function loadedWhenOpened(load: () => Promise<OpenSource>): OpenSource {
  let loaded: Promise<OpenSource> | undefined
  return async function* (scope) {
    loaded ??= load()
    yield* (await loaded)(scope)
  }
}
