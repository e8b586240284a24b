import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { memoryLedger } from '../../runs/memory/memory-ledger.ts'
import { scriptedModel } from '../../testing/scripted-model.ts'
import { defineTool } from '../../tools/define-tool.ts'
import { defineAgent } from '../../agents/define-agent.ts'
import { parseTextCalls } from './parse-calls.ts'

const block = (text: string): string => `\`\`\`tool_call\n${text}\n\`\`\`\n`
const weather = defineTool({
  name: 'weather',
  description: 'The weather in a city',
  input: z.object({ city: z.string(), days: z.optional(z.object({ from: z.number() })) }),
  execute: ({ city }) => `sunny in ${city}\n\`\`\`\nnot a fence`,
})

describe('blocks in the text of a model', () => {
  it('may hold several calls, nested arguments, or none', () => {
    const text = `${block('[{"name":"a","arguments":{"x":{"y":["}"]}}},{"name":"b"}]')}${block('{"name":"c"}')}`
    expect(parseTextCalls(text)).toEqual([
      { type: 'call', name: 'a', input: '{"x":{"y":["}"]}}' },
      { type: 'call', name: 'b', input: '{}' },
      { type: 'call', name: 'c', input: '{}' },
    ])
  })

  it.each([
    'Therefore the answer is 4.\nResult: 4\nAction: none\nFinal Answer: 4',
    'Action: weather\nAction Input: {"city": "Oslo"}',
    'Write ```tool_call {"name":"a"} ``` to call a tool.',
    '````markdown\n```tool_call\n{"name":"a"}\n```\n````\n',
    '```json\n{"name":"a","arguments":{}}\n```\n',
    '    ```tool_call\n    {"name":"a"}\n',
  ])('are not found in %j', (text) => {
    expect(parseTextCalls(text)).toEqual([{ type: 'text', text }])
  })

  it.each([
    ['{"name": "a", "arguments": {"x": 1', /not valid JSON/],
    ['{"arguments": {}}', /needs "name"/],
    ['{"name": "a", "arguments": "x"}', /must be an object/],
    ['{"name": "a", "input": {}}', /no "input"/],
    ['[]', /no call/],
    ['weather(Oslo)', /not valid JSON/],
  ])('that are no call, like %j, are not guessed at', (text, problem) => {
    expect(parseTextCalls(block(text))).toEqual([
      { type: 'malformed', block: `${text}\n`, problem: expect.stringMatching(problem) },
    ])
  })

  it('may be the last thing in the text, without a closing fence', () => {
    expect(parseTextCalls('```tool_call\n{"name":"a"}')).toEqual([{ type: 'call', name: 'a', input: '{}' }])
  })
})

describe('an agent whose model has no tools of its own', () => {
  const asks = `Let me look.\n${block('{"name":"weather","arguments":{"city":"Oslo"}}')}${block('{"name":"weather","arguments":{"city":"Rome"}}')}`

  it('describes the tools in the instructions and gives their results back as text', async () => {
    const model = scriptedModel([asks, 'Sunny in both.'])
    const agent = defineAgent({ name: 'a', model, instructions: 'Be brief.', tools: [weather], toolMode: 'text' })
    expect((await agent.run('Oslo, Rome?')).output).toBe('Sunny in both.')
    const [first, second] = model.calls.map(({ options }) => options)
    expect(first?.tools).toBeUndefined()
    expect(first?.toolChoice).toBeUndefined()
    expect(first?.prompt[0]?.content).toMatch(
      /^Be brief\.[\s\S]*tool_call[\s\S]*- weather: The weather in a city[\s\S]*"city"/,
    )
    const [, , answer, results] = second?.prompt ?? []
    expect(answer?.role).toBe('assistant')
    expect(JSON.stringify(answer)).toContain('tool_call')
    const text = results?.role === 'user' && results.content[0]?.type === 'text' ? results.content[0].text : ''
    expect(text.split('\n')).toHaveLength(6)
    expect(text).toContain(JSON.stringify({ name: 'weather', result: 'sunny in Oslo\n```\nnot a fence' }))
    expect(text).toContain('sunny in Rome')
  })

  it('is told of a block that is no call, and of tools that do not exist', async () => {
    const model = scriptedModel([block('{"name": "weather", oops}'), block('{"name":"wether"}'), 'Sorry.'])
    const { output, ledger } = await defineAgent({ name: 'a', model, tools: [weather], toolMode: 'text' }).run('go')
    expect(output).toBe('Sorry.')
    expect(JSON.stringify(model.calls[1]?.options.prompt.at(-1))).toMatch(/No tool was called.*not valid JSON/)
    expect(JSON.stringify(model.calls[1]?.options.prompt.at(-2))).toContain('oops')
    expect(JSON.stringify(model.calls[2]?.options.prompt.at(-1))).toContain('There is no tool')
    expect(ledger).toBeDefined()
  })

  it('streams its text without the blocks', async () => {
    const chunks = [
      'Let me ',
      'look.\n``',
      '`tool_',
      'call\n{"name":"wea',
      'ther","arguments":{"city":"Oslo"}}\n',
      '```\nSoon.',
    ]
    const model = scriptedModel([{ chunks }, 'Sunny.'])
    const stream = defineAgent({ name: 'a', model, tools: [weather], toolMode: 'text' }).stream('go')
    const deltas: string[] = []
    const inputs: string[] = []
    for await (const event of stream) {
      if (event.type === 'text-delta') deltas.push(event.text)
      if (event.type === 'tool-input-delta') inputs.push(`${event.toolName} ${event.text}`)
    }
    expect(deltas.join('')).toBe('Let me look.\nSoon.Sunny.')
    expect(deltas[0]).toBe('Let me ')
    expect(inputs).toEqual(['weather {"city":"Oslo"}'])
  })

  it('does the same whether it streams or not, and on replay', async () => {
    const agent = (replies: readonly string[]) =>
      defineAgent({ name: 'a', model: scriptedModel(replies), tools: [weather], toolMode: 'text' })
    const ledger = memoryLedger()
    await agent([asks, 'Sunny.']).run('go', { ledger })
    const streamed = memoryLedger()
    await agent([asks, 'Sunny.']).stream('go', { ledger: streamed }).result
    const outcomes = (records: typeof ledger.records) =>
      records.flatMap((record) => (record.type === 'outcome' ? [record.value] : []))
    expect(outcomes(streamed.records)).toEqual(outcomes(ledger.records))
    expect((await agent([]).run('go', { ledger: memoryLedger(ledger.records) })).output).toBe('Sunny.')
  })

  it('gives a structured output by prompt, and by the final tool where that is asked for', async () => {
    const output = z.object({ sky: z.string() })
    const byPrompt = scriptedModel([asks, '{"sky":"blue"}'])
    const options = { name: 'a', tools: [weather], toolMode: 'text', output } as const
    expect((await defineAgent({ ...options, model: byPrompt }).run('go')).output).toEqual({ sky: 'blue' })
    expect(byPrompt.calls[0]?.options.responseFormat).toBeUndefined()
    const byTool = scriptedModel([asks, block('{"name":"final_output","arguments":{"sky":"blue"}}')])
    expect((await defineAgent({ ...options, model: byTool, outputMode: 'tool' }).run('go')).output).toEqual({
      sky: 'blue',
    })
  })
})
