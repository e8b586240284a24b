import { join } from 'node:path'
import { defineConfig } from 'vitest/config'

const source = join(import.meta.dirname, 'src')

export default defineConfig({
  resolve: {
    alias: [
      { find: /^aixgo$/, replacement: join(source, 'index.ts') },
      { find: /^aixgo\/(.+)$/, replacement: join(source, '$1/index.ts') },
    ],
  },
  test: {
    reporters: ['default', './scripts/summary-reporter.ts'],
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: ['src/**/*.test.ts', 'src/**/*.test-prop.ts', 'test/**/*.test.ts'],
          exclude: ['test/package/**', 'test/e2e/**'],
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
