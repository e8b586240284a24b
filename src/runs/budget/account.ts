import type { Budget, BudgetAccount, BudgetMeasure, BudgetReport, BudgetScope, Shortfall, Spending } from '../budget.ts'

type Counted = Exclude<BudgetMeasure, 'timeMs'>
type Amounts = Record<Counted, number>

const measures: readonly Counted[] = ['usd', 'tokens', 'modelCalls', 'toolCalls']
// Sums of fractions of a cent are inexact in their last digits; a budget must not end on that.
const tolerance = 1e-9

/** Counts spending against limits. Every method is synchronous, so calls side by side cannot slip in between. */
export class Account implements BudgetAccount {
  readonly scope: BudgetScope
  readonly id: string
  limits: Budget
  isReduced = false
  readonly #used: Amounts = { usd: 0, tokens: 0, modelCalls: 0, toolCalls: 0 }
  readonly #reserved: Amounts = { usd: 0, tokens: 0, modelCalls: 0, toolCalls: 0 }
  #unknownCalls = 0
  /** Calls under way, and since when there have been any. */
  #underWay = 0
  #busySince = 0
  #busyMs = 0

  constructor(scope: BudgetScope, id: string, limits: Budget) {
    this.scope = scope
    this.id = id
    this.limits = limits
  }

  check(need: Spending, nowMs: number): Shortfall | undefined {
    for (const measure of measures) {
      const limit = this.limits[measure]
      const needed = need[measure] ?? 0
      // A cheaper model goes on for as long as it takes nothing.
      if (limit === undefined || (needed === 0 && this.limits.onExhausted === 'cheaper-model')) continue
      const used = this.#used[measure]
      const reserved = this.#reserved[measure]
      // What is overdrawn lets nothing more go on, not even what is free.
      const wanted = needed === 0 ? 0 : reserved + needed
      if (used + wanted > limit + tolerance) return this.#shortfall(measure, { limit, used, reserved, needed })
    }
    const { timeMs: limit } = this.limits
    const used = this.#timeMs(nowMs)
    return limit === undefined || used < limit
      ? undefined
      : this.#shortfall('timeMs', { limit, used, reserved: 0, needed: 0 })
  }

  reserve(need: Spending, nowMs: number): Shortfall | undefined {
    const shortfall = this.check(need, nowMs)
    if (shortfall === undefined) this.#hold(need, nowMs)
    return shortfall
  }

  #hold(need: Spending, nowMs: number): void {
    if (this.#underWay === 0) this.#busySince = nowMs
    this.#underWay += 1
    for (const measure of measures) this.#reserved[measure] += need[measure] ?? 0
  }

  settle(held: Spending, spent: Spending, nowMs: number): void {
    this.#underWay -= 1
    if (this.#underWay === 0) this.#busyMs += nowMs - this.#busySince
    for (const measure of measures) {
      // With nothing under way nothing is held, whatever the last digits say.
      this.#reserved[measure] = this.#underWay === 0 ? 0 : this.#reserved[measure] - (held[measure] ?? 0)
    }
    this.carry(spent)
  }

  carry(spent: Spending): void {
    for (const measure of measures) this.#used[measure] += spent[measure] ?? 0
    if (spent.usd === undefined) this.#unknownCalls += spent.modelCalls ?? 0
  }

  reduce(): void {
    this.isReduced = true
  }

  /** True while there is nothing to remember: nothing was spent, and nothing is under way. */
  get isBlank(): boolean {
    const isUnused = measures.every((measure) => this.#used[measure] === 0)
    return isUnused && this.#underWay === 0 && this.#busyMs === 0 && this.#unknownCalls === 0 && !this.isReduced
  }

  report(nowMs: number): BudgetReport {
    const { scope, id, limits } = this
    return {
      scope,
      id,
      limits,
      used: { ...this.#used, timeMs: this.#timeMs(nowMs) },
      reserved: { ...this.#reserved, timeMs: 0 },
      unknownCalls: this.#unknownCalls,
    }
  }

  #timeMs(nowMs: number): number {
    return this.#busyMs + (this.#underWay === 0 ? 0 : nowMs - this.#busySince)
  }

  #shortfall(measure: BudgetMeasure, figures: Pick<Shortfall, 'limit' | 'used' | 'reserved' | 'needed'>): Shortfall {
    return { scope: this.scope, id: this.id, measure, ...figures, action: this.limits.onExhausted ?? 'stop' }
  }
}
