import { describe, expect, it } from 'vitest'
import { defineTool } from '../../tools/define-tool.ts'
import { scriptedModel } from '../../testing/scripted-model.ts'
import { defineAgent } from '../../agents/define-agent.ts'

/** What the model is told of a call of a tool that does this. */
async function told(execute: () => unknown): Promise<unknown> {
  const look = defineTool({ name: 'look', description: 'Looks', input: { type: 'object' }, effect: 'none', execute })
  const model = scriptedModel([{ toolCalls: [{ toolName: 'look', input: {} }] }, 'done'])
  const { ledger } = await defineAgent({ name: 'a', model, tools: [look] }).run('go')
  const records = 'records' in ledger ? (ledger.records as readonly Record<string, unknown>[]) : []
  return records.find(({ type, key }) => type === 'outcome' && key === 'tool:look#1')?.['value']
}

describe('the result of a tool', () => {
  const cyclic: Record<string, unknown> = {}
  cyclic['self'] = cyclic

  it.each([
    ['a Map', new Map([['a', 1]]), 'it holds a Map'],
    ['a Map inside of an object', { found: new Map() }, 'it holds a Map'],
    ['a Set', new Set([1]), 'it holds a Set'],
    ['a function', () => 1, 'it is a function'],
    ['a BigInt', { count: 5n }, 'it holds a BigInt'],
    ['a circle', cyclic, 'it refers to itself in a circle'],
  ])('that JSON cannot carry is an error that says why: %s', async (_name, value, why) => {
    expect(await told(() => value)).toEqual({
      isError: true,
      output: `TOOL_FAILED: The result of tool "look" cannot be written as JSON: ${why}. Return texts, numbers, lists and plain objects.`,
    })
  })

  it('may hold bytes, which become base64', async () => {
    const data = { encoding: 'base64', data: 'aGk=' }
    expect(await told(() => new Uint8Array([104, 105]))).toEqual({ output: data })
    expect(await told(() => ({ file: Buffer.from('hi') }))).toEqual({ output: { file: data } })
  })

  it('is taken as JSON has it', async () => {
    expect(await told(() => ({ at: new Date(0), gone: undefined }))).toEqual({
      output: { at: '1970-01-01T00:00:00.000Z' },
    })
    expect(await told(() => undefined)).toEqual({ output: null })
  })

  it('tells the name of an error that has one of its own', async () => {
    const failing = (error: Error) => () => {
      throw error
    }
    expect(await told(failing(new RangeError('Too far.')))).toEqual({ isError: true, output: 'RangeError: Too far.' })
    expect(await told(failing(new Error('No.')))).toEqual({ isError: true, output: 'No.' })
  })
})
