import { RuntimeError } from '../../errors/runtime-error.ts'
import type { RunEvent } from '../../events/event.ts'
import { systemClock, type Clock } from '../../util/clock.ts'
import { shown } from '../../util/text/shown.ts'

/** Makes of a run's events what is sent. Each function gives what there is to send, which may be nothing. */
export interface EventMapper<Item> {
  take(event: RunEvent): readonly Item[]
  /** There are no more events. */
  end(): readonly Item[]
  /** The run failed, or was called off. */
  fail(error: unknown): readonly Item[]
}

/** What is sent while there is nothing to send, so that nobody between takes the connection for dead. */
export interface KeepAlive<Item> {
  readonly item: Item
  readonly everyMs: number
  readonly clock: Clock
}

/** How often nothing may be sent, as users say it. */
export interface KeepAliveOptions {
  /** Milliseconds of silence after which a comment is sent, which readers skip; 15,000 unless said otherwise, false for never. */
  readonly keepAliveMs?: number | false | undefined
  /** Where those milliseconds come from. */
  readonly clock?: Clock | undefined
}

/**
 * Takes the place of a run's reader.
 * @throws RuntimeError `RUNTIME_OPTIONS_INVALID` for what is no stream, RunError `STREAM_IN_USE` for one that has a reader.
 */
export function readerOf(stream: AsyncIterable<RunEvent>, taker: string): AsyncIterator<RunEvent> {
  const given: unknown = stream
  if (typeof given === 'object' && given !== null && Symbol.asyncIterator in given)
    return stream[Symbol.asyncIterator]()
  const what = given instanceof Promise ? 'a promise. Leave out "await" and "run"' : shown(given)
  throw new RuntimeError(
    'RUNTIME_OPTIONS_INVALID',
    `${taker} takes the events of a run, and was given ${what}: pass what agent.stream(input) gives.`,
  )
}

/**
 * A web stream of what is made of a run's events. It asks for an event when it is read and not before, so that a slow reader
 * leaves the merging of what waits to the run's own stream. Cancelling it calls the run off. It ends, and does not fail,
 * where the run does: the mapper says how that is told.
 */
export function eventStream<Item>(
  events: AsyncIterator<RunEvent>,
  mapper: EventMapper<Item>,
  keepAlive?: KeepAlive<Item>,
): ReadableStream<Item> {
  const source = new MappedEvents(events, mapper, keepAlive)
  return new ReadableStream<Item>(
    {
      pull: (controller) => source.pull(controller),
      cancel: () => source.cancel(),
    },
    { highWaterMark: 0 },
  )
}

interface Piece<Item> {
  readonly items: readonly Item[]
  readonly isLast: boolean
}

class MappedEvents<Item> {
  readonly #events: AsyncIterator<RunEvent>
  readonly #mapper: EventMapper<Item>
  readonly #keepAlive: KeepAlive<Item> | undefined
  /** What the run was asked for and has not given yet, where a comment was sent instead. */
  #pending: Promise<Piece<Item>> | undefined
  #isCancelled = false

  constructor(events: AsyncIterator<RunEvent>, mapper: EventMapper<Item>, keepAlive: KeepAlive<Item> | undefined) {
    this.#events = events
    this.#mapper = mapper
    this.#keepAlive = keepAlive
  }

  /** Gives at least one item, or ends: who waits is asked for no more before there is something. */
  async pull(controller: ReadableStreamDefaultController<Item>): Promise<void> {
    for (;;) {
      const piece = await this.#nextOrQuiet((this.#pending ??= this.#next()))
      if (this.#isCancelled) return
      if (piece !== undefined) this.#pending = undefined
      const { items, isLast } = piece ?? {
        items: this.#keepAlive === undefined ? [] : [this.#keepAlive.item],
        isLast: false,
      }
      for (const item of items) controller.enqueue(item)
      if (isLast) return controller.close()
      if (items.length > 0) return
    }
  }

  async cancel(): Promise<void> {
    this.#isCancelled = true
    await this.#events.return?.()
  }

  async #next(): Promise<Piece<Item>> {
    try {
      const { done, value } = await this.#events.next()
      return done === true
        ? { items: this.#mapper.end(), isLast: true }
        : { items: this.#mapper.take(value), isLast: false }
    } catch (error) {
      // Where it is the mapper that failed, nobody reads on.
      void Promise.resolve(this.#events.return?.()).catch(() => {})
      return { items: this.#mapper.fail(error), isLast: true }
    }
  }

  /** The next piece; nothing where it was quiet for too long. */
  #nextOrQuiet(next: Promise<Piece<Item>>): Promise<Piece<Item> | undefined> {
    if (this.#keepAlive === undefined) return next
    const { clock, everyMs } = this.#keepAlive
    return new Promise((resolve) => {
      const onQuiet = (): void => resolve(undefined)
      // An open connection keeps the process alive by itself.
      const stop = clock.setQuietTimer?.(onQuiet, everyMs) ?? clock.setTimer(onQuiet, everyMs)
      void next.then((piece) => (stop(), resolve(piece)))
    })
  }
}

/**
 * How comments are sent, where they are.
 * @throws RuntimeError `RUNTIME_OPTIONS_INVALID`.
 */
export function keepAliveOf<Item>(
  taker: string,
  { keepAliveMs = 15_000, clock = systemClock }: KeepAliveOptions,
  item: Item,
): KeepAlive<Item> | undefined {
  if (keepAliveMs === false) return undefined
  if (typeof keepAliveMs === 'number' && keepAliveMs >= 1 && Number.isFinite(keepAliveMs))
    return { item, everyMs: keepAliveMs, clock }
  throw new RuntimeError(
    'RUNTIME_OPTIONS_INVALID',
    `${taker}: keepAliveMs must be a number of milliseconds of at least 1, or false, not ${shown(keepAliveMs)}.`,
  )
}
