// Configuration files: read, checked, described. Knows the keys and their meaning, not how agents do their work.
export { checkConfig, loadConfig } from './load-config.ts'
export type { ConfigCheck, LoadedConfig } from './load-config.ts'
export { checkConfigText } from './check-config-text.ts'
export type { CheckedText, ConfigOptions, ConfigTextOptions } from './check-config-text.ts'
export { formatProblem } from './problems/report.ts'
export type { ConfigProblem, Position, ProblemCode, ProblemSeverity } from './problems/config-problem.ts'
export type { Positions } from './yaml/positions.ts'
export { defaultYamlLimits } from './yaml/yaml-limits.ts'
export type { YamlLimits } from './yaml/yaml-limits.ts'
export { configJsonSchema } from './schema/config-json-schema.ts'
export { generateTypes } from './types-file.ts'
export type {
  AgentConfig,
  AixgoConfig,
  CustomAgentConfig,
  LoggerConfig,
  ProducerConfig,
  ReactConfig,
} from './schema/config-table.ts'
export { buildSystem, loadSystem } from './build-system.ts'
export type { CustomRoleConfig, SystemOptions } from './system/system-options.ts'
export type { ToolBinding } from './bind-tools.ts'
export type { System, UnknownAgents } from './system.ts'
export type { Role, RoleHost } from '../agents/role.ts'
