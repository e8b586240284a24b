import { UsageError } from '../../errors/usage-error.ts'

/** True for files in TypeScript or JavaScript. */
export function isProgram(file: string): boolean {
  return /\.[cm]?[jt]sx?$/.test(file)
}

/** @throws UsageError where a command that is about YAML files is given a program. */
export function refuseProgram(file: string, command: string): void {
  if (!isProgram(file)) return
  throw new UsageError(
    'USAGE',
    `"${file}" is a TypeScript file; "aixgo ${command}" takes a YAML file. The compiler checks programs; "aixgo run" runs them.`,
  )
}
