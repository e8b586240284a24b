import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Validator, type Schema } from '@cfworker/json-schema'
import { load } from 'js-yaml'
import { describe, expect, it } from 'vitest'
import { renderConfigDocs } from '../../../scripts/generate-config-docs.ts'
import { renderOriginalDocs } from '../../../scripts/generate-original-docs.ts'
import { checkConfigText } from '../check-config-text.ts'
import { configJsonSchema } from './config-json-schema.ts'

function isValid(text: string, roles: readonly string[] = []): boolean {
  return new Validator(configJsonSchema({ roles }) as Schema, '7', false).validate(load(text)).valid
}

function isLoaded(text: string, roles: readonly string[] = []): boolean {
  return checkConfigText(text, { file: 'agents.yaml', env: { N: '5', T: '5s' }, roles }).config !== undefined
}

const react = 'agents: [{ name: a, role: react, model: m'

describe('the JSON Schema of configurations', () => {
  it.each([
    [true, 'agents: []'],
    [true, `${react} }]`],
    [
      true,
      `${react}, top_k: "\${N}", timeout: "\${T}", inputs: [{ target: b }], tools: [{ name: t, parameters: { type: object } }] }]`,
    ],
    [true, `${react}, restart: { max_attempts: 1, multiplier: 1.5 }, guided_config: { enabled: true } }]`],
    [true, 'agents: [{ name: p, role: producer, source: { http: { url: "https://x", interval: 1h30m } } }]'],
    [
      true,
      'supervisor: { name: s, max_rounds: 1 }\nconfig: { agent_start_timeout: 1s }\nagents: [{ name: l, role: logger, format: json }]',
    ],
    [false, 'supervisor: {}'],
    [false, 'agnts: []\nagents: []'],
    [false, `${react}, promt: x }]`],
    [false, `${react}, interval: 1s }]`],
    [false, `${react}, inputs: [{ }] }]`],
    [false, `${react}, top_k: 0 }]`],
    [false, `${react}, timeout: soon }]`],
    [false, `${react}, timeout: 5 }]`],
    [false, `${react}, base_url: x }]`],
    [false, `${react}, mailbox: { overflow: drop } }]`],
    [false, 'agents: [{ name: a, role: react }]'],
    [false, 'agents: [{ name: A, role: logger }]'],
    [false, 'agents: [{ name: a, role: planner }]'],
    [false, 'supervisor: { pattern: parallel }\nagents: []'],
  ])('says %j of %j, as the check itself does', (expected, text) => {
    expect(isValid(text)).toBe(expected)
    expect(isLoaded(text)).toBe(expected)
  })

  it('takes registered roles with keys of their own', () => {
    const text = 'agents: [{ name: a, role: indexer, chunk_size: 5, timeout: 1s }]'
    expect(isValid(text, ['indexer'])).toBe(true)
    expect(isLoaded(text, ['indexer'])).toBe(true)
    expect(isValid(text.replace('1s', '5'), ['indexer'])).toBe(false)
  })

  it('describes every key, for editors to show', () => {
    const undescribed: string[] = []
    const visit = (schema: unknown, path: string): void => {
      if (typeof schema !== 'object' || schema === null) return
      for (const [key, value] of Object.entries(schema)) {
        if (key === 'properties' && !path.endsWith('.if')) {
          for (const [name, property] of Object.entries(
            value as Record<string, { description?: string; const?: string }>,
          )) {
            if (property.description === undefined && property.const === undefined) undescribed.push(`${path}.${name}`)
          }
        }
        visit(value, `${path}.${key}`)
      }
    }
    visit(configJsonSchema(), '')
    expect(undescribed).toEqual([])
  })
})

describe('docs/configuration.md', () => {
  const page = readFileSync(join(import.meta.dirname, '../../../docs/configuration.md'), 'utf8')

  it('is as the tables of keys are (npm run generate:docs), and so is the page on what it leaves out', () => {
    expect(page).toBe(renderConfigDocs())
    const rest = readFileSync(join(import.meta.dirname, '../../../docs/from-aixgo-go.md'), 'utf8')
    expect(rest).toBe(renderOriginalDocs())
  })

  it('has what works here and nothing else', () => {
    expect(page).not.toMatch(/notice|refused: /)
    expect(page).not.toContain('| `orchestration` |')
    expect(renderOriginalDocs()).toContain('| `orchestration` |')
  })

  it('has examples that load', () => {
    const examples = [...page.matchAll(/^```yaml\n([^]*?)^```$/gm)].map(([, text = '']) => text)
    expect(examples.length).toBeGreaterThan(0)
    for (const text of examples) expect(checkConfigText(text, { file: 'example.yaml', env: {} }).problems).toEqual([])
  })
})
