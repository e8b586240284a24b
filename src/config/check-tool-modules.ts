import { AixgoError } from '../errors/aixgo-error.ts'
import { ensureError } from '../errors/ensure-error.ts'
import { toolDefinition } from '../loop/tools/tool-input.ts'
import { toolsOf, type ToolConfig } from './agent-role.ts'
import { bindTools } from './bind-tools.ts'
import type { LoadedConfig } from './load-config.ts'
import { loadModule } from './load-module.ts'
import type { ConfigProblem, Finding } from './problems/config-problem.ts'
import { guessSecretSpans } from './problems/mask-secrets.ts'
import { locateFindings } from './problems/report.ts'

/**
 * Loads the modules that a file takes tools from, and exports the schemas of those tools. A module that cannot be loaded
 * here is a warning, as it may need what only a run has; a tool that no run could use is an error.
 */
export async function checkToolModules(loaded: LoadedConfig): Promise<readonly ConfigProblem[]> {
  const places = loaded.config.agents.flatMap((agent, index) =>
    toolsOf(agent).flatMap((tool, position) =>
      tool.module === undefined ? [] : [{ agent: agent.name, tool, path: ['agents', index, 'tools', position] }],
    ),
  )
  const found = await Promise.all(places.map((place) => findingsOf(place, loaded)))
  const { source } = loaded.positions
  const findings = found.flat()
  const masked = findings.flatMap(({ span }) => (span === undefined ? [] : guessSecretSpans(source, span)))
  return locateFindings(findings, source, masked, loaded.secrets)
}

interface ModulePlace {
  readonly agent: string
  readonly tool: ToolConfig
  readonly path: readonly (string | number)[]
}

async function findingsOf({ agent, tool, path }: ModulePlace, loaded: LoadedConfig): Promise<readonly Finding[]> {
  const place = [...path, tool.export === undefined ? 'module' : 'export']
  const at = { code: 'CONFIG_MODULE', path: place, span: loaded.positions.nearestSpan(place) } as const
  try {
    const { resolve } = process.getBuiltinModule('node:path')
    const tools = await bindTools([tool], {
      loadModule: (file) => loadModule(resolve(loaded.directory, file)),
      bindings: {},
      simulate: true,
      onUnbound: () => undefined,
    })
    const settled = await Promise.allSettled(tools.map((each) => toolDefinition(agent, each)))
    return settled.flatMap((result): Finding[] =>
      result.status === 'fulfilled' ? [] : [{ ...at, severity: 'error', message: ensureError(result.reason).message }],
    )
  } catch (error) {
    const { message, cause } = ensureError(error)
    // What a module throws by itself may be about the machine; what this package throws is about the module.
    const isCertain = cause === undefined || AixgoError.isInstance(cause)
    return [{ ...at, severity: isCertain ? 'error' : 'warning', message }]
  }
}
