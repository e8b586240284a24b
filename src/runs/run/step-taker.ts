import { AixgoError } from '../../errors/aixgo-error.ts'
import { ensureError } from '../../errors/ensure-error.ts'
import { faithfulError } from '../../errors/faithful-error.ts'
import { RunError } from '../../errors/run-error.ts'
import { recordError, serializeError } from '../../errors/serialize-error.ts'
import { isRecord } from '../../util/is-record.ts'
import type { JsonValue } from '../../util/json/json.ts'
import type { Writable } from '../../util/writable.ts'
import { notesOf } from '../result/answer.ts'
import type { Scope } from './door.ts'
import { closedRun } from './ending.ts'
import type { StepRequest } from '../engine.ts'
import { Handover } from './handover.ts'
import { hashInput } from '../hash-input.ts'
import { wrapStep } from '../interceptors/step-chain.ts'
import { fromRecord, jsonOf } from '../json-values.ts'
import type { AppendNeed, IntentRecord, LedgerRecord, OutcomeRecord, SignalRecord } from '../ledger.ts'
import type { Recorded, Replay } from '../replay/replay.ts'
import type { RunInternals } from './run-internals.ts'
import type { StepCounter } from '../step-key.ts'

/** Takes the steps of one run, and records what comes of them. */
export class StepTaker {
  readonly #run: RunInternals
  readonly #handover = new Handover()

  constructor(run: RunInternals) {
    this.#run = run
  }

  /** Takes a step from the record if it is there, live otherwise. */
  async takeRecorded<Value>(
    step: Scope,
    request: StepRequest<Value>,
    place: StepPlace,
    replay: Replay,
  ): Promise<Value> {
    let recorded: Recorded
    try {
      recorded = await replay.request(step.key, place.order)
    } catch (error) {
      // User code may swallow what a step throws; the run must not go on as if nothing had happened.
      this.#run.diverged(ensureError(error))
      this.#run.waits.leave(step)
      throw error
    }
    if (recorded.type === 'new') return this.take(step, request, place)
    place.counter.recorded += 1
    place.isIntended = true
    if (recorded.type === 'open') return this.#resume(step, request, { ...recorded, place })
    this.#run.waits.leave(step)
    if (recorded.type === 'outcome') {
      if (recorded.answer !== undefined) step.endWith(notesOf(recorded.answer))
      return this.#give(request, recorded.value)
    }
    this.#noteFailure(step, recorded.error)
    throw recorded.error
  }

  /** Takes a step up again whose earlier attempt has no outcome, without ever repeating an effect that must happen once. */
  #resume<Value>(step: Scope, request: StepRequest<Value>, resumed: Resumed): Promise<Value> {
    const { intent, hasBegun, place } = resumed
    step.wakeAt = intent.wakeAt
    if (request.effect !== 'once' || !hasBegun) return this.take(step, request, place)
    return this.#settleUnknown(step, request, { isUnderWay: false, signal: this.#run.waits.take(step.key) })
  }

  /** Takes a step live: through the interceptors, its intent first, its effect then, its outcome last. */
  take<Value>(step: Scope, request: StepRequest<Value>, place: StepPlace): Promise<Value> {
    const around = this.#run.parts.chain.around(step)
    if (around === undefined) return this.#settle(step, request, this.#begin(step, request, place), place)
    const effect = (): Promise<Value> => {
      // An interceptor that tried again would make an effect happen twice, and the record would hold one of them.
      if (place.isTaken)
        return Promise.reject(
          new RunError('STEP_INVALID', `An interceptor called "next" twice for step "${step.key}".`),
        )
      place.isTaken = true
      return promiseOf(this.#begin(step, request, place))
    }
    return this.#settle(step, request, wrapStep(around, step, effect), place)
  }

  /** Records that a step is about to happen, and makes it happen once that is safe where it must be. */
  #begin<Value>(step: Scope, request: StepRequest<Value>, place: StepPlace): Value | Promise<Value> {
    const refusal = this.#run.refusal(step)
    if (refusal !== undefined) return Promise.reject(refusal.reason)
    if (place.isIntended) return this.#beginAgain(step, request)
    if (request.waitMs !== undefined) step.wakeAt = this.#now() + request.waitMs
    // Only this one is waited for: any other step is asked for again when its intent is lost in a crash.
    const intended = this.#intend(step, request, place, request.effect === 'once' ? 'safe' : 'ordered')
    return intended === undefined
      ? this.#effectUnlessCalledOff(step, request)
      : this.#effectAfter(intended, step, request)
  }

  /** Records once more that an effect is about to happen, where it would not be known otherwise whether it did. */
  #beginAgain<Value>(step: Scope, request: StepRequest<Value>): Value | Promise<Value> {
    if (request.effect !== 'once') return this.#effect(step, request)
    const intended = this.#writeIntent(step, request, undefined, 'safe')
    return intended === undefined
      ? this.#effectUnlessCalledOff(step, request)
      : this.#effectAfter(intended, step, request)
  }

  #intend(
    step: Scope,
    request: StepRequest<unknown>,
    place: StepPlace,
    need: AppendNeed = 'ordered',
  ): void | Promise<void> {
    place.isIntended = true
    return this.#writeIntent(step, request, place.counter.orderOnRecord(place.order), need)
  }

  #writeIntent(
    step: Scope,
    request: StepRequest<unknown>,
    order: number | undefined,
    need: AppendNeed,
  ): void | Promise<void> {
    const { kind, name, effect, input } = request
    const record: Writable<IntentRecord> = { type: 'intent', key: step.key, kind, name, effect, at: this.#now() }
    // One after another: a literal that is made of conditions costs several times as much.
    if (input !== undefined) record.input = input
    if (step.wakeAt !== undefined) record.wakeAt = step.wakeAt
    if (request.forwards === true) record.forward = true
    if (this.#run.parts.ledger.hashInputs === true) record.inputHash = hashInput(input)
    if (order !== undefined) record.order = order
    const pending = this.#run.writer.append(record, need)
    this.#run.announcer.live(record, step)
    return pending
  }

  async #effectAfter<Value>(intended: Promise<void>, step: Scope, request: StepRequest<Value>): Promise<Value> {
    // The run must not end before it is known whether the effect began.
    this.#run.ending.keep(step)
    try {
      await intended
    } catch (thrown) {
      this.#run.ending.release(step)
      throw thrown
    }
    return this.#effectUnlessCalledOff(step, request)
  }

  /** Whoever hears of the intent, and whoever was waited for, may have called the run off. */
  #effectUnlessCalledOff<Value>(step: Scope, request: StepRequest<Value>): Value | Promise<Value> {
    const refusal = this.#run.refusal(step)
    if (refusal === undefined) return this.#effect(step, request)
    void this.#run.writer.append({ type: 'unbegun', key: step.key, at: this.#now() }, 'ordered')
    this.#run.ending.release(step)
    return Promise.reject(refusal.reason)
  }

  #effect<Value>(step: Scope, request: StepRequest<Value>): Value | Promise<Value> {
    if (request.effect !== 'none') this.#run.ending.keep(step)
    try {
      return request.execute(step)
    } catch (thrown) {
      // One way for all failures, whether they come at once or later.
      return Promise.reject(thrown)
    }
  }

  /** Waits for an effect and records what came of it. */
  async #settle<Value>(
    step: Scope,
    request: StepRequest<Value>,
    effect: Value | Promise<Value>,
    place: StepPlace,
  ): Promise<Value> {
    let value: Value
    try {
      value = await effect
    } catch (thrown) {
      const turn = this.#handover.turnOf(place.begun)
      if (turn !== undefined || this.#run.replay !== undefined) await this.#awaitTurn(turn)
      if (thrown instanceof UnknownOutcome) return this.#settleUnknown(step, request, { isUnderWay: true })
      throw this.#recordFailure(step, thrown, place)
    }
    const turn = this.#handover.turnOf(place.begun)
    if (turn !== undefined || this.#run.replay !== undefined) await this.#awaitTurn(turn)
    // An interceptor answered in place of the effect, which did not begin.
    if (!place.isIntended && !this.#run.ending.isOver) void this.#intend(step, request, place)
    return this.#recordOutcome(step, request, value)
  }

  /** What is on the record came before whatever happens now, and so did the outcome that the code was given last. */
  async #awaitTurn(turn: Promise<void> | undefined): Promise<void> {
    await turn
    if (this.#run.ending.isOpen) await this.#run.replay?.given()
  }

  #recordOutcome<Value>(step: Scope, request: StepRequest<Value>, value: Value): Value {
    let json: JsonValue
    try {
      // What the loop makes of a tool's answer is a copy of its own already.
      json = request.kind === 'tool' ? (value as JsonValue) : jsonOf(value, `The value of step "${step.key}"`)
    } catch (thrown) {
      throw this.#recordFailure(step, thrown)
    }
    const isOver = this.#run.ending.isOver
    const record: Writable<OutcomeRecord> = { type: 'outcome', key: step.key, at: this.#now(), value: json }
    if (step.answer !== undefined) record.answer = step.answer
    if (!isOver) {
      void this.#run.writer.append(record, 'ordered')
      this.#run.announcer.live(record, step)
    }
    this.#leave(step)
    if (isOver) throw closedRun(this.#run.parts.id)
    // The loop's own values never change, and no user code holds them.
    return request.kind === 'model' || request.kind === 'tool' ? value : this.#give(request, json)
  }

  /** Records the failure of a step, and gives the error that its caller is to see, live as on replay. */
  #recordFailure(step: Scope, thrown: unknown, place?: StepPlace): unknown {
    if (this.#run.ending.isOver) {
      this.#leave(step)
      return thrown
    }
    if (this.#isCalledOff(step, thrown)) return this.#callOff(step, thrown)
    const error = faithfulError(thrown)
    this.#noteFailure(step, error)
    // A step that was refused before it began has no intent yet.
    if (place?.isIntended === false) void this.#intend(step, step.request, place)
    const record: LedgerRecord = { type: 'failure', key: step.key, at: this.#now(), error: recordError(thrown) }
    void this.#run.writer.append(record, 'ordered')
    this.#run.announcer.live(record, step)
    this.#leave(step)
    return error
  }

  /** True for what is thrown because the work was called off, and not because it failed. */
  #isCalledOff(step: Scope, thrown: unknown): boolean {
    const { aborted, refusal } = step.place.frame
    // A step may also have failed with what belongs to another run, or to an agent whose work is over.
    if (AixgoError.isInstance(thrown) && thrown.code === 'RUN_CLOSED' && refusal !== undefined) return true
    if (aborted === undefined) return false
    return (
      thrown === aborted.reason || this.#run.writer.failure !== undefined || ensureError(thrown).name === 'AbortError'
    )
  }

  /** A step that was called off has no outcome: whoever takes the run up again decides anew. */
  #callOff(step: Scope, thrown: unknown): unknown {
    const { kind, name } = step.request
    const error = serializeError(thrown)
    this.#run.announcer.note(
      (base) => ({ ...base, at: this.#now(), type: 'step-error', key: step.key, kind, name, error }),
      step,
    )
    if (this.#run.ending.isKept(step)) this.#run.ending.forget(step)
    this.#leave(step)
    return thrown
  }

  #noteFailure(step: Scope, error: unknown): void {
    this.#run.noteFailure({ key: step.key, effect: step.request.effect, error, begun: this.#run.begun })
  }

  #leave(step: Scope): void {
    const { waits, begun } = this.#run
    waits.leave(step)
    if (waits.hasOthersThan(step)) this.#handover.gave(begun)
    this.#run.ending.release(step)
  }

  /** What the code is given of an outcome. */
  #give<Value>(request: StepRequest<Value>, value: JsonValue): Value {
    // The value was recorded for this request, which says what it is.
    return (request.kind === 'tool' ? value : fromRecord(value)) as Value
  }

  /** Finds out what became of an effect whose outcome is not known, or waits for a person to say it. */
  async #settleUnknown<Value>(step: Scope, request: StepRequest<Value>, unknown: UnknownEffect): Promise<Value> {
    const { isUnderWay, signal: known } = unknown
    this.#run.ending.keep(step)
    try {
      const found = known === undefined ? await this.#reconcile(step, request) : 'unknown'
      if (typeof found === 'object') return this.#recordOutcome(step, request, found.value)
      // What did not happen may be done again, but not while an earlier attempt may still come to its end.
      const mayRepeat = found === undefined && !isUnderWay
      if (!mayRepeat) this.#run.ending.release(step)
      const signal = mayRepeat ? undefined : (known ?? (await this.#run.waits.signal(step, 'attention')))
      const value = await (mayRepeat ? this.#effect(step, request) : this.#decided(step, request, signal))
      return this.#recordOutcome(step, request, value)
    } catch (thrown) {
      throw step.hasSettled ? thrown : this.#recordFailure(step, thrown)
    }
  }

  /** Asks the tool what became of its effect: its value, `undefined` where it did not happen. */
  async #reconcile<Value>(
    step: Scope,
    { reconcile, name }: StepRequest<Value>,
  ): Promise<{ readonly value: Value } | undefined | 'unknown'> {
    if (reconcile === undefined) return 'unknown'
    try {
      const found: unknown = await reconcile(step.idempotencyKey)
      if (found === undefined) return undefined
      if (isRecord(found) && 'value' in found) return found as { readonly value: Value }
      throw new TypeError('"reconcile" must give { value } or undefined.')
    } catch (thrown) {
      const { message } = ensureError(thrown)
      this.#run.warn(step, `It could not be found out whether step "${step.key}" ("${name}") happened: ${message}`)
      return 'unknown'
    }
  }

  /** What a person says became of an effect: `{ action: 'retry' }`, `{ action: 'value', value }` or `{ action: 'fail' }`. */
  #decided<Value>(step: Scope, request: StepRequest<Value>, signal: SignalRecord | undefined): Value | Promise<Value> {
    const decision = isRecord(signal?.value) ? signal.value : {}
    if (decision['action'] === 'retry') return this.#beginAgain(step, request)
    // A person vouches for the value.
    if (decision['action'] === 'value') return fromRecord(decision['value'] ?? null) as Value
    throw new RunError('RUN_NEEDS_ATTENTION', `Step "${step.key}" was given up by ${signal?.by ?? 'nobody'}.`, {
      details: { key: step.key },
    })
  }

  #now(): number {
    return this.#run.parts.world.clock.now()
  }
}

/** Where a step stands among those of its parent. */
export interface StepPlace {
  readonly counter: StepCounter
  readonly order: number
  /** How many steps the run had begun with it. */
  readonly begun: number
  isIntended: boolean
  /** True once its effect was asked for. */
  isTaken: boolean
}

/** A step that is on the record without an outcome. */
type Resumed = Extract<Recorded, { type: 'open' }> & { readonly place: StepPlace }

/** An effect of which it is not known whether it happened. */
interface UnknownEffect {
  /** True while the attempt may still come to its end in this process. */
  readonly isUnderWay: boolean
  /** What a person has said of it. */
  readonly signal?: SignalRecord | undefined
}

/** Thrown by an effect that cannot say whether it happened. No user code sees it. */
export class UnknownOutcome extends Error {
  constructor(key: string) {
    super(`It is not known whether step "${key}" happened.`)
  }
}

function promiseOf<Value>(value: Value | Promise<Value>): Promise<Value> {
  return value instanceof Promise ? value : Promise.resolve(value)
}
