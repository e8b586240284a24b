/**
 * The doors of the package: what users may import. `aixgo/a/b` is the `index.ts` of `src/a/b`, built to `dist/a-b.js`. A
 * new door is that file and a line here; `npm run generate:doors` then writes what cannot read this table by itself.
 */
export const doors = [
  'aixgo',
  'aixgo/adapters',
  'aixgo/agents',
  'aixgo/config',
  'aixgo/errors',
  'aixgo/models',
  'aixgo/runs',
  'aixgo/runs/file',
  'aixgo/runs/memory',
  'aixgo/runtime',
  'aixgo/tapes',
  'aixgo/testing',
] as const

/**
 * Doors that load modules of users by path, which no bundler can follow, or lead to one: `aixgo/testing` has suites that build
 * systems from YAML. Built files of the others never need theirs.
 */
export const hostDoors: readonly string[] = ['aixgo/config', 'aixgo/testing']

/** The name of the built file of a door, without its ending. */
export function doorFile(door: string): string {
  return door === 'aixgo' ? 'index' : door.slice('aixgo/'.length).replaceAll('/', '-')
}

/** The source of a door, relative to `src`. */
export function doorSource(door: string): string {
  return `${door.slice('aixgo/'.length)}/index.ts`.replace(/^\//, '')
}
