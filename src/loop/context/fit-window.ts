import type { LanguageModelV4Message } from '../../models/model.ts'
import type { WindowPlan, WindowStrategy } from './context-window.ts'
import {
  evictToolResults,
  keepPinned,
  replaceMessages,
  slide,
  summarisable,
  type Trimmed,
  type Trimming,
} from './strategies.ts'
import { messageText, TokenEstimate } from './token-estimate.ts'

/** What the window needs from the loop. */
export interface WindowHost {
  readonly warn: (message: string) => void
  /** Characters that go with every request beside the conversation. */
  readonly extraSize: () => Promise<number>
  /** Asks a model for a summary, as a recorded step. */
  readonly summarise: (prompt: readonly LanguageModelV4Message[]) => Promise<string>
}

// Trimming changes the beginning of the prompt, which costs the provider's cache; so it makes room for some turns at once.
const roomAfterTrim = 0.8
const charactersPerToken = 3

/** Keeps the conversation of one run within its model's window. Decides by recorded outcomes only. */
export class ContextWindow {
  readonly #plan: WindowPlan
  readonly #host: WindowHost
  readonly #estimate: TokenEstimate
  readonly #fixed: ReadonlySet<LanguageModelV4Message>
  #told = false

  /** `fixed` are the messages that stay whatever happens: the instructions and the input. */
  constructor(plan: WindowPlan, fixed: readonly LanguageModelV4Message[], host: WindowHost) {
    this.#plan = plan
    this.#host = host
    this.#fixed = new Set(fixed)
    this.#estimate = new TokenEstimate(plan.countTokens)
  }

  get #budget(): number {
    return this.#plan.maxTokens - this.#plan.reserveTokens
  }

  /** Learns what the model reported of the prompt it was given last. */
  learn(prompt: readonly LanguageModelV4Message[], reportedTokens: number): void {
    this.#estimate.learn(prompt, reportedTokens)
  }

  /** True when the prompt surely fits, so that nothing need be done or awaited. */
  surelyFits(prompt: readonly LanguageModelV4Message[]): boolean {
    return this.#estimate.tokens(prompt) < this.#budget / 2
  }

  /** The prompt itself, or a smaller one where it would not fit. */
  async fit(prompt: readonly LanguageModelV4Message[]): Promise<readonly LanguageModelV4Message[]> {
    const extra = await this.#host.extraSize()
    let tokens = this.#estimate.tokens(prompt, extra)
    if (tokens <= this.#budget) return prompt
    let current = prompt
    for (const strategy of this.#plan.strategies) {
      const trimmed = await this.#trim(strategy, current, extra)
      const left = this.#estimate.tokens(trimmed.prompt, extra)
      if (trimmed.summary !== undefined) this.#tell(strategy, trimmed.summary, tokens, left)
      current = trimmed.prompt
      tokens = left
      if (tokens <= this.#budget) return current
    }
    this.#tellTooLarge(tokens)
    return current
  }

  async #trim(strategy: WindowStrategy, prompt: readonly LanguageModelV4Message[], extra: number): Promise<Trimmed> {
    const trimming: Trimming = {
      prompt,
      isPinned: (message) => message.role === 'system' || this.#fixed.has(message) || this.#plan.isPinned(message),
      keepLast: this.#plan.keepLast,
      fits: (candidate) => this.#estimate.tokens(candidate, extra) <= this.#budget * roomAfterTrim,
    }
    switch (strategy) {
      case 'evict-tool-results':
        return evictToolResults(trimming)
      case 'sliding':
        return slide(trimming)
      case 'pin':
        return keepPinned(trimming)
      case 'summarise':
        return this.#summarise(trimming)
      case 'none':
        return { prompt, removed: [], summary: undefined }
      default:
        strategy satisfies never
        throw new Error(`Unknown strategy "${String(strategy)}".`)
    }
  }

  async #summarise(trimming: Trimming): Promise<Trimmed> {
    const old = summarisable(trimming)
    const { prompt } = trimming
    if (old.length === 0) return { prompt, removed: [], summary: undefined }
    const text = await this.#host.summarise(summaryRequest(old, this.#budget))
    const summary: LanguageModelV4Message = {
      role: 'user',
      content: [{ type: 'text', text: `Summary of the conversation so far:\n${text}` }],
    }
    const noun = old.length === 1 ? 'message' : 'messages'
    return {
      prompt: replaceMessages(prompt, old, summary),
      removed: old,
      summary: `${old.length} ${noun}, with a summary in their place`,
    }
  }

  #tell(strategy: WindowStrategy, removed: string, before: number, after: number): void {
    this.#host.warn(
      `Context window (${strategy}): removed ${removed}; about ${before} tokens became ${after}, ` +
        `of ${this.#plan.maxTokens} with ${this.#plan.reserveTokens} kept for the answer.`,
    )
  }

  #tellTooLarge(tokens: number): void {
    if (this.#told) return
    this.#told = true
    this.#host.warn(
      `Context window: the conversation has about ${tokens} tokens where ${this.#budget} are free, and nothing more may ` +
        'be removed. Shorten the instructions, the input or the results of tools, or choose a model with a larger window.',
    )
  }
}

function summaryRequest(old: readonly LanguageModelV4Message[], budget: number): readonly LanguageModelV4Message[] {
  const transcript = old.map((message) => `${message.role}: ${messageText(message)}`).join('\n\n')
  const room = Math.max(400, Math.floor(budget * charactersPerToken * 0.8))
  return [
    {
      role: 'system',
      content:
        'Summarise this part of a conversation for the assistant who has to go on with it. Keep every fact, number, name, ' +
        'decision and open question that may still matter; leave out the rest. Answer with the summary alone.',
    },
    { role: 'user', content: [{ type: 'text', text: shorten(transcript, room) }] },
  ]
}

function shorten(text: string, room: number): string {
  if (text.length <= room) return text
  const half = Math.floor(room / 2)
  return `${text.slice(0, half)}\n[...]\n${text.slice(-half)}`
}
