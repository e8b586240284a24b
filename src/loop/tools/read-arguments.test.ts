import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { defineAgent } from '../../agents/define-agent.ts'
import { memoryLedger } from '../../runs/memory/memory-ledger.ts'
import { scriptedModel } from '../../testing/scripted-model.ts'
import { defineTool } from '../../tools/define-tool.ts'

/** What a tool was given, and what the model is told, for arguments as a model wrote them. */
async function called(written: string, toolName = 'look') {
  const given: unknown[] = []
  const look = defineTool({
    name: 'look',
    description: 'd',
    input: z.object({ city: z.optional(z.string()) }),
    effect: 'none',
    execute: (input) => (given.push(input), 'seen'),
  })
  const model = scriptedModel([{ toolCalls: [{ toolName, input: written }] }, 'done'])
  const ledger = memoryLedger()
  await defineAgent({ name: 'a', model, tools: [look] }).run('go', { ledger })
  const outcome = ledger.records.find((record) => record.type === 'outcome' && record.key.startsWith('tool:'))
  const intent = ledger.records.find((record) => record.type === 'intent' && record.key.startsWith('tool:'))
  return {
    given,
    told: outcome?.type === 'outcome' ? outcome.value : undefined,
    input: intent?.type === 'intent' ? intent.input : undefined,
  }
}

describe('the arguments of a tool call', () => {
  it.each([
    ['', {}],
    ['  ', {}],
    ['{}', {}],
    ['{"city":"Oslo"}', { city: 'Oslo' }],
    ['"{\\"city\\":\\"Oslo\\"}"', { city: 'Oslo' }],
    ['"{}"', {}],
  ])('may be an object, or one that was written as JSON twice: %s', async (written, input) => {
    const { given, told, input: recorded } = await called(written)
    expect([given, told, recorded]).toEqual([[input], { output: 'seen' }, input])
  })

  it.each([
    ['null', 'null'],
    ['[{"city":"Oslo"}]', 'a list'],
    ['"Oslo"', 'a string'],
    ['"[1]"', 'a string'],
    ['"\\"{}\\""', 'a string'],
    ['5', 'a number'],
    ['true', 'a boolean'],
  ])('that are no object are told as such: %s', async (written, kind) => {
    const { given, told } = await called(written)
    expect(given).toEqual([])
    expect(told).toEqual({
      isError: true,
      output: `The arguments must be a JSON object, such as {"name": "value"}, and not ${kind}. Send {} where there are none.`,
    })
  })

  it('that are no JSON, and names of no tool, are told as such', async () => {
    expect((await called('{"city": "Os')).told).toMatchObject({
      isError: true,
      output: expect.stringContaining('not valid JSON'),
    })
    expect((await called('{}', 'lock')).told).toEqual({
      isError: true,
      output: 'There is no tool "lock". Available tools: "look".',
    })
  })
})
