import { describe, expect, it } from 'vitest'
import { defineAgent } from '../../agents/define-agent.ts'
import { defineCustomAgent } from '../../agents/define-custom-agent.ts'
import { AgentError } from '../../errors/agent-error.ts'
import { AixgoError } from '../../errors/aixgo-error.ts'
import { ModelError } from '../../errors/model-error.ts'
import { RunError } from '../../errors/run-error.ts'
import { ToolError } from '../../errors/tool-error.ts'
import { scriptedModel } from '../../testing/scripted-model.ts'
import type { AgentContext } from '../context.ts'
import { testLedger } from '../__fixtures__/test-ledger.ts'

class PaymentError extends Error {
  override readonly name = 'PaymentError'
  readonly code = 'E_PAY'
  readonly bank = 'north'
}

class Unnamed extends TypeError {
  readonly secret = { deep: true }
}

/** What code that catches may look at. All of it must be the same live as on replay. */
function branch(thrown: unknown): unknown {
  const is = {
    error: thrown instanceof Error,
    model: thrown instanceof ModelError,
    tool: thrown instanceof ToolError,
    run: thrown instanceof RunError,
    agent: AgentError.isInstance(thrown),
    ours: AixgoError.isInstance(thrown),
    type: thrown instanceof TypeError,
    range: thrown instanceof RangeError,
    payment: thrown instanceof PaymentError,
    aggregate: thrown instanceof AggregateError,
    dom: thrown instanceof DOMException,
  }
  if (!(thrown instanceof Error)) return { is, thrown }
  const { name, message } = thrown
  const { code, status, retryable, details, bank, secret } = thrown as Error & Record<string, unknown>
  const errors = thrown instanceof AggregateError ? thrown.errors.map(branch) : undefined
  const cause = thrown.cause instanceof AixgoError ? branch(thrown.cause) : undefined
  return JSON.parse(
    JSON.stringify({ is, name, message, code, status, retryable, details, bank, secret, errors, cause }),
  ) as unknown
}

const cases: readonly (readonly [string, () => unknown])[] = [
  [
    'a model error',
    () => new ModelError('MODEL_RATE_LIMITED', 'slow', { retryable: true, details: { status: 429, models: ['a'] } }),
  ],
  ['a tool error', () => new ToolError('TOOL_TIMEOUT', 'late', { details: { tool: 'x', timeoutMs: 3 } })],
  ['an error of the run', () => new RunError('VALUE_NOT_JSON', 'odd', { details: { path: 'a' } })],
  ['one that is retryable against the rule', () => new ModelError('MODEL_FAILED', 'x', { retryable: true })],
  ['a TypeError', () => new TypeError('no')],
  ['a RangeError with a field', () => Object.assign(new RangeError('no'), { status: 4 })],
  ["a class of the user's", () => new PaymentError('broke')],
  ["a class of the user's with an object", () => new Unnamed('odd')],
  [
    'several errors',
    () => new AggregateError([new TypeError('a'), new ModelError('MODEL_FAILED', 'b'), new PaymentError('c')], 'all'),
  ],
  ['a DOMException', () => new DOMException('stop', 'TimeoutError')],
  ['an AbortError of its own', () => new DOMException('stop', 'AbortError')],
  ['an error of the system', () => Object.assign(new Error('ENOENT: no'), { code: 'ENOENT', errno: -2, path: '/x' })],
  ['an error without a message', () => new Error()],
  [
    'an error with a cause',
    () => new AgentError('AGENT_FAILED', 'outer', { cause: new ModelError('MODEL_FAILED', 'inner') }),
  ],
  ['a text', () => 'thrown text'],
  ['nothing', () => undefined],
  ['an object', () => ({ code: 7, deep: { a: 1 } })],
  ['a frozen error', () => Object.freeze(new Error('frozen'))],
  ['a very long message', () => new Error('x'.repeat(20_000))],
]

const ways: Readonly<Record<string, (context: AgentContext, make: () => unknown) => Promise<unknown>>> = {
  'a step': (context, make) =>
    context.step('x', () => {
      throw make()
    }),
  'a step that rejects later': (context, make) =>
    context.step('x', () => Promise.reject(make() as Error), { effect: 'none' }),
  'a nested agent': (context, make) =>
    context.call(
      defineCustomAgent({
        name: 'nested',
        execute: () => {
          throw make()
        },
      }),
      '',
    ),
  'a step of a nested agent': (context, make) =>
    context.call(
      defineCustomAgent({ name: 'nested', execute: (_, { step }) => step('x', () => Promise.reject(make() as Error)) }),
      '',
    ),
}

describe.each(Object.entries(ways))('the failure of %s', (_way, fail) => {
  it.each(cases)('with %s takes the same branch live, on replay and after a restart', async (_name, make) => {
    const seen: unknown[] = []
    const agent = defineCustomAgent({
      name: 'main',
      execute: async (_, context) => {
        await fail(context, make).catch((error: unknown) => seen.push(branch(error)))
        return context.step('after', () => 'after', { effect: 'none' })
      },
    })
    const ledger = testLedger()
    await agent.run('', { ledger })
    await agent.run('', { ledger: ledger.reopened() })
    const failed = ledger.records.findLastIndex(({ type }) => type === 'failure')
    await agent.run('', { ledger: testLedger({ history: ledger.records.slice(0, failed + 1) }) })
    expect(seen).toHaveLength(3)
    expect(seen[1]).toEqual(seen[0])
    expect(seen[2]).toEqual(seen[0])
  })

  it.each(cases)('with %s ends the run with it, live as on replay', async (_name, make) => {
    const agent = defineCustomAgent({ name: 'main', execute: (_, context) => fail(context, make) })
    const ledger = testLedger()
    const ends: unknown[] = []
    const catching = (error: unknown): void => void ends.push(branch(error))
    await agent.run('', { ledger }).catch(catching)
    await agent.run('', { ledger: ledger.reopened() }).catch(catching)
    expect(ends).toHaveLength(2)
    expect(ends[1]).toEqual(ends[0])
    expect(ledger.records.at(-1)?.type).toBe('error')
  })
})

describe('a budget that is exceeded deep down', () => {
  it('is known as that at every level, live as on replay, and cancels the run', async () => {
    const seen: unknown[] = []
    const noting =
      (level: string) =>
      (error: unknown): never => {
        seen.push([level, RunError.isInstance(error) && error.code])
        throw error
      }
    const worker = () => defineAgent({ name: 'worker', model: scriptedModel(['one', 'two']) })
    const middle = defineCustomAgent({
      name: 'middle',
      execute: (_, { call }) => call(worker(), '').catch(noting('middle')),
    })
    const agent = defineCustomAgent({ name: 'main', execute: (_, { call }) => call(middle, '').catch(noting('main')) })
    const ledger = testLedger()
    const budget = { modelCalls: 0 }
    await expect(agent.run('', { ledger, budget })).rejects.toMatchObject({ code: 'BUDGET_EXCEEDED' })
    expect(ledger.records.at(-1)).toMatchObject({ type: 'cancel', reason: 'budget' })
    const live = seen.splice(0)
    expect(live).toEqual([
      ['middle', 'BUDGET_EXCEEDED'],
      ['main', 'BUDGET_EXCEEDED'],
    ])
    await expect(agent.run('', { ledger: ledger.reopened() })).rejects.toMatchObject({ code: 'BUDGET_EXCEEDED' })
    expect(seen).toEqual([['main', 'BUDGET_EXCEEDED']])
  })
})
