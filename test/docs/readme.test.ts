import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { offlineResolver } from '../../src/models/index.ts'
import { main } from '../../src/cli/main.ts'
import { fakeIo } from '../support/fake-io.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const readme = readFileSync(join(import.meta.dirname, '../../README.md'), 'utf8')

/** The first block of this language that contains the text. */
function block(language: string, text: string): string {
  const blocks = [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
    (match) => match[1] ?? '',
  )
  const found = blocks.find((code) => code.includes(text))
  if (found === undefined) throw new Error(`README.md has no ${language} block with "${text}".`)
  return found
}

it('the team in the README runs offline with nothing but what the README shows', async () => {
  const tickets = block('json', 'ann@example.com')
  const directory = temporaryFolder({
    'agents.yaml': block('yaml', '# agents.yaml'),
    'tickets.jsonl': tickets,
    'tools.ts': block('ts', '// tools.ts'),
  })
  const io = fakeIo({ directory })
  expect(await main(['run', 'agents.yaml', '--offline'], io), io.errors()).toBe(0)
  const records = io
    .output()
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { value: { team: string; reason: string } })
  expect(records).toHaveLength(tickets.trim().split('\n').length)
  for (const { value } of records) {
    expect(['billing', 'technical', 'sales']).toContain(value.team)
    expect(typeof value.reason).toBe('string')
  }
  const validated = fakeIo({ directory })
  expect(await main(['validate', '--strict'], validated), validated.output()).toBe(0)
})

it('what the README says about trying without a key is so', () => {
  expect(readme).toContain('`{ resolveModel: offlineResolver() }`')
  expect(readme).toContain('`aixgo/models`')
  expect(offlineResolver()).toBeTypeOf('function')
})
