import { jsonSchemaToType, printComment, printText } from './types-file/json-schema-to-type.ts'
import { roleOf, toolsOf } from './agent-role.ts'
import { registeredRoles, type RegisteredRoles, type RolesOption } from './schema/roles.ts'
import type { AgentConfig, AixgoConfig } from './schema/config-table.ts'

/**
 * Writes the declarations of a configuration: `Agents` with what each agent takes and gives, `Tools` with what each tool
 * that the file declares takes. With them the compiler checks names, inputs and outputs:
 *
 * @example
 * import type { Agents } from './agents.d.ts'
 * const system = await loadSystem<Agents>('agents.yaml')
 * const { output } = await system.call('analyst', 'Review March')
 *
 * @param file name of the configuration, for the comment at the top
 * @param roles those that a program registers
 */
export function generateTypes(config: Pick<AixgoConfig, 'agents'>, file = 'agents.yaml', roles?: RolesOption): string {
  const registered = registeredRoles(roles)
  const name =
    file
      .split(/[\\/]/)
      .at(-1)
      ?.replace(/[^\w.-]/g, '_') ?? file
  return [
    `// Written by "aixgo types ${name}". Do not edit: run it again when the file changes.`,
    '',
    '/** The agents that can be called, with what each takes and gives. */',
    printInterface(
      'Agents',
      config.agents.flatMap((agent) => agentMember(agent, registered)),
    ),
    '',
    '/** The tools that the file declares and code binds, with what each takes. */',
    printInterface('Tools', toolMembers(config)),
    '',
  ].join('\n')
}

function printInterface(name: string, members: readonly string[]): string {
  return members.length === 0 ? `export interface ${name} {}` : `export interface ${name} {\n${members.join('\n')}\n}`
}

function agentMember(agent: AgentConfig, registered: RegisteredRoles): readonly string[] {
  const { input, output } = roleOf(agent, registered).schemas
  return [
    ...printComment(agent.description, '  '),
    `  readonly ${printText(agent.name)}: {`,
    `    readonly input: ${typeOrText(input)}`,
    `    readonly output: ${typeOrText(output)}`,
    '  }',
  ]
}

// Input and output of an agent are text unless it has a schema.
function typeOrText(schema: unknown): string {
  return schema === undefined ? 'string' : jsonSchemaToType(schema, '    ')
}

function toolMembers(config: Pick<AixgoConfig, 'agents'>): readonly string[] {
  const inputs = new Map<string, { readonly types: Set<string>; readonly description: string | undefined }>()
  for (const agent of config.agents) {
    for (const tool of toolsOf(agent)) {
      if (tool.name === undefined) continue
      const known = inputs.get(tool.name) ?? { types: new Set(), description: tool.description }
      inputs.set(tool.name, known)
      known.types.add(tool.inputSchema === undefined ? '{}' : jsonSchemaToType(tool.inputSchema, '    '))
    }
  }
  return Array.from(inputs, ([name, { types, description }]) =>
    [
      ...printComment(description, '  '),
      `  readonly ${printText(name)}: {`,
      `    readonly input: ${[...types].join(' | ')}`,
      '  }',
    ].join('\n'),
  )
}
