import { describe, expect, it } from 'vitest'
import type { TestRunner } from '../../src/testing/test-runner.ts'

/**
 * What runs the conformance suites of `aixgo/testing` here. They bring checks of their own, so that a test of theirs
 * which ends in order counts as an assertion.
 */
export const suiteRunner: TestRunner = {
  describe,
  // oxlint-disable-next-line vitest/valid-title -- the suite names its tests
  it: (name, test) => it(name, async () => expect(await test()).toBeUndefined()),
}
