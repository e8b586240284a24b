import { answerTurn, type ConversationMessage } from '../../messages/conversation.ts'
import type { FinishReason } from '../../models/finish-reason.ts'
import { defined } from '../../util/options/defined.ts'
import { isPromiseLike } from '../../util/is-promise-like.ts'
import type { JsonValue } from '../../util/json/json.ts'
import type { Writable } from '../../util/writable.ts'
import { AgentCalls } from './agent-calls.ts'
import { Announcer } from './announcer.ts'
import type { Callable, Decision } from '../context.ts'
import type { AgentCallOptions, AgentCallResult, Door, Place, RunParts, Scope } from './door.ts'
import { closedRun, type NotedFailure } from './ending.ts'
import type { Runnable, StepRequest } from '../engine.ts'
import { Frame } from './frame.ts'
import { fromRecord } from '../json-values.ts'
import type { SignalRecord, ValueRecord } from '../ledger.ts'
import { LedgerWriter } from './ledger-writer.ts'
import { Replay } from '../replay/replay.ts'
import { RunEnding, type RunEnd } from './run-ending.ts'
import type { RunInternals } from './run-internals.ts'
import type { RunResult } from '../result/run-result.ts'
import { FinishedRun, type RunInside } from '../result/finished-run.ts'
import type { AnswerNotes, RecordedAnswer } from '../result/answer.ts'
import { RunScope } from './run-scope.ts'
import { StepTaker, UnknownOutcome, type StepPlace } from './step-taker.ts'
import type { StepProgress } from '../step.ts'
import { WaitingSteps } from './waiting-steps.ts'
import { Waits } from './waits.ts'

// How long a replay waits for a run that does something else than its record before it is called diverged.
const stallMs = 30_000

/** One run: what is asked of it, and what its parts share. `StepTaker` takes its steps, and `RunEnding` ends it. */
export class Run implements Door, RunInternals {
  readonly parts: RunParts
  warnings: readonly string[] = noWarnings
  /** Resolves with the run's result; rejects with what ended it, or when it is parked or interrupted. */
  readonly done: Promise<RunResult<unknown>>
  /** Called once, however the run ends. */
  onEnd: (() => void) | undefined
  readonly frame: Frame
  readonly writer: LedgerWriter
  readonly announcer: Announcer
  readonly waits: Waits
  readonly ending: RunEnding
  replay: Replay | undefined
  failures: NotedFailure[] = noFailures
  begun = 0
  divergence: Error | undefined
  asked: Promise<void>[] = nothingAsked
  reject!: (reason: unknown) => void
  #notes: AnswerNotes | undefined
  #earlier: (() => readonly ConversationMessage[])[] | undefined
  #resolve!: (result: RunResult<unknown>) => void
  readonly #taker: StepTaker
  #calls: AgentCalls | undefined
  #waiting: WaitingSteps | undefined
  #stopListening: (() => void) | undefined

  constructor(parts: RunParts) {
    this.parts = parts
    this.frame = new Frame(parts.agent)
    this.writer = new LedgerWriter(parts.ledger, this)
    this.announcer = new Announcer(parts)
    this.ending = new RunEnding(this)
    this.waits = new Waits(parts.world.clock, parts.ledger.park !== undefined, this.ending)
    this.#taker = new StepTaker(this)
    this.done = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.reject = reject
    })
    if (parts.history.length === 0) return
    this.replay = this.#openReplay()
    for (const signal of this.replay.signals) this.waits.deliver(signal)
  }

  get isHeard(): boolean {
    return this.announcer.isHeard
  }

  get isOpen(): boolean {
    return this.ending.isOpen
  }

  /** False where the run's code went on although it was called off. */
  get hasStopped(): boolean {
    return this.ending.hasStopped
  }

  /** Runs the agent's code from the start, on the record as far as it reaches. `done` tells how it ends. */
  start(target: Runnable<never>): void {
    const { agent, ledger, record } = this.parts
    this.#listen()
    if (this.replay !== undefined) this.replay.start()
    else {
      void this.writer.append(record, 'ordered')
      this.announcer.live(record)
    }
    if (!this.ending.isOpen) return this.ending.settled({ type: 'thrown', thrown: undefined, isAborted: true })
    const place: Place = {
      agent,
      depth: 0,
      frame: this.frame,
      step: undefined,
      request: undefined,
      signal: undefined,
      budgets: undefined,
      isForwarded: true,
    }
    this.#execute(target, new RunScope(this, place, ''))
    // A ledger that tells of its end while it is asked for its history has told it by now.
    if (ledger.lost?.aborted === true) this.writer.fail(ledger.lost.reason)
  }

  resolve(output: unknown): void {
    const { ledger, id, record } = this.parts
    const { usage, cost, costByAgent } = this.announcer.tally
    const { finishReason, warnings } = this
    const figures = { output, finishReason, usage, cost, costByAgent, runId: id, warnings }
    this.#resolve(new FinishedRun(figures, { input: record.input, notes: this.#wholeNotes(output), ledger }))
  }

  get finishReason(): FinishReason | undefined {
    return this.#notes?.finishReason
  }

  endWith(notes: AnswerNotes): void {
    this.#notes = notes
  }

  handOver(turns: () => readonly ConversationMessage[]): void {
    ;(this.#earlier ??= []).push(turns)
  }

  answersFromNow(): (output: unknown) => RecordedAnswer | undefined {
    const before = this.#notes
    const count = this.#earlier?.length ?? 0
    return (output) => {
      const notes = this.#notes === before ? undefined : this.#notes
      const earlier = this.#earlier?.slice(count) ?? []
      if (notes === undefined && earlier.length === 0) return undefined
      const { finishReason, reasoning, turns = () => [answerTurn(output)] } = notes ?? {}
      return defined({ finishReason, reasoning, messages: [...earlier.flatMap((said) => said()), ...turns()] })
    }
  }

  #wholeNotes(output: unknown): RunInside['notes'] {
    const notes = this.#notes
    const earlier = this.#earlier
    if (earlier === undefined) return notes
    const last = (): readonly ConversationMessage[] => notes?.turns() ?? [answerTurn(output)]
    return { reasoning: notes?.reasoning, turns: () => [...earlier.flatMap((turns) => turns()), ...last()] }
  }

  release(isParked: boolean): void {
    this.#stopListening?.()
    this.onEnd?.()
    this.parts.budgets.release(isParked)
  }

  /** Calls the run off. What it rejects with is the reason. */
  abort(reason: unknown): void {
    if (!this.ending.isOpen) return
    this.frame.abort(reason)
    this.ending.end({ type: 'thrown', thrown: reason, isAborted: true })
  }

  /** Takes one step through the door: from the record if it is there, otherwise live. */
  perform<Value>(scope: Scope, request: StepRequest<Value>): Promise<Value> {
    const refusal = this.refusal(scope)
    if (refusal !== undefined) return Promise.reject(refusal.reason)
    const { counter } = scope
    const order = counter.asked
    counter.asked += 1
    const step = scope.nested(counter.next(request.kind, request.name), request)
    this.begun += 1
    const place: StepPlace = { counter, order, begun: this.begun, isIntended: false, isTaken: false }
    this.waits.enter(step)
    if (this.parts.chain.askers.length > 0) this.#tellAskers(step)
    return this.replay === undefined
      ? this.#taker.take(step, request, place)
      : this.#taker.takeRecorded(step, request, place, this.replay)
  }

  callAgent(
    scope: Scope,
    agent: Callable<never, unknown, never>,
    input: unknown,
    options: AgentCallOptions,
  ): Promise<AgentCallResult> {
    this.#calls ??= new AgentCalls(this)
    return this.#calls.call(scope, agent, input, options)
  }

  sleep(scope: Scope, delayMs: number): Promise<void> {
    return this.#waitingSteps.sleep(scope, delayMs)
  }

  ask(scope: Scope, question: JsonValue): Promise<Decision> {
    return this.#waitingSteps.ask(scope, question)
  }

  receive(scope: Scope, name: string, timeoutMs: number | undefined): Promise<unknown> {
    return this.#waitingSteps.receive(scope, name, timeoutMs)
  }

  value(scope: Scope, kind: 'random' | 'time', name: 'now' | 'number' | 'id'): JsonValue {
    const refusal = this.refusal(scope)
    if (refusal !== undefined) throw refusal.reason
    const { counter } = scope
    const order = counter.asked
    counter.asked += 1
    const key = counter.next(kind, name)
    const recorded = this.replay?.value(key, order)
    if (recorded !== undefined) {
      counter.recorded += 1
      return recorded
    }
    const value = this.#draw(name)
    const record: Writable<ValueRecord> = { type: 'value', key, kind, at: this.#now(), value }
    const position = counter.orderOnRecord(order)
    if (position !== undefined) record.order = position
    void this.writer.append(record, 'ordered')
    // The place it was drawn at says which agent drew it.
    this.announcer.live(record, scope)
    return value
  }

  noteFailure(failure: NotedFailure): void {
    if (this.failures === noFailures) this.failures = []
    this.failures.push(failure)
  }

  // User code may swallow what a step throws; the run must not go on as if nothing had happened.
  diverged(divergence: Error): void {
    this.divergence ??= divergence
  }

  warn(scope: Scope, message: string): void {
    if (this.ending.isOver) return
    this.warnings = [...this.warnings, message]
    this.announcer.note((base) => ({ ...base, type: 'run-warning', message }), scope)
  }

  progress(scope: Scope, progress: StepProgress): void {
    if (!this.ending.isOver) this.announcer.progress(scope, progress, this.#now())
  }

  async unknownOutcome(step: Scope): Promise<never> {
    throw new UnknownOutcome(step.key)
  }

  get #waitingSteps(): WaitingSteps {
    return (this.#waiting ??= new WaitingSteps(this.waits, this.parts.ledger))
  }

  #openReplay(): Replay {
    return new Replay({
      history: this.parts.history,
      announce: (record) => this.announcer.replayed(record),
      onEnd: () => {
        this.replay = undefined
        this.waits.look()
      },
      onCancel: (reason) => this.abort(reason),
      watch: (onStall) => this.parts.world.clock.setTimer(onStall, stallMs),
    })
  }

  #execute(target: Runnable<never>, scope: RunScope): void {
    let settled: unknown
    try {
      // The input is what the target takes: it was given for it, or recorded for it.
      settled = target.doRun(fromRecord(this.parts.record.input) as never, scope)
    } catch (thrown) {
      return this.#settled({ type: 'thrown', thrown, isAborted: false })
    }
    if (!isPromiseLike(settled)) return this.#settled({ type: 'output', output: settled })
    settled.then(
      (output) => this.#settled({ type: 'output', output }),
      (thrown: unknown) => this.#settled({ type: 'thrown', thrown, isAborted: false }),
    )
  }

  #settled(end: RunEnd): void {
    this.ending.settled(end)
  }

  /** Hears of signals, and of the loss of the ledger. */
  #listen(): void {
    const { ledger } = this.parts
    const { lost } = ledger
    if (lost === undefined && ledger.onSignal === undefined) return
    const stopSignals = ledger.onSignal?.((signal) => this.#deliver(signal))
    const onLost = (): void => this.writer.fail(lost?.reason)
    lost?.addEventListener('abort', onLost, { once: true })
    this.#stopListening = () => {
      stopSignals?.()
      lost?.removeEventListener('abort', onLost)
    }
    if (lost?.aborted === true) onLost()
  }

  #deliver(signal: SignalRecord): void {
    if (!this.ending.isOpen) return
    void this.writer.append(signal, 'ordered')
    this.waits.deliver(signal)
  }

  /** What a step that is asked for now is refused with. */
  refusal(scope: Scope): { readonly reason: unknown } | undefined {
    const { signal, frame } = scope.place
    if (signal?.aborted === true) return { reason: signal.reason }
    const { refusal } = frame
    if (refusal !== undefined || this.ending.isOpen) return refusal
    return { reason: closedRun(this.parts.id) }
  }

  #tellAskers(step: Scope): void {
    for (const ask of this.parts.chain.askers) {
      // Begun at once, because what a request is made from goes on changing.
      const asked = (async () => ask(step))()
      asked.catch(() => {})
      if (this.asked === nothingAsked) this.asked = []
      this.asked.push(asked)
    }
  }

  #draw(name: 'now' | 'number' | 'id'): JsonValue {
    const { clock, random } = this.parts.world
    if (name === 'now') return clock.now()
    return name === 'number' ? random.next() : random.id()
  }

  #now(): number {
    return this.parts.world.clock.now()
  }
}

// Most runs have neither, and a run that waits should be small.
const noFailures: NotedFailure[] = []
const nothingAsked: Promise<void>[] = []
const noWarnings: readonly string[] = []
