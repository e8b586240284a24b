import {
  modelName,
  type LanguageModelV4,
  type LanguageModelV4CallOptions,
  type LanguageModelV4Content,
  type LanguageModelV4FinishReason,
  type LanguageModelV4StreamPart,
} from '../../models/model.ts'
import { profileOf } from '../../models/profiles/profile-of.ts'
import { isTaken } from '../../models/prompt/tool-file-places.ts'
import { warningsOfFiles, type ToolFile, type ToolFilePlace } from '../../models/prompt/tool-files.ts'
import { malformedCall } from '../reserved-names.ts'
import { parseTextCalls, TextCallParser, type TextSegment } from './parse-calls.ts'
import { toTextRequest } from './text-prompt.ts'

type ToolCall = Extract<LanguageModelV4Content, { type: 'tool-call' }>
type NextCall = (segment: Exclude<TextSegment, { type: 'text' }>) => ToolCall

/**
 * The same model, for callers that use tools, where it has none of its own: tools are described in the instructions, and
 * fenced blocks in its text become tool calls. Callers see the calls as parts and the text without the blocks.
 */
export function textToolModel(model: LanguageModelV4): LanguageModelV4 {
  const { input } = profileOf(modelName(model))
  const placeOf = (file: ToolFile): ToolFilePlace => (isTaken(file, input) ? 'after' : 'told')
  return {
    specificationVersion: 'v4',
    provider: model.provider,
    modelId: model.modelId,
    get supportedUrls() {
      return model.supportedUrls
    },
    async doGenerate(options) {
      const result = await model.doGenerate(toTextRequest(options, placeOf))
      const nextCall = callMaker(options)
      const content = result.content.flatMap((part) => (part.type === 'text' ? split(part, nextCall) : [part]))
      const called = content.some(({ type }) => type === 'tool-call')
      const warnings = [...result.warnings, ...warningsOfFiles(options.prompt, placeOf)]
      return { ...result, content, warnings, finishReason: finishReason(result.finishReason, called) }
    },
    async doStream(options) {
      const result = await model.doStream(toTextRequest(options, placeOf))
      const splitting = splitStream(callMaker(options), warningsOfFiles(options.prompt, placeOf))
      return { ...result, stream: result.stream.pipeThrough(splitting) }
    },
  }
}

/** Makes tool calls with ids that no earlier call of the conversation has. */
function callMaker({ prompt }: LanguageModelV4CallOptions): NextCall {
  let turn = 1
  for (const message of prompt) {
    if (message.role !== 'assistant') continue
    for (const part of message.content) {
      const used = part.type === 'tool-call' ? /^text-(\d+)-/.exec(part.toolCallId)?.[1] : undefined
      if (used !== undefined) turn = Math.max(turn, Number(used) + 1)
    }
  }
  let count = 0
  return (segment) => {
    count += 1
    const [toolName, input] =
      segment.type === 'call'
        ? [segment.name, segment.input]
        : [malformedCall, JSON.stringify({ block: segment.block, problem: segment.problem })]
    return { type: 'tool-call', toolCallId: `text-${turn}-${count}`, toolName, input }
  }
}

function split(part: Extract<LanguageModelV4Content, { type: 'text' }>, nextCall: NextCall): LanguageModelV4Content[] {
  const segments = parseTextCalls(part.text)
  const text = segments.map((segment) => (segment.type === 'text' ? segment.text : '')).join('')
  const calls = segments.flatMap((segment) => (segment.type === 'text' ? [] : [nextCall(segment)]))
  return [...(text === '' ? [] : [{ ...part, text }]), ...calls]
}

function splitStream(
  nextCall: NextCall,
  warnings: ReturnType<typeof warningsOfFiles>,
): TransformStream<LanguageModelV4StreamPart, LanguageModelV4StreamPart> {
  const parsers = new Map<string, TextCallParser>()
  let called = false
  const emit = (
    segments: readonly TextSegment[],
    id: string,
    controller: TransformStreamDefaultController<LanguageModelV4StreamPart>,
  ): void => {
    for (const segment of segments) {
      if (segment.type === 'text') {
        controller.enqueue({ type: 'text-delta', id, delta: segment.text })
        continue
      }
      called = true
      for (const part of callParts(nextCall(segment))) controller.enqueue(part)
    }
  }
  return new TransformStream({
    transform(part, controller) {
      if (part.type === 'stream-start')
        return controller.enqueue({ ...part, warnings: [...part.warnings, ...warnings] })
      if (part.type === 'text-delta') {
        const parser = parsers.get(part.id) ?? new TextCallParser()
        parsers.set(part.id, parser)
        return emit(parser.push(part.delta), part.id, controller)
      }
      if (part.type === 'text-end' || part.type === 'finish') {
        for (const [id, parser] of parsers) {
          if (part.type === 'text-end' && part.id !== id) continue
          emit(parser.end(), id, controller)
          parsers.delete(id)
        }
      }
      controller.enqueue(
        part.type === 'finish' ? { ...part, finishReason: finishReason(part.finishReason, called) } : part,
      )
    },
  })
}

function callParts(call: ToolCall): readonly LanguageModelV4StreamPart[] {
  const { toolCallId: id, toolName, input } = call
  return [
    { type: 'tool-input-start', id, toolName },
    { type: 'tool-input-delta', id, delta: input },
    { type: 'tool-input-end', id },
    call,
  ]
}

function finishReason(reason: LanguageModelV4FinishReason, called: boolean): LanguageModelV4FinishReason {
  return called && reason.unified === 'stop' ? { ...reason, unified: 'tool-calls' } : reason
}
