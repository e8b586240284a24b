import type { ItemGenerator } from '../sources/generate-source.ts'

const modules = new WeakMap<ItemGenerator, string>()

/** Notes which module a generator comes from, for messages. */
export function noteGeneratorModule(generate: ItemGenerator, module: string): void {
  modules.set(generate, module)
}

/** The module a generator comes from, where it was named by a configuration. */
export function generatorModule(generate: ItemGenerator): string | undefined {
  return modules.get(generate)
}
