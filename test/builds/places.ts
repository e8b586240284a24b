import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../scripts/entries.ts'

const folder = join(root, 'test/builds')

/** Where the builds find and leave their files. */
export const places = {
  folder,
  modules: join(folder, 'node_modules'),
  /** What npm writes when it is done installing. */
  installed: join(folder, 'node_modules/.package-lock.json'),
  lockFile: join(folder, 'package-lock.json'),
  /** The package as it is published, unpacked as an installation does. */
  packed: join(folder, 'node_modules/aixgo'),
  next: join(folder, 'next'),
  output: join(root, 'build/builds'),
  node: process.execPath,
  bun: join(root, 'node_modules/.bin/bun'),
}

/** An engine that comes as a package for one kind of machine; `undefined` on others. */
export function engine(path: string): string | undefined {
  const found = join(places.modules, path)
  return existsSync(found) ? found : undefined
}
