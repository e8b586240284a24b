import { isSecretKey, isSecretVariable } from '../secrets.ts'
import type { YamlNode } from '../yaml/yaml-node.ts'
import type { Span } from './config-problem.ts'
import type { SourceText } from './source-text.ts'

const reference = /\$\{([A-Za-z_]\w*)(:-[^}]*)?\}?/g

/**
 * The stretches of a file that must not be shown: values under secret keys and defaults of secret variables. A bare
 * `${NAME}` may be shown, it holds no secret.
 */
export function findSecretSpans(root: YamlNode, text: string): readonly Span[] {
  const spans: Span[] = []
  const seen = new Set<YamlNode>()
  const visit = (node: YamlNode, secret: boolean): void => {
    // What an alias stands for is visited once as a secret and once as none, at most.
    if (seen.has(node) && !secret) return
    seen.add(node)
    if (node.kind === 'sequence') for (const item of node.items) visit(item, secret)
    else if (node.kind === 'mapping')
      for (const entry of node.entries.values()) visit(entry.value, isSecretKey(entry.key))
    else if (holdsSecret(text.slice(node.span.start, node.span.end), secret)) spans.push(node.span)
  }
  visit(root, false)
  return spans
}

// How far above a mistake the key of a secret that reaches down to it may stand.
const linesLookedAt = 40

/**
 * The same for a text that is no valid YAML, around one place: whatever follows a secret key on its line, and the deeper
 * lines below it.
 */
export function guessSecretSpans(source: SourceText, place: Span): readonly Span[] {
  const { line } = source.position(place)
  const spans: Span[] = []
  let deeperThan: number | undefined
  for (let current = Math.max(1, line - linesLookedAt); current <= line + 2; current++) {
    const span = source.lineSpan(current)
    if (span === undefined) break
    const text = source.text.slice(span.start, span.end)
    const indentation = text.length - text.trimStart().length
    if (deeperThan !== undefined && (indentation > deeperThan || text.trim() === '')) {
      spans.push(span)
      continue
    }
    const value = secretValueIn(text)
    deeperThan = value === undefined ? undefined : indentation
    if (value !== undefined) spans.push({ start: span.start + value, end: span.end })
  }
  return spans
}

/** Where the value of the first secret key of a line begins. */
function secretValueIn(line: string): number | undefined {
  for (let colon = line.indexOf(':'); colon !== -1; colon = line.indexOf(':', colon + 1)) {
    let end = colon
    while (end > 0 && ' \t"\''.includes(line.charAt(end - 1))) end -= 1
    let start = end
    while (start > 0 && /[\w-]/.test(line.charAt(start - 1))) start -= 1
    const key = line.slice(start, end)
    if (holdsSecret(line.slice(colon + 1), isSecretKey(key))) return colon + 1
  }
  return undefined
}

/** Replaces every character of the spans by `*`, so that what stays keeps its column. */
export function maskSpans(text: string, spans: readonly Span[], within: Span): string {
  let masked = text.slice(within.start, within.end)
  for (const span of spans) {
    const start = Math.max(span.start, within.start) - within.start
    const end = Math.min(span.end, within.end) - within.start
    if (start < end) masked = masked.slice(0, start) + masked.slice(start, end).replace(/\S/g, '*') + masked.slice(end)
  }
  return masked
}

function holdsSecret(value: string, underSecretKey: boolean): boolean {
  const hasSecretDefault = Array.from(value.matchAll(reference)).some(
    ([, name = '', fallback]) => fallback !== undefined && (underSecretKey || isSecretVariable(name)),
  )
  if (hasSecretDefault) return true
  return (
    underSecretKey &&
    value
      .replace(reference, '')
      .replace(/^(["'])\s*\1$/, '')
      .trim() !== ''
  )
}
