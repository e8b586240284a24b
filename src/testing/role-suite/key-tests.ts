import type { JsonObject } from '../../util/json/json.ts'
import { validateJsonSchema } from '../../schema/validate-json-schema.ts'
import type { KeyTable, ValueEntry } from '../../keys/key-entry.ts'
import { checkFile, configModule, expectNoProblems, fileOf, rolesOf } from '../configured.ts'
import { expectEqual, expectThat } from '../expectations.ts'
import type { RoleTest } from './role-test.ts'

/** What a role says of its keys. */
export const keyTests: readonly RoleTest[] = [
  {
    name: 'says of each of its keys what it means',
    run: async ({ traits }) => expectDescriptions(traits.keys ?? {}, ''),
  },
  {
    name: 'takes its example',
    run: async (subject) => expectNoProblems((await checkFile(subject)).problems, 'the example'),
  },
  {
    name: 'takes its example by the JSON Schema that editors use, and no key that it does not have',
    run: async (subject) => {
      const { configJsonSchema } = await configModule()
      const schema = configJsonSchema({ roles: rolesOf(subject) })
      const { issues = [] } = validateJsonSchema(schema, fileOf(subject))
      expectEqual(
        issues.map(({ message }) => message),
        [],
        'What the JSON Schema has against the example',
      )
      if (subject.traits.keys === undefined) return
      const refused = validateJsonSchema(schema, fileOf(subject, { no_such_key: true })).issues ?? []
      expectThat(refused.length > 0, 'The JSON Schema should refuse the key "no_such_key".')
    },
  },
  {
    name: 'refuses an unknown key, says where it stands and which one was meant',
    applies: ({ traits }) => ownKeys(traits.keys).length > 0,
    run: async (subject) => {
      const { keys } = subject.traits
      for (const [key] of ownKeys(keys)) {
        const mistyped = `${key}zz`
        const extra: JsonObject = { [mistyped]: 'x' }
        const found = (await checkFile(subject, { extra })).problems.find(({ message }) => message.includes(mistyped))
        expectThat(found?.severity === 'error', `The unknown key "${mistyped}" should be an error.`)
        expectThat(found.line !== undefined, `The error of "${mistyped}" should say on which line it stands.`)
        expectThat(
          found.hint?.includes(`"${key}"`) === true,
          `The error of "${mistyped}" should name "${key}", but says: ${found.hint}`,
        )
      }
    },
  },
  {
    name: 'refuses a value of the wrong kind at each key of its example',
    applies: ({ traits }) => traits.keys !== undefined,
    run: async (subject) => {
      for (const key of Object.keys(subject.keys)) {
        // A list in a list is the value of no key.
        const extra: JsonObject = { [key]: [[true]] }
        const { problems } = await checkFile(subject, { extra })
        const isRefused = problems.some(({ severity, path }) => severity === 'error' && path?.includes(key) === true)
        expectThat(isRefused, `The key "${key}" should refuse the value [[true]].`)
      }
    },
  },
  {
    name: 'tells in one line what an agent is made of',
    run: async (subject) => {
      const { describeSystem } = await configModule()
      const { loaded } = await checkFile(subject)
      expectThat(loaded !== undefined, 'The example should be a file without errors.')
      const [node] = describeSystem(loaded.config, rolesOf(subject)).nodes
      expectThat(node?.role === subject.role, `The agent should be drawn with the role "${subject.role}".`)
      expectThat(!/[\r\n]/.test(node.about), `What an agent is made of should be one line, but is "${node.about}".`)
    },
  },
]

/** The keys that are the role's own business: neither those of the wiring nor refused ones. */
function ownKeys(keys: KeyTable = {}): readonly [string, ValueEntry][] {
  return Object.entries(keys).filter(
    (row): row is [string, ValueEntry] => row[1].status !== 'unsupported' && !['inputs', 'mailbox'].includes(row[0]),
  )
}

function expectDescriptions(keys: KeyTable, place: string): void {
  for (const [name, entry] of Object.entries(keys)) {
    const path = `${place}${name}`
    expectThat(/\S \S.*[.!?)`]$/s.test(entry.description), `The key "${path}" should say in a sentence what it means.`)
    if (entry.status === 'unsupported') {
      expectThat(entry.instead.trim() !== '', `The key "${path}" is refused and should say what to use instead.`)
    } else if (entry.keys !== undefined) expectDescriptions(entry.keys, `${path}.`)
  }
}
