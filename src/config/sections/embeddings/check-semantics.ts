import type { ConfigPath } from '../../problems/config-problem.ts'
import type { YamlMapping, YamlNode } from '../../yaml/yaml-node.ts'
import type { CheckContext } from '../../check/check-context.ts'
import { readValue } from '../../check/read-value.ts'

/** A key whose value needs vectors. */
interface SemanticKey {
  /** Where it stands, below an agent or the file; `[]` is every item of a list. */
  readonly path: readonly string[]
  readonly needs: (value: unknown) => boolean
  /** What needs them, as the beginning of a sentence. */
  readonly what: string
  /** What to do without them. */
  readonly otherwise: string
}

const isSemantic = (value: unknown): boolean => value === 'semantic'
const isOn = (value: unknown): boolean => value === true
const anotherStrategy = 'choose another strategy'

/** Documented keys of agents, whether or not this version has the role that reads them. */
const agentKeys: readonly SemanticKey[] = [
  {
    path: ['classifier_config', 'use_embeddings'],
    needs: isOn,
    what: 'A classifier with "use_embeddings"',
    otherwise: 'remove the key',
  },
  {
    path: ['aggregator_config', 'aggregation_strategy'],
    needs: isSemantic,
    what: 'The strategy "semantic" of an aggregator',
    otherwise: anotherStrategy,
  },
  {
    path: ['aggregator_config', 'deduplication_method'],
    needs: isSemantic,
    what: 'The method "semantic" of an aggregator',
    otherwise: 'choose another method',
  },
  { path: ['strategy'], needs: isSemantic, what: 'The strategy "semantic"', otherwise: anotherStrategy },
  { path: ['semantic_cache', 'enabled'], needs: isOn, what: 'A semantic cache', otherwise: 'remove the block' },
  {
    path: ['conversation_memory', 'retrieval', 'method'],
    needs: isSemantic,
    what: 'The method "semantic" of a memory',
    otherwise: 'choose another method',
  },
  {
    path: ['tools', '[]', 'vectorstore', 'generate_embedding'],
    needs: isOn,
    what: 'A tool with "generate_embedding"',
    otherwise: 'remove the key',
  },
]

/** Documented keys of the whole file. */
const fileKeys: readonly SemanticKey[] = [
  ...['routing_strategy', 'aggregation', 'strategy'].map((key) => ({
    path: ['orchestration', 'config', key],
    needs: isSemantic,
    what: `The ${key === 'routing_strategy' ? 'routing' : 'aggregation'} "semantic"`,
    otherwise: anotherStrategy,
  })),
  {
    path: ['supervisor', 'routing_strategy'],
    needs: isSemantic,
    what: 'The routing "semantic"',
    otherwise: anotherStrategy,
  },
]

/**
 * Refuses what compares texts by their vectors in a file that has no embedder. It looks at the file as it is written, so
 * that it also finds keys which this version refuses for another reason.
 */
export function checkSemantics(root: YamlMapping, context: CheckContext): void {
  const embeddings = root.entries.get('embeddings')?.value
  if (embeddings !== undefined && !(embeddings.kind === 'scalar' && embeddings.value === null)) return
  const places = [
    ...fileKeys.map((key) => ({ key, path: key.path })),
    ...agentKeys.map((key) => ({ key, path: ['agents', '[]', ...key.path] })),
  ]
  for (const { key, path } of places) {
    for (const found of findNodes(root, path, [])) {
      if (key.needs(valueOf(found.node, found.path, context))) report(key, found.path, context)
    }
  }
}

function report({ what, otherwise }: SemanticKey, path: ConfigPath, context: CheckContext): void {
  context.error(
    path,
    `${what} compares texts by their vectors, and this file has no embedder.`,
    `Add "embeddings: openai:text-embedding-3-small", or another embedder, at the top level; or ${otherwise}.`,
  )
}

interface FoundNode {
  readonly node: YamlNode
  readonly path: ConfigPath
}

function findNodes(node: YamlNode, path: readonly string[], at: ConfigPath): readonly FoundNode[] {
  const [step, ...rest] = path
  if (step === undefined) return [{ node, path: at }]
  if (step === '[]') {
    return node.kind === 'sequence' ? node.items.flatMap((item, index) => findNodes(item, rest, [...at, index])) : []
  }
  const entry = node.kind === 'mapping' ? node.entries.get(step) : undefined
  return entry === undefined ? [] : findNodes(entry.value, rest, [...at, step])
}

/** Its variables are filled in silently: where the key is read, they are reported. */
function valueOf(node: YamlNode, path: ConfigPath, context: CheckContext): unknown {
  const before = context.findings.length
  const value = readValue(node, path, context, 'boolean')
  context.findings.length = before
  return value
}
