import type { ConfigProblem, LoadedConfig, System, SystemOptions } from '../config/index.ts'
import type { RoleTraits } from '../config/schema/roles.ts'
import type { JsonObject } from '../util/json/json.ts'
import { expectEqual, expectThat } from './expectations.ts'
import { filesIn, inTemporaryFolder } from './temporary-folder.ts'

/** A role that a program registers. */
export type RegisteredRole = NonNullable<SystemOptions['roles']>[string]

/** The agent of a suite, as a file describes it. */
export interface ConfiguredAgent {
  readonly role: string
  /** The role itself, where a program has to register it. */
  readonly registered?: RegisteredRole | undefined
  /** Its keys beside `name` and `role`. */
  readonly keys: JsonObject
  /** The files that it names, by path. */
  readonly files: Readonly<Record<string, string>>
  /** Where the file stands, with what it names; a new folder unless given. */
  readonly directory?: string | undefined
  /** What the system is built with. */
  readonly options: SystemOptions
}

// Only this file of the suites knows the configuration.
export type { System, SystemOptions } from '../config/index.ts'
export type { RoleTraits } from '../config/schema/roles.ts'

/** The name of the agent in the file. */
export const subjectName = 'subject'

/** Files are read, checked and built by what reads those of users; loaded by the tests that need it. */
export const configModule = () => import('../config/index.ts')

/** The roles to hand to what reads the file. */
export function rolesOf({
  role,
  registered,
}: Pick<ConfiguredAgent, 'role' | 'registered'>): Readonly<Record<string, RegisteredRole>> {
  return registered === undefined ? {} : { [role]: registered }
}

/** What the role of the agent says of itself. */
export async function traitsOf(agent: Pick<ConfiguredAgent, 'role' | 'registered'>): Promise<RoleTraits> {
  const { findRole, registeredRoles } = await import('../config/schema/roles.ts')
  const traits = findRole(agent.role, registeredRoles(rolesOf(agent)))
  if (traits === undefined) throw new Error(`There is no role "${agent.role}". Hand the role itself to the suite.`)
  return traits
}

/** The file, as data: a system of this one agent. */
export function fileOf({ role, keys }: ConfiguredAgent, extra: JsonObject = {}): JsonObject {
  return { agents: [{ name: subjectName, role, ...keys, ...extra }] }
}

/** Everything that a check finds, in a folder with the files of the agent but those that are left out. */
export async function checkFile(
  agent: ConfiguredAgent,
  {
    extra,
    without = [],
  }: { readonly extra?: JsonObject | undefined; readonly without?: readonly string[] | undefined } = {},
): Promise<{ readonly problems: readonly ConfigProblem[]; readonly loaded?: LoadedConfig | undefined }> {
  const { checkConfig } = await configModule()
  const kept = Object.entries(agent.files).filter(([path]) => !without.includes(path))
  let found: Awaited<ReturnType<typeof checkConfig>> | undefined
  await inTemporaryFolder({ ...Object.fromEntries(kept), 'agents.yaml': text(agent, extra) }, async (folder) => {
    found = await checkConfig(`${folder}/agents.yaml`, { roles: rolesOf(agent), env: {}, mode: 'validate' })
  })
  expectThat(found !== undefined, 'The file should have been checked.')
  return found
}

/** What a test does with a system, and what was left when it was closed. */
export interface BuiltSystem {
  readonly system: System
  readonly loaded: LoadedConfig
  /** The files that are new or changed since the system was built, by path. */
  readonly written: () => Promise<readonly string[]>
}

/** Builds the system of the agent, offline, and closes it after the test, which may have closed it before. */
export async function withSystem(
  agent: ConfiguredAgent,
  options: SystemOptions,
  run: (built: BuiltSystem) => Promise<void>,
): Promise<void> {
  const { buildSystem, loadConfig } = await configModule()
  await inFolder(agent, async (folder) => {
    const before = await filesIn(folder)
    const loaded = await loadConfig(`${folder}/agents.yaml`, { roles: rolesOf(agent), env: {} })
    const system = await buildSystem(loaded, { onEvent: () => {}, ...agent.options, roles: rolesOf(agent), ...options })
    const written = async (): Promise<readonly string[]> =>
      [...(await filesIn(folder))].filter(([path, content]) => before.get(path) !== content).map(([path]) => path)
    try {
      await run({ system, loaded, written })
    } finally {
      await system.close()
    }
  })
}

async function inFolder(agent: ConfiguredAgent, run: (folder: string) => Promise<void>): Promise<void> {
  const { directory, files } = agent
  if (directory === undefined) return inTemporaryFolder({ ...files, 'agents.yaml': text(agent) }, run)
  await process.getBuiltinModule('node:fs/promises').writeFile(`${directory}/agents.yaml`, text(agent))
  await run(directory)
}

/** Checks that nothing was found that speaks against a file. */
export function expectNoProblems(problems: readonly ConfigProblem[], what: string): void {
  const serious = problems.filter(({ severity }) => severity !== 'notice').map(({ message }) => message)
  expectEqual(serious, [], `What is wrong with ${what}`)
}

// Every JSON text is YAML too.
function text(agent: ConfiguredAgent, extra?: JsonObject): string {
  return JSON.stringify(fileOf(agent, extra), null, 2)
}
