import { mkdirSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { root } from '../../scripts/entries.ts'
import { startProcess } from '../support/cli.ts'
import { pageBlocks } from '../support/page-blocks.ts'
import { createFolder } from '../support/temporary-folder.ts'

const blocks = pageBlocks('docs/first-agent.md')
const files = blocks.flatMap(({ file, code }) => (file === undefined ? [] : [[file, code] as const]))

/** What the page has a reader run with Node.js, and what it says is printed then, where it does. */
const commands = blocks.flatMap(({ language, code }, position) => {
  const next = blocks[position + 1]
  const printed = next?.language === 'text' ? next.code : undefined
  return language === 'sh' && code.startsWith('node ') ? [{ command: code.trim(), printed }] : []
})

let folder: string

beforeAll(() => {
  folder = createFolder({ 'package.json': '{ "type": "module" }', ...Object.fromEntries(files) })
  mkdirSync(join(folder, 'node_modules'))
  symlinkSync(root, join(folder, 'node_modules/aixgo'), 'junction')
  symlinkSync(join(root, 'node_modules/zod'), join(folder, 'node_modules/zod'), 'junction')
})

afterAll(() => rmSync(folder, { recursive: true, force: true }))

it('has a reader run every program of the page', () => {
  expect(commands.length).toBeGreaterThan(5)
  const imported = files.flatMap(([, code]) => [...code.matchAll(/from '\.\/([^']+)'/g)].map(([, name]) => name))
  const idle = files.filter(([name]) => !commands.some(({ command }) => command.endsWith(name)))
  expect(idle.map(([name]) => name).filter((name) => !imported.includes(name) && !name.endsWith('.test.ts'))).toEqual(
    [],
  )
})

it.each(commands)(
  'prints what the page says, offline and with nothing but what it shows: $command',
  async (example) => {
    const { command, printed } = example
    const [, ...args] = command.split(' ')
    const { code, stdout, stderr } = await startProcess(process.execPath, args, { cwd: folder, env: {} }).result
    expect({ code, stderr }, stdout).toEqual({ code: 0, stderr: '' })
    if (printed === undefined) expect(stdout).toMatch(/pass [1-9]/)
    else expect(stdout).toBe(printed)
  },
)
