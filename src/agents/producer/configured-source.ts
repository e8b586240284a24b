import { optionName } from '../../keys/camel-case.ts'
import type { RoleHost } from '../role.ts'
import type { AnySource } from './source.ts'
import { sources, type ProducerSource, type SourceKind } from './sources.ts'

/** A source as a file knows it. */
export interface NamedSource {
  readonly kind: SourceKind
  /** The key that says it is meant. */
  readonly key: string
  /** The same key in code. */
  readonly option: string
  readonly source: AnySource
}

type Values = Readonly<Record<string, unknown>>

/** Every source with the key by which a file names it. */
export function namedSources(): readonly NamedSource[] {
  // The names in the table are those of its type.
  return (Object.entries(sources) as [SourceKind, AnySource][]).flatMap(([kind, source]) => {
    const [first] = Object.entries(source.keys())
    if (first === undefined) return []
    const [key, entry] = first
    return entry.status === 'unsupported' ? [] : [{ kind, key, option: optionName(key, entry), source }]
  })
}

/** What a checked source reads, in a few words. */
export function describeSource(config: Values | undefined): string | undefined {
  const named = config === undefined ? undefined : findSource(config)
  // The source gets what was checked by its own keys.
  return named?.source.describe(config as never)
}

/** The source of a checked configuration, as a producer takes it. */
export async function configureSource(config: Values, host: RoleHost): Promise<ProducerSource | undefined> {
  const named = findSource(config)
  if (named === undefined) return undefined
  // As above; what it comes to is the setting of its kind.
  return { [named.kind]: await named.source.configure(config as never, host) } as unknown as ProducerSource
}

function findSource(config: Values): NamedSource | undefined {
  return namedSources().find(({ option }) => config[option] !== undefined)
}
