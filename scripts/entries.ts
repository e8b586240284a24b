import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { doorFile, doors, doorSource, hostDoors } from '../src/config/modules/doors.ts'

/** The repository's root folder. */
export const root: string = join(import.meta.dirname, '..')

/** The fields of package.json that the tools here read. */
export interface PackageJson {
  readonly version: string
  readonly bin: Readonly<Record<string, string>>
  readonly exports: Readonly<Record<string, string | { readonly types: string; readonly default: string }>>
  readonly devDependencies: Readonly<Record<string, string>>
  readonly allowScripts: Readonly<Record<string, boolean>>
}

/** Reads package.json. */
export function readPackageJson(): PackageJson {
  return JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as PackageJson
}

/** The public doors of the package: name of the built file and the source it is built from. */
export const publicEntries: Readonly<Record<string, string>> = Object.fromEntries(
  doors.map((door) => [doorFile(door), `src/${doorSource(door)}`]),
)

/** Sources of the doors that must work in a bundle, wherever it runs: whatever they need is built apart from the rest. */
export const bundledSources: readonly string[] = doors
  .filter((door) => !hostDoors.includes(door))
  .map((door) => `src/${doorSource(door)}`)

/**
 * Built files that are no door of the package: the command line, the start of compiled programs, what Bun runs to
 * compile them, and the copy of zod that is lent to modules of users.
 */
export const internalEntries: Readonly<Record<string, string>> = {
  cli: 'src/cli/bin.ts',
  program: 'src/cli/program.ts',
  'build-worker': 'src/config/bundle/build-worker.ts',
  zod: 'zod',
  'zod-mini': 'zod/mini',
}
