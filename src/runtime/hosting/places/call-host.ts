import type { CallPort, CallRequest, CallResult } from '../../../runs/call-port.ts'
import type { Callable } from '../../../runs/context.ts'
import type { Scope } from '../../../runs/run/door.ts'
import type { AgentHost } from '../agent-host.ts'
import { isSameAgent } from './agent-identity.ts'
import { createPlaces, type Places } from './places.ts'

/** What a runtime does for the runs of its agents: hosts the agents they call, and finds the run that code belongs to. */
export class CallHost implements CallPort {
  readonly #find: (name: string) => AgentHost | undefined
  readonly #call: (host: AgentHost, request: CallRequest) => Promise<CallResult>
  readonly #places: Places<Scope | undefined>

  constructor(
    find: (name: string) => AgentHost | undefined,
    call: (host: AgentHost, request: CallRequest) => Promise<CallResult>,
  ) {
    this.#find = find
    this.#call = call
    // Taken only where there is a runtime: a program that runs agents by itself does not pay for it.
    this.#places = createPlaces()
  }

  hosts(agent: Callable<never, unknown, never>): boolean {
    const host = this.#find(agent.name)
    return host !== undefined && isSameAgent(host.agent, agent)
  }

  call(request: CallRequest): Promise<CallResult> {
    const host = this.#find(request.agent.name)
    if (host === undefined) return Promise.reject(new Error(`Agent "${request.agent.name}" is not hosted here.`))
    return this.#call(host, request)
  }

  activate<Value>(place: object, code: () => Value): Value {
    // Only scopes of runs activate.
    return this.#places.run(place as Scope, code)
  }

  /** Runs code that belongs to no run, though one may have set it off: a listener, or a worker that a message wakes. */
  outside<Value>(code: () => Value): Value {
    return this.#places.getStore() === undefined ? code() : this.#places.run(undefined, code)
  }

  /** The place that the code which asks was set off by, whether or not work may still be done there. */
  get origin(): Scope | undefined {
    return this.#places.getStore()
  }

  /** The place of a run that the code which asks belongs to; none for code from outside, or that its run has left behind. */
  get place(): Scope | undefined {
    const place = this.#places.getStore()
    return place?.door.isOpen === true && place.place.frame.refusal === undefined ? place : undefined
  }
}
