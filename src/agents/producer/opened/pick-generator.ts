import { ConfigError } from '../../../errors/config-error.ts'
import type { ItemGenerator } from '../sources/generate-source.ts'
import { noteGeneratorModule } from './generator-modules.ts'

/** The function that a module offers as a source: the named export, `default`, or its only function. */
export function pickGenerator(
  path: string,
  name: string | undefined,
  exports: Readonly<Record<string, unknown>>,
): ItemGenerator {
  const functions = Object.entries(exports).filter(([, value]) => typeof value === 'function')
  const [picked, ...others] = name === undefined ? preferDefault(functions) : functions.filter(([key]) => key === name)
  if (picked !== undefined && others.length === 0) {
    const generate = picked[1] as ItemGenerator
    noteGeneratorModule(generate, path)
    return generate
  }
  const found = functions.length === 0 ? 'no function' : functions.map(([key]) => `"${key}"`).join(', ')
  const wanted = name === undefined ? 'exactly one function, or one as default' : `a function named "${name}"`
  throw new ConfigError(
    'CONFIG_MODULE',
    `Module "${path}" must export ${wanted} to be a source; it exports ${found}.`,
    { details: { file: path } },
  )
}

function preferDefault(functions: [string, unknown][]): [string, unknown][] {
  const byDefault = functions.filter(([key]) => key === 'default')
  return byDefault.length > 0 ? byDefault : functions
}
