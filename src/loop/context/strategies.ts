import type { LanguageModelV4Message } from '../../models/model.ts'
import { toExchanges, type Exchange } from './exchanges.ts'

/** What a strategy works on. */
export interface Trimming {
  readonly prompt: readonly LanguageModelV4Message[]
  /** True for messages that must stay as they are. */
  readonly isPinned: (message: LanguageModelV4Message) => boolean
  readonly keepLast: number
  readonly fits: (prompt: readonly LanguageModelV4Message[]) => boolean
}

/** A conversation made smaller, and what that took. */
export interface Trimmed {
  readonly prompt: readonly LanguageModelV4Message[]
  /** Messages that are gone or replaced. */
  readonly removed: readonly LanguageModelV4Message[]
  /** In words; undefined when there was nothing to remove. */
  readonly summary: string | undefined
}

const evicted = '[This result was removed to save space. Call the tool again if you need it.]'

/** Replaces the oldest results of tools by a note, one message at a time, until the conversation fits. */
export function evictToolResults({ prompt, isPinned, keepLast, fits }: Trimming): Trimmed {
  const { old } = splitOff(toExchanges(prompt, isPinned), keepLast)
  const candidates = old.flatMap(({ messages }) =>
    messages.filter((message) => message.role === 'tool' && !isPinned(message)),
  )
  let current = prompt
  const removed: LanguageModelV4Message[] = []
  for (const message of candidates) {
    if (fits(current)) break
    if (message.role !== 'tool' || isEvicted(message)) continue
    removed.push(message)
    current = current.map((each) => (each === message ? withoutResults(message) : each))
  }
  return {
    prompt: current,
    removed,
    summary: removed.length === 0 ? undefined : `the results of ${count(removed.length, 'turn')} of tool calls`,
  }
}

type ToolMessage = Extract<LanguageModelV4Message, { role: 'tool' }>

function isEvicted({ content }: ToolMessage): boolean {
  return content.every(
    (part) => part.type !== 'tool-result' || (part.output.type === 'text' && part.output.value === evicted),
  )
}

function withoutResults(message: ToolMessage): ToolMessage {
  return {
    ...message,
    content: message.content.map((part) =>
      part.type === 'tool-result' ? { ...part, output: { type: 'text', value: evicted } } : part,
    ),
  }
}

/** Removes the oldest exchanges, one at a time, until the conversation fits. */
export function slide(trimming: Trimming): Trimmed {
  const { prompt, isPinned, keepLast, fits } = trimming
  const { old } = splitOff(toExchanges(prompt, isPinned), keepLast)
  let current = prompt
  const removed: LanguageModelV4Message[] = []
  for (const { messages } of old) {
    if (fits(current)) break
    removed.push(...messages)
    current = without(current, messages)
  }
  return { prompt: current, removed, summary: describeRemoved(removed) }
}

/** Removes everything that is neither pinned nor recent. */
export function keepPinned({ prompt, isPinned, keepLast }: Trimming): Trimmed {
  const removed = splitOff(toExchanges(prompt, isPinned), keepLast).old.flatMap(({ messages }) => messages)
  return { prompt: without(prompt, removed), removed, summary: describeRemoved(removed) }
}

/** What may be summarised: everything that is neither pinned nor recent. */
export function summarisable({ prompt, isPinned, keepLast }: Trimming): readonly LanguageModelV4Message[] {
  return splitOff(toExchanges(prompt, isPinned), keepLast).old.flatMap(({ messages }) => messages)
}

/** Puts one message in the place of others. */
export function replaceMessages(
  prompt: readonly LanguageModelV4Message[],
  old: readonly LanguageModelV4Message[],
  replacement: LanguageModelV4Message,
): readonly LanguageModelV4Message[] {
  const gone = new Set(old)
  const first = prompt.findIndex((message) => gone.has(message))
  return prompt.flatMap((message, position) => {
    if (position === first) return [replacement]
    return gone.has(message) ? [] : [message]
  })
}

function splitOff(exchanges: readonly Exchange[], keepLast: number): { readonly old: readonly Exchange[] } {
  const loose = exchanges.filter(({ pinned }) => !pinned)
  return { old: loose.slice(0, Math.max(0, loose.length - keepLast)) }
}

function without(
  prompt: readonly LanguageModelV4Message[],
  removed: readonly LanguageModelV4Message[],
): readonly LanguageModelV4Message[] {
  const gone = new Set(removed)
  return prompt.filter((message) => !gone.has(message))
}

function describeRemoved(removed: readonly LanguageModelV4Message[]): string | undefined {
  return removed.length === 0 ? undefined : `the oldest ${count(removed.length, 'message')}`
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
