import type { ConversationMessage } from '../../messages/conversation.ts'
import { deadlineExceeded } from '../../errors/deadline-exceeded.ts'
import type { AnswerNotes, RecordedAnswer } from '../result/answer.ts'
import type { Budget, BudgetAccount } from '../budget.ts'
import type { Callable, ContextCallOptions, Received, StepContext } from '../context.ts'
import { startDeadline } from '../../util/deadline.ts'
import type { Door, Place, Scope } from './door.ts'
import type { StepRequest } from '../engine.ts'
import { wrongCall, wrongTime } from './check-step.ts'
import { Frame } from './frame.ts'
import { StepCounter } from '../step-key.ts'
import type { Meter, StepProgress } from '../step.ts'
import { UserContext } from './user-context.ts'
import type { World } from '../world.ts'

/** The context of an agent or of a step, at one place of a run's call tree. */
export class RunScope implements Scope {
  readonly door: Door
  readonly place: Place
  readonly path: string
  meter: Meter | undefined
  /** When a wait ends: milliseconds since the Unix epoch. */
  wakeAt: number | undefined
  answer: RecordedAnswer | undefined
  /** Steps within this one that have not settled. */
  openChildren = 0
  hasSettled = false
  #counter: StepCounter | undefined
  #user: UserContext | undefined
  /** The step that this is another view of: a branch within it, or its inside under a further limit. */
  #of: RunScope | undefined

  constructor(door: Door, place: Place, path: string, counter?: StepCounter) {
    this.door = door
    this.place = place
    this.path = path
    this.#counter = counter
  }

  // Most steps have no steps of their own.
  get counter(): StepCounter {
    return (this.#counter ??= new StepCounter(this.path))
  }

  get runId(): string {
    return this.door.parts.id
  }

  get agent(): string {
    return this.place.agent
  }

  get depth(): number {
    return this.place.depth
  }

  get signal(): AbortSignal {
    return this.place.signal ?? this.place.frame.signal
  }

  get isAborted(): boolean {
    return this.aborted !== undefined
  }

  get aborted(): { readonly reason: unknown } | undefined {
    const { signal, frame } = this.place
    return signal?.aborted === true ? { reason: signal.reason } : frame.aborted
  }

  onAbort(listener: () => void): () => void {
    const { signal, frame } = this.place
    if (signal === undefined) return frame.onAbort(listener)
    signal.addEventListener('abort', listener, { once: true })
    return () => signal.removeEventListener('abort', listener)
  }

  get context(): unknown {
    return this.door.parts.context
  }

  get session(): string | undefined {
    return this.door.parts.session
  }

  get tenant(): string | undefined {
    return this.door.parts.tenant
  }

  get received(): Received | undefined {
    return this.place.depth === 0 ? this.door.parts.received : undefined
  }

  get isStreaming(): boolean {
    return this.door.parts.isStreaming
  }

  get isHeard(): boolean {
    return this.door.isHeard
  }

  get world(): World {
    return this.door.parts.world
  }

  get budgets(): readonly BudgetAccount[] {
    return this.place.budgets ?? this.door.parts.budgets.accounts
  }

  get user(): StepContext {
    return (this.#user ??= new UserContext(this))
  }

  get key(): string {
    return this.path
  }

  get request(): StepRequest<unknown> {
    return this.place.request ?? rootRequest
  }

  get idempotencyKey(): string {
    return `${this.runId}/${this.path}`
  }

  step<Value>(request: StepRequest<Value>): Promise<Value> {
    return this.door.perform(this, request)
  }

  branch(name: string): RunScope {
    const scope = new RunScope(this.door, this.place, this.counter.next('branch', name))
    scope.#of = this.#of ?? this
    return scope
  }

  withSignal(signal: AbortSignal): RunScope {
    return this.#at({ ...this.place, signal })
  }

  withBudget(budget: Budget): RunScope {
    const account = this.door.parts.budgets.agentAccount(this.agent, budget)
    if (account === undefined || this.budgets.includes(account)) return this
    return this.#at({ ...this.place, budgets: [...this.budgets, account] })
  }

  call<Input, Output>(
    agent: Callable<Input, Output, never>,
    input: Input,
    options: ContextCallOptions = {},
  ): Promise<Output> {
    const problem = wrongCall(agent, options)
    if (problem !== undefined) return Promise.reject(problem)
    const limited = this.#limited(agent.name, options)
    const { forward } = options
    // The output is the agent's own, as JSON has it.
    const called = this.door
      .callAgent(limited?.scope ?? this, agent, input, { forward })
      .then(({ output }) => output as Output)
    return limited === undefined ? called : called.finally(limited.end)
  }

  async sleep(delayMs: number): Promise<void> {
    const problem = wrongTime('The time of context.sleep', delayMs)
    if (problem !== undefined) throw problem
    await this.door.sleep(this, delayMs)
  }

  warn(message: string): void {
    this.door.warn(this, message)
  }

  endWith(notes: AnswerNotes): void {
    if (this.place.isForwarded) this.door.endWith(notes)
  }

  handOver(turns: () => readonly ConversationMessage[]): void {
    if (this.place.isForwarded) this.door.handOver(turns)
  }

  whenReleased(giveBack: (isParked: boolean) => void): () => void {
    return this.door.parts.budgets.whenReleased(giveBack)
  }

  activate<Value>(code: () => Value): Value {
    const { calls } = this.world
    return calls === undefined ? code() : calls.activate(this, code)
  }

  announce(progress: StepProgress): void {
    this.door.progress(this, progress)
  }

  unknownOutcome(): Promise<never> {
    return this.door.unknownOutcome(this)
  }

  /** The inside of a step that is taken here. */
  nested(key: string, request: StepRequest<unknown>): RunScope {
    const { agent, depth, frame, signal, budgets, isForwarded } = this.place
    return new RunScope(
      this.door,
      { agent, depth, frame, step: this.#innermost, request, signal, budgets, isForwarded },
      key,
    )
  }

  limited(signals: readonly AbortSignal[]): RunScope {
    return this.withSignal(AbortSignal.any([...signals]))
  }

  /** The place of an agent that is called by the step of this scope. */
  called(agent: string, isForwarded: boolean): RunScope {
    const { door, place, path } = this
    const frame = new Frame(agent, place.frame)
    return new RunScope(
      door,
      {
        agent,
        depth: place.depth + 1,
        frame,
        step: this.#of ?? this,
        request: undefined,
        // A limit of the caller's holds for the called agent's steps too.
        signal: place.signal,
        budgets: place.budgets,
        isForwarded,
      },
      path,
      this.counter,
    )
  }

  get #innermost(): Scope | undefined {
    return this.place.request === undefined ? this.place.step : (this.#of ?? this)
  }

  #at(place: Place): RunScope {
    const scope = new RunScope(this.door, place, this.path, this.counter)
    scope.meter = this.meter
    scope.wakeAt = this.wakeAt
    scope.#of = this.#of ?? this
    return scope
  }

  /** This place under the limits of one call. They come on top of those that hold already. */
  #limited(
    agent: string,
    { signal, timeoutMs }: ContextCallOptions,
  ): { readonly scope: RunScope; readonly end: () => void } | undefined {
    if (signal === undefined && timeoutMs === undefined) return undefined
    const signals = [this.signal]
    if (signal !== undefined) signals.push(signal)
    const deadline =
      timeoutMs === undefined
        ? undefined
        : startDeadline(timeoutMs, this.world.clock, () => deadlineExceeded(agent, timeoutMs))
    if (deadline !== undefined) signals.push(deadline.signal)
    return { scope: this.limited(signals), end: () => deadline?.end() }
  }
}

const rootRequest: StepRequest<unknown> = {
  kind: 'agent',
  name: '',
  effect: 'none',
  execute: () => undefined,
}
