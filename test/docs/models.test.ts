import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { errorCodes } from '../../src/errors/error-codes.ts'
import { parseModelName } from '../../src/models/parse-model-name.ts'
import { providers } from '../../src/models/providers.ts'

const page = readFileSync(new URL('../../docs/models.md', import.meta.url), 'utf8')

function section(title: string): string {
  return new RegExp(`^## ${title}\\n([\\s\\S]*?)(?=^## )`, 'm').exec(page)?.[1] ?? ''
}

it('docs/models.md lists every provider with its variables and its address', async () => {
  const rows = [...section('Providers').matchAll(/^\| (`.*) \|$/gm)].map(([, row = '']) => row.split(' | '))
  const table = await Promise.all(Object.values(providers).map((load) => load()))
  expect(new Set(rows.map(([name = '']) => /^`([^`]+)`/.exec(name)?.[1]))).toEqual(new Set(Object.keys(providers)))
  for (const { name, keyVariables, keyOptional, baseUrlVariable, defaultBaseUrl } of table) {
    const [, keys = '', address, usual = ''] = rows.find(([first]) => first?.startsWith(`\`${name}\``)) ?? []
    expect([...keys.matchAll(/`([^`]+)`/g)].map(([, variable]) => variable)).toEqual(keyVariables)
    expect(keys.includes('(optional)')).toBe(keyOptional === true)
    expect([address, usual]).toEqual([
      `\`${baseUrlVariable}\``,
      defaultBaseUrl === undefined ? 'none; it must be set' : `\`${defaultBaseUrl}\``,
    ])
  }
})

it('docs/models.md says of names what becomes of them', () => {
  const served: Readonly<Record<string, string>> = {
    'gpt-4': 'openai',
    'gpt-3.5-turbo': 'openai',
    o1: 'openai',
    'gpt-5': 'openai',
    'text-davinci-003': 'openai',
    'custom-model': 'openai',
  }
  for (const [name, provider] of Object.entries(served)) {
    expect(section('Names')).toContain(`\`${name}\``)
    expect(parseModelName(name).provider).toBe(provider)
  }
  const refused = [...(/^\| (.*) \| refused/m.exec(section('Names'))?.[1] ?? '').matchAll(/`([^`]+)\.\.\.`/g)].map(
    ([, prefix]) => prefix,
  )
  expect(refused.length).toBeGreaterThan(5)
  for (const prefix of refused) expect(() => parseModelName(`${prefix}x`)).toThrow('does not support yet')
})

it('docs/models.md tells of each error code of models but the plain failure', () => {
  const listed = [...section('Errors').matchAll(/`(MODEL_[A-Z_]+)`/g)].map(([, code]) => code)
  const known = Object.keys(errorCodes).filter((code) => code.startsWith('MODEL_') && code !== 'MODEL_FAILED')
  expect(new Set(listed)).toEqual(new Set(known))
})
