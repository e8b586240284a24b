import { nextTurn, type Clock } from '../../util/clock.ts'
import type { JsonObject, JsonValue } from '../../util/json/json.ts'
import type { SystemOptions } from '../configured.ts'
import { expectThat } from '../expectations.ts'
import type { OpenedItems, ProducedFrom } from '../produced.ts'

/**
 * What some sources cannot do or show: they `end`, they give the same items `again` when they are opened again, and how far
 * they have read can be seen, for `back-pressure`.
 */
export type SourceAbility = 'end' | 'again' | 'back-pressure'

/** A source that was made for one test. */
export interface SourceUnderTest {
  /** As `producerAgent` takes it: `{ csv: 'data.csv' }`. */
  readonly source: ProducedFrom
  /** The first items it gives, and all of them where it ends; at least two. */
  readonly items: readonly JsonValue[]
  /** True while something is open that the source has opened. */
  readonly isOpen: () => boolean
  /** How much was read, and the most that may be read for one item; in whatever unit. */
  readonly read?: { readonly soFar: () => number; readonly mostForOne: number } | undefined
  /** Where relative paths start from. */
  readonly directory?: string | undefined
  /** The time by which it waits; the real one unless given. */
  readonly clock?: Clock | undefined
  /** The same source in a file, where one can name it: the keys below `source`, and what the system is built with. */
  readonly file?: { readonly keys: JsonObject; readonly options?: SystemOptions | undefined } | undefined
  /** Removes what was made for it. */
  readonly close?: (() => void | Promise<void>) | undefined
}

/** One test of the suite. */
export interface SourceTest {
  readonly name: string
  readonly needs?: SourceAbility | undefined
  readonly run: (subject: SourceUnderTest, open: () => OpenedItems) => Promise<void>
}

/** The next items. */
export async function take(items: OpenedItems, count: number): Promise<readonly JsonValue[]> {
  const taken: JsonValue[] = []
  while (taken.length < count) {
    const next = await items.next()
    expectThat(next.done !== true, `The source should give ${count} items, but ended after ${taken.length}.`)
    taken.push(next.value)
  }
  return taken
}

/** Checks that everything gets closed, which may take a few turns of the event loop where it is closed in passing. */
export async function expectClosed({ isOpen }: Pick<SourceUnderTest, 'isOpen'>, when: string): Promise<void> {
  for (let turn = 0; turn < 200 && isOpen(); turn += 1) await nextTurn()
  expectThat(!isOpen(), `What the source has opened should be closed ${when}.`)
}
