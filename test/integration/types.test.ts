import { execFile } from 'node:child_process'
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { rightPrograms } from '../types/right-programs.ts'
import { wrongPrograms } from '../types/wrong-programs.ts'

const root = join(import.meta.dirname, '../..')
mkdirSync(join(root, 'build'), { recursive: true })
// Inside the repository, so that imports of packages resolve as they do for the sources.
const folder = mkdtempSync(join(root, 'build/types-'))
afterAll(() => rmSync(folder, { recursive: true }))

const names =
  'agentTool, createRuntime, createSupervisor, defineAgent, defineCustomAgent, defineTool, providerTool, recordTape, replayTape, ' +
  'clerk, lookup, mail, own, plain, runtime, send, services, typed, z, type Agent, type AgentContext, type AnyAgent, type AnyTool, ' +
  'type Mail, type Runtime, type Services, type UserInput'

const files = new Map<string, string>()
function write(kind: string, programs: readonly (readonly [name: string, code: string])[]): void {
  for (const [index, [name, code]] of programs.entries()) {
    const file = `${kind}-${index}.ts`
    files.set(name, file)
    writeFileSync(join(folder, file), `import { ${names} } from './prelude.ts'\n${code}\n`)
  }
}

const firstLines = new Map<string, string>()

// One compiler for all of them: each alone would read the sources anew.
beforeAll(async () => {
  copyFileSync(join(root, 'test/types/prelude.ts'), join(folder, 'prelude.ts'))
  write(
    'wrong',
    Object.entries(wrongPrograms).map(([name, [code]]) => [name, code] as const),
  )
  write('right', Object.entries(rightPrograms))
  const compilerOptions = { noUnusedLocals: false, noUnusedParameters: false }
  const config = { extends: '../../tsconfig.json', compilerOptions, include: ['*.ts'], exclude: [] }
  writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(config))
  const compiled = promisify(execFile)(join(root, 'node_modules/.bin/tsc'), ['-p', folder], {
    cwd: folder,
    maxBuffer: 2 ** 26,
  })
  const told = await compiled.then(
    ({ stdout }) => stdout,
    (error: { stdout: string }) => error.stdout,
  )
  for (const line of told.split('\n')) {
    const [, file, message] = /^([\w-]+\.ts)\(\d+,\d+\): error (.*)$/.exec(line) ?? []
    if (file !== undefined && message !== undefined && !firstLines.has(file)) firstLines.set(file, message)
  }
}, 120_000)

function firstLine(name: string): string | undefined {
  return firstLines.get(files.get(name) ?? '')
}

describe('the compiler refuses, and says in its first line what is wrong with', () => {
  it.each(Object.entries(wrongPrograms))('%s', (name, [, says]) => {
    expect(firstLine(name) ?? 'It compiles.').toMatch(says)
  })
})

describe('the compiler takes', () => {
  it.each(Object.keys(rightPrograms))('%s', (name) => {
    expect(firstLine(name) ?? 'It compiles.').toBe('It compiles.')
  })

  it('what the programs begin with', () => {
    expect(firstLines.get('prelude.ts') ?? 'It compiles.').toBe('It compiles.')
  })
})
