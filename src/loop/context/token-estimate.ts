import type { LanguageModelV4Message } from '../../models/model.ts'

// Before the model has reported anything: English prose has about four characters to a token, JSON and code about three.
const firstGuess = 3.5
const fewest = 1
const most = 8
const enoughToLearn = 400
// Role, separators and the like.
const messageOverhead = 4
// What vendors bill for an image or a page, roughly.
const fileTokens = 1000

/**
 * Estimates the tokens of a conversation. Learns from what the model reports, which is in the record, so that a replay
 * estimates the same. With `countTokens` texts are counted, and only what the conversation does not show is learnt.
 */
export class TokenEstimate {
  readonly #countTokens: ((text: string) => number) | undefined
  readonly #sizes = new WeakMap<LanguageModelV4Message, number>()
  #grownSize = 0
  #grownTokens = 0
  #anchor: { readonly size: number; readonly tokens: number } | undefined

  constructor(countTokens?: (text: string) => number) {
    this.#countTokens = countTokens
  }

  /** Tokens of a prompt, with `more` characters that go with every request, such as the tools. */
  tokens(prompt: readonly LanguageModelV4Message[], more = 0): number {
    const size = this.#size(prompt)
    // The report covers everything that went with the request, so only the difference is estimated.
    if (this.#anchor !== undefined)
      return Math.max(1, Math.ceil(this.#anchor.tokens + (size - this.#anchor.size) / this.#ratio))
    return Math.ceil(size / this.#ratio + more / firstGuess)
  }

  /** Learns what a prompt came to. A provider that reports nothing says 0. */
  learn(prompt: readonly LanguageModelV4Message[], reportedTokens: number): void {
    if (reportedTokens <= 0) return
    const size = this.#size(prompt)
    if (this.#anchor !== undefined) {
      this.#grownSize += Math.abs(size - this.#anchor.size)
      this.#grownTokens += Math.abs(reportedTokens - this.#anchor.tokens)
    }
    this.#anchor = { size, tokens: reportedTokens }
  }

  /** Units of size in a token: characters, or tokens where they are counted. */
  get #ratio(): number {
    if (this.#countTokens !== undefined) return 1
    // From the growth between two reports, as the whole holds what the conversation does not show: tools, schemas.
    if (this.#grownSize < enoughToLearn || this.#grownTokens === 0) return firstGuess
    return Math.min(most, Math.max(fewest, this.#grownSize / this.#grownTokens))
  }

  #size(messages: readonly LanguageModelV4Message[]): number {
    return messages.reduce((sum, message) => sum + this.#messageSize(message), 0)
  }

  #messageSize(message: LanguageModelV4Message): number {
    const known = this.#sizes.get(message)
    if (known !== undefined) return known
    const text = messageText(message)
    const unit = this.#countTokens === undefined ? firstGuess : 1
    const size = (this.#countTokens?.(text) ?? text.length) + unit * (messageOverhead + fileTokens * fileCount(message))
    this.#sizes.set(message, size)
    return size
  }
}

/** All that a message says, as text. */
export function messageText(message: LanguageModelV4Message): string {
  if (message.role === 'system') return message.content
  return message.content
    .map(partText)
    .filter((text) => text !== '')
    .join('\n')
}

type Part = Exclude<LanguageModelV4Message, { role: 'system' }>['content'][number]

function partText(part: Part): string {
  if (part.type === 'text' || part.type === 'reasoning') return part.text
  if (part.type === 'tool-call') return `${part.toolName} ${JSON.stringify(part.input)}`
  if (part.type !== 'tool-result') return ''
  const { output } = part
  if (output.type === 'text' || output.type === 'error-text') return output.value
  if (output.type === 'content') return output.value.map((each) => (each.type === 'text' ? each.text : '')).join('\n')
  return 'value' in output ? JSON.stringify(output.value) : ''
}

function fileCount(message: LanguageModelV4Message): number {
  if (message.role === 'system') return 0
  return message.content.reduce((count, part) => count + filesIn(part), 0)
}

function filesIn(part: Part): number {
  if (part.type !== 'tool-result') return part.type === 'file' || part.type === 'reasoning-file' ? 1 : 0
  const { output } = part
  return output.type === 'content' ? output.value.filter(({ type }) => type === 'file').length : 0
}
