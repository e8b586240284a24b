import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join, relative } from 'node:path'
import { describe, expect, it } from 'vitest'
import { namedSources } from '../src/agents/producer/configured-source.ts'
import { roles } from '../src/agents/roles.ts'
import { checkConfigText } from '../src/config/check-config-text.ts'
import { readImports } from './support/read-imports.ts'

const root = join(import.meta.dirname, '..')
const agents = join(root, 'src/agents')
const roleNames = Object.keys(roles)
const read = (path: string): string => (existsSync(path) ? readFileSync(path, 'utf8') : '')

/** The TypeScript files below a folder of the repository, by path. */
function filesBelow(folder: string, isWanted: (path: string) => boolean): readonly { path: string; text: string }[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .map((name) => `${folder}/${name.replaceAll('\\', '/')}`)
    .filter((path) => path.endsWith('.ts') && isWanted(path))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }))
}

const isTest = (path: string): boolean => /\.test(-d|-prop)?\.ts$/.test(path)

describe('a role', () => {
  // What a new role needs, beside its line in src/agents/roles.ts and its folder.
  it.each(roleNames)('%s has a page, docs/roles/<role>.md, with an example that is right', (role) => {
    const page = read(join(root, `docs/roles/${role}.md`))
    const examples = [...page.matchAll(/^```yaml\n(agents:\n[\s\S]*?)^```$/gm)].map(([, text = '']) => text)
    expect(
      examples.filter((text) => text.includes(`role: ${role}`)),
      `examples of "role: ${role}"`,
    ).not.toEqual([])
    const wrong = examples.flatMap((text) => {
      const { problems } = checkConfigText(text, { file: `${role}.md`, mode: 'validate', env: {} })
      return problems.filter(({ severity }) => severity === 'error').map(({ message }) => message)
    })
    expect(wrong).toEqual([])
  })

  it.each(roleNames)('%s says on its page which keys it needs, and where all of them are', (role) => {
    const page = read(join(root, `docs/roles/${role}.md`))
    const needed = Object.entries(roles[role as keyof typeof roles].keys).flatMap(([name, entry]) =>
      entry.status !== 'unsupported' && entry.required ? [name] : [],
    )
    expect([...needed, 'configuration.md'].filter((text) => !page.includes(text))).toEqual([])
  })

  it.each(roleNames)('%s passes the suite of roles: a test in its folder calls describeRole', (role) => {
    const tests = filesBelow(`src/agents/${role}`, isTest).filter(({ text }) => text.includes(`describeRole('${role}'`))
    expect(tests, `tests in src/agents/${role}/ that call describeRole('${role}'`).not.toEqual([])
  })

  it('loads no code that agents run with before one is made: that is behind an import() in its "create"', () => {
    const running = ['src/agents/create-agent.ts', 'src/loop/run-loop.ts', 'src/runs/start-run.ts']
    const loaded = closure('src/agents/roles.ts')
    expect(running.filter((path) => loaded.has(path))).toEqual([])
    expect(running.filter((path) => !existsSync(join(root, path)))).toEqual([])
  })
})

describe('a source', () => {
  it.each(namedSources())('$kind passes the suite of sources, and has its key on the page of producers', (source) => {
    const call = `describeSource('${source.kind}'`
    const tests = filesBelow('src/agents/producer/sources', isTest).filter(({ text }) => text.includes(call))
    expect(tests, `tests in src/agents/producer/sources/ with ${call}`).not.toEqual([])
    expect(read(join(root, 'docs/roles/producer.md'))).toMatch(new RegExp(`\\b${source.key}: `))
  })

  it('is named by a key that no other source has', () => {
    const keys = namedSources().flatMap(({ source }) => Object.keys(source.keys()))
    expect(keys.filter((key, position) => keys.indexOf(key) !== position)).toEqual([])
  })
})

describe('the configuration and the command line', () => {
  // A starter is an example, which has to name some role.
  const isAsked = (path: string): boolean => !isTest(path) && !path.startsWith('src/cli/starters/')
  const files = [...filesBelow('src/config', isAsked), ...filesBelow('src/cli', isAsked)]

  it('name no role: they ask the role', () => {
    const names = new RegExp(`\\b(${roleNames.join('|')})s?\\b`, 'i')
    const found = files.flatMap(({ path, text }) =>
      text.split('\n').flatMap((line, index) => (names.test(line) ? [`${path}:${index + 1}: ${line.trim()}`] : [])),
    )
    expect(found).toEqual([])
  })

  it('import nothing from the folder of a role', () => {
    const folders = roleNames.map((role) => join(agents, role))
    const found = files.flatMap(({ path, text }) =>
      readImports(text)
        .map(({ specifier }) => join(root, dirname(path), specifier))
        .filter((target) => folders.some((folder) => target.startsWith(`${folder}/`)))
        .map((target) => `${path} imports ${relative(root, target)}`),
    )
    expect(found).toEqual([])
  })

  it('name no source', () => {
    // Words of the configuration and the command line themselves: the file, modules of tools, the terminal's input, the web.
    const ordinary = ['file', 'generate', 'http', 'module', 'stdin']
    const names = namedSources()
      .flatMap(({ kind, key }) => [kind as string, key])
      .filter((name) => !ordinary.includes(name))
    const named = new RegExp(`(?<![.\\w])(${names.join('|')})\\b|\\bsource\\??\\.(${names.join('|')})\\b`)
    expect(files.filter(({ text }) => named.test(text)).map(({ path }) => path)).toEqual([])
  })
})

/** The files that are loaded with a file, itself included. */
function closure(start: string): ReadonlySet<string> {
  const loaded = new Set([start])
  for (const path of loaded) {
    for (const { specifier, kind } of readImports(readFileSync(join(root, path), 'utf8')))
      if (kind === 'value' && specifier.startsWith('.'))
        loaded.add(join(dirname(path), specifier).replaceAll('\\', '/'))
  }
  return loaded
}
