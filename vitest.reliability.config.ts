import { defineConfig } from 'vitest/config'
import { testsWithManyCases } from './test/test-files.ts'
import { common } from './vitest.config.ts'

/** What takes longer than a change can wait for: all cases of what `npm test` samples, new seeds, kills, real time. */
export default defineConfig({
  ...common,
  test: {
    ...common.test,
    name: 'reliability',
    include: [...testsWithManyCases(), 'test/reliability/**/*.test.ts'],
    setupFiles: ['test/support/refuse-network.ts', 'test/support/properties.ts'],
    globalSetup: ['test/support/build-artifacts.ts'],
    env: { AIXGO_TEST_EFFORT: 'full' },
    testTimeout: 300_000,
    hookTimeout: 120_000,
  },
})
