import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build, transformSync } from 'esbuild'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { BuildReport } from '../../scripts/build-javascript.ts'
import { publicEntries, readPackageJson, root } from '../../scripts/entries.ts'
import { doorFile, doors, hostDoors } from '../../src/config/modules/doors.ts'
import { startProcess } from '../support/cli.ts'
import { createFolder, temporaryFolder } from '../support/temporary-folder.ts'

const bin = (name: string): string => join(root, 'node_modules/.bin', name)
let project: string
const inProject = (...path: string[]): string => join(project, ...path)

/** Runs a program in the project with nothing on the PATH but the given Node.js. */
async function run(program: string, ...args: string[]): Promise<string> {
  const env = { PATH: join(root, 'node_modules/.bin') }
  const { code, stdout, stderr } = await startProcess(program, args, { cwd: project, env }).result
  expect({ code, stderr }).toEqual({ code: 0, stderr: '' })
  return stdout
}

/** The settings of a strict consumer of the installed package. */
function consumerConfig(options: Readonly<Record<string, unknown>>): string {
  return JSON.stringify({
    compilerOptions: {
      target: 'es2024',
      lib: ['es2024', 'esnext.disposable', 'dom'],
      types: [],
      module: 'nodenext',
      strict: true,
      noEmit: true,
      exactOptionalPropertyTypes: true,
      ...options,
    },
  })
}

/** What the compiler says of a folder in which the package is installed. */
function compile(folder: string): string {
  symlinkSync(inProject('node_modules'), join(folder, 'node_modules'), 'junction')
  writeFileSync(join(folder, 'package.json'), '{ "type": "module" }')
  return spawnSync(bin('tsc'), ['-p', folder], { encoding: 'utf8' }).stdout
}

beforeAll(() => {
  project = createFolder({
    'package.json': JSON.stringify({ name: 'fresh-project', version: '1.0.0', type: 'module' }),
    'main.mjs': `
      import { defineTool } from 'aixgo'
      import { AixgoError } from 'aixgo'
      import { createMessage } from 'aixgo/runtime'
      const tool = defineTool({ name: 'double', description: 'd', input: { type: 'object' }, execute: () => 2 })
      console.log(tool.name, tool.effect, createMessage('hi', { id: 'm', createdAt: 0 }).parts.length, typeof AixgoError)
    `,
    'every-entry.mjs': doors
      .map((specifier) => `console.log('${specifier}', Object.keys(await import('${specifier}')).length > 0)`)
      .join('\n'),
  })
  const packed = execFileSync('npm', ['pack', '--json', '--pack-destination', project], { cwd: root, encoding: 'utf8' })
  const filename = /"filename": "([^"]+)"/.exec(packed)?.[1] ?? ''
  execFileSync('npm', ['install', '--offline', '--no-audit', '--no-fund', `./${filename}`], { cwd: project })
})

afterAll(() => rmSync(project, { recursive: true, force: true }))

describe('the packed package in a fresh project', () => {
  it('installs as one package without dependencies', () => {
    expect(readdirSync(inProject('node_modules')).filter((name) => !name.startsWith('.'))).toEqual(['aixgo'])
  })

  it('is smaller than 10 MB when installed', () => {
    const folder = inProject('node_modules/aixgo')
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile())
    const bytes = files.reduce((sum, entry) => sum + statSync(join(entry.parentPath, entry.name)).size, 0)
    expect(bytes).toBeLessThan(10_000_000)
    expect(files.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['LICENSE', 'THIRD-PARTY-NOTICES', 'README.md']),
    )
  })

  it.each(['node', 'bun'])('works on %s', async (engine) => {
    expect(await run(bin(engine), 'main.mjs')).toBe('double once 1 function\n')
  })

  it.each(['node', 'bun'])('opens every door on %s', async (engine) => {
    expect(await run(bin(engine), 'every-entry.mjs')).toBe(doors.map((name) => `${name} true\n`).join(''))
  })

  it('installs a command that runs', async () => {
    expect(await run(inProject('node_modules/.bin/aixgo'), 'version')).toContain(`aixgo ${readPackageJson().version}`)
    expect(await run(bin('bun'), inProject('node_modules/.bin/aixgo'), 'version')).toContain('bun')
  })

  it('says what to install where a command needs Bun and there is none', async () => {
    const program = temporaryFolder({ 'main.ts': 'console.log(1)' })
    const args = [
      inProject('node_modules/aixgo/dist/cli.js'),
      'build',
      join(program, 'main.ts'),
      '-o',
      join(program, 'main'),
    ]
    const { code, stderr } = await startProcess(process.execPath, args, { cwd: program }).result
    expect(code).not.toBe(0)
    expect(stderr).toMatch(/needs Bun.*npm install --save-dev bun.*aixgo executable/)
  })

  // The error table is a third of it, the check of schemas, which must answer at once, most of the rest.
  it('bundles to less than 25 KB where only defineTool is used', async () => {
    const { outputFiles } = await build({
      stdin: { contents: `import { defineTool } from 'aixgo'; console.log(defineTool)`, resolveDir: project },
      bundle: true,
      minify: true,
      format: 'esm',
      platform: 'node',
      write: false,
    })
    expect(outputFiles[0]?.contents.byteLength).toBeLessThan(25_000)
  })

  it('has types that a library of users can name in declarations of its own', () => {
    const library = temporaryFolder({
      'main.ts': `
        import { createRuntime, createSupervisor, defineAgent, defineCustomAgent, defineTool, handoff, loggerAgent, producerAgent } from 'aixgo'
        import { jsonSink } from 'aixgo/agents'
        const input = { type: 'object' } as const
        export const tool = defineTool({ name: 'a', description: 'b', input, execute: () => 1 })
        export const agent = defineAgent({ name: 'agent', model: 'openai:gpt-4o', tools: [tool], output: input })
        export const textOnly = defineAgent({ name: 'text-only', model: 'openai:gpt-3.5-turbo', tools: [handoff(agent)] })
        export const custom = defineCustomAgent({ name: 'custom', execute: (text) => ({ text }) })
        export const reader = producerAgent({ name: 'reader', intervalMs: 1 })
        export const report = loggerAgent({ name: 'report', sink: jsonSink({ write: () => {} }) })
        export const answer = () => agent.run('?')
        export const stream = () => agent.stream('?')
        export const start = () => createRuntime({ agents: [agent, { agent: custom, inputs: ['agent'] }, reader, report] })
        export const call = async () => (await start()).call('agent', '?')
        export const supervisor = createSupervisor('team')
      `,
      'tsconfig.json': consumerConfig({ declaration: true, outDir: 'out', noEmit: false }),
    })
    expect(compile(library)).toBe('')
    expect(readFileSync(join(library, 'out/main.d.ts'), 'utf8')).not.toMatch(/\bany\b/)
  })

  it('has declarations that a strict consumer can check in full', () => {
    const consumer = temporaryFolder({
      'main.ts': doors.map((specifier, index) => `export * as entry${index} from '${specifier}'`).join('\n'),
      'use.ts': `
        import { defineTool } from 'aixgo'
        import type { LanguageModelV4 } from 'aixgo/models'
        export const tool = defineTool({ name: 'a', description: 'b', input: { type: 'object' }, execute: () => 1 })
        // Were the model interface not part of the declarations, it would be "any" and everything would fit.
        // @ts-expect-error a number is no model
        export const model: LanguageModelV4 = 123
      `,
      'tsconfig.json': consumerConfig({ skipLibCheck: false }),
    })
    expect(compile(consumer)).toBe('')
  })
})

describe('the command on a Node.js that is too old', () => {
  const message =
    'aixgo needs Node.js 22.18 or newer; this is Node.js 22.17.1.\n' +
    'Install a newer Node.js, or use the aixgo executable, which needs no Node.js at all.\n'

  it('says what is needed and fails', async () => {
    const folder = temporaryFolder({
      'older.cjs': `Object.defineProperty(process, 'versions', { value: { ...process.versions, node: '22.17.1' } })`,
    })
    const args = ['--require', join(folder, 'older.cjs'), join(root, 'dist/bin.cjs'), 'version']
    expect(await startProcess(bin('node'), args, {}).result).toMatchObject({ code: 1, stdout: '', stderr: message })
  })

  it('is written in a language that every Node.js parses', () => {
    const code = readFileSync(join(root, 'dist/bin.cjs'), 'utf8')
    expect(transformSync(code, { target: 'es5' }).code).toBe(transformSync(code, { target: 'esnext' }).code)
    expect(code).not.toMatch(/\bimport\s*\(|,\s*\)/)
  })
})

describe('the built files', () => {
  const report = JSON.parse(readFileSync(join(root, 'build/report.json'), 'utf8')) as BuildReport

  /** The files that are loaded with an entry, without what it imports lazily. */
  function loadedWith(entry: string): readonly string[] {
    const loaded = new Set([entry])
    for (const file of loaded) for (const path of report[file]?.imports ?? []) loaded.add(path)
    return [...loaded].filter((file) => file in report)
  }

  const builtInsOf = (files: readonly string[]): readonly string[] => {
    const imports = files.flatMap((file) => report[file]?.imports ?? [])
    return [...new Set(imports.filter((path) => !(path in report)))]
  }

  it('import no built-in at all with the root entry', () => {
    expect(builtInsOf(loadedWith('dist/index.js'))).toEqual([])
  })

  it.each(Object.keys(publicEntries))('import nothing costly with the entry %s', (entry) => {
    // What Node.js has loaded itself when a program starts; "node:http" would add 30 ms.
    const cheap = new Set(['node:buffer', 'node:fs', 'node:fs/promises', 'node:os', 'node:path', 'node:url'])
    expect(builtInsOf(loadedWith(`dist/${entry}.js`)).filter((name) => !cheap.has(name))).toEqual([])
  })

  it('keep schema libraries, providers and the command line out of the root entry', () => {
    const inputs = loadedWith('dist/index.js').flatMap((file) => Object.keys(report[file]?.inputs ?? {}))
    expect(inputs.filter((input) => input.includes('node_modules/'))).toEqual([])
  })

  it.each(doors.filter((door) => !hostDoors.includes(door)))(
    'of %s lead a bundler to nothing it cannot follow',
    (door) => {
      const path = (file: string): string => join(root, 'dist', file)
      const needed = new Set([`${doorFile(door)}.js`])
      const wrong: string[] = []
      for (const file of needed) {
        const code = readFileSync(path(file), 'utf8')
        // A path that is made when it is asked for, code that is found beside a file, and what only Node.js has.
        const found =
          code.match(/\bimport\s*\(\s*[^\s"'`][^)]*|import\.meta|(?<=(?:from|import)\s*\(?\s*["'`])node:[\w/]+/g) ?? []
        wrong.push(...found.map((what) => `${file}: ${what}`))
        const others = code.matchAll(/(?:from|import)\s*\(?\s*["'`]\.\/([^"'`]+)["'`]/g)
        for (const [, other = ''] of others) if (existsSync(path(other))) needed.add(other)
      }
      expect(wrong).toEqual([])
      // What is loaded later is read too: the providers of models.
      expect(needed.size).toBeGreaterThan(50)
    },
  )

  it('hold no require that an ES module cannot answer', () => {
    // Bun keeps its own files here while another test compiles a program.
    const names = readdirSync(join(root, 'dist')).filter((name) => /\.c?js$/.test(name))
    const wrong = names.filter((name) => readFileSync(join(root, 'dist', name), 'utf8').includes('Dynamic require of'))
    expect(names.length).toBeGreaterThan(10)
    expect(wrong).toEqual([])
  })

  it('are found by the commands and the doors of package.json', () => {
    const { exports, bin: commands } = readPackageJson()
    const targets = Object.values(exports).flatMap((target) =>
      typeof target === 'string' ? target : Object.values(target),
    )
    const named = [...targets, ...Object.values(commands)]
    expect(named.filter((path) => !existsSync(join(root, path)))).toEqual([])
    expect(commands).toEqual({ aixgo: 'dist/bin.cjs' })
  })
})
