import { join } from 'node:path'
import { expect, it } from 'vitest'
import { packageInfo } from '../../examples/quickstart/tools.ts'
import { producerAgent } from '../../src/agents/producer/producer-agent.ts'
import type { ToolContext } from '../../src/tools/tool.ts'
import { readSource } from '../support/read-source.ts'

it('explains every record of the quick start with its tool', async () => {
  const directory = join(import.meta.dirname, '../../examples/quickstart')
  const records = await readSource(producerAgent({ name: 'log-reader', source: { file: 'data/dpkg.log' }, directory }))
  expect(records).toHaveLength(311)
  const context = {} as ToolContext
  const explain = async (record: unknown) => packageInfo.execute({ record: String(record) }, context)
  const explained = await Promise.all(records.map(explain))
  expect(explained.filter((answer) => 'error' in answer)).toEqual([])
  expect(new Set(explained.map((answer) => answer.action)).size).toBe(14)
})
