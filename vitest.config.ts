import { join } from 'node:path'
import { defineConfig } from 'vitest/config'
import { doors, doorSource } from './src/config/modules/doors.ts'

const source = join(import.meta.dirname, 'src')

export default defineConfig({
  resolve: {
    alias: doors.map((door) => ({ find: new RegExp(`^${door}$`), replacement: join(source, doorSource(door)) })),
  },
  test: {
    reporters: ['default', './scripts/summary-reporter.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'src/**/*.test-prop.ts', 'test/**/*.test.ts'],
          exclude: ['test/package/**', 'test/e2e/**', 'test/builds/**'],
          setupFiles: ['test/support/refuse-network.ts'],
        },
      },
      {
        // These run the built package and the executable, as a user does; both are built first where they are stale.
        extends: true,
        test: {
          name: 'artifacts',
          include: ['test/package/**/*.test.ts', 'test/e2e/**/*.test.ts'],
          globalSetup: ['test/support/build-artifacts.ts'],
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
    ],
  },
})
