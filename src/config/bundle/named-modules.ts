import type { YamlNode } from '../yaml/yaml-node.ts'
import { readYaml } from '../yaml/read-yaml.ts'

/** The modules that a configuration names: those of the tools and sources of its agents, as written, each once. */
export function namedModules(text: string): readonly string[] {
  const { root } = readYaml(text)
  const agents = itemsOf(valueAt(root, 'agents'))
  const holders = agents.flatMap((agent) => [...itemsOf(valueAt(agent, 'tools')), valueAt(agent, 'source')])
  const paths = holders.map((holder) => valueAt(holder, 'module')).flatMap((node) => textOf(node) ?? [])
  return [...new Set(paths)]
}

function valueAt(node: YamlNode | undefined, key: string): YamlNode | undefined {
  return node?.kind === 'mapping' ? node.entries.get(key)?.value : undefined
}

function itemsOf(node: YamlNode | undefined): readonly YamlNode[] {
  return node?.kind === 'sequence' ? node.items : []
}

function textOf(node: YamlNode | undefined): string | undefined {
  return node?.kind === 'scalar' && typeof node.value === 'string' ? node.value : undefined
}
