import { ConfigError } from '../errors/config-error.ts'
import { programFile } from '../config/modules/program-files.ts'
import type { CliIo } from './io.ts'

// Where the original looks, then where a starter puts it.
const usualPlaces = ['config/agents.yaml', 'agents.yaml', 'agents.yml']

/**
 * The path of the file to work on: the one given, the one `CONFIG_FILE` names, or the first usual one. Relative where it
 * lies in the current folder, so that messages show it as people wrote it.
 * @throws ConfigError `CONFIG_NOT_FOUND`.
 */
export function findConfigFile(given: string | undefined, io: CliIo): string {
  const { existsSync } = process.getBuiltinModule('node:fs')
  const { resolve } = process.getBuiltinModule('node:path')
  const fromEnvironment = io.environment['CONFIG_FILE']
  const named = given ?? (fromEnvironment === '' ? undefined : fromEnvironment)
  if (named !== undefined) {
    const path = resolve(io.directory, named)
    if (existsSync(path) || programFile(path) !== undefined) return shown(path, io)
    throw new ConfigError(
      'CONFIG_NOT_FOUND',
      `There is no file "${named}" in "${io.directory}". Check the path, or run "aixgo init" for a starter.`,
      {
        details: { file: named },
      },
    )
  }
  const found = usualPlaces.map((place) => resolve(io.directory, place)).find((path) => existsSync(path))
  if (found !== undefined) return shown(found, io)
  throw new ConfigError(
    'CONFIG_NOT_FOUND',
    `No file was given, and there is none of ${usualPlaces.map((place) => `"${place}"`).join(', ')} in "${io.directory}". ` +
      'Name the file, or run "aixgo init" for a starter.',
  )
}

function shown(path: string, io: CliIo): string {
  const { relative } = process.getBuiltinModule('node:path')
  const short = relative(io.directory, path)
  // A relative path means the same to everybody only where the terminal's folder is the process's.
  return io.directory === process.cwd() && !short.startsWith('..') ? short : path
}
