import type { LanguageModelV4Message } from '../../models/model.ts'

/**
 * What is done when a conversation outgrows the model's window. `evict-tool-results`: the oldest results of tools are
 * replaced by a note. `sliding`: the oldest exchanges are removed. `summarise`: a model call of its own puts a summary in
 * their place. `pin`: everything goes at once that is neither pinned nor recent. `none`: nothing.
 */
export type WindowStrategy = 'evict-tool-results' | 'sliding' | 'summarise' | 'pin' | 'none'

/** How an agent keeps its conversation within the model's window. */
export interface ContextWindowOptions {
  /** One strategy, or several that are tried in order until it fits. `evict-tool-results`, then `sliding`, unless said otherwise. */
  readonly strategy?: WindowStrategy | readonly WindowStrategy[] | undefined
  /** Tokens that prompt and answer may have together; the model's own window unless said otherwise. */
  readonly maxTokens?: number | undefined
  /** Tokens kept free for the answer; `maxOutputTokens`, else 4096 or a quarter of the window, unless said otherwise. */
  readonly reserveTokens?: number | undefined
  /** How many of the latest exchanges stay as they are; 2 unless said otherwise. */
  readonly keepLast?: number | undefined
  /** Messages that are never removed or changed beside the instructions and the input: names of tools whose results stay, or a test. */
  readonly pin?: readonly string[] | ((message: LanguageModelV4Message) => boolean) | undefined
  /** Counts the tokens of a text exactly. Without it they are estimated, by what the model has reported so far. */
  readonly countTokens?: ((text: string) => number) | undefined
}

/** The window of an agent, complete. */
export interface WindowPlan {
  readonly strategies: readonly WindowStrategy[]
  readonly maxTokens: number
  readonly reserveTokens: number
  readonly keepLast: number
  readonly isPinned: (message: LanguageModelV4Message) => boolean
  readonly countTokens: ((text: string) => number) | undefined
}

const defaultReserve = 4096

/** Completes the options; undefined where nothing is to be done, or the window is not known. */
export function planWindow(
  options: ContextWindowOptions,
  model: { readonly window: number | undefined; readonly maxOutputTokens: number | undefined },
): WindowPlan | undefined {
  const { strategy = ['evict-tool-results', 'sliding'], keepLast = 2, pin = [], countTokens } = options
  const strategies = (typeof strategy === 'string' ? [strategy] : strategy).filter((each) => each !== 'none')
  const maxTokens = options.maxTokens ?? model.window
  if (maxTokens === undefined || strategies.length === 0) return undefined
  const reserve = model.maxOutputTokens ?? Math.min(defaultReserve, Math.floor(maxTokens / 4))
  return {
    strategies,
    maxTokens,
    reserveTokens: options.reserveTokens ?? reserve,
    keepLast,
    isPinned: typeof pin === 'function' ? pin : (message) => hasResultOf(message, pin),
    countTokens,
  }
}

function hasResultOf(message: LanguageModelV4Message, tools: readonly string[]): boolean {
  return (
    message.role === 'tool' &&
    message.content.some((part) => part.type === 'tool-result' && tools.includes(part.toolName))
  )
}
