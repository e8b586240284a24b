import type { LanguageModelV4Message } from '../model.ts'
import { isBlank, isOwnCall } from './is-sound-prompt.ts'
import { hasWords, soundInput, soundName } from './sound-parts.ts'

type Role = LanguageModelV4Message['role']
type MessageOf<Name extends Role> = Extract<LanguageModelV4Message, { role: Name }>
type UserMessage = MessageOf<'user'>
type AssistantMessage = MessageOf<'assistant'>
type ToolMessage = MessageOf<'tool'>
type CallPart = Extract<AssistantMessage['content'][number], { type: 'tool-call' }>
type ResultPart = Extract<ToolMessage['content'][number], { type: 'tool-result' }>

/**
 * The conversation as every provider takes it. Blank turns go, names and ids get the letters that are left of them, a
 * call whose input is no object keeps none, a result moves behind its call, a call without a result is answered that
 * there is none, and a result without a call goes. What is sound stays as it is.
 */
export function repairPrompt(prompt: readonly LanguageModelV4Message[]): LanguageModelV4Message[] {
  const names = new CallNames()
  const repaired = prompt.flatMap((message, index) => repairMessage(message, prompt.slice(index + 1), names))
  const first = repaired.findIndex(({ role }) => role !== 'system')
  // Anthropic and Bedrock begin with the user.
  if (first >= 0 && repaired[first]?.role !== 'user') repaired.splice(first, 0, userTurn('(The conversation goes on.)'))
  return repaired
}

function repairMessage(
  message: LanguageModelV4Message,
  following: readonly LanguageModelV4Message[],
  names: CallNames,
): LanguageModelV4Message[] {
  if (message.role === 'system') return hasWords(message.content) ? [message] : []
  if (message.role === 'user') return [withoutBlanks(message) ?? userTurn('(No text.)')]
  if (message.role === 'assistant') return repairTurn(message, following, names)
  // Results stand behind the turn that they belong to; those that are left belong to none.
  const content = message.content.filter((part) => part.type !== 'tool-result')
  return content.length === 0 ? [] : [{ ...message, content }]
}

function userTurn(text: string): UserMessage {
  return { role: 'user', content: [{ type: 'text', text }] }
}

function withoutBlanks<Turn extends UserMessage | AssistantMessage>(message: Turn): Turn | undefined {
  const { content } = message
  if (content.length > 0 && !content.some(isBlank)) return message
  const kept = content.filter((part) => !isBlank(part))
  return kept.length === 0 ? undefined : { ...message, content: kept }
}

/** A turn of the model with the results of its calls. */
function repairTurn(
  message: AssistantMessage,
  following: readonly LanguageModelV4Message[],
  names: CallNames,
): LanguageModelV4Message[] {
  const turn = withoutBlanks(message)
  if (turn === undefined) return []
  const calls = turn.content.filter(isOwnCall)
  if (calls.length === 0) return [turn]
  const sound = new Map(calls.map((call) => [call, soundCall(call, names)]))
  const content = turn.content.map((part) => (isOwnCall(part) ? (sound.get(part) ?? part) : part))
  const results = resultsUpToNextTurn(following)
  const answers = calls.map((call) => answerTo(call, sound.get(call) ?? call, results))
  return [
    { ...turn, content },
    { role: 'tool', content: answers },
  ]
}

function soundCall(call: CallPart, names: CallNames): CallPart {
  return {
    ...call,
    toolCallId: names.take(call.toolCallId),
    toolName: soundName(call.toolName, 'unknown_tool'),
    input: soundInput(call.input),
  }
}

/** Results that may belong to a turn: what comes before the model's next one. */
function resultsUpToNextTurn(following: readonly LanguageModelV4Message[]): ResultPart[] {
  const end = following.findIndex(({ role }) => role === 'assistant')
  const between = end < 0 ? following : following.slice(0, end)
  return between.flatMap((message) =>
    message.role === 'tool' ? message.content.filter((part) => part.type === 'tool-result') : [],
  )
}

/** The first result with the id of a call, and each result once: an id may be there twice. */
function answerTo(call: CallPart, { toolCallId, toolName }: CallPart, results: ResultPart[]): ResultPart {
  const position = results.findIndex((result) => result.toolCallId === call.toolCallId)
  const [result] = position < 0 ? [] : results.splice(position, 1)
  if (result !== undefined) return { ...result, toolCallId, toolName }
  const output = { type: 'error-text', value: 'There is no result of this call.' } as const
  return { type: 'tool-result', toolCallId, toolName, output }
}

const longestId = 64

/** Ids of calls, each given once. */
class CallNames {
  readonly #taken = new Set<string>()

  take(id: string): string {
    const base = soundName(id, 'call')
    let name = base
    for (let number = 2; this.#taken.has(name); number += 1) {
      const suffix = `_${number}`
      name = `${base.slice(0, longestId - suffix.length)}${suffix}`
    }
    this.#taken.add(name)
    return name
  }
}
