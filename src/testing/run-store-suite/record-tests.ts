import type { LedgerRecord } from '../../runs/ledger.ts'
import type { JsonValue } from '../../util/json/json.ts'
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

const error = { name: 'ToolError', message: 'It broke.', code: 'TOOL_FAILED', retryable: false, details: {} } as const

// All that a run records, but for its start and its end.
const everyRecord: readonly LedgerRecord[] = [
  {
    type: 'intent',
    key: 'tool:pay#1',
    kind: 'tool',
    name: 'pay',
    effect: 'once',
    at: 1001,
    input: { amount: 12.5, to: null },
    inputHash: 'abc',
    wakeAt: 5000,
    forward: true,
    order: 3,
  },
  { type: 'outcome', key: 'tool:pay#1', at: 1002, value: { $bytes: 'AAEC/w==' } },
  intentRecord('tool:pay#2'),
  { type: 'failure', key: 'tool:pay#2', at: 1003, error },
  { type: 'value', key: 'random:number#1', kind: 'random', at: 1004, value: 0.1234567890123456, order: 1 },
  { type: 'unknown', key: 'tool:pay#3', at: 1005 },
  { type: 'unbegun', key: 'tool:pay#4', at: 1006 },
  { type: 'signal', key: 'approval:ask#1', name: 'ask', value: { answer: 'approve' }, by: 'ada', at: 1007 },
  { type: 'emit', outlet: 'out', messageId: 'm-1', at: 1008 },
  { type: 'snapshot', upTo: 4 },
]

const ends: readonly LedgerRecord[] = [
  { type: 'finish', at: 1009, output: { text: 'done', list: [1, [2, [3]]] } },
  { type: 'error', at: 1009, error, failed: ['tool:pay#2'] },
  { type: 'cancel', at: 1009, reason: 'deadline', error },
]

const oddValues: readonly { readonly what: string; readonly value: JsonValue }[] = [
  { what: 'text of all kinds', value: 'ä € 𝄞 \u0000 \n \r \u2028 " \\ \u{10FFFF}' },
  { what: 'half a surrogate pair', value: ['\ud800', 'a\udc00b'] },
  { what: 'a field named __proto__', value: JSON.parse('{"__proto__":{"a":1},"constructor":2}') as JsonValue },
  { what: 'numbers', value: [0, -1, 1e308, 5e-324, 9007199254740991, 0.1] },
  { what: 'empty things', value: ['', [], {}, null, false] },
  { what: 'a megabyte', value: 'é'.repeat(500_000) },
  { what: 'deep nesting', value: nested(200) },
]

/** What is appended is what is read, in order, whole, and as it was when it was appended. */
export const recordTests: readonly RunStoreTest[] = [
  {
    name: 'keeps every record as it was appended, in order, across a restart',
    run: async (store, restart) => {
      for (const [position, end] of ends.entries()) {
        const start = startRecord(`run-${position}`, {
          cause: { runId: 'other', key: 'agent:clerk#1' },
          forkOf: { runId: 'older', seq: 3 },
          start: { streaming: true, session: 's', tenant: 't', deadline: 9, traceparent: '00-ab-cd-01', round: 2 },
        })
        const ledger = await begin(store, start)
        const records = [...everyRecord, end]
        for (const record of records.slice(0, -1)) add(ledger, record)
        await ledger.append(end, 'safe')
        await ledger.close?.()
        expectEqual(await recordsOf(store, start.runId), [start, ...records], 'The record')
      }
      const again = await restart()
      for (const [position, end] of ends.entries()) {
        const found = await recordsOf(again, `run-${position}`)
        expectEqual(found.slice(1), [...everyRecord, end], 'The record after a restart')
      }
    },
  },
  {
    name: 'keeps every value that JSON can carry',
    run: async (store, restart) => {
      const ledger = await begin(store, startRecord('odd'))
      for (const [position, { value }] of oddValues.entries())
        add(ledger, { type: 'outcome', key: `tool:odd#${position}`, at: position, value })
      await ledger.append(intentRecord('last'), 'safe')
      await ledger.close?.()
      const found = await recordsOf(await restart(), 'odd')
      for (const [position, { what, value }] of oddValues.entries()) {
        const record = found[position + 1]
        const kept = record?.type === 'outcome' ? record.value : undefined
        expectThat(JSON.stringify(kept) === JSON.stringify(value), `This should be kept as it is: ${what}.`)
      }
      expectEqual(found.length, oddValues.length + 2, 'The number of records')
    },
  },
  {
    name: 'keeps keys and ids of any form',
    run: async (store, restart) => {
      const deep = Array.from({ length: 40 }, (_, depth) => `agent:worker-${depth}#1`)
      const keys = [
        ...deep.map((_, depth) => deep.slice(0, depth + 1).join('/')),
        `${deep.slice(0, 20).join('/')}/branch:left#1/tool:look#2`,
        'branch:only#1/tool:look#1',
        'tool:meta-llama%2FLlama#1',
        'é/ü',
        '/',
        'a//b',
        '0',
      ]
      const ids = ['a/b', 'A/B', 'a/B', '..', '', 'CON', 'ключ', 'x'.repeat(300), `${'x'.repeat(300)}y`, '\ud800']
      for (const id of ids) {
        const ledger = await begin(store, startRecord(id))
        for (const key of keys) add(ledger, [intentRecord(key), outcomeRecord(key, id)])
        await ledger.append(intentRecord('last'), 'safe')
        await ledger.close?.()
      }
      const again = await restart()
      const expected = keys.flatMap((key) => [key, key])
      for (const id of ids) {
        const [start, ...rest] = await recordsOf(again, id)
        expectEqual(start?.type === 'run' && start.runId, id, 'The id')
        const found = rest.map((record) => ('key' in record ? record.key : ''))
        expectEqual(found, [...expected, 'last'], 'The keys')
      }
    },
  },
  {
    name: 'keeps a batch together and in its place',
    run: async (store, restart) => {
      const ledger = await begin(store, startRecord('batch'))
      add(ledger, intentRecord('a'))
      const batch = [outcomeRecord('a', '1'), intentRecord('b'), outcomeRecord('b', '2')]
      await ledger.append(batch, 'safe')
      await ledger.append([], 'safe')
      add(ledger, intentRecord('c'))
      await ledger.close?.()
      const found = await recordsOf(await restart(), 'batch')
      expectEqual(found.slice(1), [intentRecord('a'), ...batch, intentRecord('c')], 'The record')
    },
  },
  {
    name: 'takes its copy before append returns',
    run: async (store, restart) => {
      const ledger = await begin(store, startRecord('copy'))
      const value = { list: [1, 2], name: 'before' }
      const pending = ledger.append({ type: 'outcome', key: 'a', at: 1, value }, 'safe')
      value.list.push(3)
      value.name = 'after'
      await pending
      await ledger.close?.()
      const [, kept] = await recordsOf(await restart(), 'copy')
      const expected = { list: [1, 2], name: 'before' }
      expectEqual(kept?.type === 'outcome' && kept.value, expected, 'The value')
    },
  },
  {
    name: 'keeps what was appended while other appends were on their way',
    run: async (store, restart) => {
      const ledger = await begin(store, startRecord('busy'))
      const keys = Array.from({ length: 300 }, (_, position) => `step:work#${position}`)
      const pending = keys.map(async (key, position) => {
        if (position % 7 === 0) await Promise.resolve()
        await ledger.append(intentRecord(key), position % 3 === 0 ? 'safe' : 'ordered')
        return key
      })
      await Promise.all(pending)
      await ledger.close?.()
      const found = (await recordsOf(await restart(), 'busy')).flatMap((record) =>
        'key' in record ? [record.key] : [],
      )
      expectEqual([...found].sort(), [...keys].sort(), 'The keys')
      const ofThree = (list: readonly string[]) => list.filter((key) => Number(key.split('#')[1]) % 7 !== 0)
      expectEqual(ofThree(found), ofThree(keys), 'The order')
    },
  },
  {
    name: 'refuses everything after it has refused one record',
    run: async (store) => {
      const ledger = await begin(store, startRecord('refused'))
      const other = await store.open('refused')
      await expectRefusal(ledger.append(intentRecord('a'), 'safe'), 'LEASE_LOST', 'The first append')
      await expectRejection(Promise.resolve(ledger.append(intentRecord('b'), 'safe')), 'The second append')
      await other.close?.()
      await expectRejection(Promise.resolve(ledger.append(intentRecord('c'), 'ordered')), 'A later append')
      expectEqual((await recordsOf(store, 'refused')).length, 1, 'The number of records')
    },
  },
]

function nested(depth: number): JsonValue {
  let value: JsonValue = 'deep'
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { in: value }
  return value
}
