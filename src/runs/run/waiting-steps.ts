import { RunError } from '../../errors/run-error.ts'
import { isRecord } from '../../util/is-record.ts'
import type { JsonValue } from '../../util/json/json.ts'
import type { Decision } from '../context.ts'
import type { Scope } from './door.ts'
import type { Ledger, SignalRecord } from '../ledger.ts'
import type { Waits } from './waits.ts'

/** The steps of a run that do nothing but wait. */
export class WaitingSteps {
  readonly #waits: Waits
  readonly #ledger: Ledger

  constructor(waits: Waits, ledger: Ledger) {
    this.#waits = waits
    this.#ledger = ledger
  }

  /** Waits for so many milliseconds from when it was first asked for, whatever happens to the process. */
  async sleep(scope: Scope, delayMs: number): Promise<void> {
    await scope.step({
      kind: 'wait',
      name: 'sleep',
      effect: 'none',
      input: delayMs,
      waitMs: delayMs,
      // The context of an effect is the scope of its step.
      execute: (step) => this.#waits.until(step as Scope, (step as Scope).wakeAt ?? 0).then(() => null),
    })
  }

  async ask(scope: Scope, question: JsonValue): Promise<Decision> {
    this.#assertCanWait('ask')
    return scope.step<Decision>({
      kind: 'approval',
      name: 'ask',
      effect: 'none',
      input: question,
      execute: async (step) => decisionOf(await this.#waits.signal(step as Scope, 'approval')),
    })
  }

  async receive(scope: Scope, name: string, timeoutMs: number | undefined): Promise<unknown> {
    this.#assertCanWait('receive')
    const received = await scope.step<readonly unknown[]>({
      kind: 'signal',
      name,
      effect: 'none',
      waitMs: timeoutMs,
      // A list, because nothing that was sent and nothing sent are two things.
      execute: async (step) => {
        const signal = await this.#waits.signal(step as Scope, 'signal')
        return signal === undefined ? [] : [signal.value]
      },
    })
    return received[0]
  }

  #assertCanWait(what: string): void {
    if (this.#ledger.park !== undefined) return
    throw new RunError(
      'WAIT_UNAVAILABLE',
      `context.${what} waits for somebody outside, and this run has no store that it could wait in. ` +
        'Give the runtime, or the run, a store.',
    )
  }
}

function decisionOf(signal: SignalRecord | undefined): Decision {
  const { value, by } = signal ?? { value: null, by: 'nobody' }
  const { answer, comment } = isRecord(value) ? value : { answer: value, comment: undefined }
  return { answer: String(answer), by, ...(typeof comment === 'string' ? { comment } : {}) }
}
