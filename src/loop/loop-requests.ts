import { modelName, type LanguageModelV4Message } from '../models/model.ts'
import type { EngineContext } from '../runs/engine.ts'
import type { ModelOutcome } from '../runs/outcomes.ts'
import { asTool } from '../tools/provider-tool.ts'
import { once } from '../util/once.ts'
import type { ContextWindow } from './context/fit-window.ts'
import type { ToolChoice } from '../models/model-settings.ts'
import type { LoopPlan, LoopStart } from './loop-plan.ts'
import { loopWindow } from './loop-window.ts'
import { definedSettings, toolChoiceOf, type ModelRequest } from './model/model-request.ts'
import { callModel } from './model/model-step.ts'
import type { IterationChanges } from './prepare-iteration.ts'
import { planRequests, type RequestPlan } from './request-plan.ts'
import { defined } from '../util/options/defined.ts'

const loadOutput = /* @__PURE__ */ once(() => import('./output/structured-output.ts'))
const loadTextTools = /* @__PURE__ */ once(() => import('./text-tools/text-tool-model.ts'))
const loadPreparing = /* @__PURE__ */ once(() => import('./prepare-iteration.ts'))

/** A request that is about to be sent. */
export interface NextRequest {
  readonly request: RequestPlan
  readonly messages: readonly LanguageModelV4Message[]
  readonly toolChoice: ToolChoice
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
  #windows: Map<string, ContextWindow | undefined> | undefined
  #prompt: LanguageModelV4Message[]
  readonly #added: LanguageModelV4Message[] = []

  constructor(plan: LoopPlan, start: LoopStart, prompt: LanguageModelV4Message[], context: EngineContext) {
    this.#plan = plan
    this.#start = start
    this.#context = context
    this.#prompt = prompt
    this.#request = plan.fixed ?? planRequests(this.#options())
    const hasWindow = this.#request.window !== undefined || plan.prepareIteration !== undefined
    this.#fixed = hasWindow ? fixedOf(prompt) : prompt
  }

  /** Adds a turn to the conversation. */
  add(message: LanguageModelV4Message): void {
    this.#prompt.push(message)
    this.#added.push(message)
  }

  /** The conversation as it stands in the window, without the agent's own instructions. */
  get conversation(): readonly LanguageModelV4Message[] {
    return this.#start.instructions === undefined ? this.#prompt : this.#prompt.slice(1)
  }

  /** All that was added, whatever the window has taken out of the prompt since. */
  get added(): readonly LanguageModelV4Message[] {
    return this.#added
  }

  /** What is sent next. Gives a promise only where something has to be awaited. */
  next(iteration: number): NextRequest | Promise<NextRequest> {
    const request = this.#request
    const isSmall = request.window === undefined || this.#windowOf(request)?.surelyFits(this.#prompt) !== false
    if (!isSmall || this.#plan.prepareIteration !== undefined) return this.#prepare(iteration)
    return { request, messages: this.#prompt, toolChoice: this.#choiceOf(request, this.hasCalled) }
  }

  async #prepare(iteration: number): Promise<NextRequest> {
    const window = this.#windowOf(this.#request)
    if (window?.surelyFits(this.#prompt) === false) this.#prompt = [...(await window.fit(this.#prompt))]
    // A copy, because it is given to code that may keep it.
    const messages = [...this.#prompt]
    const changes = await this.#changes(iteration, messages)
    const request = changes === undefined ? this.#request : this.#changed(changes)
    // A choice that is made for this request holds for it, whatever was called before.
    const isOver = this.hasCalled && changes?.settings?.toolChoice === undefined
    return {
      request,
      messages: changes === undefined ? messages : await this.#fitting(request, changes.messages ?? messages),
      toolChoice: this.#choiceOf(request, isOver),
    }
  }

  /** Sends a request. */
  send({ request, messages, toolChoice }: NextRequest): Promise<ModelOutcome> {
    const { resilience } = this.#plan
    // A copy, because the loop goes on to add to its own and a model may keep what it was given.
    const makeRequest = (): ModelRequest | Promise<ModelRequest> =>
      this.#makeRequest(request, [...messages], toolChoice)
    if (request.toolMode !== 'text')
      return callModel(this.#context, request.model, makeRequest, { resilience, adapt: undefined })
    return loadTextTools().then(({ textToolModel: adapt }) =>
      callModel(this.#context, request.model, makeRequest, { resilience, adapt }),
    )
  }

  /** Learns from an answer how the model counts. */
  learn({ request, messages }: NextRequest, { usage }: ModelOutcome): void {
    if (request.window !== undefined) this.#windowOf(request)?.learn(messages, usage.inputTokens)
  }

  /** What the model is told of its tools. A choice that is forced is over once a tool was called. */
  #choiceOf({ settings, canForceTools, model }: RequestPlan, isOver: boolean): ToolChoice {
    const { toolChoice = 'auto' } = settings
    if (toolChoice === 'auto' || toolChoice === 'none') return toolChoice
    if (isOver) return 'auto'
    if (canForceTools) return toolChoice
    this.#context.warn(`Model "${modelName(model)}" refuses a forced choice of tools, so toolChoice was left out.`)
    return 'auto'
  }

  #makeRequest(
    request: RequestPlan,
    prompt: LanguageModelV4Message[],
    toolChoice: ToolChoice,
  ): ModelRequest | Promise<ModelRequest> {
    if (request.tools.size === 0 && request.output === undefined)
      return { ...definedSettings(request.settings), prompt }
    return this.#makeFullRequest(request, prompt, toolChoice)
  }

  async #makeFullRequest(
    request: RequestPlan,
    prompt: LanguageModelV4Message[],
    toolChoice: ToolChoice,
  ): Promise<ModelRequest> {
    const { settings, tools, output } = request
    const made: ModelRequest = {
      ...definedSettings(settings),
      prompt,
      ...(tools.size === 0
        ? {}
        : { tools: [...(await request.toolDefinitions())], toolChoice: toolChoiceOf(toolChoice) }),
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
    const { context, step } = user
    const changes = await this.#context.activate(() =>
      prepareIteration?.({ iteration, messages, context, step, run: user }),
    )
    if (changes === undefined || changes === null) return undefined
    ;(await loadPreparing()).checkChanges(agent, changes)
    return changes
  }

  #changed({ model, tools, settings }: IterationChanges<never>): RequestPlan {
    if (model === undefined && tools === undefined && settings === undefined) return this.#request
    const options = this.#options()
    return planRequests({
      ...options,
      ...defined({
        model,
        tools: tools?.map(asTool),
        settings: settings && { ...options.settings, ...defined(settings) },
      }),
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
    return { ...request, ...defined({ model, tools }) }
  }

  /** The window of a model, with what was learnt of its way to count. */
  #windowOf(request: RequestPlan): ContextWindow | undefined {
    if (request.window === undefined) return undefined
    const name = modelName(request.model)
    const windows = (this.#windows ??= new Map<string, ContextWindow | undefined>())
    if (!windows.has(name)) {
      const { resilience } = this.#plan
      windows.set(name, loopWindow({ request, resilience }, this.#fixed, this.#context))
    }
    return windows.get(name)
  }
}

/** What stays in the window whatever happens: the instructions, and what the user asked last. */
function fixedOf(prompt: readonly LanguageModelV4Message[]): readonly LanguageModelV4Message[] {
  const answered = prompt.findLastIndex(({ role }) => role === 'assistant' || role === 'tool')
  return prompt.filter(({ role }, index) => role === 'system' || index > answered)
}
