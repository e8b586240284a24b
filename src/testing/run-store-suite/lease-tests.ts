import { readHistory } from '../../runs/ledger.ts'
import { AixgoError } from '../../errors/aixgo-error.ts'
import { expectEqual, expectRejection, expectThat } from '../expectations.ts'
import {
  add,
  begin,
  expectRefusal,
  intentRecord,
  outcomeRecord,
  recordsOf,
  startRecord,
  type RunStoreTest,
} from './run-store-test.ts'

/** Who has a run. */
export const leaseTests: readonly RunStoreTest[] = [
  {
    name: 'opens a new run with nothing on its record, and does not write its start itself',
    run: async (store) => {
      const ledger = await store.open('new', startRecord('new'))
      expectEqual(await readHistory(ledger), [], 'The history of a new run')
      await ledger.close?.()
      await expectRefusal(store.open('new'), 'STORE_FAILED', 'Opening a run that never recorded anything')
      const again = await store.open('new', startRecord('new'))
      expectEqual(await readHistory(again), [], 'The history of a run that never began')
      await again.close?.()
    },
  },
  {
    name: 'does not open or signal a run that there is not',
    run: async (store) => {
      await expectRefusal(store.open('nobody'), 'STORE_FAILED', 'Opening an unknown run')
      await expectRefusal(store.signal('nobody', 'a', 1, 'ada'), 'STORE_FAILED', 'Signalling an unknown run')
      await begin(store, startRecord('somebody')).then((ledger) => ledger.close?.())
      await expectRefusal(store.open('nobody'), 'STORE_FAILED', 'Opening an unknown run')
    },
  },
  {
    name: 'gives what was recorded to whoever opens the run next, and goes on from there',
    run: async (store, restart) => {
      const start = startRecord('on')
      const first = await begin(store, start)
      await first.append(intentRecord('a'), 'safe')
      await first.close?.()
      const second = await store.open('on', startRecord('on', { input: 'another' }))
      expectEqual(await readHistory(second), [start, intentRecord('a')], 'The history')
      await second.append(outcomeRecord('a', '1'), 'safe')
      await second.close?.()
      const again = await restart()
      const third = await again.open('on')
      expectEqual(await readHistory(third), [start, intentRecord('a'), outcomeRecord('a', '1')], 'The history')
      await third.append(intentRecord('b'), 'safe')
      await third.close?.()
      expectEqual((await recordsOf(await restart(), 'on')).length, 4, 'The number of records')
    },
  },
  {
    name: 'takes the run from its owner when it is opened again',
    run: async (store) => {
      const first = await begin(store, startRecord('taken'))
      add(first, intentRecord('a'))
      const second = await store.open('taken')
      expectThat(first.lost?.aborted === true, 'The earlier ledger should say that it is lost.')
      const { reason } = first.lost as { readonly reason: unknown }
      expectEqual(AixgoError.isInstance(reason) && reason.code, 'LEASE_LOST', 'Why it is lost')
      expectThat((first.epoch ?? 0) < (second.epoch ?? 0), 'The epoch should grow.')
      await expectRefusal(first.append(intentRecord('late'), 'safe'), 'LEASE_LOST', 'An append of the earlier owner')
      if (first.park !== undefined)
        await expectRefusal(first.park({ signals: [], waitingFor: [] }), 'LEASE_LOST', 'Parking by the earlier owner')
      expectThat(second.lost?.aborted !== true, 'The new ledger should not be lost.')
      await first.close?.()
      await second.append(intentRecord('b'), 'safe')
      await second.close?.()
      const found = await recordsOf(store, 'taken')
      expectEqual(found.slice(1), [intentRecord('a'), intentRecord('b')], 'The record')
    },
  },
  {
    name: 'lets one of two win that open a run at once',
    run: async (store) => {
      const start = startRecord('race')
      const ledgers = await Promise.all([store.open('race', start), store.open('race', start)])
      const alive = ledgers.filter(({ lost }) => lost?.aborted !== true)
      expectEqual(alive.length, 1, 'The number of owners')
      expectThat(ledgers[0].epoch !== ledgers[1].epoch, 'Each opening should have an epoch of its own.')
      const [winner] = alive
      await winner?.append(start, 'safe')
      for (const ledger of ledgers) await ledger.close?.()
      expectEqual(await recordsOf(store, 'race'), [start], 'The record')
    },
  },
  {
    name: 'lets the epoch grow across a restart',
    run: async (store, restart) => {
      const first = await begin(store, startRecord('epoch'))
      await first.append(intentRecord('a'), 'safe')
      await first.close?.()
      const second = await store.open('epoch')
      await second.append(intentRecord('b'), 'safe')
      await second.close?.()
      const third = await (await restart()).open('epoch')
      const epochs = [first.epoch ?? 0, second.epoch ?? 0, third.epoch ?? 0]
      expectThat(epochs[0]! < epochs[1]! && epochs[1]! < epochs[2]!, `The epochs should grow: ${epochs.join(', ')}.`)
      await third.close?.()
    },
  },
  {
    name: 'takes nothing after a ledger was closed, and may be closed twice',
    run: async (store) => {
      const ledger = await begin(store, startRecord('closed'))
      await ledger.close?.()
      await ledger.close?.()
      const late = ledger.append(intentRecord('late'), 'safe')
      expectThat(late !== undefined, 'An append after the end of a ledger should be refused.')
      await expectRejection(late, 'An append after the end of a ledger')
      expectEqual((await recordsOf(store, 'closed')).length, 1, 'The number of records')
      await store.close?.()
      await store.close?.()
    },
  },
  {
    name: 'interrupts the runs that are under way when it is closed',
    run: async (store, restart) => {
      const ledger = await begin(store, startRecord('under way'))
      add(ledger, intentRecord('a'))
      if (store.close === undefined) return
      if (!store.durable) {
        await store.close()
        expectThat(ledger.lost?.aborted === true, 'The ledger should say that it is lost.')
        return
      }
      const again = await restart()
      expectThat(ledger.lost?.aborted === true, 'The ledger should say that it is lost.')
      await expectRejection(Promise.resolve(ledger.append(intentRecord('b'), 'safe')), 'An append to a closed store')
      await expectRefusal(store.open('under way'), 'STORE_FAILED', 'Opening a run of a closed store')
      const found = await recordsOf(again, 'under way')
      expectEqual(found.slice(1), [intentRecord('a')], 'The record')
    },
  },
]
