import type { Embedder } from '../models/embeddings/embedder.ts'
import type { ModelReference } from '../models/model.ts'
import type { ResiliencePolicy } from '../models/resilience-policy.ts'
import type { AnyTool } from '../tools/tool.ts'
import type { AnyAgent } from './agent.ts'
import type { LogSink } from './logger/log-sink.ts'
import type { FetchFunction, TextStream } from './producer/source.ts'

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
  /** Standard input; taken by one producer at most. */
  readonly openInput: () => TextStream
  /** Where loggers without a file write; the format is the agent's own choice, or what suits the output. */
  readonly openOutput: (format: 'text' | 'json' | undefined) => LogSink
  /** Imports a module named in the configuration. Relative paths start from `directory`. */
  readonly loadModule: (path: string) => Promise<Readonly<Record<string, unknown>>>
}

/** A kind of agent that a configuration can name: makes an agent from its checked keys. */
export interface Role<Config> {
  readonly create: (config: Config, host: RoleHost) => AnyAgent | Promise<AnyAgent>
}
