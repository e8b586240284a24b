import { Connection } from './connection.ts'
import { openBunWire } from './bun-wire.ts'
import { openNodeWire } from './open-node-wire.ts'
import type { Target } from './target.ts'

// Servers close idle connections after 5 s or more; one that closes in the same moment loses a request.
const idleMs = 4000
const marginMs = 1000
const longestIdleMs = 600_000
const mostIdle = 256

/** A connection on its way. */
export interface OpeningConnection {
  readonly opened: Promise<Connection>
  abandon(error: unknown): void
}

/** Connections that wait for their next request, by target. None of them keeps the process alive. */
export class ConnectionPool {
  readonly #idle = new Map<string, Connection[]>()
  #count = 0
  #sweep: NodeJS.Timeout | undefined

  /** A connection that waits, the one used last first. */
  take({ key }: Target): Connection | undefined {
    const waiting = this.#idle.get(key)
    for (let found = waiting?.pop(); found !== undefined; found = waiting?.pop()) {
      this.#count -= 1
      if (waiting?.length === 0) this.#idle.delete(key)
      if (found.isUsable && found.keptUntil > performance.now()) return found
      found.destroy()
    }
    return undefined
  }

  /** A new connection. */
  open(target: Target): OpeningConnection {
    const { opened, abandon } = 'Bun' in globalThis ? openBunWire(target) : openNodeWire(target)
    return {
      opened: opened.then((wire) => {
        const connection: Connection = new Connection(wire, () => this.#forget(target, connection))
        return connection
      }),
      abandon,
    }
  }

  /** Takes a connection back whose request is done; `keptForMs` is how long the server says that it keeps it. */
  keep({ key }: Target, connection: Connection, keptForMs: number | undefined): void {
    const forMs = keptForMs === undefined ? idleMs : Math.min(keptForMs - marginMs, longestIdleMs)
    if (!connection.isUsable || forMs <= 0 || this.#count >= mostIdle) return connection.destroy()
    connection.leave()
    connection.keptUntil = performance.now() + forMs
    const waiting = this.#idle.get(key)
    if (waiting === undefined) this.#idle.set(key, [connection])
    else waiting.push(connection)
    this.#count += 1
    if (this.#sweep === undefined) this.#sweep = this.#startSweep()
  }

  #forget({ key }: Target, connection: Connection): void {
    const waiting = this.#idle.get(key)
    const position = waiting?.indexOf(connection) ?? -1
    if (waiting === undefined || position === -1) return
    waiting.splice(position, 1)
    this.#count -= 1
    if (waiting.length === 0) this.#idle.delete(key)
  }

  /** One timer for all: most connections are taken again before their time is up. */
  #startSweep(): NodeJS.Timeout {
    const timer = setInterval(() => {
      const now = performance.now()
      const expired = [...this.#idle.values()].flat().filter(({ keptUntil }) => keptUntil <= now)
      for (const connection of expired) connection.destroy()
      if (this.#count > 0) return
      clearInterval(timer)
      this.#sweep = undefined
    }, marginMs)
    timer.unref()
    return timer
  }
}
