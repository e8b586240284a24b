import type { ConfigPath, Position, Span } from '../problems/config-problem.ts'
import type { SourceText } from '../problems/source-text.ts'
import type { YamlEntry, YamlNode } from './yaml-node.ts'

// Written in files for the key on the left; a path always names the key on the left.
const aliases: Readonly<Record<string, string>> = { source: 'target', input_schema: 'parameters' }

/** Where the keys and values of a file stand, by their path (`['agents', 0, 'prompt']`). */
export class Positions {
  /** The text that the places are in. */
  readonly source: SourceText
  readonly #root: YamlNode

  constructor(source: SourceText, root: YamlNode) {
    this.source = source
    this.#root = root
  }

  /** The place of the key a path ends with; `undefined` for list items and for paths that the file does not have. */
  key(path: ConfigPath): Position | undefined {
    const span = this.keySpan(path)
    return span && this.source.position(span)
  }

  /** The place of a value; of a block, the place of its first key or dash. */
  value(path: ConfigPath): Position | undefined {
    const span = this.#find(path)?.span
    return span && this.source.position(span)
  }

  keySpan(path: ConfigPath): Span | undefined {
    return this.#entry(path)?.keySpan
  }

  /** The place to show for a path: its value, else its key, else the nearest part of the path that the file has. */
  nearestSpan(path: ConfigPath): Span {
    for (let length = path.length; length > 0; length--) {
      const node = this.#find(path.slice(0, length))
      if (node !== undefined) return isBlank(node.span) ? (this.keySpan(path.slice(0, length)) ?? node.span) : node.span
    }
    return this.#root.span
  }

  #entry(path: ConfigPath): YamlEntry | undefined {
    const key = path.at(-1)
    const parent = this.#find(path.slice(0, -1))
    return typeof key === 'string' && parent?.kind === 'mapping' ? entryOf(parent.entries, key) : undefined
  }

  #find(path: ConfigPath): YamlNode | undefined {
    let node: YamlNode | undefined = this.#root
    for (const step of path) {
      if (node?.kind === 'mapping') node = entryOf(node.entries, String(step))?.value
      else if (node?.kind === 'sequence' && typeof step === 'number') node = node.items[step]
      else return undefined
    }
    return node
  }
}

function entryOf(entries: ReadonlyMap<string, YamlEntry>, key: string): YamlEntry | undefined {
  const alias = aliases[key]
  return entries.get(key) ?? (alias === undefined ? undefined : entries.get(alias))
}

function isBlank(span: Span): boolean {
  return span.start === span.end
}
