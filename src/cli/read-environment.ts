import { parseDotenv } from '../config/dotenv.ts'
import type { CliIo } from './io.ts'

/** The environment, over what a `.env` file of the folder adds to it, as `aixgo run` sees it. */
export async function readEnvironment(
  io: CliIo,
  folder: string = io.directory,
): Promise<Readonly<Record<string, string | undefined>>> {
  const { join } = process.getBuiltinModule('node:path')
  const text = await process
    .getBuiltinModule('node:fs/promises')
    .readFile(join(folder, '.env'), 'utf8')
    .catch(() => '')
  return { ...Object.fromEntries(parseDotenv(text).variables), ...io.environment }
}
