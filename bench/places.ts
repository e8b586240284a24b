import { fileURLToPath } from 'node:url'

const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url))

/** Where the bench finds and leaves its files. */
export const places = {
  root: here('..'),
  bench: here('.'),
  /** What npm writes when it is done installing. */
  installed: here('./node_modules/.package-lock.json'),
  lockFile: here('./package-lock.json'),
  /** The package under measure, as a library in `node_modules`: programs of the bench import `aixgo` as a user does. */
  packageLink: here('./node_modules/aixgo'),
  packageEntry: here('./node_modules/aixgo/dist/index.js'),
  command: here('../dist/cli.js'),
  executable: here('../build/aixgo'),
  results: here('./results'),
  emptyProgram: here('./cold-start/empty.mjs'),
  /** The empty program, compiled as the executable is. */
  emptyExecutable: here('./results/empty'),
  bun: here('../node_modules/.bin/bun'),
  typeScript: here('../node_modules/.bin/tsc'),
}
