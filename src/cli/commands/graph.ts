import { describeSystem, type SystemGraph } from '../../config/describe-system.ts'
import { loadConfig } from '../../config/load-config.ts'
import type { CliCommand } from '../command.ts'
import { refuseProgram } from '../files/refuse-program.ts'
import { findConfigFile } from '../find-config-file.ts'
import { styles, type Styles } from '../render/styles.ts'

/** `aixgo graph`: who sends to whom. */
export const graphCommand: CliCommand = {
  configure: (command) =>
    command
      .argument('[file]', 'YAML file; config/agents.yaml or agents.yaml unless given')
      .option('--mermaid', 'print a Mermaid flow chart, for Markdown and mermaid.live')
      .option('--json', 'print nodes, edges and start order as JSON')
      .addHelpText(
        'after',
        '\nExamples:\n  aixgo graph agents.yaml\n  aixgo graph agents.yaml --mermaid >> README.md\n',
      ),
  run: async ({ args, options, io }) => {
    const file = findConfigFile(args[0], io)
    refuseProgram(file, 'graph')
    const { config } = await loadConfig(file, { mode: 'validate', env: io.environment })
    const graph = describeSystem(config)
    if (options['json'] === true) io.out(`${JSON.stringify(graph, null, 2)}\n`)
    else if (options['mermaid'] === true) io.out(mermaid(graph))
    else io.out(drawing(graph, styles(io.color)))
    return 0
  },
}

function drawing({ nodes, edges, startLevels }: SystemGraph, style: Styles): string {
  const width = Math.max(0, ...nodes.map(({ name }) => name.length))
  const roleWidth = Math.max(0, ...nodes.map(({ role }) => role.length))
  const lines = nodes.flatMap(({ name, role, about }) => {
    const targets = edges.filter(({ from }) => from === name).map(({ to }) => to)
    const arrows = targets.map(
      (to, position) => `${' '.repeat(2)}${position === targets.length - 1 ? '└' : '├'}─▶ ${style.cyan(to)}`,
    )
    return [`${style.bold(name.padEnd(width))}  ${role.padEnd(roleWidth)}  ${style.dim(about)}`.trimEnd(), ...arrows]
  })
  const starts = startLevels.map((level, position) => `  ${position + 1}. ${level.join(', ')}`)
  return `${lines.join('\n')}\n\n${style.bold('Start order')}\n${starts.join('\n')}\n`
}

function mermaid({ nodes, edges }: SystemGraph): string {
  const ids = new Map(nodes.map(({ name }, position) => [name, `n${position}`]))
  const shapes = { channel: ['[/', '/]'], source: ['([', '])'], sink: ['[(', ')]'], agent: ['[', ']'] } as const
  const boxes = nodes.map(({ name, role, flow }) => {
    const [open, close] = shapes[role === 'channel' ? role : (flow ?? 'agent')]
    return `  ${ids.get(name) ?? ''}${open}"${escapeLabel(name)}<br/>${escapeLabel(role)}"${close}`
  })
  const arrows = edges.map(({ from, to }) => `  ${ids.get(from) ?? ''} --> ${ids.get(to) ?? ''}`)
  return `flowchart LR\n${[...boxes, ...arrows].join('\n')}\n`
}

function escapeLabel(text: string): string {
  return text.replace(/["&<>]/g, (character) => `#${character.charCodeAt(0)};`)
}
