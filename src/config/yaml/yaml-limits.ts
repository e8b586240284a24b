/** How big a YAML file may be before it is refused. A value exactly at its limit passes. */
export interface YamlLimits {
  /** Bytes of the file. */
  readonly fileBytes: number
  /** Levels of nesting; the root is level 0. What an alias stands for is one level deeper than the alias. */
  readonly depth: number
  /** Keys, values and list items; what an alias stands for counts again at every use. */
  readonly nodes: number
  /** Bytes of one key. */
  readonly keyBytes: number
  /** Bytes of one value. */
  readonly valueBytes: number
}

/** The limits used unless others are passed. */
export const defaultYamlLimits: YamlLimits = {
  fileBytes: 10 * 1024 * 1024,
  depth: 20,
  nodes: 10_000,
  keyBytes: 1024,
  valueBytes: 1024 * 1024,
}
