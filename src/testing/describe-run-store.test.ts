import { describe, expect, it } from 'vitest'
import type { Ledger, LedgerRecord } from '../runs/ledger.ts'
import { memoryStore } from '../runs/memory/memory-store.ts'
import type { RunStore } from '../runs/run-store.ts'
import { describeRunStore } from './describe-run-store.ts'

/** Runs the suite on a store, and gives the names of the tests that fail. */
async function failuresOf(create: () => RunStore): Promise<readonly string[]> {
  const tests: { readonly name: string; readonly test: () => Promise<void> }[] = []
  describeRunStore('flawed', {
    describe: (_, define) => define(),
    it: (name, test) => tests.push({ name, test }),
    create: () => ({ store: create() }),
  })
  const failures: string[] = []
  for (const { name, test } of tests) {
    const hasPassed = await test().then(
      () => true,
      () => false,
    )
    if (!hasPassed) failures.push(name)
  }
  return failures
}

/** A store in memory in which some things go wrong. */
function flawed(flaws: {
  readonly store?: (store: RunStore) => Partial<RunStore>
  readonly ledger?: (ledger: Ledger) => Partial<Ledger>
}): RunStore {
  const store = memoryStore()
  const whole: RunStore = {
    name: 'flawed',
    durable: false,
    open: async (runId, start) => {
      const ledger = await store.open(runId, start)
      const { epoch, lost, history } = ledger
      return {
        epoch: epoch ?? 0,
        lost,
        history,
        append: (batch, need) => ledger.append(batch, need),
        park: async (wait) => ledger.park?.(wait),
        onSignal: (listener) => ledger.onSignal?.(listener) ?? (() => {}),
        close: () => ledger.close?.(),
        ...flaws.ledger?.(ledger),
      }
    },
    list: (filter) => store.list(filter),
    signal: (...word) => store.signal(...word),
    due: (now) => store.due(now),
    close: async () => store.close?.(),
  }
  return { ...whole, ...flaws.store?.(store) }
}

const listOf = (batch: LedgerRecord | readonly LedgerRecord[]): readonly LedgerRecord[] =>
  Array.isArray(batch) ? (batch as readonly LedgerRecord[]) : [batch as LedgerRecord]

describe('describeRunStore', () => {
  it('passes a store that wraps another one', async () => {
    expect(await failuresOf(() => flawed({}))).toEqual([])
  })

  const flaws: readonly { readonly what: string; readonly create: () => RunStore; readonly found: string }[] = [
    {
      what: 'copies a record late',
      create: () =>
        flawed({
          ledger: (ledger) => ({ append: (batch, need) => Promise.resolve().then(() => ledger.append(batch, need)) }),
        }),
      found: 'takes its copy before append returns',
    },
    {
      what: 'loses the order within a batch',
      create: () =>
        flawed({ ledger: (ledger) => ({ append: (batch, need) => ledger.append(listOf(batch).toReversed(), need) }) }),
      found: 'keeps a batch together and in its place',
    },
    {
      what: 'takes what an earlier owner appends without a word',
      create: () =>
        flawed({
          ledger: (ledger) => ({
            append: (batch, need) => (ledger.lost?.aborted === true ? undefined : ledger.append(batch, need)),
          }),
        }),
      found: 'takes the run from its owner when it is opened again',
    },
    {
      what: 'says nothing when the run is lost',
      create: () => flawed({ ledger: () => ({ lost: undefined }) }),
      found: 'takes the run from its owner when it is opened again',
    },
    {
      what: 'never lets the epoch grow',
      create: () => flawed({ ledger: () => ({ epoch: 1 }) }),
      found: 'lets the epoch grow across a restart',
    },
    {
      what: 'writes the start of a run itself',
      create: () =>
        flawed({
          store: (store) => ({
            open: async (runId, start) => {
              const ledger = await store.open(runId, start)
              if (start !== undefined && Array.isArray(ledger.history) && ledger.history.length === 0)
                await ledger.append(start, 'safe')
              return ledger
            },
          }),
        }),
      found: 'opens a new run with nothing on its record, and does not write its start itself',
    },
    {
      what: 'loses half surrogate pairs',
      create: () =>
        flawed({
          ledger: (ledger) => ({
            append: (batch, need) =>
              ledger.append(JSON.parse(Buffer.from(JSON.stringify(batch)).toString().replaceAll('\\ud800', '?')), need),
          }),
        }),
      found: 'keeps every value that JSON can carry',
    },
    {
      what: 'gives runs that are not due',
      create: () => flawed({ store: (store) => ({ due: () => store.due(Infinity) }) }),
      found: 'gives the parked runs whose time has come, the longest due first',
    },
    {
      what: 'keeps the signal that the owner appends too a second time',
      create: () =>
        flawed({
          ledger: (ledger) => ({
            onSignal: (listener) =>
              ledger.onSignal?.((signal) => listener({ ...signal, key: `${signal.key}!` })) ?? (() => {}),
          }),
        }),
      found: 'tells the owner of a run that is under way, and keeps the signal once though the owner appends it too',
    },
    {
      what: 'never calls a signal late',
      create: () =>
        flawed({ store: (store) => ({ signal: async (...word) => (await store.signal(...word), 'accepted') }) }),
      found: 'says that a signal is late that comes twice, after the answer, or after the end',
    },
    {
      what: 'lists the newest first',
      create: () =>
        flawed({
          store: (store) => ({
            async *list(filter) {
              yield* (await Array.fromAsync(store.list(filter))).reverse()
            },
          }),
        }),
      found: 'lists runs by what has become of them, agent, session and tenant, oldest first, across a restart',
    },
    {
      what: 'cannot park',
      create: () => flawed({ ledger: () => ({ park: async () => {} }) }),
      found: 'parks a run that asks, and goes on with the answer',
    },
  ]
  it.each(flaws)('finds a store that $what', async ({ create, found }) => {
    expect(await failuresOf(create)).toContain(found)
  })
})
