import { RunError } from '../../errors/run-error.ts'
import type { SignalRecord } from '../../runs/ledger.ts'
import type { RunStore } from '../../runs/run-store.ts'
import type { JsonValue } from '../../util/json/json.ts'
import { expectEqual, expectThat } from '../expectations.ts'
import {
  add,
  begin,
  dueAt,
  intentRecord,
  listed,
  outcomeRecord,
  park,
  recordsOf,
  startRecord,
  type RunStoreTest,
} from './run-store-test.ts'

const asked = 'agent:clerk#1/approval:ask#1'

async function parked(store: RunStore, runId: string, wait: Parameters<typeof park>[1]): Promise<void> {
  const ledger = await begin(store, startRecord(runId))
  add(ledger, intentRecord(asked))
  await park(ledger, wait)
}

async function signalsOf(store: RunStore, runId: string): Promise<readonly SignalRecord[]> {
  return (await recordsOf(store, runId)).flatMap((record) => (record.type === 'signal' ? [record] : []))
}

/** Parked runs, what wakes them, and word from outside. */
export const waitTests: readonly RunStoreTest[] = [
  {
    name: 'gives the parked runs whose time has come, the longest due first',
    run: async (store, restart) => {
      await parked(store, 'late', { until: 3000 })
      await parked(store, 'early', { until: 1000 })
      await parked(store, 'middle', { until: 2000 })
      await parked(store, 'never', { signals: [asked] })
      await (await begin(store, startRecord('working'))).close?.()
      expectEqual(await dueAt(store, 999), [], 'What is due before')
      expectEqual(await dueAt(store, 2000), ['early', 'middle'], 'What is due at the time')
      const again = await restart()
      expectEqual(await dueAt(again, 5000), ['early', 'middle', 'late'], 'What is due after a restart')
    },
  },
  {
    name: 'does not give a run any more that was taken up',
    run: async (store, restart) => {
      await parked(store, 'woken', { until: 1000 })
      const ledger = await store.open('woken')
      expectEqual(await dueAt(store, 5000), [], 'What is due while the run is under way')
      await ledger.append(outcomeRecord(asked, 'yes'), 'safe')
      await ledger.close?.()
      const again = await restart()
      expectEqual(await dueAt(again, 5000), [], 'What is due after that')
      expectEqual(await listed(again, { status: 'open' }), ['woken'], 'The open runs')
    },
  },
  {
    name: 'keeps a signal for a parked run, wakes it, and shows it in its history once',
    run: async (store, restart) => {
      await parked(store, 'asked', { signals: [asked], until: 9_000_000_000_000 })
      expectEqual(await store.signal('asked', asked, { answer: 'approve', n: [1] }, 'ada'), 'accepted', 'The signal')
      expectEqual(await dueAt(store, 2000), ['asked'], 'What is due')
      const again = await restart()
      expectEqual(await dueAt(again, 2000), ['asked'], 'What is due after a restart')
      const signals = await signalsOf(again, 'asked')
      expectEqual(
        signals.map(({ key, name, value, by }) => ({ key, name, value, by })),
        [{ key: asked, name: 'ask', value: { answer: 'approve', n: [1] }, by: 'ada' }],
        'The signals on the record',
      )
    },
  },
  {
    name: 'does not wake a run for a signal that it does not wait for',
    run: async (store) => {
      await parked(store, 'other', { signals: [asked] })
      expectEqual(await store.signal('other', 'signal:news#1', 1, 'ada'), 'accepted', 'The signal')
      expectEqual(await dueAt(store, 9000), [], 'What is due')
    },
  },
  {
    name: 'wakes a run at once whose signal came before it was parked',
    run: async (store, restart) => {
      const ledger = await begin(store, startRecord('before'))
      add(ledger, intentRecord(asked))
      expectEqual(await store.signal('before', asked, 'approve', 'ada'), 'accepted', 'The signal')
      await park(ledger, { signals: [asked] })
      expectEqual(await dueAt(store, 0), ['before'], 'What is due')
      expectEqual(await dueAt(await restart(), 0), ['before'], 'What is due after a restart')
    },
  },
  {
    name: 'says that a signal is late that comes twice, after the answer, or after the end',
    run: async (store, restart) => {
      await parked(store, 'twice', { signals: [asked] })
      expectEqual(await store.signal('twice', asked, 'approve', 'ada'), 'accepted', 'The first signal')
      expectEqual(await store.signal('twice', asked, 'deny', 'bob'), 'late', 'The second signal')
      const again = await restart()
      expectEqual(await again.signal('twice', asked, 'deny', 'bob'), 'late', 'The second signal after a restart')
      expectEqual((await signalsOf(again, 'twice')).length, 1, 'The number of signals')

      const ledger = await begin(again, startRecord('over'))
      add(ledger, [intentRecord(asked), outcomeRecord(asked, 'yes'), intentRecord('tool:x#1')])
      const error = { name: 'Error', message: 'no', code: 'TOOL_FAILED', retryable: false, details: {} } as const
      await ledger.append({ type: 'failure', key: 'tool:x#1', at: 1, error }, 'safe')
      expectEqual(await again.signal('over', asked, 'approve', 'ada'), 'late', 'A signal after the answer')
      expectEqual(await again.signal('over', 'tool:x#1', 'approve', 'ada'), 'late', 'A signal after the failure')
      await ledger.append({ type: 'finish', at: 2, output: 1 }, 'safe')
      await ledger.close?.()
      const last = await restart()
      expectEqual(await last.signal('over', 'approval:ask#2', 'approve', 'ada'), 'late', 'A signal after the end')
    },
  },
  {
    name: 'takes one of two signals that come at once',
    run: async (store) => {
      await parked(store, 'both', { signals: [asked] })
      const answers = await Promise.all(['ada', 'bob'].map((by) => store.signal('both', asked, by, by)))
      expectEqual([...answers].sort(), ['accepted', 'late'], 'The answers')
      expectEqual((await signalsOf(store, 'both')).length, 1, 'The number of signals')
    },
  },
  {
    name: 'tells the owner of a run that is under way, and keeps the signal once though the owner appends it too',
    run: async (store, restart) => {
      const ledger = await begin(store, startRecord('live'))
      const heard: SignalRecord[] = []
      const stop = ledger.onSignal?.((signal) => {
        heard.push(signal)
        add(ledger, [signal, outcomeRecord(asked, 'yes')])
      })
      expectThat(stop !== undefined, 'A ledger of a store should tell of signals.')
      add(ledger, intentRecord(asked))
      expectEqual(await store.signal('live', asked, { answer: 'approve' }, 'ada'), 'accepted', 'The signal')
      expectEqual(
        heard.map(({ key, value, by }) => ({ key, value, by })),
        [{ key: asked, value: { answer: 'approve' }, by: 'ada' }],
        'What the owner heard',
      )
      stop()
      expectEqual(
        await store.signal('live', 'approval:ask#2', 'approve', 'ada'),
        'accepted',
        'A signal that nobody hears',
      )
      expectEqual(heard.length, 1, 'What the owner heard after it stopped listening')
      await ledger.close?.()
      const types = (await recordsOf(await restart(), 'live')).map(({ type }) => type)
      expectEqual(types, ['run', 'intent', 'signal', 'outcome', 'signal'], 'The record')
    },
  },
  {
    name: 'refuses a word that the step which waits cannot take, which goes on waiting',
    run: async (store) => {
      const ledger = await begin(store, startRecord('asks'))
      add(ledger, { ...intentRecord(asked), kind: 'approval', input: { title: '?', options: ['yes', 'no'] } })
      const junk: readonly (readonly [key: string, value: JsonValue])[] = [
        [asked, { answer: 'No' }],
        [asked, { Answer: 'no' }],
        [asked, null],
        ['step:pay#1', 'retry'],
        ['step:pay#1', { action: 'banana' }],
        ['tool:pay#1', { action: 'value' }],
        ['agent:buyer#1/step:pay#1', null],
      ]
      for (const [key, value] of junk) {
        const refusal = await store.signal('asks', key, value, 'ann').catch((error: unknown) => error)
        expectThat(
          RunError.isInstance(refusal) && refusal.code === 'SIGNAL_INVALID',
          `The signal ${key} should be refused.`,
        )
      }
      expectEqual(await store.signal('asks', asked, { answer: 'no' }, 'ann'), 'accepted', 'An answer that was offered')
      expectEqual(await store.signal('asks', 'step:pay#1', { action: 'retry' }, 'ann'), 'accepted', 'A decision')
      await ledger.close?.()
    },
  },
]
