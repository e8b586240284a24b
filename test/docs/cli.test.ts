import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { commands } from '../../src/cli/commands.ts'
import { exitCodes } from '../../src/cli/exit-codes.ts'

const page = readFileSync(new URL('../../docs/cli.md', import.meta.url), 'utf8')

it('docs/cli.md lists the exit codes as they are', () => {
  const rows = [...page.matchAll(/^\| (\d+) \| (.*) \|$/gm)].map(([, code, meaning]) => ({
    code: Number(code),
    meaning,
  }))
  expect(rows).toEqual(Object.values(exitCodes))
})

it('docs/cli.md lists every command with its summary', () => {
  const rows = [...page.matchAll(/^\| `([a-z]+)[^`]*` \| (.*) \|$/gm)].map(([, name, summary]) => [name, summary])
  expect(rows).toEqual(Object.entries(commands).map(([name, { summary }]) => [name, summary]))
})
