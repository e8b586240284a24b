import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { BudgetScope } from '../budget.ts'
import { Account } from './account.ts'
import { reserve, type Reservation } from './reserve.ts'

const scopes = ['run', 'agent', 'tenant'] as const satisfies BudgetScope[]
const cents = fc.integer({ min: 1, max: 40 }).map((steps) => steps / 1000)

/** Calls that begin one after another and end in any order: each says its worst case and what part of it is really taken. */
const calls = fc.array(
  fc.record({
    worst: cents,
    part: fc.double({ min: 0, max: 1, noNaN: true }),
    scopes: fc.subarray([...scopes], { minLength: 1 }),
    lasts: fc.nat(6),
  }),
  { minLength: 1, maxLength: 40 },
)

/** Calls under way, each ended when its time has come. */
class UnderWay {
  #open: { readonly ends: number; readonly end: () => void }[] = []
  most = 0

  add(ends: number, end: () => void): void {
    this.#open.push({ ends, end })
    this.most = Math.max(this.most, this.#open.length)
  }

  endUntil(now: number): void {
    for (const { ends, end } of this.#open) if (ends <= now) end()
    this.#open = this.#open.filter(({ ends }) => ends > now)
  }
}

/** Reserves for a call, or says that it was refused. */
function attempt(accounts: readonly Account[], usd: number, now: number): Reservation | 'BUDGET_EXCEEDED' {
  try {
    const reserved = reserve(accounts, { usd, modelCalls: 1 }, { name: 'a call' }, now)
    if ('then' in reserved) throw new Error('These accounts are at hand.')
    return reserved
  } catch (error) {
    return (error as { readonly code: 'BUDGET_EXCEEDED' }).code
  }
}

it('never spends more than a budget, whatever calls run side by side, when calls stay within their worst case', () => {
  fc.assert(
    fc.property(calls, cents, (planned, limit) => {
      const accounts = scopes.map((scope) => new Account(scope, 'x', { usd: limit, modelCalls: 25 }))
      const spent = new Map<string, number>(scopes.map((scope) => [scope, 0]))
      const underWay = new UnderWay()
      for (const [now, call] of planned.entries()) {
        underWay.endUntil(now)
        const charged = accounts.filter(({ scope }) => call.scopes.some((each) => each === scope))
        const reservation = attempt(charged, call.worst, now)
        if (reservation === 'BUDGET_EXCEEDED') continue
        const usd = call.worst * call.part
        underWay.add(now + call.lasts, () => reservation.settle({ usd, modelCalls: 1 }, now))
        for (const { scope } of charged) spent.set(scope, (spent.get(scope) ?? 0) + usd)
      }
      underWay.endUntil(Infinity)
      for (const account of accounts) {
        const { used, reserved } = account.report(planned.length)
        expect(used.usd).toBeLessThanOrEqual(limit + 1e-6)
        expect(used.modelCalls).toBeLessThanOrEqual(25)
        expect(used.usd).toBeCloseTo(spent.get(account.scope) ?? 0, 9)
        expect(reserved).toEqual({ usd: 0, tokens: 0, modelCalls: 0, toolCalls: 0, timeMs: 0 })
      }
    }),
  )
})

it('exceeds a budget by no more than the calls under way take beyond their worst case', () => {
  fc.assert(
    fc.property(calls, cents, fc.double({ min: 0, max: 0.05, noNaN: true }), (planned, limit, excess) => {
      const account = new Account('run', 'x', { usd: limit })
      const underWay = new UnderWay()
      for (const [now, { worst, lasts }] of planned.entries()) {
        underWay.endUntil(now)
        const isOver = account.report(now).used.usd > limit
        const reservation = attempt([account], worst, now)
        // Once it is over its limit, nothing more begins.
        expect(isOver && reservation !== 'BUDGET_EXCEEDED').toBe(false)
        if (reservation !== 'BUDGET_EXCEEDED')
          underWay.add(now + lasts, () => reservation.settle({ usd: worst + excess, modelCalls: 1 }, now))
      }
      underWay.endUntil(Infinity)
      expect(account.report(0).used.usd).toBeLessThanOrEqual(limit + excess * underWay.most + 1e-6)
    }),
  )
})
