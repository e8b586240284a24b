import { describe, expect, it } from 'vitest'
import { defineAgent, type AgentOptions } from '../../../agents/define-agent.ts'
import { memoryLedger } from '../../../runs/memory/memory-ledger.ts'
import { scriptedModel } from '../../../testing/scripted-model.ts'
import { defineTool } from '../../../tools/define-tool.ts'
import { toolContent } from '../../../tools/tool-content.ts'

type Options = Partial<AgentOptions<string, undefined, undefined, unknown>>
interface ReadOptions extends Options {
  readonly of?: number | false
  readonly calls?: number
}

/** What the model is told of calls of a tool that does this, and what is recorded. */
async function read(execute: () => unknown, { of, calls = 1, ...options }: ReadOptions = {}) {
  const tool = defineTool({
    name: 'read',
    description: 'd',
    input: { type: 'object' },
    effect: 'none',
    ...(of === undefined ? {} : { maxResultChars: of }),
    execute,
  })
  const model = scriptedModel([
    { toolCalls: Array.from({ length: calls }, () => ({ toolName: 'read', input: {} })) },
    'done',
  ])
  const agent = defineAgent({ name: 'a', model, tools: [tool], ...options })
  const ledger = memoryLedger()
  await agent.run('go', { ledger })
  const message = model.calls.at(-1)?.options.prompt.at(-1)
  const outputs = (message?.role === 'tool' ? message.content : []).flatMap((part) =>
    part.type === 'tool-result' ? [part.output] : [],
  )
  const replayed = scriptedModel(['done'])
  const before = ledger.records.filter(
    (record) => !('key' in record) || !record.key.startsWith('model:') || record.key.endsWith('#1'),
  )
  await defineAgent({ name: 'a', model: replayed, tools: [tool], ...options }).run('go', {
    ledger: memoryLedger(before.filter(({ type }) => type !== 'finish')),
  })
  expect(replayed.calls[0]?.options.prompt).toEqual(model.calls.at(-1)?.options.prompt)
  const recorded = ledger.records.flatMap((record) =>
    record.type === 'outcome' && record.key.startsWith('tool:') ? [record.value] : [],
  )
  return { outputs, texts: outputs.map((output) => ('value' in output ? String(output.value) : '')), recorded }
}

const word = (length: number): string => 'abcdefghi '.repeat(length / 10)
const window = (maxTokens: number): Options => ({ contextWindow: { maxTokens, strategy: 'none' } })

describe('a result that is too long', () => {
  it('is cut for the model, with a mark, and whole on the record', async () => {
    const long = word(250_000)
    const { texts, recorded } = await read(() => long)
    expect(texts[0]?.length).toBeLessThanOrEqual(100_000)
    expect(texts[0]).toMatch(
      /^abc[^]*\n\[\.\.\. 150\d{3} of the 250000 characters of this result are left out here, as 100000 are the most\. To see them, ask for less[^]*ghi $/,
    )
    expect(recorded).toEqual([{ output: long }])
  })

  it('stays whole at the limit', async () => {
    const long = word(100_000)
    expect((await read(() => long)).texts).toEqual([long])
  })

  it('is cut as text where it is JSON', async () => {
    const rows = Array.from({ length: 20_000 }, (_, id) => ({ id }))
    const { outputs, recorded } = await read(() => rows)
    expect(outputs[0]).toMatchObject({
      type: 'text',
      value: expect.stringMatching(/^\[\{"id":0\}[^]*characters[^]*\{"id":19999\}\]$/),
    })
    expect(recorded).toEqual([{ output: rows }])
  })

  it('is cut where it says what went wrong', async () => {
    const failing = () => {
      throw new Error(word(10_000_000))
    }
    const { outputs, texts } = await read(failing)
    expect(outputs[0]?.type).toBe('error-text')
    expect(texts[0]?.length).toBeLessThanOrEqual(100_000)
  })

  it('is cut in its texts where it holds files', async () => {
    const file = { type: 'file' as const, mediaType: 'image/png', data: new Uint8Array(300_000) }
    const { outputs } = await read(() =>
      toolContent([
        { type: 'text', text: word(90_000) },
        file,
        { type: 'data', data: [word(90_000)] },
        { type: 'text', text: 'short' },
      ]),
    )
    const value = outputs[0]?.type === 'content' ? outputs[0].value : []
    expect(value.map(({ type }) => type)).toEqual(['text', 'file', 'text', 'text'])
    expect(value[3]).toEqual({ type: 'text', text: 'short' })
    const length = value.reduce((sum, part) => sum + (part.type === 'text' ? part.text.length : 0), 0)
    expect(length).toBeLessThanOrEqual(100_000)
    expect(length).toBeGreaterThan(99_000)
  })
})

describe('the limit of results', () => {
  it('is a quarter of a known window where that is less', async () => {
    const long = word(50_000)
    expect((await read(() => long, window(8000))).texts[0]?.length).toBeLessThanOrEqual(8000)
    expect((await read(() => long, window(60_000))).texts).toEqual([long])
    expect((await read(() => long, window(200_000))).texts).toEqual([long])
  })

  it("is the tool's own, else the agent's", async () => {
    const long = word(50_000)
    expect((await read(() => long, { maxResultChars: 2000 })).texts[0]?.length).toBeLessThanOrEqual(2000)
    expect((await read(() => long, { maxResultChars: 2000, of: 3000 })).texts[0]?.length).toBeGreaterThan(2900)
    expect((await read(() => long, { maxResultChars: 2000, of: false })).texts).toEqual([long])
    const longer = word(500_000)
    expect((await read(() => longer, { maxResultChars: 1_000_000 })).texts).toEqual([longer])
    expect((await read(() => longer, { maxResultChars: false })).texts).toEqual([longer])
  })

  it('leaves half of a small limit to the result', async () => {
    const [text = ''] = (await read(() => word(1000), { of: 20 })).texts
    expect(text).toMatch(/^abcdefgh\n\[\.\.\. 990 of the 1000 [^]*\]\ni $/)
  })

  it.each([0, -1, 1.5, NaN, Infinity, '5', true, null])('must be one: %s is refused', (junk) => {
    const tool = { name: 'read', description: 'd', input: { type: 'object' as const }, execute: () => 1 }
    expect(() => defineTool({ ...tool, maxResultChars: junk as never })).toThrow(
      expect.objectContaining({ code: 'TOOL_OPTIONS_INVALID' }),
    )
    expect(() => defineAgent({ name: 'a', model: 'm', maxResultChars: junk as never })).toThrow(
      expect.objectContaining({ code: 'AGENT_OPTIONS_INVALID' }),
    )
  })
})

describe('results of one turn', () => {
  it('share half of a known window, and short ones stay whole', async () => {
    let call = 0
    const next = () => ((call += 1) % 5 === 0 ? 'short' : word(20_000))
    const { texts } = await read(next, { ...window(16_000), calls: 5 })
    expect(texts[4]).toBe('short')
    const sum = texts.reduce((total, text) => total + text.length, 0)
    expect(sum).toBeLessThanOrEqual(32_000)
    expect(sum).toBeGreaterThan(31_000)
    expect(new Set(texts.slice(0, 4).map(({ length }) => length)).size).toBe(1)
  })

  it('stay within it although each may be larger', async () => {
    const { texts } = await read(() => word(500_000), { ...window(16_000), maxResultChars: 1_000_000 })
    expect(texts[0]?.length).toBeLessThanOrEqual(32_000)
  })
})
