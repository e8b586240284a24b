import { CheckContext } from './check/check-context.ts'
import { checkAgentRules } from './check/check-agent-rules.ts'
import { checkAgents, type CheckedAgent } from './check/check-agents.ts'
import { checkFiles, checkWrittenFiles, type FileLookup } from './check/check-files.ts'
import { checkKeys } from './check/check-keys.ts'
import { checkTeam } from './check/check-team.ts'
import type { VariableLookup } from './interpolate.ts'
import type { ConfigProblem } from './problems/config-problem.ts'
import { findSecretSpans, guessSecretSpans } from './problems/mask-secrets.ts'
import { locateFindings } from './problems/report.ts'
import { SourceText } from './problems/source-text.ts'
import { namedFiles, type NamedFile } from '../keys/named-files.ts'
import { rootTable, topLevelKeys, type AixgoConfig } from './schema/config-table.ts'
import { registeredRoles, type RolesOption } from './schema/roles.ts'
import { checkSections } from './sections/check-sections.ts'
import { isSecretVariable } from './secrets.ts'
import { Positions } from './yaml/positions.ts'
import { readYaml } from './yaml/read-yaml.ts'
import type { YamlLimits } from './yaml/yaml-limits.ts'
import type { Open } from '../util/options/defined.ts'
import type { YamlMapping, YamlNode } from './yaml/yaml-node.ts'

/** What may be set when a configuration is read. */
export interface ConfigOptions {
  /** `run` (unless said otherwise) refuses unset variables, `validate` only warns of them. */
  readonly mode?: 'run' | 'validate' | undefined
  /** Variables for `${NAME}`; the process's environment unless said otherwise. They win over a `.env` file. */
  readonly env?: Readonly<Record<string, string | undefined>> | undefined
  /** Roles beside this version's own that the program registers: the roles themselves, or their names alone. */
  readonly roles?: RolesOption | undefined
  /** True when the program resolves models by itself, so that their names are not checked. */
  readonly anyModel?: boolean | undefined
  /** Safety limits that differ from the default ones. */
  readonly limits?: Open<YamlLimits> | undefined
  /** What `~` stands for; the user's home folder unless said otherwise. */
  readonly home?: string | undefined
}

/** What else is needed where the text does not come from a file. */
export interface ConfigTextOptions extends ConfigOptions {
  /** Name of the file for messages. */
  readonly file: string
  /** Variables of the `.env` file. */
  readonly dotenv?: ReadonlyMap<string, string> | undefined
  /** How to look for files that the configuration names; they are not looked for without it. */
  readonly files?: FileLookup | undefined
}

/** What a check has found. `config` is there when nothing refuses the file. */
export interface CheckedText {
  readonly config?: AixgoConfig | undefined
  /** The files that it names. */
  readonly files: readonly NamedFile[]
  readonly problems: readonly ConfigProblem[]
  readonly secrets: ReadonlySet<string>
  readonly positions?: Positions | undefined
}

/** Checks the text of a configuration and gives everything found at once, in the order of the file. */
export function checkConfigText(text: string, options: ConfigTextOptions): CheckedText {
  const source = new SourceText(options.file, text)
  const { root, findings } = readYaml(text, options.limits)
  if (root === undefined) {
    const [finding] = findings
    const masked = finding?.span === undefined ? [] : guessSecretSpans(source, finding.span)
    return { files: [], problems: locateFindings(findings, source, masked), secrets: new Set() }
  }
  const positions = new Positions(source, root)
  const context = createContext(positions, options)
  const { config, files } =
    root.kind === 'mapping' ? checkRoot(root, context, options.files) : reportRoot(root, context)
  const all = [...findings, ...context.findings]
  const problems = locateFindings(all, source, findSecretSpans(root, text), context.secrets)
  const isRefused = config === undefined || problems.some((problem) => problem.severity === 'error')
  return { ...(isRefused ? {} : { config }), files, problems, secrets: context.secrets, positions }
}

function createContext(positions: Positions, options: ConfigTextOptions): CheckContext {
  const { dotenv = new Map<string, string>(), env = process.env } = options
  const context = new CheckContext({
    positions,
    lookup: lookupIn(env, dotenv),
    unsetIs: options.mode === 'validate' ? 'warning' : 'error',
    customRoles: registeredRoles(options.roles),
    home: options.home,
    acceptsAnyModel: options.anyModel,
  })
  // Providers take their keys from there too, whether or not the configuration names them.
  for (const [name, value] of dotenv) if (value !== '' && isSecretVariable(name)) context.secrets.add(value)
  return context
}

function lookupIn(
  env: Readonly<Record<string, string | undefined>>,
  dotenv: ReadonlyMap<string, string>,
): VariableLookup {
  return (name) => (Object.hasOwn(env, name) ? env[name] : undefined) ?? dotenv.get(name)
}

/** A file as far as it could be read: its configuration, where nothing in it is wrong, and the files it names. */
interface CheckedRoot {
  readonly config?: AixgoConfig | undefined
  readonly files: readonly NamedFile[]
}

function checkRoot(root: YamlMapping, context: CheckContext, lookup: FileLookup | undefined): CheckedRoot {
  const entries = new Map(root.entries)
  // The agents are checked apart, each by its role.
  entries.delete('agents')
  const values = checkKeys({ ...root, entries }, { path: [], keys: rootTable, place: '' }, context)
  const agents = checkAgents(root.entries.get('agents')?.value, context)
  const sections = checkSections(values, { root, agents }, context)
  for (const agent of agents) checkAgentRules(agent, context)
  const files = [...namedFiles(values, topLevelKeys), ...agents.flatMap((agent) => agent.files)]
  if (lookup !== undefined) checkFiles(files, lookup, context)
  checkTeam(agents, context)
  checkWrittenFiles(agents, lookup?.directory ?? '', context)
  return { config: sections && joinConfig(sections, agents), files }
}

function joinConfig(
  sections: Readonly<Record<string, unknown>>,
  agents: readonly CheckedAgent[],
): AixgoConfig | undefined {
  const configs = agents.map((agent) => agent.config)
  if (configs.includes(undefined)) return undefined
  // Sections and agents are named in code as the type says; the compiler cannot follow it through the tables.
  return { ...sections, agents: configs } as unknown as AixgoConfig
}

function reportRoot(root: YamlNode, context: CheckContext): CheckedRoot {
  const found = root.kind === 'sequence' ? 'a list' : 'a single value'
  context.error(
    [],
    `The file must hold keys and values, but it holds ${found}.`,
    'It needs at least "agents:" with a list of agents.',
  )
  return { files: [] }
}
