import { Buffer } from 'node:buffer'
import { EVENT_ID, type Event } from 'js-yaml'
import type { Finding } from '../problems/config-problem.ts'
import { buildYamlTree } from './build-yaml-tree.ts'
import { checkYamlLimits } from './check-yaml-limits.ts'
import { eventOffset } from './event-offset.ts'
import { parseYamlEvents } from './parse-yaml-events.ts'
import { defaultYamlLimits, type YamlLimits } from './yaml-limits.ts'
import type { YamlNode } from './yaml-node.ts'
import { defined, type Open } from '../../util/options/defined.ts'

/** What a file holds. Without a `root` it could not be read at all, and `findings` says why. */
export interface YamlReading {
  readonly root?: YamlNode | undefined
  readonly findings: readonly Finding[]
}

/**
 * Reads one YAML document safely: every limit is checked on the parser's events before anything is built, duplicate keys,
 * custom tags and keys that reach prototypes are refused, and each node knows its place. Never throws for what a file holds.
 */
export function readYaml(text: string, overrides: Open<YamlLimits> = {}): YamlReading {
  const limits = { ...defaultYamlLimits, ...defined(overrides) }
  const tooBig = checkFileSize(Buffer.byteLength(text), limits)
  if (tooBig !== undefined) return { findings: [tooBig] }
  const parsed = parseYamlEvents(text, limits)
  if ('finding' in parsed) return { findings: [parsed.finding] }
  const refusal = checkDocuments(parsed.events, text) ?? checkYamlLimits(parsed.events, text, limits)
  if (refusal !== undefined) return { findings: [refusal] }
  return buildYamlTree(parsed.events, text)
}

/** The finding for a file that is too big, if it is. */
export function checkFileSize(bytes: number, limits: YamlLimits): Finding | undefined {
  if (bytes <= limits.fileBytes) return undefined
  return {
    severity: 'error',
    code: 'CONFIG_LIMIT',
    message: `The file is bigger than the limit of ${limits.fileBytes} bytes.`,
    hint: 'Move data out of it.',
    span: { start: 0, end: 1 },
  }
}

function checkDocuments(events: readonly Event[], text: string): Finding | undefined {
  const starts = events.flatMap((event, index) => (event.type === EVENT_ID.DOCUMENT ? [index] : []))
  if (starts.length === 0) return emptyFile()
  const [, second] = starts
  if (second !== undefined) return severalDocuments(text, offsetBefore(events, second))
  const root = events[1]
  const isEmpty = root?.type === EVENT_ID.SCALAR && root.valueStart < 0
  return isEmpty ? emptyFile() : undefined
}

function emptyFile(): Finding {
  return {
    severity: 'error',
    code: 'CONFIG_INVALID',
    message: 'The file is empty.',
    hint: 'It needs at least "agents:" with a list of agents.',
    span: { start: 0, end: 1 },
  }
}

function severalDocuments(text: string, after: number): Finding {
  const marker = /^---(?=\s|$)/gm
  marker.lastIndex = after
  const start = marker.exec(text)?.index ?? after
  return {
    severity: 'error',
    code: 'CONFIG_INVALID',
    message: 'The file holds several YAML documents; only one is allowed.',
    hint: 'Remove the "---" line and what follows it, or put it into a file of its own.',
    span: { start, end: start + 3 },
  }
}

/** The offset of the last node before an event. */
function offsetBefore(events: readonly Event[], index: number): number {
  for (let position = index - 1; position >= 0; position--) {
    const event = events[position]
    const offset = event === undefined ? undefined : eventOffset(event)
    if (offset !== undefined) return offset
  }
  return 0
}
