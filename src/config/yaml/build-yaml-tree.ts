import { EVENT_ID, getScalarValue, SCALAR_STYLE, type AliasEvent, type Event, type ScalarEvent } from 'js-yaml'
import type { Finding, Span } from '../problems/config-problem.ts'
import { scalarSpan } from './event-offset.ts'
import { mergeInto } from './merge-keys.ts'
import { readTag, resolveTagged, type NodeTag } from './node-tag.ts'
import { resolvePlain } from './resolve-plain.ts'
import type { YamlEntry, YamlMapping, YamlNode, YamlScalar, YamlSequence } from './yaml-node.ts'

/** A parsed document; without a root where something in it must not be built. */
export interface YamlTree {
  readonly root: YamlNode
  readonly findings: readonly Finding[]
}

/** Makes the nodes of one document out of its events, which must have passed the limits. */
export function buildYamlTree(events: readonly Event[], text: string): YamlTree {
  return new TreeBuilder(events, text).build()
}

const forbiddenKeys: readonly string[] = ['__proto__', 'constructor']

type CollectionEvent = Extract<Event, { type: typeof EVENT_ID.SEQUENCE | typeof EVENT_ID.MAPPING }>

class TreeBuilder {
  readonly #events: readonly Event[]
  readonly #text: string
  readonly #findings: Finding[] = []
  // `undefined` while the node with that anchor is still being read.
  readonly #anchors = new Map<string, YamlNode | undefined>()
  #next = 0
  #lastEnd = 0

  constructor(events: readonly Event[], text: string) {
    this.#events = events
    this.#text = text
  }

  build(): YamlTree {
    const document = this.#events[this.#next]
    if (document?.type === EVENT_ID.DOCUMENT) {
      this.#next += 1
      if (document.directives.some((directive) => directive.kind === 'tag')) {
        this.#report('CONFIG_INVALID', '%TAG directives are not supported.', { start: 0, end: 1 })
      }
    }
    return { root: this.#node(), findings: this.#findings }
  }

  #node(): YamlNode {
    const event = this.#events[this.#next]
    this.#next += 1
    switch (event?.type) {
      case EVENT_ID.SCALAR:
        return this.#anchored(event, () => this.#scalar(event))
      case EVENT_ID.SEQUENCE:
        return this.#anchored(event, () => this.#sequence(event))
      case EVENT_ID.MAPPING:
        return this.#anchored(event, () => this.#mapping(event))
      case EVENT_ID.ALIAS:
        return this.#alias(event)
      default:
        throw new Error('The YAML parser gave an event where a node was due.')
    }
  }

  #anchored(event: { anchorStart: number; anchorEnd: number }, read: () => YamlNode): YamlNode {
    if (event.anchorStart < 0) return read()
    const name = this.#text.slice(event.anchorStart, event.anchorEnd)
    this.#anchors.set(name, undefined)
    const node = read()
    this.#anchors.set(name, node)
    return node
  }

  #alias(event: AliasEvent): YamlNode {
    const span = { start: event.anchorStart - 1, end: event.anchorEnd }
    this.#lastEnd = span.end
    const name = this.#text.slice(event.anchorStart, event.anchorEnd)
    const target = this.#anchors.get(name)
    if (target !== undefined) return target
    this.#report(
      'CONFIG_SYNTAX',
      this.#anchors.has(name)
        ? `The alias "*${name}" stands inside what it stands for.`
        : `There is no anchor "&${name}" before this alias.`,
      span,
    )
    return { kind: 'scalar', value: null, plain: true, span }
  }

  #scalar(event: ScalarEvent): YamlScalar {
    const span = scalarSpan(event, this.#text) ?? { start: this.#lastEnd, end: this.#lastEnd }
    this.#lastEnd = Math.max(this.#lastEnd, span.end)
    const text = getScalarValue(this.#text, event)
    const tag = this.#tag(event, 'scalar', span)
    const plain = event.style === SCALAR_STYLE.PLAIN && tag === undefined
    const value = tag === undefined ? (plain ? resolvePlain(text) : text) : resolveTagged(tag, text)
    if (value === undefined) this.#report('CONFIG_INVALID', `The value does not fit its tag "!!${tag}".`, span)
    if (typeof value === 'number') this.#checkNumber(value, span)
    return { kind: 'scalar', value: value ?? null, plain, span }
  }

  #checkNumber(value: number, span: Span): void {
    const isExact = Number.isSafeInteger(value) || !/^[-+]?(\d+|0x.*|0o.*)$/.test(this.#slice(span))
    if (Number.isFinite(value) && isExact) return
    this.#report(
      'CONFIG_INVALID',
      `The number ${this.#slice(span)} cannot be represented.`,
      span,
      'Put it in quotes to keep it as text.',
    )
  }

  #sequence(event: CollectionEvent): YamlSequence {
    const span = this.#collectionSpan(event)
    this.#tag(event, 'sequence', span)
    const items: YamlNode[] = []
    while (!this.#atEnd()) items.push(this.#node())
    return { kind: 'sequence', items, span }
  }

  #mapping(event: CollectionEvent): YamlMapping {
    const span = this.#collectionSpan(event)
    this.#tag(event, 'mapping', span)
    const entries = new Map<string, YamlEntry>()
    const merges: YamlEntry[] = []
    while (!this.#atEnd()) {
      const key = this.#node()
      const value = this.#node()
      const entry = this.#entry(key, value)
      if (entry === undefined) continue
      if (entry.key === '<<' && key.kind === 'scalar' && key.plain) merges.push(entry)
      else this.#addEntry(entries, entry)
    }
    for (const merge of merges) this.#findings.push(...mergeInto(entries, merge))
    const first = entries.values().next().value
    return { kind: 'mapping', entries, span: event.start === first?.keySpan.start ? first.keySpan : span }
  }

  #entry(key: YamlNode, value: YamlNode): YamlEntry | undefined {
    if (key.kind === 'scalar') {
      const name = typeof key.value === 'string' ? key.value : this.#slice(key.span)
      return { key: name, keySpan: key.span, value }
    }
    this.#report('CONFIG_INVALID', 'A key must be a text, not a list or a mapping.', key.span)
    return undefined
  }

  #addEntry(entries: Map<string, YamlEntry>, entry: YamlEntry): void {
    if (forbiddenKeys.includes(entry.key)) {
      this.#report(
        'CONFIG_INVALID',
        `The key "${entry.key}" is not allowed: it could change how objects behave.`,
        entry.keySpan,
      )
    } else if (entries.has(entry.key)) {
      this.#report(
        'CONFIG_SYNTAX',
        `The key "${entry.key}" is given twice in one block.`,
        entry.keySpan,
        'Keep one of them.',
      )
    } else {
      entries.set(entry.key, entry)
    }
  }

  #tag(event: { tagStart: number; tagEnd: number }, kind: YamlNode['kind'], span: Span): NodeTag | undefined {
    if (event.tagStart < 0) return undefined
    const tag = readTag(this.#text.slice(event.tagStart, event.tagEnd), kind)
    if (tag !== undefined) return tag
    const tagSpan = { start: event.tagStart, end: event.tagEnd }
    this.#report(
      'CONFIG_INVALID',
      `The tag "${this.#slice(tagSpan)}" is not supported here.`,
      tagSpan,
      'Remove it and write the value itself.',
    )
    this.#lastEnd = Math.max(this.#lastEnd, span.start)
    return 'str'
  }

  #collectionSpan(event: CollectionEvent): Span {
    this.#lastEnd = Math.max(this.#lastEnd, event.start)
    return { start: event.start, end: event.start + 1 }
  }

  #atEnd(): boolean {
    if (this.#events[this.#next]?.type !== EVENT_ID.POP) return false
    this.#next += 1
    return true
  }

  #slice(span: Span): string {
    return this.#text.slice(span.start, span.end)
  }

  #report(code: Finding['code'], message: string, span: Span, hint?: string): void {
    this.#findings.push({ severity: 'error', code, message, span, hint })
  }
}
