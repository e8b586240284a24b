import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { levels } from '../layers.ts'

const page = readFileSync(new URL('../../ARCHITECTURE.md', import.meta.url), 'utf8')

it('ARCHITECTURE.md has every folder at its level', () => {
  const rows = [...page.matchAll(/^\| (\d) \| ([^|]+) \|/gm)]
  const shown = rows.flatMap(([, level, names = '']) =>
    [...names.matchAll(/`([a-z]+)`/g)].map(([, name = '']) => [name, Number(level)] as const),
  )
  expect(Object.fromEntries(shown)).toEqual(levels)
})
