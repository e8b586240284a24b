import { guardListener } from '../../events/guard-listener.ts'
import type { InterceptedStep, SettledStep, StepInterceptor } from './interceptor.ts'

type Around = NonNullable<StepInterceptor['around']>

/** The interceptors of a run, sorted by what they do, so that what nobody does costs nothing. */
export class StepChain {
  readonly #around: readonly StepInterceptor[]
  /** Told of every step that is asked for. */
  readonly askers: readonly NonNullable<StepInterceptor['onAsk']>[]
  readonly #hearers: readonly ((settled: SettledStep) => void)[]

  // Runs of one world share their chain.
  static readonly #known = new WeakMap<readonly StepInterceptor[], StepChain>()

  /** The chain of these interceptors around those that every run has. */
  static of(outer: readonly StepInterceptor[], own: readonly StepInterceptor[]): StepChain {
    let chain = StepChain.#known.get(outer)
    if (chain === undefined) StepChain.#known.set(outer, (chain = new StepChain([...outer, ...own])))
    return chain
  }

  /** The outermost interceptor comes first. */
  private constructor(interceptors: readonly StepInterceptor[]) {
    this.#around = interceptors.filter(({ around }) => around !== undefined)
    this.askers = interceptors.flatMap((each) => (each.onAsk === undefined ? [] : [each.onAsk.bind(each)]))
    this.#hearers = interceptors.flatMap((each) =>
      each.onOutcome === undefined ? [] : [guardListener(each.onOutcome.bind(each), `interceptor "${each.name}"`)],
    )
  }

  /** True when anybody is told of outcomes. */
  get hearsOutcomes(): boolean {
    return this.#hearers.length > 0
  }

  /** The interceptors that wrap this step; `undefined` where none does. */
  around(step: InterceptedStep): readonly StepInterceptor[] | undefined {
    let found: StepInterceptor[] | undefined
    for (const interceptor of this.#around) {
      if (interceptor.appliesTo?.(step) !== false) (found ??= []).push(interceptor)
    }
    return found
  }

  /** Tells of an outcome. What somebody throws at that changes nothing for the others, nor for the run. */
  outcome(settled: SettledStep): void {
    for (const tell of this.#hearers) tell(settled)
  }
}

/** Takes a step through interceptors, the outermost first. */
export function wrapStep<Value>(
  interceptors: readonly StepInterceptor[],
  step: InterceptedStep,
  effect: () => Promise<Value>,
): Promise<Value> {
  let next = effect
  for (let position = interceptors.length - 1; position >= 0; position -= 1) {
    const interceptor = interceptors[position]
    // Members without it were sorted out.
    const around = interceptor?.around?.bind(interceptor) as Around
    next = wrapOnce(around, step, next)
  }
  return next()
}

function wrapOnce<Value>(around: Around, step: InterceptedStep, inner: () => Promise<Value>): () => Promise<Value> {
  return () => {
    try {
      return around(step, inner)
    } catch (thrown) {
      // One that is no async function refuses by throwing.
      return Promise.reject(thrown)
    }
  }
}
