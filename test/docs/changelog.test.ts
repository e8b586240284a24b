import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }

const text = readFileSync(join(import.meta.dirname, '../../CHANGELOG.md'), 'utf8')
const headings = [...text.matchAll(/^## (.+)$/gm)].map(([, heading = '']) => heading)

it('has a place for what is not released yet, above all versions', () => {
  expect(headings[0]).toBe('Unreleased')
  expect(headings.filter((heading) => heading === 'Unreleased')).toHaveLength(1)
})

it('has the versions below it, newest first, the one of the package at the top', () => {
  const versions = headings.slice(1).map((heading) => heading.split(' ')[0] ?? '')
  expect(versions[0]).toBe(packageJson.version)
  const newestFirst = versions.toSorted((a, b) => b.localeCompare(a, 'en', { numeric: true }))
  expect(versions).toEqual(newestFirst)
})
