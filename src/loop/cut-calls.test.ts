import { expect, it } from 'vitest'
import * as z from 'zod'
import { defineAgent } from '../agents/define-agent.ts'
import { scriptedModel } from '../testing/scripted-model.ts'
import { defineTool } from '../tools/define-tool.ts'

const write = () => {
  const written: unknown[] = []
  const tool = defineTool({
    name: 'write',
    description: 'Writes',
    input: z.object({ text: z.string().optional() }),
    effect: 'none',
    execute: (input) => {
      written.push(input)
      return 'written'
    },
  })
  return { tool, written }
}

it('a call without arguments, in an answer that reached its maximum length, was cut and does not run', async () => {
  const { tool, written } = write()
  const model = scriptedModel([{ toolCalls: [{ toolName: 'write', input: {} }], finishReason: 'length' }, 'Shorter.'])
  const { output } = await defineAgent({ name: 'a', model, tools: [tool] }).run('x')
  expect(output).toBe('Shorter.')
  expect(written).toEqual([])
  expect(JSON.stringify(model.calls[1]?.options.prompt.at(-1))).toContain('cut')
})

it('a call whose arguments are there runs, although the answer reached its maximum length', async () => {
  const { tool, written } = write()
  const call = { toolName: 'write', input: { text: 'x' } }
  const model = scriptedModel([{ toolCalls: [call], finishReason: 'length' }, 'Done.'])
  await defineAgent({ name: 'a', model, tools: [tool] }).run('x')
  expect(written).toEqual([{ text: 'x' }])
})
