import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, vi } from 'vitest'
import * as z from 'zod'
import { temporaryFolder } from '../../../test/support/temporary-folder.ts'
import { defineAgent } from '../../agents/define-agent.ts'
import { defineCustomAgent } from '../../agents/define-custom-agent.ts'
import { scriptedModel, type ScriptedModel } from '../../testing/scripted-model.ts'
import { defineTool } from '../../tools/define-tool.ts'
import type { RunEvent } from '../../events/event.ts'
import { memoryLedger } from '../memory/memory-ledger.ts'
import { memoryStore } from '../memory/memory-store.ts'
import { formatTape } from './format-tape.ts'
import { parseTape } from './parse-tape.ts'
import { recordTape, tapeFromLedger } from './record-tape.ts'
import { replayTape } from './replay-tape.ts'
import { readTape, writeTape } from './tape-file.ts'

const forbidden = new Error('the world was touched')
const forbiddenModel = {
  ...scriptedModel([]),
  doGenerate: () => Promise.reject(forbidden),
  doStream: () => Promise.reject(forbidden),
}

interface Parts {
  readonly model: ScriptedModel | typeof forbiddenModel
  readonly touch?: () => void
  readonly instructions?: string
  readonly description?: string
}

function weatherAgent({
  model,
  touch,
  instructions = 'You know the weather.\nAnswer briefly.',
  description = 'The weather in a city',
}: Parts) {
  const weather = defineTool({
    name: 'weather',
    description,
    input: z.object({ city: z.string() }),
    effect: 'none',
    execute: ({ city }, { id, random, now, key }) => {
      touch?.()
      return { zone: city, at: now() > 0, chance: random() >= 0, id: id(), key }
    },
  })
  return defineAgent({
    name: 'forecaster',
    model,
    instructions,
    tools: [weather],
    output: z.object({ text: z.string(), a: z.number() }),
  })
}

const asks = {
  toolCalls: [
    { toolName: 'weather', input: { city: 'Oslo' } },
    { toolName: 'weather', input: { city: 'Rome' } },
  ],
}
const answers = { object: { text: 'Sunny', a: 1 } }
const record = (options = {}) =>
  recordTape(weatherAgent({ model: scriptedModel([asks, answers]) }), 'How is it?', options)
const replayed = (parts: Partial<Parts> = {}) =>
  weatherAgent({
    model: forbiddenModel,
    touch: () => {
      throw forbidden
    },
    ...parts,
  })

describe('a tape of one run', () => {
  it('replays to the same output without touching a model, a tool, the clock or chance', async () => {
    const { tape, output, usage } = await record()
    const spies = [
      vi.spyOn(Date, 'now'),
      vi.spyOn(Math, 'random'),
      vi.spyOn(crypto, 'randomUUID'),
      vi.spyOn(globalThis, 'fetch'),
    ]
    for (const spy of spies)
      spy.mockImplementation(() => {
        throw forbidden
      })
    try {
      const again = await replayTape(replayed(), parseTape(formatTape(tape)), 'How is it?')
      expect(again.output).toEqual(output)
      expect(again.usage).toEqual(usage)
    } finally {
      for (const spy of spies) spy.mockRestore()
    }
  })

  it('is the same, byte for byte, when the same run is recorded again', async () => {
    const fixed = {
      random: { next: () => 0.5, id: () => crypto.randomUUID() },
      clock: { now: () => 1000, monotonic: () => 0, setTimer: () => () => {} },
    }
    const [first, second] = [formatTape((await record(fixed)).tape), formatTape((await record(fixed)).tape)]
    expect(second).toBe(first)
    expect(formatTape(parseTape(first))).toBe(first)
    expect(first).toContain('"value":"id-1"')
  })

  it('writes what requests have in common once', async () => {
    const text = formatTape((await record()).tape)
    const long =
      'A standing instruction that is long enough to be worth writing once only, because every request repeats it.'
    const { tape } = await recordTape(weatherAgent({ model: scriptedModel([asks, answers]), instructions: long }), 'x')
    expect(formatTape(tape).split(long)).toHaveLength(2)
    expect(text).toContain('"type":"request"')
    expect(parseTape(formatTape(tape)).runs[0]?.requests).toEqual(tape.runs[0]?.requests)
  })

  it('streams on replay what was streamed when it was recorded', async () => {
    const agent = defineAgent({ name: 'writer', model: scriptedModel(['Once upon a time']) })
    const { tape } = await recordTape(agent, 'Begin', { streaming: true })
    const events: RunEvent[] = []
    const { output } = await replayTape(defineAgent({ name: 'writer', model: forbiddenModel }), tape, 'Begin', {
      streaming: true,
      onEvent: (event) => events.push(event),
    })
    expect(output).toBe('Once upon a time')
    expect(events.flatMap((event) => (event.type === 'text-delta' ? [event.text] : [])).join('')).toBe(
      'Once upon a time',
    )
  })

  it('replays a failed run to the same failure', async () => {
    const file = join(temporaryFolder(), 'failed.jsonl')
    const agent = defineCustomAgent({
      name: 'careless',
      execute: () => {
        throw new TypeError('no such thing')
      },
    })
    await expect(recordTape(agent, 'x', { file })).rejects.toThrow('no such thing')
    await expect(replayTape(agent, file, 'x')).rejects.toThrow(/^no such thing$/)
    const mended = defineCustomAgent({ name: 'careless', execute: () => 'fine' })
    await expect(replayTape(mended, file, 'x')).rejects.toThrow(
      /comes to an output, where the recorded run failed[^]*no such thing[^]*fine/,
    )
  })

  it('replays an aborted run to its abort', async () => {
    const controller = new AbortController()
    const agent = (touch: () => void) =>
      defineCustomAgent({
        name: 'patient',
        execute: async (_input, { step }) =>
          step(
            'wait',
            ({ signal }) => (
              touch(),
              new Promise<null>((_resolve, reject) =>
                signal.addEventListener('abort', () => reject(signal.reason as Error)),
              )
            ),
            { effect: 'none' },
          ),
      })
    const file = join(temporaryFolder(), 'aborted.jsonl')
    const recorded = recordTape(
      agent(() => queueMicrotask(() => controller.abort(new Error('enough')))),
      'x',
      { file, signal: controller.signal },
    )
    await expect(recorded).rejects.toThrow('enough')
    await expect(
      replayTape(
        agent(() => {
          throw forbidden
        }),
        file,
        'x',
      ),
    ).rejects.toThrow(/^enough$/)
  })

  it('is made from a ledger of production', async () => {
    const ledger = memoryLedger()
    const { output } = await weatherAgent({ model: scriptedModel([asks, answers]) }).run('How is it?', { ledger })
    const tape = tapeFromLedger(ledger)
    await expect(replayTape(replayed(), tape, 'How is it?')).resolves.toMatchObject({ output })
    expect(formatTape(tape)).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/)
    expect(() => tapeFromLedger([])).toThrow('holds no run')
  })

  it('carries bytes', async () => {
    const bytes = new Uint8Array([1, 2, 250])
    const agent = (value: unknown) =>
      defineCustomAgent({
        name: 'painter',
        execute: (_input, { step }) => step('paint', () => value, { effect: 'none' }),
      })
    const { tape } = await recordTape(agent(bytes), 'x')
    expect((await replayTape(agent(undefined), parseTape(formatTape(tape)), 'x')).output).toEqual(bytes)
  })
})

describe('secrets', () => {
  it('are not on a tape, wherever they came from, and a replay still recognises what held them', async () => {
    const secret = 'correct horse "battery"'
    const key = `sk-proj-${'a1B2'.repeat(8)}`
    const tool = (value: unknown) =>
      defineTool({
        name: 'peek',
        description: `Uses ${secret}`,
        input: z.object({ text: z.string() }),
        effect: 'none',
        execute: () => value,
      })
    const agent = (model: Parts['model'], value: unknown) =>
      defineAgent({ name: 'leaky', model, instructions: `Never tell ${secret}.`, tools: [tool(value)] })
    const model = scriptedModel([
      { text: key, toolCalls: [{ toolName: 'peek', input: { text: secret } }] },
      `It is ${secret} and Bearer ${'x'.repeat(30)}`,
    ])
    const { tape } = await recordTape(agent(model, { found: key, deep: [secret], [secret]: 1 }), `I know ${secret}`, {
      secrets: [secret],
    })
    const text = formatTape(tape)
    for (const leak of ['horse', key, 'a1B2', 'x'.repeat(12)]) expect(text).not.toContain(leak)
    expect(text).toContain('[redacted]')
    const { output } = await replayTape(agent(forbiddenModel, undefined), tape, `I know ${secret}`, {
      secrets: [secret],
    })
    expect(output).toBe('It is [redacted] and Bearer [redacted]')
  })
})

describe('a divergence', () => {
  const diverge = async (parts: Partial<Parts>, input = 'How is it?') => {
    const { tape } = await record()
    return replayTape(replayed(parts), { ...tape, file: 'march.jsonl' }, input).then(
      () => '',
      (error: Error & { code?: string }) => `${error.code} ${error.message}`,
    )
  }

  it('of a prompt shows the lines that differ beside each other', async () => {
    const message = await diverge({ instructions: 'You know the weather.\nAnswer at length.' })
    expect(message).toContain(
      'RUN_DIVERGED The replay of "march.jsonl" diverged at agent "forecaster", run "call[1]>forecaster", step "model:scripted:scripted#1"',
    )
    expect(message).toMatch(/recorded +│ asked/)
    expect(message).toMatch(/Answer briefly\. +≠ +Answer at length\./)
    expect(message).toMatch(/You know the weather\. +│ .*You know the weather\./)
    expect(message).not.toContain('Rome')
  })

  it('of a tool shows its definition', async () => {
    expect(await diverge({ description: 'Tomorrow' })).toMatch(
      /tools\[0\]\.description: The weather in a city +≠ tools\[0\]\.description: Tomorrow/,
    )
  })

  it('of the input is found before anything runs', async () => {
    expect(await diverge({}, 'And now?')).toMatch(/given another input[^]*How is it\? +≠ And now\?/)
  })

  it('of the model names both', async () => {
    expect(await diverge({ model: { ...forbiddenModel, modelId: 'other' } })).toMatch(
      /step "model:scripted:other#1"[^]*model: scripted:scripted +≠ model: scripted:other/,
    )
  })

  const steps = (names: readonly string[], together = false) =>
    defineCustomAgent({
      name: 'stepper',
      execute: async (_input, { step }) => {
        const take = (name: string) => step(name, () => name, { effect: 'none', input: { name } })
        if (together) return (await Promise.all(names.map(take))).join(' ')
        const taken: string[] = []
        for (const name of names) taken.push(await take(name))
        return 'done'
      },
    })

  it.each([
    [
      'another step in a place',
      ['a', 'x'],
      /step "step:x#1": the recorded run asked for "step:b#1" here[^]*step: b +≠ step: x/,
    ],
    ['a step more', ['a', 'b', 'c'], /step "step:c#1": the recorded run did not ask for this step/],
    ['a step less', ['a'], /step "step:b#1": the recorded run asked for this step, and it no longer does/],
  ] as const)('of %s is explained', async (_what, names, expected) => {
    const { tape } = await recordTape(steps(['a', 'b']), 'x')
    await expect(replayTape(steps(names), tape, 'x')).rejects.toThrow(expected)
  })

  it('of a step less among parallel ones is explained instead of waited for', async () => {
    const { tape } = await recordTape(steps(['a', 'b'], true), 'x')
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    try {
      const replaying = replayTape(steps(['a'], true), tape, 'x')
      const message = replaying.then(
        () => '',
        (error: Error) => error.message,
      )
      await vi.advanceTimersByTimeAsync(5000)
      expect(await message).toContain('step "step:b#1": the recorded run asked for this step')
    } finally {
      vi.useRealTimers()
    }
  })

  it('of the output is explained', async () => {
    const agent = (suffix: string) =>
      defineCustomAgent({ name: 'suffixer', execute: (text) => `${String(text)}${suffix}` })
    const { tape } = await recordTape(agent('!'), 'x')
    await expect(replayTape(agent('?'), tape, 'x')).rejects.toThrow(/another output[^]*x! +≠ x\?/)
  })

  it('is not hidden by code that swallows errors', async () => {
    const agent = (name: string) =>
      defineCustomAgent({
        name: 'swallower',
        execute: async (_input, { step }) =>
          step(name, () => 1, { effect: 'none', input: { name } }).then(
            () => 'ok',
            () => 'ok',
          ),
      })
    const { tape } = await recordTape(agent('a'), 'x')
    await expect(replayTape(agent('b'), tape, 'x')).rejects.toMatchObject({ code: 'RUN_DIVERGED' })
  })

  it('of a clock reading that was not recorded is explained', async () => {
    const agent = (reads: boolean) =>
      defineCustomAgent({ name: 'reader', execute: (_input, { now }) => (reads ? (now(), 'x') : 'x') })
    const { tape } = await recordTape(agent(false), 'x')
    await expect(replayTape(agent(true), tape, 'x')).rejects.toThrow(
      'it asks for "time:now#1", which the recorded run did not',
    )
  })
})

const lineOf = (lines: readonly string[], text: string): number => lines.findIndex((line) => line.includes(text))

describe('a damaged tape', () => {
  it.each([
    ['cut in a line', (lines: string[]) => [...lines.slice(0, 5), lines[5]?.slice(0, 20) ?? ''], 6, 'not valid JSON'],
    ['cut between lines', (lines: string[]) => lines.slice(0, 5), 5, 'cut short'],
    [
      'with a line missing',
      (lines: string[]) => lines.toSpliced(lineOf(lines, '"intent","key":"tool:weather#2"'), 1),
      16,
      'was not begun',
    ],
    [
      'with a line twice',
      (lines: string[]) =>
        lines.flatMap((line) => (line.includes('"intent","key":"tool:weather#2"') ? [line, line] : [line])),
      13,
      'twice',
    ],
    ['with a part missing', (lines: string[]) => lines.toSpliced(1, 1), 5, 'part "p1", which is not on the tape'],
    [
      'of another version',
      (lines: string[]) => [lines[0]?.replace('"version":1', '"version":9') ?? '', ...lines.slice(1)],
      1,
      'version 9',
    ],
    ['that is something else', () => ['{"a":1}'], 1, 'does not begin with a "tape" line'],
    [
      'with a field of the wrong type',
      (lines: string[]) => lines.map((line) => line.replace('"key":"tool:weather#1"', '"key":7')),
      8,
      '"key" is missing or no text',
    ],
  ])('%s is refused at its line', async (_what, damage, line, problem) => {
    const lines = formatTape((await record()).tape)
      .split('\n')
      .filter((text) => text !== '')
    const file = join(temporaryFolder(), 'bad.jsonl')
    writeFileSync(file, damage(lines).join('\n'))
    let caught: unknown
    try {
      readTape(file)
    } catch (error) {
      caught = error
    }
    expect(caught).toMatchObject({ code: 'TAPE_INVALID', message: expect.stringContaining(problem) as string })
    expect((caught as Error).message).toContain(`bad.jsonl:${line}:`)
  })

  it('is never written: the file holds the whole tape or what it held before', async () => {
    const folder = temporaryFolder({ 'kept.jsonl': 'before' })
    const { tape } = await record({ file: join(folder, 'new', 'tape.jsonl') })
    expect(readFileSync(join(folder, 'new', 'tape.jsonl'), 'utf8')).toBe(formatTape(tape))
    const endless: Record<string, unknown> = {}
    endless['self'] = endless
    const broken = { ...tape, inputs: [{ to: null, value: endless as never }] }
    expect(() => writeTape(join(folder, 'kept.jsonl'), broken)).toThrow(
      expect.objectContaining({ code: 'TAPE_INVALID' }),
    )
    expect(readFileSync(join(folder, 'kept.jsonl'), 'utf8')).toBe('before')
    expect(readdirSync(folder).sort()).toEqual(['kept.jsonl', 'new'])
  })

  it('that is missing says so', () => {
    expect(() => readTape('no-such-tape.jsonl')).toThrow('could not be read')
  })
})

describe('recording', () => {
  const agent = () => defineAgent({ name: 'a', model: scriptedModel(['One.']) })

  it('keeps the interceptors of its caller', async () => {
    const seen: string[] = []
    const interceptors = [
      {
        name: 'watch',
        around: <Value>({ name }: { readonly name: string }, next: () => Promise<Value>) => (seen.push(name), next()),
      },
    ]
    // The type of a run's options does not name them; plain JavaScript may give them.
    const options = { interceptors, session: 's1' }
    const { output, tape } = await recordTape(agent(), 'go', options)
    expect([output, seen.length, tape.runs.length]).toEqual(['One.', 1, 1])
  })

  it('refuses options that make no sense before anything happens', async () => {
    await expect(recordTape(agent(), 'go', { timeoutMs: 'soon' as never })).rejects.toMatchObject({
      code: 'RUNTIME_OPTIONS_INVALID',
    })
  })

  it('refuses a store, whose record is made a tape of instead', async () => {
    const store = memoryStore()
    const options = { store, session: 's1' }
    await expect(recordTape(agent(), 'go', options)).rejects.toMatchObject({
      code: 'RUNTIME_OPTIONS_INVALID',
      message: expect.stringContaining('tapeFromLedger(await store.open(result.runId))') as string,
    })
    const { runId } = await agent().run('go', { store })
    const tape = tapeFromLedger(await store.open(runId))
    expect((await replayTape(agent(), tape, 'go')).output).toBe('One.')
  })
})
