import type { KeyTable } from '../keys/key-entry.ts'
import type { RoleConfig } from '../keys/role-config.ts'
import type { ValueCheck } from '../keys/value-check.ts'
import type { Embedder } from '../models/embeddings/embedder.ts'
import type { ModelReference } from '../models/model.ts'
import type { ResiliencePolicy } from '../models/resilience-policy.ts'
import type { JsonSchema } from '../schema/json-schema.ts'
import type { AnyTool } from '../tools/tool.ts'
import type { AnyAgent } from './agent.ts'
import type { FetchFunction, TextStream } from './host-ports.ts'
import type { LogSink } from './log/log-sink.ts'

/** What a role gets from whoever builds a system from a configuration, beside the agent's own keys. */
export interface RoleHost {
  /** Absolute path that relative paths start from: the folder of the configuration. */
  readonly directory: string
  /** The agent's model, with its provider, address and key; the offline model where that is asked for. */
  readonly model: ModelReference | undefined
  /** How the calls of that model are protected, where the file says so. */
  readonly resilience?: ResiliencePolicy | undefined
  /** The team's embedder; the offline one where that is asked for, and none where the file has no `embeddings`. */
  readonly embedder?: Embedder | undefined
  /** The agent's tools, loaded and bound. */
  readonly tools: readonly AnyTool[]
  readonly fetch: FetchFunction
  /** Standard input; taken by one agent at most. */
  readonly openInput: () => TextStream
  /** The output of the program, to be logged to; the format is the agent's own choice, or what suits the output. */
  readonly openOutput: (format: 'text' | 'json' | undefined) => LogSink
  /** Imports a module named in the configuration. Relative paths start from `directory`. */
  readonly loadModule: (path: string) => Promise<Readonly<Record<string, unknown>>>
}

/** What an agent takes and gives, as JSON Schemas: text where there is none, anything where it is `{}`. */
export interface RoleSchemas {
  readonly input?: JsonSchema | undefined
  readonly output?: JsonSchema | undefined
}

/**
 * A kind of agent that a configuration can name: what its keys mean to each other, what is shown of it, and how an agent is
 * made. Everything but `create` is asked when a file is only checked or drawn, so code that agents run with belongs behind
 * an `import()` in `create`. `Config` is what it gets of an agent: its checked keys in camelCase, durations as milliseconds.
 */
export interface Role<Config> {
  /** Makes the agent. The values of its keys are checked. */
  readonly create: (config: Config, host: RoleHost) => AnyAgent | Promise<AnyAgent>
  /**
   * Checks what the keys say of each other, which no key can know alone. Gets the values as the file has them; one that is
   * wrong by itself is among them and was told already.
   */
  readonly check?: ((values: Readonly<Record<string, unknown>>, check: ValueCheck) => void) | undefined
  /** What the agent is made of, in a few words for a drawing: a model, a file. */
  readonly describe?: ((config: Config) => string) | undefined
  /** What the agent takes and gives, for `aixgo types`; text both unless said otherwise. */
  readonly schemas?: ((config: Config) => RoleSchemas) | undefined
  /**
   * Where such an agent stands in the flow of messages. A `source` brings them in and takes none; a `sink` writes down what
   * it gets, so that what it passes on is no news. It is drawn so, and `aixgo run` prints no answers of sinks.
   */
  readonly flow?: 'source' | 'sink' | undefined
  /** True for an agent that writes what it gets to the output of the program, where it need not be shown again. */
  readonly printsItself?: ((config: Config) => boolean) | undefined
}

/** A role with a table of the keys it adds to those of every agent; all others are refused. */
export interface KeyedRole<Keys extends KeyTable = KeyTable> extends Role<RoleConfig<Keys>> {
  readonly keys: Keys
}

/**
 * Declares a role with keys of its own. The files that they name are those whose kind says so (`inputFile`, `outputFile`,
 * `modulePath`): a file that is read must exist, and none that is read may be written.
 *
 * @example
 * const echo = defineRole({
 *   keys: { ...receiverKeys, suffix: optionalKey(kinds.text, 'What is put behind each text.') },
 *   create: ({ name, suffix = '' }) => defineCustomAgent({ name, execute: (input) => `${String(input)}${suffix}` }),
 * })
 */
export function defineRole<const Keys extends KeyTable>(role: KeyedRole<Keys>): KeyedRole<Keys> {
  return role
}
