import type { RunEvent } from '../../events/event.ts'
import type { AnySchema } from '../../schema/json-schema.ts'
import { isRecord } from '../../util/is-record.ts'
import type { JsonValue } from '../../util/json.ts'
import { finalOutputTool } from '../reserved-names.ts'
import { outputSchema, wrapperKey } from './output-schema.ts'
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
  const { wrapped } = await outputSchema(schema)
  let last: string | undefined
  let readLength = 0
  for await (const { text, complete } of writtenTexts(events)) {
    // Reading a long text again for each word would take time by the square of its length.
    if (text.length < readLength) readLength = 0
    const step = text.length <= shortText ? 0 : text.length / growthPart
    if (!complete && text.length - readLength < step) continue
    readLength = text.length
    const read = parsePartialJson(text)
    const value = wrapped ? unwrapPartial(read) : read
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

/** What the model has written of its answer, each time there is more: its text, or the arguments of the final tool. */
async function* writtenTexts(events: AsyncIterable<RunEvent>): AsyncGenerator<Written> {
  let text = ''
  let finalCall: string | undefined
  for await (const event of events) {
    // The agent's own model steps have one part in their key; those of agents it calls have more.
    if (!('key' in event) || event.kind !== 'model' || event.key.includes('/')) continue
    if (event.type === 'step-finish' && text !== '') yield { text, complete: true }
    if (event.type === 'step-start') {
      text = ''
      finalCall = undefined
    } else if (event.type === 'text-delta' && finalCall === undefined) {
      text += event.text
      yield { text, complete: false }
    } else if (event.type === 'tool-input-delta' && event.toolName === finalOutputTool) {
      if (finalCall === undefined) text = ''
      finalCall ??= event.toolCallId
      // Of two answers the first counts.
      if (finalCall !== event.toolCallId) continue
      text += event.text
      yield { text, complete: false }
    }
  }
}

function unwrapPartial(value: JsonValue | undefined): JsonValue | undefined {
  if (!isRecord(value)) return value
  if (Object.hasOwn(value, wrapperKey)) return value[wrapperKey]
  return Object.keys(value).length === 0 ? undefined : value
}
