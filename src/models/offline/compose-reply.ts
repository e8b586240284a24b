import type { JSONSchema7Definition } from '@ai-sdk/provider'
import type { JsonValue } from '../../util/json/json.ts'
import type { LanguageModelV4CallOptions, LanguageModelV4FunctionTool } from '../model.ts'
import { bestChoice, findChoices, withoutChoices } from './fill/choices.ts'
import { fillSchema } from './fill/fill-schema.ts'
import { pickTool } from './pick-tool.ts'
import { offlineMark, readRequest, type OfflineRequest } from './read-request.ts'
import { renderData } from './render-data.ts'
import { findReply, type OfflineReply } from './scripted-replies.ts'
import { salientSentences } from './sentences.ts'
import { parseJson, readSource } from './source.ts'

/** What the offline model says to a request. */
export interface ComposedReply {
  readonly text?: string | undefined
  readonly toolCall?: { readonly id: string; readonly name: string; readonly input: JsonValue } | undefined
  /** True where the text was cut at the token limit. */
  readonly cut?: boolean | undefined
  readonly warning?: string | undefined
  /** Characters of the prompt. */
  readonly promptLength: number
}

/**
 * Decides what to do with a request, in this order: a scripted reply, a tool call, JSON for a schema, one of the choices,
 * the answer of a tool, a summary of the input.
 */
export async function composeReply(
  options: LanguageModelV4CallOptions,
  replies: readonly OfflineReply[],
): Promise<ComposedReply> {
  const request = readRequest(options)
  const reply =
    (await scriptedReply(request, options, replies)) ??
    (await toolCall(request, options)) ??
    (await ownReply(request, options))
  return { ...reply, promptLength: request.length }
}

type Reply = Omit<ComposedReply, 'promptLength'>

async function scriptedReply(
  request: OfflineRequest,
  options: LanguageModelV4CallOptions,
  replies: readonly OfflineReply[],
): Promise<Reply | undefined> {
  const chosen = findReply(replies, request)
  if (chosen === undefined) return undefined
  if ('toolCall' in chosen)
    return { toolCall: { id: callId(request), name: chosen.toolCall.name, input: chosen.toolCall.input } }
  return wantsJson(options) ? { text: chosen.text } : textReply(chosen.text, options)
}

async function toolCall(request: OfflineRequest, options: LanguageModelV4CallOptions): Promise<Reply | undefined> {
  // Once it has an answer, an uncalled-for second call would only go in circles.
  const isDemanded = options.toolChoice?.type === 'required' || options.toolChoice?.type === 'tool'
  const tool =
    request.toolAnswers.length > 0 && !isDemanded ? undefined : pickTool(options, request.input, request.instructions)
  if (tool === undefined) return undefined
  const { value, valid } = await fillArguments(tool, request)
  return {
    toolCall: { id: callId(request), name: tool.name, input: value },
    ...warning(valid, `the input schema of tool "${tool.name}"`),
  }
}

function fillArguments({ inputSchema }: LanguageModelV4FunctionTool, { input }: OfflineRequest) {
  const schema: JSONSchema7Definition =
    typeof inputSchema === 'object' ? { type: 'object', ...inputSchema } : { type: 'object' }
  return fillSchema(schema, { source: readSource([input]), takeAnyNumber: true })
}

// Ids are counted, not drawn, so that the same conversation has the same ones.
function callId({ toolCalls }: OfflineRequest): string {
  return `offline-call-${toolCalls + 1}`
}

async function ownReply(request: OfflineRequest, options: LanguageModelV4CallOptions): Promise<Reply> {
  if (!wantsJson(options)) return textReply(ownText(request), options)
  const { schema } = options.responseFormat as { readonly schema?: JSONSchema7Definition | undefined }
  if (schema === undefined) return { text: JSON.stringify({ answer: ownText(request) }) }
  const { instructions, userTexts, toolAnswers } = request
  const source = readSource([...userTexts, ...toolAnswers.map(({ text }) => text)])
  const { value, valid } = await fillSchema(schema, { source, choices: findChoices(instructions) })
  return { text: JSON.stringify(value), ...warning(valid, 'the schema of the output') }
}

function ownText({ instructions, input, toolAnswers }: OfflineRequest): string {
  const failed = toolAnswers.find(({ isError }) => isError)
  if (failed !== undefined) return `Tool "${failed.toolName}" failed: ${salient(failed.text)}`
  if (toolAnswers.length > 0) return salient(toolAnswers.map(({ text }) => readable(text)).join('\n'))
  const choices = findChoices(`${instructions}\n${input}`)
  const chosen = bestChoice(choices, withoutChoices(input))
  if (chosen !== undefined) return chosen.choice.name
  return input.trim() === '' ? 'The input is empty.' : salient(readable(input))
}

function readable(text: string): string {
  const data = parseJson(text)
  return data === undefined ? text : renderData(data)
}

function salient(text: string): string {
  const sentences = salientSentences(text)
  return sentences.length === 0 ? text.trim() : sentences.join(' ')
}

/** A text with its mark, as far as the token limit and the stop sequences let it go. */
function textReply(text: string, { maxOutputTokens, stopSequences = [] }: LanguageModelV4CallOptions): Reply {
  const stops = stopSequences.map((sequence) => text.indexOf(sequence)).filter((position) => position >= 0)
  const whole = `${offlineMark}${text.slice(0, Math.min(text.length, ...stops))}`
  const most = maxOutputTokens === undefined ? Infinity : maxOutputTokens * charactersPerToken
  return whole.length > most ? { text: whole.slice(0, most), cut: true } : { text: whole }
}

/** The usual rule of thumb for English text. */
export const charactersPerToken = 4

function wantsJson({ responseFormat }: LanguageModelV4CallOptions): boolean {
  return responseFormat?.type === 'json'
}

function warning(valid: boolean, schema: string): { readonly warning?: string | undefined } {
  return valid ? {} : { warning: `The offline model found no value that ${schema} allows.` }
}
