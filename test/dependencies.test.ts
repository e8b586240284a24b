import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readPackageJson, root } from '../scripts/entries.ts'
import { version } from '../src/cli/version.ts'

const page = readFileSync(join(root, 'docs/dependencies.md'), 'utf8')
const rows = [...page.matchAll(/^\| `([^`]+)` \| (.+) \|$/gm)].map(([, name = '', reason = '']) => ({ name, reason }))
const packageJson = readPackageJson()

describe('dependencies', () => {
  it('each have one reason on their page, and none is missing', () => {
    expect(rows.map(({ name }) => name).toSorted()).toEqual(Object.keys(packageJson.devDependencies).toSorted())
    expect(rows.filter(({ reason }) => !/^[A-Z][^|]{15,}\.$/.test(reason))).toEqual([])
  })

  it('are pinned to one version', () => {
    expect(Object.entries(packageJson.devDependencies).filter(([, range]) => !/^\d+\.\d+\.\d+$/.test(range))).toEqual(
      [],
    )
  })

  it('never reach a user: the package itself has none', () => {
    const fields = ['dependencies', 'peerDependencies', 'optionalDependencies', 'bundleDependencies']
    expect(Object.keys(packageJson).filter((field) => fields.includes(field))).toEqual([])
  })

  it('run no install script that nobody approved', () => {
    const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as {
      readonly packages: Readonly<Record<string, { readonly hasInstallScript?: boolean; readonly optional?: boolean }>>
    }
    const scripted = Object.entries(lock.packages).filter(([, entry]) => entry.hasInstallScript && !entry.optional)
    const names = scripted.map(([path]) => path.replace(/^.*node_modules\//, ''))
    expect(names.toSorted()).toEqual(Object.keys(packageJson.allowScripts).toSorted())
  })
})

describe('the package', () => {
  it('has the version that the command line prints, and a change log entry for it', () => {
    expect(version).toBe(packageJson.version)
    expect(readFileSync(join(root, 'CHANGELOG.md'), 'utf8')).toContain(`## ${version}`)
  })

  it('carries the files that a reader of the repository looks for', () => {
    const expected = [
      'README.md',
      'ARCHITECTURE.md',
      'CONTRIBUTING.md',
      'SECURITY.md',
      'LICENSE',
      'THIRD-PARTY-NOTICES',
    ]
    expect(expected.filter((name) => !existsSync(join(root, name)))).toEqual([])
  })
})
