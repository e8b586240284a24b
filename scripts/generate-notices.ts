import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { ensureFile } from './ensure-file.ts'
import { root } from './entries.ts'

/** Writes THIRD-PARTY-NOTICES from what the last build took into the package; `--check` compares instead. */
interface BundledPackage {
  readonly name: string
  readonly version: string
  readonly license: string
  readonly author?: string | { readonly name: string }
  readonly text: string | undefined
}

const files = JSON.parse(readFileSync(join(root, 'build/bundled-files.json'), 'utf8')) as readonly string[]
const folders = new Set(files.flatMap((file) => /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(file)?.[0] ?? []))
const packages = [...folders]
  .map(readBundledPackage)
  .sort((a, b) => `${a.name}@${a.version}`.localeCompare(`${b.name}@${b.version}`, 'en'))
ensureFile('THIRD-PARTY-NOTICES', renderNotices(packages), 'npm run build && npm run generate:notices')

function readBundledPackage(folder: string): BundledPackage {
  const path = resolve(root, folder)
  const manifest = JSON.parse(readFileSync(join(path, 'package.json'), 'utf8')) as BundledPackage
  const file = readdirSync(path).find((entry) => /^licen[cs]e/i.test(entry))
  return { ...manifest, text: file && readFileSync(join(path, file), 'utf8').trim().replaceAll('\r\n', '\n') }
}

function renderNotices(all: readonly BundledPackage[]): string {
  const byText = new Map<string, BundledPackage[]>()
  for (const one of all) {
    const text = licenseText(one, all)
    byText.set(text, [...(byText.get(text) ?? []), one])
  }
  const sections = [...byText].map(([text, users]) => {
    const names = users.map(({ name, version, license }) => `${name} ${version} (${license})`)
    return `${'-'.repeat(80)}\n${names.join('\n')}\n\n${text}\n`
  })
  return (
    `The npm package and the executable of aixgo contain the following software.\n\n` +
    `The executable also contains the Bun engine, which is under the MIT licence and names the software it\n` +
    `contains itself, among it JavaScriptCore under the LGPL, at https://bun.com/docs/project/license.\n\n` +
    sections.join('\n')
  )
}

/** The licence a package carries; where it only names it, the standard text. */
function licenseText({ name, license, author, text }: BundledPackage, all: readonly BundledPackage[]): string {
  if (text !== undefined) return text
  const holder = typeof author === 'string' ? author : author?.name
  if (license === 'MIT' && holder !== undefined) return mitText(holder)
  const same = license === 'Apache-2.0' ? all.find((other) => other.license === license)?.text : undefined
  if (same === undefined) throw new Error(`Package "${name}" (${license}) has no licence file. Add its text here.`)
  return same
}

function mitText(holder: string): string {
  return `MIT License

Copyright (c) ${holder}

Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated documentation files (the "Software"), to deal in the Software without restriction, including without limitation the rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.`
}
