import { expect, it } from 'vitest'
import { defineAgent } from '../../agents/define-agent.ts'
import { scriptedModel } from '../../testing/scripted-model.ts'
import { memoryLedger } from './memory-ledger.ts'

it('holds one run, and says so to a second one', async () => {
  const model = scriptedModel(['One.', 'Two.'])
  const agent = defineAgent({ name: 'helper', model })
  const ledger = memoryLedger()
  await agent.run('Hello', { ledger })
  const records = [...ledger.records]
  await expect(agent.run('Hello', { ledger })).rejects.toMatchObject({
    code: 'LEDGER_FAILED',
    message: expect.stringContaining('memoryLedger(ledger.records) goes on with the run that is recorded') as string,
  })
  expect(model.calls).toHaveLength(1)
  expect(ledger.records).toEqual(records)
  expect((await agent.run('Hello', { ledger: memoryLedger(ledger.records) })).output).toBe('One.')
})
