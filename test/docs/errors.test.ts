import { readFileSync } from 'node:fs'
import { expect, it } from 'vitest'
import { errorDocs } from '../../scripts/generate-error-docs.ts'

it('docs/errors.md lists the error codes as they are (npm run generate:docs)', () => {
  expect(readFileSync(new URL('../../docs/errors.md', import.meta.url), 'utf8')).toBe(errorDocs())
})
