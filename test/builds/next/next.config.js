import { join } from 'node:path'

// The folder that holds node_modules; without it Next.js looks for lock files above, and finds the repository's.
export default {
  turbopack: { root: join(import.meta.dirname, '..') },
  outputFileTracingRoot: join(import.meta.dirname, '..'),
}
