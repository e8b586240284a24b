import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { describe, expect, it } from 'vitest'
import { startProcess } from '../../test/support/cli.ts'
import { temporaryFolder } from '../../test/support/temporary-folder.ts'

// In a process of its own: the test runner imports modules in its own way, and hooks hold for a whole process.
const engines = [
  { engine: 'node', command: [process.execPath] },
  // Without --no-install, Bun fetches what is missing from the registry where no node_modules folder is near.
  { engine: 'bun', command: [join(import.meta.dirname, '../../node_modules/.bin/bun'), '--no-install'] },
] as const

const script = (path: string): string => `
  import { loadModule } from ${JSON.stringify(pathToFileURL(join(import.meta.dirname, 'load-module.ts')).href)}
  import { defineTool, AixgoError } from ${JSON.stringify(pathToFileURL(join(import.meta.dirname, '../index.ts')).href)}
  globalThis.own = { defineTool, AixgoError }
  try {
    const module = await loadModule(${JSON.stringify(path)})
    console.log(JSON.stringify({ value: module.value }))
  } catch (error) {
    console.log(JSON.stringify({ name: error.name, code: error.code, message: error.message, file: error.details?.file }))
  }
`

describe.each(engines)('loadModule on $engine', ({ command: [program, ...options] }) => {
  async function load(files: Readonly<Record<string, string>>, name: string): Promise<Record<string, unknown>> {
    const folder = temporaryFolder(files)
    const runner = temporaryFolder({ 'main.mjs': script(join(folder, name)) })
    const { stdout, stderr } = await startProcess(program, [...options, join(runner, 'main.mjs')], {}).result
    expect(stderr).toBe('')
    const result = JSON.parse(stdout) as Record<string, unknown>
    return JSON.parse(JSON.stringify(result).replaceAll(folder, '<folder>')) as Record<string, unknown>
  }

  it('gives the running copy to a module with nothing installed beside it', async () => {
    const tools = `import { defineTool } from 'aixgo'; export const value: boolean = defineTool === globalThis.own.defineTool`
    expect(await load({ 'tools.ts': tools }, 'tools.ts')).toEqual({ value: true })
  })

  it('gives the running copy even where another one is installed', async () => {
    const files = {
      'node_modules/aixgo/package.json': `{"name":"aixgo","main":"index.js"}`,
      'node_modules/aixgo/index.js': `exports.defineTool = 'another copy'`,
      'tools.ts': `import { defineTool } from 'aixgo'; export const value: string = typeof defineTool`,
    }
    expect(await load(files, 'tools.ts')).toEqual({ value: 'function' })
  })

  it('lends zod, its mini form and the subpaths', async () => {
    const tools = `
      import * as z from 'zod'
      import { string } from 'zod/mini'
      import { z as named } from 'zod'
      import { loadSystem } from 'aixgo/config'
      export const value: unknown[] = [z.object({ a: named.string() }).parse({ a: 'x' }), string().parse('y'), typeof loadSystem]
    `
    expect(await load({ 'tools.ts': tools }, 'tools.ts')).toEqual({ value: [{ a: 'x' }, 'y', 'function'] })
  })

  it('leaves a module its own zod', async () => {
    const files = {
      'node_modules/zod/package.json': `{"name":"zod","main":"index.js"}`,
      'node_modules/zod/index.js': `exports.version = 'its own'`,
      'tools.ts': `import { version } from 'zod'; export const value: string = version`,
    }
    expect(await load(files, 'tools.ts')).toEqual({ value: 'its own' })
  })

  it('loads TypeScript in a folder whose package.json says commonjs, with or without file extensions', async () => {
    const files = {
      'package.json': `{"type":"commonjs"}`,
      'tools.ts': `
        import { one } from './one.ts'
        import { two } from './two.js'
        import { three } from './three'
        export const value: number = one + two + three`,
      'one.ts': `export const one: number = 1`,
      'two.ts': `export const two: number = 2`,
      'three.ts': `export const three: number = 3`,
    }
    expect(await load(files, 'tools.ts')).toEqual({ value: 6 })
  })

  it('uses packages that are installed beside the module', async () => {
    const files = {
      'node_modules/greeter/package.json': `{"name":"greeter","type":"module","main":"index.js"}`,
      'node_modules/greeter/index.js': `import { AixgoError } from 'aixgo'; export const known = AixgoError === globalThis.own.AixgoError`,
      'tools.mjs': `import { known } from 'greeter'; export const value = known`,
    }
    expect(await load(files, 'tools.mjs')).toEqual({ value: true })
  })

  it('says that a module does not exist', async () => {
    expect(await load({}, 'nowhere.ts')).toEqual({
      name: 'ConfigError',
      code: 'CONFIG_NOT_FOUND',
      message: 'Module "<folder>/nowhere.ts" does not exist. Check the path in the configuration.',
      file: '<folder>/nowhere.ts',
    })
  })

  const failures = [
    [
      'a package that is not installed',
      `import x from '@acme/nope/sub'; export const value = x`,
      /package "@acme\/nope(?:\/sub)?", which is not installed\. Run "npm install @acme\/nope"/,
    ],
    [
      'a file that does not exist',
      `import x from './nope.ts'; export const value = x`,
      /imports ".*nope\.ts", which does not exist\. Check the path\./,
    ],
    [
      'an export that does not exist',
      `import { nope } from 'aixgo'; console.log(nope)`,
      /'nope'.*Check the names in its import statements\./,
    ],
    ['wrong syntax', `const a = 1\nexport const value = = 2\n`, /tools\.ts:2\b.*Correct the syntax there\./],
    [
      'an error of its own',
      `throw new Error('No database.')`,
      /It threw while it was loading: No database\. Correct the code/,
    ],
    ['something thrown that is no error', `throw null`, /It threw while it was loading: null\./],
  ] as const

  it.each(failures)('explains %s', async (_name, text, expected) => {
    const { code, message } = await load({ 'tools.ts': text }, 'tools.ts')
    expect(code).toBe('CONFIG_MODULE')
    expect(message).toMatch(/^Module "<folder>\/tools\.ts" could not be loaded\. /)
    expect(message).toMatch(expected)
  })
})

describe('loadModule on Node.js', () => {
  it('says what to write instead of TypeScript that is more than types', async () => {
    const folder = temporaryFolder({ 'tools.ts': `enum Color { Red }\nexport const value = Color.Red` })
    const runner = temporaryFolder({ 'main.mjs': script(join(folder, 'tools.ts')) })
    const { stdout } = await startProcess(process.execPath, [join(runner, 'main.mjs')], {}).result
    expect((JSON.parse(stdout) as { message: string }).message).toMatch(
      /tools\.ts:1: TypeScript enum .* write enums, namespaces and parameter properties as plain JavaScript\.$/,
    )
  })
})
