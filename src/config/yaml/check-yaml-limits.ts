import { Buffer } from 'node:buffer'
import { EVENT_ID, getScalarValue, SCALAR_STYLE, type Event, type ScalarEvent } from 'js-yaml'
import type { Finding } from '../problems/config-problem.ts'
import { eventOffset, scalarSpan } from './event-offset.ts'
import { tooDeep, tooManyNodes } from './parse-yaml-events.ts'
import type { YamlLimits } from './yaml-limits.ts'

/** How much a finished node holds: what an alias to it adds. */
interface Extent {
  readonly nodes: number
  readonly height: number
}

interface OpenCollection {
  readonly mapping: boolean
  readonly anchor: string | undefined
  children: number
  nodes: number
  height: number
}

/** Looks for the first limit that a file passes. Works on events alone, so aliases are counted without following them. */
export function checkYamlLimits(events: readonly Event[], text: string, limits: YamlLimits): Finding | undefined {
  return new LimitCheck(text, limits).run(events)
}

class LimitCheck {
  readonly #text: string
  readonly #limits: YamlLimits
  readonly #open: OpenCollection[] = []
  readonly #anchors = new Map<string, Extent>()
  #total = 0
  #offset = 0

  constructor(text: string, limits: YamlLimits) {
    this.#text = text
    this.#limits = limits
  }

  run(events: readonly Event[]): Finding | undefined {
    for (const event of events) {
      this.#offset = eventOffset(event) ?? this.#offset
      const finding = this.#visit(event)
      if (finding !== undefined) return finding
    }
    return undefined
  }

  #visit(event: Event): Finding | undefined {
    switch (event.type) {
      case EVENT_ID.DOCUMENT:
        this.#open.push({ mapping: false, anchor: undefined, children: 0, nodes: 0, height: 0 })
        return undefined
      case EVENT_ID.SCALAR:
        return this.#checkScalar(event) ?? this.#add({ nodes: 1, height: 0 }, this.#anchorOf(event))
      case EVENT_ID.ALIAS: {
        // An alias to nothing, or to what it is part of, is refused when the nodes are built.
        const target = this.#anchors.get(this.#text.slice(event.anchorStart, event.anchorEnd)) ?? {
          nodes: 0,
          height: -1,
        }
        return this.#add({ nodes: 1 + target.nodes, height: 1 + target.height }, undefined)
      }
      case EVENT_ID.SEQUENCE:
      case EVENT_ID.MAPPING: {
        const anchor = this.#anchorOf(event)
        this.#open.push({ mapping: event.type === EVENT_ID.MAPPING, anchor, children: 0, nodes: 0, height: -1 })
        this.#total += 1
        return this.#checkTotals(0)
      }
      case EVENT_ID.POP:
        return this.#close()
      default:
        return event satisfies never
    }
  }

  #anchorOf(event: { anchorStart: number; anchorEnd: number }): string | undefined {
    return event.anchorStart < 0 ? undefined : this.#text.slice(event.anchorStart, event.anchorEnd)
  }

  #close(): Finding | undefined {
    const closed = this.#open.pop()
    const parent = this.#open.at(-1)
    if (closed === undefined || parent === undefined) return undefined
    const extent = { nodes: 1 + closed.nodes, height: 1 + closed.height }
    // Its nodes were counted one by one while it was open.
    this.#total -= extent.nodes
    return this.#add(extent, closed.anchor)
  }

  #add(extent: Extent, anchor: string | undefined): Finding | undefined {
    const parent = this.#open.at(-1)
    if (parent !== undefined) {
      parent.children += 1
      parent.nodes += extent.nodes
      parent.height = Math.max(parent.height, extent.height)
    }
    if (anchor !== undefined) this.#anchors.set(anchor, extent)
    this.#total += extent.nodes
    return this.#checkTotals(extent.height, 1)
  }

  /** `height` is that of the node just met, which stands `above` levels below the innermost open collection. */
  #checkTotals(height: number, above = 0): Finding | undefined {
    if (this.#total > this.#limits.nodes) return tooManyNodes(this.#limits, this.#offset)
    // The document itself is open too and is no level.
    const depth = this.#open.length - 2 + above + height
    return depth > this.#limits.depth ? tooDeep(this.#limits, this.#offset) : undefined
  }

  #checkScalar(event: ScalarEvent): Finding | undefined {
    const parent = this.#open.at(-1)
    const isKey = parent !== undefined && parent.mapping && parent.children % 2 === 0
    const limit = isKey ? this.#limits.keyBytes : this.#limits.valueBytes
    if (!isLonger(event, this.#text, limit)) return undefined
    return {
      severity: 'error',
      code: 'CONFIG_LIMIT',
      message: `A ${isKey ? 'key' : 'value'} is longer than the limit of ${limit} bytes.`,
      hint: isKey ? undefined : 'Shorten it, or have a tool read the text when the agent needs it.',
      span: scalarSpan(event, this.#text),
    }
  }
}

/** True when a decoded scalar has more bytes than the limit. Decodes only where its source does not tell. */
function isLonger(event: ScalarEvent, text: string, limit: number): boolean {
  // Decoding never gives more than three bytes for a character of the source.
  if ((event.valueEnd - event.valueStart) * 3 <= limit) return false
  // What is not blank stays, but for a doubled quotation mark; escapes of a double-quoted scalar may shrink tenfold.
  const shrink = event.style === SCALAR_STYLE.DOUBLE_QUOTED ? 10 : 2
  let visible = 0
  for (let offset = event.valueStart; offset < event.valueEnd; offset++) {
    if (text.charCodeAt(offset) > 32) visible += 1
    if (visible > limit * shrink) return true
  }
  return Buffer.byteLength(getScalarValue(text, event)) > limit
}
