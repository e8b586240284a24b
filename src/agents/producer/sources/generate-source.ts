import { optionalKey } from '../../../keys/key-entry.ts'
import { filledText, modulePath } from '../../../keys/value-kinds.ts'
import type { JsonValue } from '../../../util/json/json.ts'
import type { SourceContext } from '../../implementation.ts'
import { defineSource, loadedWhenOpened } from '../source.ts'

type Items = Iterable<JsonValue> | AsyncIterable<JsonValue>

/** Your own source: a generator, an async generator, or any function that gives something to iterate over. */
export type ItemGenerator = (context: SourceContext) => Items | Promise<Items>

/** What a generator gives, one of your own or one that a module exports. */
export const generateSource = /* @__PURE__ */ defineSource({
  keys: () => ({
    module: optionalKey(modulePath, 'One message per item of a generator function in a TypeScript or JavaScript file.'),
    export: optionalKey(filledText, 'Which function of the module.', { defaultText: '`default`, or the only one' }),
  }),
  check: ({ module, export: name }, check) => {
    if (name !== undefined && module === undefined)
      check.error(['export'], '"export" names a part of a module, but there is no "module".')
  },
  describe: ({ module = '' }) => module,
  configure: async ({ module = '', export: name }, host) => {
    const { pickGenerator } = await import('../opened/pick-generator.ts')
    return pickGenerator(module, name, await host.loadModule(module))
  },
  isLive: true,
  create: (generate: ItemGenerator) =>
    loadedWhenOpened(async () => (await import('../opened/generated-items.ts')).generatedItems(generate)),
})
