import { describe, expect, it } from 'vitest'
import { suiteRunner } from '../../../test/support/suite-runner.ts'
import { describeRunStore } from '../../testing/describe-run-store.ts'
import { fakeClock } from '../../testing/fake-clock.ts'
import { startRecord } from '../../testing/run-store-suite/run-store-test.ts'
import { memoryStore } from './memory-store.ts'

describeRunStore('memory', { ...suiteRunner, create: () => ({ store: memoryStore() }) })

describe('memoryStore', () => {
  it('costs no turn of the event loop: an append is kept when it returns', async () => {
    const ledger = await memoryStore().open('run', startRecord('run'))
    expect(ledger.append(startRecord('run'), 'safe')).toBeUndefined()
  })

  it('takes the times of signals from its clock', async () => {
    const store = memoryStore({ clock: fakeClock(77) })
    const ledger = await store.open('run', startRecord('run'))
    void ledger.append(startRecord('run'), 'safe')
    const signals: unknown[] = []
    ledger.onSignal?.((signal) => signals.push(signal))
    await store.signal('run', 'signal:news#1', 'hello', 'ada')
    expect(signals).toEqual([{ type: 'signal', key: 'signal:news#1', name: 'news', value: 'hello', by: 'ada', at: 77 }])
  })
})
