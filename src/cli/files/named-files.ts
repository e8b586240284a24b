import { checkConfig } from '../../config/load-config.ts'
import type { CliIo } from '../io.ts'
import { isProgram } from './refuse-program.ts'

/** The files that belong to a configuration, as absolute paths. */
export interface NamedFiles {
  /** The file itself, the `.env` beside it and the modules it names: what a program is made of. */
  readonly code: readonly string[]
  /** What it reads from and writes to. */
  readonly data: readonly string[]
}

/** Finds the files that a configuration names; of a wrong one, or of a program, only the file itself is known. */
export async function namedFiles(file: string, io: CliIo): Promise<NamedFiles> {
  const { dirname, resolve } = process.getBuiltinModule('node:path')
  const path = resolve(io.directory, file)
  if (isProgram(path)) return { code: [path], data: [] }
  const { loaded } = await checkConfig(path, { mode: 'validate', env: io.environment })
  const files = loaded?.files ?? []
  const absolute = (name: string): string => resolve(dirname(path), name)
  return {
    code: [
      path,
      absolute('.env'),
      ...files.filter(({ use }) => use === 'import').map(({ file: name }) => absolute(name)),
    ],
    data: files.filter(({ use }) => use !== 'import').map(({ file: name }) => absolute(name)),
  }
}
