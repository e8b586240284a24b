import type { AnyAgent, RunStream } from '../agents/agent.ts'
import type { Embedder } from '../models/embeddings/embedder.ts'
import type { RunResult } from '../runs/result/run-result.ts'
import type { CallOptions } from '../runtime/hosting/agent-call.ts'
import type { Runtime } from '../runtime/runtime.ts'
import type { LoadedConfig } from './load-config.ts'

/** The types of a system whose file the compiler has not seen. */
export type UnknownAgents = { readonly [name: string]: { readonly input: unknown; readonly output: unknown } }

type InputOf<Agent> = Agent extends { readonly input: infer Input } ? Input : unknown
type OutputOf<Agent> = Agent extends { readonly output: infer Output } ? Output : unknown

/** The agents of a YAML file, built and wired. Start it, feed it, close it. */
export interface System<Agents = UnknownAgents> extends AsyncDisposable {
  /** The checked file, with what is worth knowing about it. */
  readonly loaded: LoadedConfig
  readonly agents: ReadonlyMap<string, AnyAgent>
  readonly runtime: Runtime
  /** What the file's `embeddings` describe; none where it has none. */
  readonly embedder: Embedder | undefined
  /** Channels that are fed from outside; where there are none, the agents that nothing feeds. */
  readonly inputs: readonly string[]
  /** Channels whose messages leave the system. */
  readonly outputs: readonly string[]
  /** Names of tools that are declared by schema alone, by agent. */
  readonly unboundTools: ReadonlyMap<string, readonly string[]>
  /** Starts the agents, and then what brings in messages. */
  start(): Promise<void>
  /** Runs one agent and gives its answer. Checked by the compiler with the types that `aixgo types` writes. */
  call<Name extends keyof Agents & string>(
    name: Name,
    input: InputOf<Agents[Name]>,
    options?: CallOptions,
  ): Promise<RunResult<OutputOf<Agents[Name]>>>
  /** Runs one agent as `call` does and gives its events as they happen. */
  stream<Name extends keyof Agents & string>(
    name: Name,
    input: InputOf<Agents[Name]>,
    options?: CallOptions,
  ): RunStream<OutputOf<Agents[Name]>>
  /** Finishes what was accepted, and stops. May be called twice. */
  close(): Promise<void>
}
