import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from '../scripts/entries.ts'
import { doorFile, doors, doorSource } from '../src/config/modules/doors.ts'

const report = (door: string): string => readFileSync(join(root, 'api', `${doorFile(door)}.d.ts`), 'utf8')

describe('the report of the public surface', () => {
  it('has one file for each door', () => {
    expect(readdirSync(join(root, 'api')).sort()).toEqual(doors.map((door) => `${doorFile(door)}.d.ts`).sort())
  })

  it.each(doors)('shows every name of %s', (door) => {
    const index = readFileSync(join(root, 'src', doorSource(door)), 'utf8')
    const lists = [...index.matchAll(/^export (?:type )?\{([^}]*)\}/gm)].flatMap(([, list = '']) => list.split(','))
    const names = lists.map((name) => name.trim()).filter((name) => name !== '')
    expect(names.length).toBeGreaterThan(2)
    const shown = report(door)
    const isShown = (name: string): boolean =>
      new RegExp(`^(?:abstract )?(?:const|function|class|interface|type) ${name}\\b`, 'm').test(shown) ||
      [...shown.matchAll(/^export \{([^}]*)\}/gm)].some(([, list = '']) => new RegExp(`\\b${name}\\b`).test(list))
    expect(names.filter((name) => !isShown(name))).toEqual([])
  })

  it('repeats nothing of packages: what it mentions of them is imported', () => {
    const all = doors.map(report).join('\n')
    expect(all).toMatch(/^import type \{[^}]*\bLanguageModelV4,[^}]*\} from '@ai-sdk\/provider'/m)
    expect(all).not.toMatch(/^(?:interface|type) (?:LanguageModelV4|EmbeddingModelV4|JSONSchema7|ZodMini)/m)
  })
})
