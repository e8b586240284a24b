import { describe, expect, it } from 'vitest'
import { explainModuleFailure } from './explain-module-failure.ts'

describe('explainModuleFailure', () => {
  it.each([
    ['Node.js', Object.assign(new Error("EACCES: permission denied, open '/x/tools.ts'"), { code: 'EACCES' })],
    ['Bun', { name: 'BuildMessage', message: 'EACCES reading "/x/tools.ts"' }],
  ])('says that a file cannot be read, from the error of %s', (_engine, error) => {
    expect(explainModuleFailure(error)).toBe('The file, or one that it imports, cannot be read: check its permissions.')
  })
})
