import { defineCustomAgent } from '../../agents/define-custom-agent.ts'
import { AixgoError } from '../../errors/aixgo-error.ts'
import type { Ledger, LedgerRecord } from '../../runs/ledger.ts'
import type { RunStore } from '../../runs/run-store.ts'
import { expectEqual, expectRejection, expectThat } from '../expectations.ts'
import { dueAt, expectRefusal, recordsOf, type RunStoreTest } from './run-store-test.ts'

/** An agent whose effects are counted by the keys they may be told apart by. */
function orderAgent() {
  const effects: string[] = []
  const paid = new Map<string, string>()
  let isClosed = false
  const touch = (what: string): void => {
    if (isClosed) throw new Error(`No effect should happen, but ${what} did.`)
    effects.push(what)
  }
  const packer = defineCustomAgent({
    name: 'packer',
    execute: (item, context) =>
      context.step('pack', () => (touch(`pack ${String(item)}`), `${String(item)} packed`), { effect: 'idempotent' }),
  })
  const agent = defineCustomAgent({
    name: 'orders',
    execute: async (item, context) => {
      const price = await context.step('price', () => (touch('price'), 12.5), { effect: 'none' })
      const pay = ({ idempotencyKey }: { readonly idempotencyKey: string }): string => {
        touch('pay')
        paid.set(idempotencyKey, `paid ${price}`)
        return `paid ${price}`
      }
      const reconcile = async (key: string): Promise<{ value: string } | undefined> => {
        const value = paid.get(key)
        return value === undefined ? undefined : { value }
      }
      const receipt = await context.step('pay', pay, { reconcile })
      const parcels = await Promise.all([
        context.call(packer, `${String(item)} left`),
        context.call(packer, `${String(item)} right`),
      ])
      return { receipt, parcels, id: context.id() }
    },
  })
  const close = (): void => {
    isClosed = true
  }
  return { agent, effects, close }
}

/** The effects by the keys of their steps. */
const effectOf: Readonly<Record<string, string>> = {
  'step:price#1': 'price',
  'step:pay#1': 'pay',
  'agent:packer#1/step:pack#1': 'pack lamp left',
  'agent:packer#2/step:pack#1': 'pack lamp right',
}

const output = { receipt: 'paid 12.5', parcels: ['lamp left packed', 'lamp right packed'] }

/** The same store, but its ledgers take only so many records and then fail, as when the process ends. */
function cutAfter(store: RunStore, count: number): RunStore {
  let left = count
  const cut = (ledger: Ledger): Ledger => ({
    history: ledger.history,
    get lost() {
      return ledger.lost
    },
    append: (batch, need) => {
      const records = Array.isArray(batch) ? (batch as readonly LedgerRecord[]) : [batch as LedgerRecord]
      if (records.length > left) {
        left = 0
        return Promise.reject(new Error('The process ended.'))
      }
      left -= records.length
      return ledger.append(batch, need)
    },
    park: async (wait) => {
      if (left === 0) throw new Error('The process ended.')
      await ledger.park?.(wait)
    },
    close: () => ledger.close?.(),
  })
  return {
    name: store.name,
    durable: store.durable,
    open: async (runId, start) => cut(await store.open(runId, start)),
    list: (filter) => store.list(filter),
    signal: (runId, key, value, by) => store.signal(runId, key, value, by),
    due: (now) => store.due(now),
  }
}

function keysOf(records: readonly LedgerRecord[], type: LedgerRecord['type']): readonly string[] {
  return records.flatMap((record) => (record.type === type && 'key' in record ? [record.key] : []))
}

/** Runs of agents in the store. */
export const runTests: readonly RunStoreTest[] = [
  {
    name: 'takes up a run that was cut after any of its records, and repeats no recorded effect',
    run: async (store, restart) => {
      const whole = orderAgent()
      await whole.agent.run('lamp', { store, runId: 'whole' })
      const length = (await recordsOf(store, 'whole')).length
      expectThat(length > 10, 'The run should have steps to be cut at.')
      let current = store
      for (let cut = 1; cut < length; cut += 1) {
        const runId = `cut-${cut}`
        const { agent, effects } = orderAgent()
        await expectRejection(agent.run('lamp', { store: cutAfter(current, cut), runId }), `A run cut after ${cut}`)
        if (cut % 5 === 0) current = await restart()
        const before = await recordsOf(current, runId)
        const recorded = keysOf(before, 'outcome').flatMap((key) => effectOf[key] ?? [])
        const earlier = effects.length
        const { output: found } = await agent.run('lamp', { store: current, runId })
        const { receipt, parcels } = found
        expectEqual({ receipt, parcels }, output, `The output after a cut at ${cut}`)
        const records = await recordsOf(current, runId)
        expectEqual(records.slice(0, before.length), before, 'What was on the record')
        const outcomes = keysOf(records, 'outcome')
        expectThat(new Set(outcomes).size === outcomes.length, `A step has two outcomes after a cut at ${cut}.`)
        const again = effects.slice(earlier).filter((effect) => recorded.includes(effect))
        expectEqual(again, [], `The recorded effects that were repeated after a cut at ${cut}`)
        const payments = effects.filter((effect) => effect === 'pay')
        expectEqual(payments.length, 1, `How often the payment was made after a cut at ${cut}`)
      }
    },
  },
  {
    name: 'gives a finished run its recorded output without running anything',
    run: async (store, restart) => {
      const { agent, close } = orderAgent()
      const first = await agent.run('lamp', { store, runId: 'done' })
      close()
      const again = await restart()
      const second = await agent.run('lamp', { store: again, runId: 'done' })
      expectEqual(second.output, first.output, 'The output')
      await expectRefusal(agent.run('chair', { store: again, runId: 'done' }), 'RUN_DIVERGED', 'Another input')
    },
  },
  {
    name: 'gives a failed run its recorded error',
    run: async (store, restart) => {
      let calls = 0
      const failing = defineCustomAgent({
        name: 'failing',
        execute: () => {
          calls += 1
          throw new Error('It broke.')
        },
      })
      await expectRejection(failing.run('x', { store, runId: 'failed' }), 'A failing run')
      const error = await expectRejection(failing.run('x', { store: await restart(), runId: 'failed' }), 'A failed run')
      expectThat(String(error).includes('It broke.'), `The error should be the recorded one, not ${String(error)}.`)
      expectEqual(calls, 1, 'How often the agent ran')
    },
  },
  {
    name: 'attaches to a run that is under way',
    run: async (store) => {
      const { agent, effects } = orderAgent()
      const first = agent.run('lamp', { store, runId: 'shared' })
      const second = agent.run('lamp', { store, runId: 'shared' })
      await expectRefusal(agent.run('chair', { store, runId: 'shared' }), 'RUN_DIVERGED', 'Another input')
      const outputs = [(await first).output, (await second).output]
      expectEqual(outputs[0], outputs[1], 'The outputs')
      expectEqual(effects.filter((effect) => effect === 'pay').length, 1, 'How often the payment was made')
    },
  },
  {
    name: 'parks a run that asks, and goes on with the answer',
    run: async (store, restart) => {
      let effects = 0
      const asking = defineCustomAgent({
        name: 'asking',
        execute: async (_, context) => {
          await context.step('look', () => (effects += 1))
          const decision = await context.ask({ title: 'Refund?' })
          return { answer: decision.answer, by: decision.by }
        },
      })
      const parked = await expectRejection(asking.run('7', { store, runId: 'ask' }), 'A run that asks')
      expectThat(
        AixgoError.isInstance(parked) && parked.code === 'RUN_PARKED',
        `It should park, not ${String(parked)}.`,
      )
      const [key] = parked.details['waitingFor'] as readonly string[]
      expectEqual(await dueAt(store, 9e15), [], 'What is due before the answer')
      const again = await restart()
      expectEqual(await again.signal('ask', key ?? '', { answer: 'approve' }, 'ada'), 'accepted', 'The answer')
      expectEqual(await dueAt(again, 0), ['ask'], 'What is due after the answer')
      const { output: found } = await asking.run('7', { store: again, runId: 'ask' })
      expectEqual(found, { answer: 'approve', by: 'ada' }, 'The output')
      expectEqual(effects, 1, 'How often the step before the question ran')
    },
  },
]
