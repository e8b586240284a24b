import type { RunEvent } from '../../events/event.ts'
import { isForUser } from '../../events/is-for-user.ts'
import type { AnySchema } from '../../schema/json-schema.ts'
import { modelSchema, outputKey } from '../../schema/model/model-schema.ts'
import { isRecord } from '../../util/is-record.ts'
import type { JsonValue } from '../../util/json/json.ts'
import { finalOutputTool } from '../reserved-names.ts'
import { parsePartialJson } from './parse-partial-json.ts'

// Up to this length a text is read again for every word; beyond it, when it has grown by this part of itself.
const shortText = 4096
const growthPart = 64

/**
 * The output of a run as far as it is written, from the run's events; each value adds to the one before, until the model
 * starts anew. Without a schema the output is the text so far.
 */
export async function* partialOutputs(
  events: AsyncIterable<RunEvent>,
  schema: AnySchema | undefined,
): AsyncGenerator<JsonValue> {
  if (schema === undefined) {
    for await (const { text, complete } of writtenTexts(events)) if (!complete) yield text
    return
  }
  const { wrapper } = await modelSchema(schema, outputKey)
  let last: string | undefined
  let readLength = 0
  for await (const { text, complete } of writtenTexts(events)) {
    // Reading a long text again for each word would take time by the square of its length.
    if (text.length < readLength) readLength = 0
    const step = text.length <= shortText ? 0 : text.length / growthPart
    if (!complete && text.length - readLength < step) continue
    readLength = text.length
    const read = parsePartialJson(text)
    const value = wrapper === undefined ? read : unwrapPartial(read, wrapper)
    const shown = JSON.stringify(value)
    // White space and brackets change nothing.
    if (value === undefined || shown === last) continue
    last = shown
    yield value
  }
}

interface Written {
  readonly text: string
  /** True once the model has written all of it. */
  readonly complete: boolean
}

/** What a step has written so far. */
interface Writing {
  text: string
  /** The call of the final tool whose arguments the text is. */
  finalCall?: string
}

/**
 * What models have written of the answer, each time there is more: text, or the arguments of the final tool. Each step
 * writes a text of its own, those side by side too.
 */
async function* writtenTexts(events: AsyncIterable<RunEvent>): AsyncGenerator<Written> {
  const writings = new Map<string, Writing>()
  for await (const event of events) {
    if (!('key' in event)) continue
    if (event.type === 'text-delta' || event.type === 'tool-input-delta') {
      if (!isForUser(event)) continue
      const text = written(event, writings)
      if (text !== undefined) yield { text, complete: false }
    } else if (event.type === 'step-finish') {
      const text = writings.get(event.key)?.text ?? ''
      writings.delete(event.key)
      if (text !== '') yield { text, complete: true }
    } else if (event.type === 'step-start' || event.type === 'text-reset') writings.delete(event.key)
  }
  // The steps of an agent that ran elsewhere end unheard.
  for (const { text } of writings.values()) if (text !== '') yield { text, complete: true }
}

/** The text of a step with one more piece; nothing where the piece is not part of the answer. */
function written(
  event: Extract<RunEvent, { readonly type: 'text-delta' | 'tool-input-delta' }>,
  writings: Map<string, Writing>,
): string | undefined {
  let writing = writings.get(event.key)
  if (writing === undefined) writings.set(event.key, (writing = { text: '' }))
  if (event.type === 'text-delta') {
    if (writing.finalCall !== undefined) return undefined
  } else {
    if (event.toolName !== finalOutputTool) return undefined
    if (writing.finalCall === undefined) writing.text = ''
    writing.finalCall ??= event.toolCallId
    // Of two answers the first counts.
    if (writing.finalCall !== event.toolCallId) return undefined
  }
  return (writing.text += event.text)
}

function unwrapPartial(value: JsonValue | undefined, wrapper: string): JsonValue | undefined {
  if (!isRecord(value)) return value
  if (Object.hasOwn(value, wrapper)) return value[wrapper]
  return Object.keys(value).length === 0 ? undefined : value
}
