import type { AixgoError } from '../errors/aixgo-error.ts'
import type { EngineContext, Runnable } from '../runs/engine.ts'
import { implementationKey } from '../runs/implementation.ts'
import type { Clock } from '../util/clock.ts'
import type { JsonValue } from '../util/json/json.ts'
import type { Random } from '../util/random.ts'
import type { AnyAgent } from './agent.ts'

/** What a source, or an agent that is started, sees of the world. The signal aborts when the agent must stop. */
export interface SourceContext {
  readonly agent: string
  readonly signal: AbortSignal
  readonly clock: Clock
  readonly random: Random
  /** Tells listeners of the runtime something that is worth knowing but is no error. */
  readonly warn?: ((message: string) => void) | undefined
}

/** What implementers write of an agent, and runs and runtimes call; users of the agent never do. */
export interface AgentHooks<Input, Output> {
  /** The agent's answer to one input. Everything that reaches outside goes through the context. */
  doRun(input: Input, context: EngineContext): Output | Promise<Output>
  /** Tells from its record how the answer of a run came about that is over; question and answer alone without it. */
  readonly doRecall?: Runnable['doRecall'] | undefined
  /**
   * Present on agents that bring messages into a system by themselves. Each item is emitted to the agent's outputs;
   * the next one is asked for when there is room. Ends when the signal aborts.
   */
  readonly source?: ((context: SourceContext) => AsyncIterable<JsonValue>) | undefined
  /** Gets the agent ready to serve, where that takes something; a runtime awaits it before anything reaches the agent. */
  readonly doStart?: ((context: SourceContext) => Promise<void>) | undefined
  /** Gives back what `doStart` took. Called once, after the last run has ended. */
  readonly doStop?: (() => Promise<void>) | undefined
  /**
   * Present on agents that give schemas to a model. Exports them, and gives an error for each that cannot be, naming agent
   * and tool. A runtime asks when it is made, so that nothing of the kind waits for the first message. `asked` holds the
   * agents that were asked before, and takes in this one.
   */
  readonly doCheck?: ((asked?: Set<unknown>) => Promise<readonly AixgoError[]>) | undefined
}

/** An agent as those who run it see it. */
export interface AgentImplementation extends Runnable<never>, Omit<AgentHooks<never, unknown>, 'doRun'> {
  /** The same in all copies of the agent, such as one with a time limit around it, so that a host knows them for one. */
  readonly identity: object
}

/** What the implementer of an agent wrote. */
export function implementationOf(agent: AnyAgent): AgentImplementation {
  return (agent as unknown as Implemented)[implementationKey]
}

/** True for an agent, whatever plain JavaScript says. */
export function isAgent(value: unknown): value is AnyAgent {
  return typeof value === 'object' && value !== null && implementationKey in value
}

interface Implemented {
  readonly [implementationKey]: AgentImplementation
}
