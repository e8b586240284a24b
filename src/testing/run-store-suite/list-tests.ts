import type { Ledger, LedgerRecord } from '../../runs/ledger.ts'
import type { RunStore, RunSummary } from '../../runs/run-store.ts'
import { expectEqual } from '../expectations.ts'
import { begin, intentRecord, listed, park, recordsOf, startRecord, type RunStoreTest } from './run-store-test.ts'

const error = { name: 'Error', message: 'no', code: 'TOOL_FAILED', retryable: false, details: {} } as const

async function end(ledger: Ledger, record: LedgerRecord): Promise<void> {
  await ledger.append(record, 'safe')
  await ledger.close?.()
}

/** One run of each kind, the newest first made. */
async function fill(store: RunStore): Promise<void> {
  await (await begin(store, startRecord('open', { at: 5000 }, { session: 'blue' }))).close?.()
  await park(await begin(store, startRecord('parked', { at: 4000, agent: 'poet' }, { tenant: 'acme' })), {
    until: 9000,
    signals: ['approval:ask#1'],
  })
  await end(await begin(store, startRecord('finished', { at: 3000 }, { session: 'blue', tenant: 'acme' })), {
    type: 'finish',
    at: 3500,
    output: 1,
  })
  await end(await begin(store, startRecord('failed', { at: 2000 })), { type: 'error', at: 2500, error })
  await end(await begin(store, startRecord('cancelled', { at: 1000, agent: 'poet' })), {
    type: 'cancel',
    at: 1500,
    reason: 'caller',
    error,
  })
  // A run that never began is none.
  await (await store.open('nothing', startRecord('nothing'))).close?.()
}

async function expectLists(store: RunStore): Promise<void> {
  const all = ['cancelled', 'failed', 'finished', 'parked', 'open']
  expectEqual(await listed(store), all, 'All runs')
  for (const status of all) {
    expectEqual(
      await listed(store, { status: status as RunSummary['status'] }),
      [status],
      `The runs that are ${status}`,
    )
  }
  expectEqual(await listed(store, { status: ['open', 'failed'] }), ['failed', 'open'], 'The runs of two kinds')
  expectEqual(await listed(store, { status: [] }), [], 'The runs of no kind')
  expectEqual(await listed(store, { agent: 'poet' }), ['cancelled', 'parked'], 'The runs of an agent')
  expectEqual(await listed(store, { session: 'blue' }), ['finished', 'open'], 'The runs of a session')
  expectEqual(await listed(store, { tenant: 'acme', session: 'blue' }), ['finished'], 'The runs of both')
  expectEqual(await listed(store, { limit: 2 }), ['cancelled', 'failed'], 'The first two runs')
}

/** Lists of runs, and what they show. */
export const listTests: readonly RunStoreTest[] = [
  {
    name: 'lists runs by what has become of them, agent, session and tenant, oldest first, across a restart',
    run: async (store, restart) => {
      await fill(store)
      await expectLists(store)
      await expectLists(await restart())
    },
  },
  {
    name: 'shows what a run is and what it waits for',
    run: async (store, restart) => {
      await fill(store)
      for (const next of [async () => store, restart]) {
        const found = new Map<string, RunSummary>()
        for await (const run of (await next()).list()) found.set(run.runId, run)
        expectEqual(
          found.get('finished'),
          {
            runId: 'finished',
            agent: 'clerk',
            status: 'finished',
            startedAt: 3000,
            updatedAt: 3500,
            session: 'blue',
            tenant: 'acme',
          },
          'The finished run',
        )
        expectEqual(
          found.get('parked')?.waitingFor,
          [
            { key: 'wait:sleep#1', kind: 'timer', until: 9000 },
            { key: 'approval:ask#1', kind: 'approval' },
          ],
          'What the parked run waits for',
        )
      }
    },
  },
  {
    name: 'shows a run as it is while somebody has it',
    run: async (store) => {
      const ledger = await begin(store, startRecord('live'))
      expectEqual(await listed(store, { status: 'open' }), ['live'], 'The open runs')
      await ledger.append(intentRecord('a'), 'safe')
      await ledger.append({ type: 'finish', at: 1, output: 1 }, 'safe')
      expectEqual(await listed(store, { status: 'finished' }), ['live'], 'The finished runs')
      await ledger.close?.()
    },
  },
  {
    name: 'leaves a run that is over as it is when it is looked at',
    run: async (store, restart) => {
      await fill(store)
      for (const id of ['finished', 'failed', 'cancelled']) await recordsOf(store, id)
      await expectLists(await restart())
    },
  },
]
