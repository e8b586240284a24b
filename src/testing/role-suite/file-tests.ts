import { checkFile, subjectName, withSystem } from '../configured.ts'
import { expectEqual, expectThat } from '../expectations.ts'
import { ask } from './run-tests.ts'
import type { RoleTest } from './role-test.ts'

/** What a role says of the files that its keys name. */
export const fileTests: readonly RoleTest[] = [
  {
    name: 'says of each file that it reads or imports, and that is not there, at which key it is named',
    run: async (subject) => {
      const { loaded } = await checkFile(subject)
      for (const { file, use, path } of loaded?.files ?? []) {
        if (use === 'write') continue
        const { problems } = await checkFile(subject, { without: [normalized(file)] })
        const told = problems.find(({ code }) => code === 'CONFIG_NOT_FOUND')
        expectThat(told !== undefined, `That the file "${file}" does not exist should be told.`)
        expectEqual(told.path, placeOf(path), `The place of the missing file "${file}"`)
      }
    },
  },
  {
    name: 'names every file that its example needs',
    run: async (subject) => {
      const { loaded } = await checkFile(subject)
      const named = new Set(loaded?.files.map(({ file }) => normalized(file)))
      const patterned = Object.keys(subject.files).filter(
        (path) => !named.has(normalized(path)) && !isMatched(path, subject.keys),
      )
      expectEqual(patterned, [], 'Files of the example that no key names')
    },
  },
  {
    name: 'writes the files that its keys say it writes, and no others',
    run: async (subject) => {
      await withSystem(subject, { offline: true }, async ({ system, loaded, written }) => {
        await system.start()
        await ask(system, subject)
        await system.close()
        const allowed = loaded.files.filter(({ use }) => use === 'write').map(({ file }) => normalized(file))
        expectEqual([...(await written())].sort(), [...allowed].sort(), `The files that "${subjectName}" wrote`)
      })
    },
  },
]

function normalized(path: string): string {
  return process.getBuiltinModule('node:path').posix.normalize(path)
}

/** A place as problems write it: `agents[0].source.file`. */
function placeOf(path: readonly (string | number)[]): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .slice(1)
}

/** True for a file that a pattern among the keys matches, by the folder the pattern begins with. */
function isMatched(path: string, keys: unknown): boolean {
  return [...JSON.stringify(keys).matchAll(/"([^"*]*)\*[^"]*"/g)].some(([, start = '']) => path.startsWith(start))
}
