import { readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Plugin } from 'rolldown'

/** zod's namespace object keeps some fifty languages of error messages in every bundle; one is enough here. */
export const englishOnly: Plugin = {
  name: 'english-only',
  load: {
    filter: { id: /[\\/]zod[\\/]v4[\\/]locales[\\/]index\.js/ },
    handler: () => ({ code: `export { default as en } from './en.js'`, moduleSideEffects: false }),
  },
}

const ownCopy = '?own'

/**
 * Gives our own code a copy of zod with no more than it uses. The copy that providers and modules of users share has all
 * of zod, and would be loaded with every configuration.
 */
export const ownZod: Plugin = {
  name: 'own-zod',
  resolveId: {
    filter: { id: /^zod\/mini$|^\./ },
    handler(source, importer, { kind }) {
      if (importer?.endsWith(ownCopy) === true) {
        return { id: join(dirname(importer), source) + ownCopy, moduleSideEffects: false }
      }
      const isOwn = source === 'zod/mini' && kind === 'import-statement' && importer?.includes('node_modules') === false
      return isOwn
        ? { id: fileURLToPath(import.meta.resolve('zod/mini')) + ownCopy, moduleSideEffects: false }
        : undefined
    },
  },
  load: {
    filter: { id: /\?own$/ },
    handler: (id) => readFileSync(id.slice(0, -ownCopy.length), 'utf8'),
  },
}

const builtInsOnDemand: Readonly<Record<string, string>> = {
  'node:child_process': `export default { spawn: (...given) => process.getBuiltinModule('node:child_process').spawn(...given) }`,
  'node:fs': `export default {
    existsSync: (path) => process.getBuiltinModule('node:fs').existsSync(path),
    realpathSync: (path) => process.getBuiltinModule('node:fs').realpathSync(path),
  }`,
  'node:process': `export default process`,
  'node:util': `export const stripVTControlCharacters = (text) => process.getBuiltinModule('node:util').stripVTControlCharacters(text)`,
}

/** Lets commander load the built-ins when it calls them: most command lines need none of them, and they cost 3 ms. */
export const commanderOnDemand: Plugin = {
  name: 'commander-on-demand',
  resolveId: {
    filter: { id: /^node:/ },
    handler: (source, importer = '') =>
      /[\\/]commander[\\/]lib[\\/]/.test(importer) && Object.hasOwn(builtInsOnDemand, source)
        ? { id: `on-demand:${source}`, moduleSideEffects: false }
        : undefined,
  },
  load: { filter: { id: /^on-demand:/ }, handler: (id) => builtInsOnDemand[id.slice('on-demand:'.length)] },
}

// Bedrock's events are decoded with code that can hash and stream files, and never does here. A file that a bundler may
// read for a browser must not import them.
const awsBuiltIns: Readonly<Record<string, string>> = {
  'node:crypto': `export const { createHash, createHmac, getRandomValues } = found('node:crypto')`,
  'node:fs': `export const { ReadStream, createReadStream, fstatSync, lstatSync } = found('node:fs')`,
  'node:stream': `export const { PassThrough = class {}, Readable = class {}, Writable = class {} } = found('node:stream')`,
  'node:zlib': `export const { crc32 } = found('node:zlib')`,
}

/** Lets the decoder of Bedrock's events find the built-ins where there are any, instead of importing them. */
export const awsOnDemand: Plugin = {
  name: 'aws-on-demand',
  resolveId: {
    filter: { id: /^node:/ },
    handler: (source, importer = '') =>
      /[\\/]@smithy[\\/]/.test(importer) && Object.hasOwn(awsBuiltIns, source)
        ? { id: `aws:${source}`, moduleSideEffects: false }
        : undefined,
  },
  load: {
    filter: { id: /^aws:/ },
    handler: (id) =>
      `const found = (id) => globalThis.process?.getBuiltinModule?.(id) ?? {}\n${awsBuiltIns[id.slice('aws:'.length)]}`,
  },
}

/** Tells the bundler that js-yaml makes its tags, schemas and patterns without effect, so that unused ones are left out. */
export const pureYaml: Plugin = {
  name: 'pure-yaml',
  transform: {
    filter: { id: /[\\/]js-yaml\.mjs$/ },
    handler: (code) =>
      code.replace(
        /^(var \w+ = )((?:new (?:Schema|RegExp|Array)|Symbol|define\w+Tag|\w+\.withTags)\()/gm,
        '$1/* @__PURE__ */ $2',
      ),
  },
}
