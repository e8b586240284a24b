import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, globSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { publicEntries, root, type PackageJson } from '../scripts/entries.ts'
import { roles } from '../src/agents/roles.ts'
import { doors, doorSource } from '../src/config/modules/doors.ts'
import { temporaryFolder } from './support/temporary-folder.ts'

describe('the doors of the package', () => {
  it('each have a source, and a file of their own', () => {
    expect(doors.filter((door) => !existsSync(join(root, 'src', doorSource(door))))).toEqual([])
    expect(Object.keys(publicEntries)).toHaveLength(doors.length)
  })

  it('are the only ones that documents, examples and starters name', () => {
    const pages = [
      'README.md',
      ...globSync(['docs/**/*.md', 'examples/**/*.{ts,md}', 'src/cli/starters/*.ts'], { cwd: root }),
    ]
    const named = pages.flatMap((page) =>
      [...readFileSync(join(root, page), 'utf8').matchAll(/(?:from|import\() ?['"](aixgo[^'"]*)['"]/g)].map(
        ([, door = '']) => ({ page, door }),
      ),
    )
    expect(named.length).toBeGreaterThan(20)
    expect(named.filter(({ door }) => !(doors as readonly string[]).includes(door))).toEqual([])
  })

  it('begin with a root of what is written every day: at most 60 names, beside one function per role and pattern', () => {
    const exported = [
      ...readFileSync(join(root, 'src/index.ts'), 'utf8').matchAll(/^export (?:type )?\{([^}]+)\} from '([^']+)'/gms),
    ]
    const names = exported
      .filter(([, , source]) => source?.startsWith('./orchestration/') !== true)
      .flatMap(([, list = '']) => list.split(',').map((name) => name.trim()))
      .filter((name) => name !== '' && !Object.keys(roles).some((role) => name === `${role}Agent`))
    expect(names).toContain('defineAgent')
    expect(names).not.toContain('createAgent')
    expect(names.length).toBeLessThanOrEqual(60)
  })

  it(
    'cost one line for a new one: everything else is written, and its absence fails the check',
    { timeout: 60_000 },
    () => {
      const copy = copyOfTools()
      const generate = (...args: string[]) =>
        spawnSync(process.execPath, [join(copy, 'scripts/generate-doors.ts'), ...args], { encoding: 'utf8' })
      const read = (file: string): string => readFileSync(join(copy, file), 'utf8')
      expect(generate('--check')).toMatchObject({ status: 0, stderr: '' })

      const table = join(copy, 'src/config/modules/doors.ts')
      writeFileSync(
        table,
        read('src/config/modules/doors.ts').replace('] as const', `  'aixgo/runs/moon',\n] as const`),
      )
      const forgotten = generate('--check')
      expect(forgotten.status).toBe(1)
      for (const file of ['package.json', 'tsconfig.json', 'src/cli/door-modules.ts']) {
        expect(forgotten.stderr).toMatch(new RegExp(`${file} is out of date.*Run "npm run generate:doors"`))
      }

      expect(generate().status).toBe(0)
      expect(generate('--check')).toMatchObject({ status: 0, stderr: '' })
      const { exports } = JSON.parse(read('package.json')) as PackageJson
      expect(exports['./runs/moon']).toEqual({ types: './dist/runs-moon.d.ts', default: './dist/runs-moon.js' })
      expect(read('tsconfig.json')).toContain('"aixgo/runs/moon": ["./src/runs/moon/index.ts"]')
      expect(read('src/cli/door-modules.ts')).toContain(`'aixgo/runs/moon': () => import('../runs/moon/index.ts'),`)
      const entries = `import { publicEntries } from ${JSON.stringify(join(copy, 'scripts/entries.ts'))}
      console.log(publicEntries['runs-moon'])`
      const built = spawnSync(process.execPath, ['--input-type=module', '--eval', entries], { encoding: 'utf8' })
      expect(built.stdout).toBe('src/runs/moon/index.ts\n')
    },
  )
})

/** The files that know the doors, in a folder of their own. */
function copyOfTools(): string {
  const folder = temporaryFolder()
  const files = [
    'package.json',
    'tsconfig.json',
    'scripts/generate-doors.ts',
    'scripts/ensure-file.ts',
    'scripts/entries.ts',
    'src/config/modules/doors.ts',
    'src/cli/door-modules.ts',
  ]
  for (const file of files) {
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    cpSync(join(root, file), join(folder, file))
  }
  return folder
}
