import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { errorCodes } from '../../src/errors/error-codes.ts'
import { parseModelName } from '../../src/models/names/parse-model-name.ts'
import { providers } from '../../src/models/providers.ts'

const page = readFileSync(new URL('../../docs/models.md', import.meta.url), 'utf8')

function section(title: string): string {
  return new RegExp(`^## ${title}\\n([\\s\\S]*?)(?=^## )`, 'm').exec(page)?.[1] ?? ''
}

it('docs/models.md lists every provider with its variables', async () => {
  const rows = [...section('Providers').matchAll(/^\| `([^`]+)`.*$/gm)]
  expect(new Set(rows.map(([, name]) => name))).toEqual(new Set(Object.keys(providers)))
  const table = await Promise.all(Object.values(providers).map((load) => load()))
  for (const { name, keyVariables, keyOptional, baseUrlVariable } of table) {
    const row = rows.find(([, listed]) => listed === name)?.[0]
    expect(row, name).toContain(`\`${baseUrlVariable}\``)
    const [keyVariable] = keyVariables
    // Some log in by other means than one key; their section says how.
    if (keyVariable !== undefined && keyOptional !== true) expect(row, name).toContain(`\`${keyVariable}\``)
  }
})

it('docs/models.md says whose a bare name is', () => {
  const text = section('Providers').replaceAll('\n', ' ')
  const owners = {
    'claude-x': "`claude...` Anthropic's",
    'gemini-x': "`gemini...` Google's",
    'grok-x': "`grok...` xAI's",
  }
  const served = { 'claude-x': 'anthropic', 'gemini-x': 'google', 'grok-x': 'xai' } as const
  for (const [name, said] of Object.entries(owners)) {
    expect(text).toContain(said)
    expect(parseModelName(name).provider).toBe(served[name as keyof typeof served])
  }
})

it('docs/models.md tells of each error code of models but the plain failure', () => {
  const listed = [...section('Errors').matchAll(/`(MODEL_[A-Z_]+)`/g)].map(([, code]) => code)
  const known = Object.keys(errorCodes).filter((code) => code.startsWith('MODEL_') && code !== 'MODEL_FAILED')
  expect(new Set(listed)).toEqual(new Set(known))
})
