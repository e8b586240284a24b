import { AgentError } from '../../errors/agent-error.ts'
import { nearest } from '../../util/text/nearest.ts'
import { AgentHost } from '../hosting/agent-host.ts'
import { Channel } from './channel.ts'
import type { Outlet } from './outlet.ts'
import type { RuntimeCore } from '../runtime-core.ts'
import type { ResolvedRegistration } from '../runtime-options.ts'
import type { ReceiveOptions, Subscription } from './subscription.ts'
import { resolveWiring, type Wiring } from './wiring.ts'

/** Where a message from outside goes. */
export interface Destination {
  readonly hosts: readonly AgentHost[]
  readonly channels: Outlet['channels']
}

/** Knows every name: the agents, and the channels between and around them. */
export class Router {
  readonly hosts: ReadonlyMap<string, AgentHost>
  readonly wiring: Wiring
  readonly #channels = new Map<string, Channel>()

  constructor(registrations: readonly ResolvedRegistration[], core: RuntimeCore) {
    this.wiring = resolveWiring(registrations)
    this.hosts = new Map(registrations.map((registration) => [registration.name, new AgentHost(registration, core)]))
    for (const [name, host] of this.hosts) host.connect(this.#outletOf(name), this.wiring.loops.has(name))
  }

  /** The agent of this name. @throws AgentError `AGENT_NOT_FOUND` */
  host(name: string): AgentHost {
    const host = this.hosts.get(name)
    if (host === undefined) throw this.#unknown(name, 'agent', [...this.hosts.keys()])
    return host
  }

  /** Where a message to this name goes. @throws AgentError `AGENT_NOT_FOUND` when nobody could ever get it. */
  destination(target: string): Destination {
    const host = this.hosts.get(target)
    if (host !== undefined) return { hosts: [host], channels: [] }
    const readers = this.wiring.channels.get(target)
    if (readers === undefined && this.#channels.get(target)?.hasSubscribers !== true) {
      throw this.#unknown(target, 'agent or channel', [...this.hosts.keys(), ...this.wiring.channels.keys()])
    }
    return { hosts: (readers ?? []).map((name) => this.host(name)), channels: [this.#exit(target)] }
  }

  /**
   * Where a message from outside enters: at agents that nothing inside feeds. Sources take no messages, so where there
   * are only sources it enters at their readers, as if it came from them.
   */
  get entries(): readonly string[] {
    const { entries, targets } = this.wiring
    const takers = entries.filter((name) => this.host(name).implementation.source === undefined)
    return takers.length > 0 ? takers : [...new Set(entries.flatMap((name) => targets.get(name)?.readers ?? []))]
  }

  entrance(): Destination {
    return { hosts: this.entries.map((name) => this.host(name)), channels: [] }
  }

  subscribe(name: string, options: ReceiveOptions): Subscription {
    return this.#channel(name).subscribe(options)
  }

  closeChannels(): void {
    for (const channel of this.#channels.values()) channel.close()
  }

  #outletOf(name: string): Outlet {
    const { readers = [], channels = [] } = this.wiring.targets.get(name) ?? {}
    const loop = this.wiring.loops.get(name)
    return {
      readers: readers.map((reader) => ({ reader: this.host(reader), isLoop: loop?.has(reader) === true })),
      channels: [{ channel: this.#channel(name), isOutput: false }, ...channels.map((channel) => this.#exit(channel))],
    }
  }

  #exit(name: string): Outlet['channels'][number] {
    return { channel: this.#channel(name), isOutput: (this.wiring.channels.get(name) ?? []).length === 0 }
  }

  #channel(name: string): Channel {
    let channel = this.#channels.get(name)
    if (channel === undefined) this.#channels.set(name, (channel = new Channel(name)))
    return channel
  }

  #unknown(asked: unknown, kind: string, known: readonly string[]): AgentError {
    // Plain JavaScript may ask for anything.
    const name = String(asked)
    const close = nearest(name, known)
    const list = known.length === 0 ? 'There are none.' : `Known names: ${known.map((each) => `"${each}"`).join(', ')}.`
    const hint = close === undefined ? list : `Did you mean "${close}"?`
    return new AgentError('AGENT_NOT_FOUND', `There is no ${kind} named "${name}" in this runtime. ${hint}`, {
      details: { name },
    })
  }
}
