import { isRecord } from '../../util/is-record.ts'
import type { LanguageModelV4Message } from '../model.ts'
import { hasWords, isSoundName } from './sound-parts.ts'

type Role = LanguageModelV4Message['role']
type MessageOf<Name extends Role> = Extract<LanguageModelV4Message, { role: Name }>

/**
 * True for a conversation that every provider takes: it begins with the user, no turn is blank, calls have sound names,
 * ids of their own and objects for input, and each is answered in the turn that follows, and nothing else is.
 */
export function isSoundPrompt(prompt: readonly LanguageModelV4Message[]): boolean {
  let calls: Calls | undefined
  let isBegun = false
  for (const message of prompt) {
    if (message.role === 'tool') {
      if (calls?.answer(message) !== true) return false
      continue
    }
    if (calls !== undefined && !calls.areAnswered) return false
    if (message.role === 'system') {
      if (!hasWords(message.content)) return false
      continue
    }
    if (message.role === 'user') {
      if (message.content.length === 0 || message.content.some(isBlank)) return false
      isBegun = true
      continue
    }
    if (!isBegun || message.content.length === 0 || message.content.some(isBlank)) return false
    if (message.content.some(isOwnCall) && !(calls ??= new Calls()).ask(message)) return false
  }
  return calls === undefined || calls.areAnswered
}

/** A text without words that carries nothing else: Gemini hangs its signatures on empty ones. */
export function isBlank(part: {
  readonly type: string
  readonly text?: string | undefined
  readonly providerOptions?: unknown
}): boolean {
  return part.type === 'text' && part.providerOptions === undefined && !hasWords(part.text ?? '')
}

type AssistantPart = MessageOf<'assistant'>['content'][number]
type CallPart = Extract<AssistantPart, { type: 'tool-call' }>

/** True for a call that we answer, and not the provider itself. */
export function isOwnCall(part: AssistantPart): part is CallPart {
  return part.type === 'tool-call' && part.providerExecuted !== true
}

/** The calls of a conversation, as far as it was read. */
class Calls {
  readonly #ids = new Ids()
  readonly #open: string[] = []

  get areAnswered(): boolean {
    return this.#open.length === 0
  }

  /** False where a call of the turn is not sound. */
  ask({ content }: MessageOf<'assistant'>): boolean {
    for (const part of content) {
      if (!isOwnCall(part)) continue
      const { toolCallId, toolName, input } = part
      if (!isSoundName(toolCallId) || !isSoundName(toolName) || !isRecord(input)) return false
      if (!this.#ids.add(toolCallId)) return false
      this.#open.push(toolCallId)
    }
    return true
  }

  /** False where a result of the turn belongs to no open call. */
  answer({ content }: MessageOf<'tool'>): boolean {
    for (const part of content) {
      if (part.type !== 'tool-result') continue
      const position = this.#open.indexOf(part.toolCallId)
      if (position < 0 || !isSoundName(part.toolName)) return false
      this.#open.splice(position, 1)
    }
    return content.length > 0
  }
}

const fewIds = 32

/** Ids that were seen. A conversation has few calls mostly, for which a list costs less than a set. */
class Ids {
  readonly #list: string[] = []
  #set: Set<string> | undefined

  /** False where it is there already. */
  add(id: string): boolean {
    if (this.#set === undefined ? this.#list.includes(id) : this.#set.has(id)) return false
    this.#list.push(id)
    if (this.#set !== undefined) this.#set.add(id)
    else if (this.#list.length > fewIds) this.#set = new Set(this.#list)
    return true
  }
}
