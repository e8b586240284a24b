import type { RunStore } from '../runs/run-store.ts'
import { leaseTests } from './run-store-suite/lease-tests.ts'
import { listTests } from './run-store-suite/list-tests.ts'
import { recordTests } from './run-store-suite/record-tests.ts'
import { runTests } from './run-store-suite/run-tests.ts'
import type { RunStoreTest } from './run-store-suite/run-store-test.ts'
import { waitTests } from './run-store-suite/wait-tests.ts'
import { findTestRunner, type TestRunner } from './test-runner.ts'

/** A store that was made for one test. */
export interface RunStoreUnderTest {
  readonly store: RunStore
  /** Gives the same runs to a new store, as after a restart; the one before was closed. Left out where runs end with their store. */
  readonly reopen?: (() => RunStore | Promise<RunStore>) | undefined
  /** Removes what was made for it. The stores are closed already. */
  readonly close?: (() => void | Promise<void>) | undefined
}

/** How the suite gets at the implementation. */
export interface DescribeRunStoreOptions extends Partial<TestRunner> {
  /** Makes an empty store. Called once for each test. */
  readonly create: () => RunStoreUnderTest | Promise<RunStoreUnderTest>
}

/**
 * The behaviour every store of runs must show: records as they were appended, in order and whole; one owner of a run at a
 * time; waiting, being signalled and coming due; lists; and runs of agents that are interrupted anywhere and repeat nothing.
 *
 * @example
 * describeRunStore('my store', { describe, it, create: () => ({ store: myStore() }) })
 */
export function describeRunStore(name: string, options: DescribeRunStoreOptions): void {
  const { describe, it } = findTestRunner(options)
  const tests: readonly RunStoreTest[] = [...recordTests, ...leaseTests, ...waitTests, ...listTests, ...runTests]
  describe(`run store ${name}`, () => {
    for (const test of tests) {
      it(test.name, async () => {
        const { store, reopen, close } = await options.create()
        const stores = [store]
        const restart = async (): Promise<RunStore> => {
          const last = stores.at(-1) ?? store
          // One that ends with its runs is only looked at again.
          if (reopen === undefined) return last
          await last.close?.()
          const next = await reopen()
          stores.push(next)
          return next
        }
        try {
          await test.run(store, restart)
        } finally {
          await stores.at(-1)?.close?.()
          await close?.()
        }
      })
    }
  })
}
