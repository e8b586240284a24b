import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { doors, doorSource } from './src/config/modules/doors.ts'
import { testsThatReachOut } from './test/test-files.ts'

const source = join(import.meta.dirname, 'src')
const artifacts = ['test/package/**/*.test.ts', 'test/e2e/**/*.test.ts']
const reachOut = [...testsThatReachOut()]

/** What all tests have in common, those of `vitest.reliability.config.ts` too. */
export const common = defineConfig({
  resolve: {
    alias: doors.map((door) => ({ find: new RegExp(`^${door}$`), replacement: join(source, doorSource(door)) })),
  },
  test: {
    reporters: ['default', './scripts/summary-reporter.ts'],
    setupFiles: ['test/support/properties.ts'],
    // A test that asserts nothing cannot fail.
    expect: { requireAssertions: true },
    // Half of the time would go into loading the same modules for each file again. Whatever a test changes that others
    // can see, it changes back; `test/test-files.test.ts` refuses what cannot be.
    isolate: false,
    // One for each core; the runner would leave one idle, which is half of two.
    maxWorkers: '100%',
    // Only what hangs is to run into it, on a busy machine too.
    testTimeout: 60_000,
    restoreMocks: true,
    unstubEnvs: true,
    unstubGlobals: true,
  },
})

export default defineConfig({
  ...common,
  test: {
    ...common.test,
    projects: [
      {
        // Without sockets and processes: `npm run test:unit`.
        extends: true,
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'src/**/*.test-prop.ts', 'test/*.test.ts', 'test/docs/**/*.test.ts'],
          exclude: reachOut,
          setupFiles: ['test/support/refuse-network.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'integration',
          include: [...reachOut, 'test/integration/**/*.test.ts'],
          exclude: [...artifacts, 'test/reliability/**'],
          setupFiles: ['test/support/refuse-network.ts'],
        },
      },
      {
        // These run the built package and the executable, as a user does; both are built first where they are stale.
        extends: true,
        test: {
          name: 'artifacts',
          include: artifacts,
          globalSetup: ['test/support/build-artifacts.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
