import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import packageJson from '../../package.json' with { type: 'json' }

const text = readFileSync(join(import.meta.dirname, '../../CONTRIBUTING.md'), 'utf8')
const rows = [...text.matchAll(/^\| `npm (?:run )?([\w:]+)` \| \S/gm)].map(([, script = '']) => script)

it('CONTRIBUTING.md says of each script what it does, and of no other', () => {
  expect(rows.toSorted()).toEqual(Object.keys(packageJson.scripts).toSorted())
})
