import type { TextStream } from '../../agents/host-ports.ts'
import type { LogSink } from '../../agents/log/log-sink.ts'
import type { EmbedderResolver } from '../../models/embeddings/embedding-model.ts'
import type { ModelResolver } from '../../models/model.ts'

/** What a program may put in the place of what a system would take from outside. Everything has a default. */
export interface SystemPorts {
  /** Replaces every model by the deterministic offline model: no key, no network, no cost. */
  readonly offline?: boolean | undefined
  /** Turns model names into models, instead of the built-in providers. */
  readonly resolveModel?: ModelResolver | undefined
  /** Turns the name of the file's embedder into an embedding model, instead of the built-in providers. */
  readonly resolveEmbedder?: EmbedderResolver | undefined
  /** Variables for `${NAME}` and for provider keys; the process's environment unless given. */
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined
  readonly fetch?: typeof globalThis.fetch | undefined
  /** Standard input, for agents that read it. */
  readonly openInput?: (() => TextStream) | undefined
  /** Where agents write what they log to no file. Left out, that is standard output: text, unless they say JSON. */
  readonly openOutput?: ((format: 'text' | 'json' | undefined) => LogSink) | undefined
}
