import { ToolError } from '../errors/tool-error.ts'
import type { DataPart, FilePart, TextPart } from '../messages/part.ts'
import { isRecord } from '../util/is-record.ts'
import { shown } from '../util/text/shown.ts'

/** One piece of what a tool shows the model. */
export type ToolContentPart = TextPart | FilePart | DataPart

// The same in every copy of the package.
const mark = /* @__PURE__ */ Symbol.for('aixgo.toolContent')

/** A tool's result that the model gets as texts and files instead of as JSON. Made by `toolContent`. */
export interface ToolContent {
  readonly [mark]: true
  readonly parts: readonly ToolContentPart[]
}

/**
 * Gives a model texts, images and other files as the result of a tool. It must be the whole result.
 *
 * @example
 * execute: async ({ url }) => toolContent([
 *   { type: 'text', text: `A picture of ${url}` },
 *   { type: 'file', mediaType: 'image/png', data: await screenshot(url) },
 * ])
 *
 * @throws ToolError `TOOL_FAILED` for what is no such part, which the model is told.
 */
export function toolContent(parts: readonly ToolContentPart[]): ToolContent {
  if (!Array.isArray(parts) || parts.length === 0) throw wrongPart('a list of at least one part', parts)
  for (const part of parts as readonly unknown[]) checkPart(part)
  return new Content(parts)
}

// An instance and no plain object: nothing takes it for data.
class Content implements ToolContent {
  readonly [mark] = true
  readonly parts: readonly ToolContentPart[]

  constructor(parts: readonly ToolContentPart[]) {
    this.parts = parts
  }
}

/** True for what `toolContent` made. */
export function isToolContent(value: unknown): value is ToolContent {
  return typeof value === 'object' && value !== null && mark in value
}

function checkPart(part: unknown): void {
  if (!isRecord(part)) throw wrongPart('parts', part)
  const { type, text, mediaType, data } = part
  if (type === 'text' && typeof text === 'string') return
  if (type === 'data' && data !== undefined) return
  if (type === 'file' && typeof mediaType === 'string' && isFileData(data)) return
  throw new ToolError(
    'TOOL_FAILED',
    `toolContent has a part of the type ${shown(type)} that is none. Write { type: 'text', text }, { type: 'file', mediaType, data } or { type: 'data', data }.`,
  )
}

function isFileData(data: unknown): boolean {
  return typeof data === 'string' || data instanceof URL || ArrayBuffer.isView(data) || data instanceof ArrayBuffer
}

function wrongPart(wanted: string, given: unknown): ToolError {
  return new ToolError('TOOL_FAILED', `toolContent takes ${wanted}, not ${shown(given)}.`)
}
