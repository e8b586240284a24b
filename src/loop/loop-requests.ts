import { modelName, type LanguageModelV4Message } from '../models/model.ts'
import type { EngineContext } from '../runs/engine.ts'
import type { ModelOutcome } from '../runs/outcomes.ts'
import { once } from '../util/once.ts'
import type { ContextWindow } from './context/fit-window.ts'
import type { LoopPlan, LoopStart } from './loop-plan.ts'
import { loopWindow } from './loop-window.ts'
import { definedSettings, toolChoiceOf, type ModelRequest } from './model/model-request.ts'
import { callModel } from './model/model-step.ts'
import type { IterationChanges } from './prepare-iteration.ts'
import { planRequests, type RequestPlan } from './request-plan.ts'

const loadOutput = once(() => import('./output/structured-output.ts'))
const loadTextTools = once(() => import('./text-tools/text-tool-model.ts'))
const loadPreparing = once(() => import('./prepare-iteration.ts'))

/** An answer, and what it was asked with. */
export interface Asked {
  readonly outcome: ModelOutcome
  readonly request: RequestPlan
}

/** The requests of one run: its conversation, kept within the window, and what may be changed of each request. */
export class LoopRequests {
  /** True once a tool was called: a choice of tools that is forced holds no longer. */
  hasCalled = false
  readonly #plan: LoopPlan
  readonly #start: LoopStart
  readonly #context: EngineContext
  readonly #request: RequestPlan
  readonly #fixed: readonly LanguageModelV4Message[]
  readonly #windows = new Map<string, ContextWindow | undefined>()
  #prompt: LanguageModelV4Message[]

  constructor(plan: LoopPlan, start: LoopStart, prompt: LanguageModelV4Message[], context: EngineContext) {
    this.#plan = plan
    this.#start = start
    this.#context = context
    this.#prompt = prompt
    this.#fixed = [...prompt]
    this.#request = plan.fixed ?? planRequests(this.#options())
  }

  /** Adds a turn to the conversation. */
  add(message: LanguageModelV4Message): void {
    this.#prompt.push(message)
  }

  /** Sends the next request. */
  async ask(iteration: number): Promise<Asked> {
    const { prepareIteration } = this.#plan
    let request = this.#request
    const window = this.#windowOf(request)
    if (window?.surelyFits(this.#prompt) === false) this.#prompt = [...(await window.fit(this.#prompt))]
    // A copy, because the loop goes on to add to its own and a model may keep what it was given.
    let messages: readonly LanguageModelV4Message[] = [...this.#prompt]
    if (prepareIteration !== undefined) {
      const changes = await this.#changes(iteration, messages)
      if (changes !== undefined) {
        request = this.#changed(changes)
        messages = await this.#fitting(request, changes.messages ?? messages)
      }
    }
    return this.#send(request, messages)
  }

  async #send(request: RequestPlan, messages: readonly LanguageModelV4Message[]): Promise<Asked> {
    const adapt = request.toolMode === 'text' ? (await loadTextTools()).textToolModel : undefined
    const { resilience } = this.#plan
    const outcome = await callModel(this.#context, request.model, () => this.#makeRequest(request, messages), {
      resilience,
      adapt,
    })
    this.#windowOf(request)?.learn(messages, outcome.usage.inputTokens)
    return { outcome, request }
  }

  #makeRequest(
    request: RequestPlan,
    messages: readonly LanguageModelV4Message[],
  ): ModelRequest | Promise<ModelRequest> {
    const prompt = [...messages]
    if (request.tools.size === 0 && request.output === undefined)
      return { ...definedSettings(request.settings), prompt }
    return this.#makeFullRequest(request, prompt)
  }

  async #makeFullRequest(request: RequestPlan, prompt: LanguageModelV4Message[]): Promise<ModelRequest> {
    const { settings, tools, output } = request
    const made: ModelRequest = {
      ...definedSettings(settings),
      prompt,
      ...(tools.size === 0
        ? {}
        : {
            tools: [...(await request.toolDefinitions())],
            toolChoice: toolChoiceOf(settings.toolChoice, this.hasCalled),
          }),
    }
    return output === undefined ? made : (await loadOutput()).requestOutput(made, output)
  }

  /** What the agent's own function changes of the next request. It is asked on replay too. */
  async #changes(
    iteration: number,
    messages: readonly LanguageModelV4Message[],
  ): Promise<IterationChanges<never> | undefined> {
    const { agent, prepareIteration } = this.#plan
    const { user } = this.#context
    const changes = await this.#context.activate(() => prepareIteration?.({ iteration, messages, context: user }))
    if (changes === undefined || changes === null) return undefined
    ;(await loadPreparing()).checkChanges(agent, changes)
    return changes
  }

  #changed({ model, tools, settings }: IterationChanges<never>): RequestPlan {
    if (model === undefined && tools === undefined && settings === undefined) return this.#request
    const options = this.#options()
    return planRequests({
      ...options,
      ...(model === undefined ? {} : { model }),
      ...(tools === undefined ? {} : { tools }),
      ...(settings === undefined ? {} : { settings: { ...options.settings, ...settings } }),
    })
  }

  /** The messages, kept within the window of the model that is asked. */
  async #fitting(
    request: RequestPlan,
    messages: readonly LanguageModelV4Message[],
  ): Promise<readonly LanguageModelV4Message[]> {
    const window = this.#windowOf(request)
    return window?.surelyFits(messages) === false ? window.fit(messages) : messages
  }

  #options(): LoopPlan['request'] {
    const { model, tools } = this.#start
    const { request } = this.#plan
    return {
      ...request,
      ...(model === undefined ? {} : { model }),
      ...(tools === undefined ? {} : { tools }),
    }
  }

  /** The window of a model, with what was learnt of its way to count. */
  #windowOf(request: RequestPlan): ContextWindow | undefined {
    if (request.window === undefined) return undefined
    const name = modelName(request.model)
    if (!this.#windows.has(name)) {
      const { resilience } = this.#plan
      this.#windows.set(name, loopWindow({ request, resilience }, this.#fixed, this.#context))
    }
    return this.#windows.get(name)
  }
}
