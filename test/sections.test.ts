import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { sections } from '../src/config/sections/sections.ts'
import { camelCase } from '../src/keys/camel-case.ts'
import { stripComments } from './support/read-imports.ts'

const root = join(import.meta.dirname, '..')
const folder = 'src/config/sections'
const table = `${folder}/sections.ts`
const names = Object.keys(sections)
const kebabCase = (name: string): string => name.replaceAll('_', '-')

/** Files that name a section that is not theirs, each with its reason. */
const exceptions: Readonly<Record<string, string>> = {
  [`${folder}/embeddings/check-semantics.ts`]:
    'It looks for keys of the original that need vectors, also where this version refuses them for another reason.',
}

const files = readdirSync(join(root, 'src/config'), { recursive: true, encoding: 'utf8' })
  .map((file) => `src/config/${file.replaceAll('\\', '/')}`)
  .filter((file) => file.endsWith('.ts') && !/\.test(-d|-prop)?\.ts$/.test(file))
const codeOf = (file: string): string => stripComments(readFileSync(join(root, file), 'utf8'))

/** The sections that a file knows of, but for the one whose folder it stands in: by import, by path or by value. */
function foreignNames(file: string): readonly string[] {
  const code = codeOf(file)
  return names.filter((name) => {
    const [folderName, valueName] = [kebabCase(name), camelCase(name)]
    const traces = [
      String.raw`'(\.\./|\./|.*sections/)${folderName}/`,
      String.raw`\['${name}'|\['${valueName}'|get\('${name}'`,
      String.raw`\bconfig\??\.${valueName}\b`,
      String.raw`\{[^{}]*\b${valueName}\b[^{}]*\} = [\w.]*\bconfig\b`,
    ]
    return !file.startsWith(`${folder}/${folderName}/`) && traces.some((trace) => new RegExp(trace).test(code))
  })
}

describe('the sections of a configuration', () => {
  it('are named in their folders and in the table, and nowhere else in src/config', () => {
    const wrong = files
      .filter((file) => file !== table && exceptions[file] === undefined)
      .flatMap((file) => foreignNames(file).map((name) => `${file} names ${name}`))
    expect(wrong).toEqual([])
  })

  it('have no exception that nothing needs', () => {
    expect(Object.keys(exceptions).filter((file) => foreignNames(file).length === 0)).toEqual([])
  })

  it('have a folder each, with the keys and the section under their usual names, and every folder is a section', () => {
    const folders = readdirSync(join(root, folder), { withFileTypes: true }).filter((entry) => entry.isDirectory())
    expect(folders.map((entry) => entry.name).toSorted()).toEqual(names.map(kebabCase).toSorted())
    const expected = names.map(kebabCase).flatMap((name) => [`${name}/${name}-keys.ts`, `${name}/${name}-section.ts`])
    expect(expected.filter((file) => !files.includes(`${folder}/${file}`))).toEqual([])
  })

  it.each(Object.entries(sections))('%s is in the documentation, with its keys', (name, { key }) => {
    const text = readFileSync(join(root, 'docs/configuration.md'), 'utf8')
    expect(text).toContain(`| \`${name}\` |`)
    if ('keys' in key) expect(text).toContain(`### \`${name}${'list' in key ? '[]' : ''}\``)
  })
})
