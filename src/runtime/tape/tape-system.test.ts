import { describe, expect, it } from 'vitest'
import { defineAgent } from '../../agents/define-agent.ts'
import { defineCustomAgent } from '../../agents/define-custom-agent.ts'
import { producerAgent } from '../../agents/producer/producer-agent.ts'
import { ModelError } from '../../errors/model-error.ts'
import { formatTape } from '../../runs/tape/format-tape.ts'
import { parseTape } from '../../runs/tape/parse-tape.ts'
import type { Tape } from '../../runs/tape/tape.ts'
import { scriptedModel } from '../../testing/scripted-model.ts'
import type { JsonValue } from '../../util/json/json.ts'
import { createRuntime } from '../create-runtime.ts'
import type { AgentRegistration } from '../runtime-options.ts'
import type { RuntimeTape } from './runtime-tape.ts'
import { tapePlayer } from './tape-player.ts'
import { tapeRecorder } from './tape-recorder.ts'
import { withHooks } from '../../agents/with-hooks.ts'

/** What the world gives; `undefined` for a world that must not be touched. */
type World = ((what: string) => number) | undefined

const touch = (world: World, what: string): number => {
  if (world === undefined) throw new Error(`the world was touched: ${what}`)
  return world(what)
}

/** Two workers side by side, three runs of each at a time, that finish in whatever order the world says. */
function team(world: World, { prefix = '', joined = true } = {}): AgentRegistration[] {
  const worker = (name: string) =>
    defineCustomAgent({
      name,
      execute: async (text, { step, id, random }) => {
        const delayMs = await step(
          'delay',
          async () => {
            const wait = touch(world, `${name} ${String(text)}`)
            await new Promise((resolve) => setTimeout(resolve, wait))
            return 'waited'
          },
          { effect: 'none', input: { text: prefix + String(text) } },
        )
        return `${name} ${String(text)} ${delayMs} ${id().length > 0 && random() < 1}`
      },
    })
  const items = producerAgent({
    name: 'items',
    intervalMs: 5,
    source: { generate: () => [1, 2, 3, 4, 5, 6].map((n) => (touch(world, 'source'), `item ${n}`)) },
  })
  return [
    { agent: items, outputs: ['left', 'right'] },
    { agent: worker('left'), concurrency: 3, outputs: joined ? ['joint'] : [] },
    { agent: worker('right'), concurrency: 3, outputs: ['joint'] },
    { agent: defineCustomAgent({ name: 'joint', execute: (text) => `joint ${String(text)}` }), outputs: ['out'] },
  ]
}

async function runTeam(agents: readonly AgentRegistration[], tape: RuntimeTape): Promise<readonly JsonValue[]> {
  const outputs: JsonValue[] = []
  const onEvent = (event: { readonly type: string; readonly value?: JsonValue }): void =>
    void (event.type === 'channel-output' && outputs.push(event.value ?? null))
  await using runtime = await createRuntime({ agents, tape, onEvent, abandonGraceMs: 20 })
  await runtime.idle()
  return outputs.map(String).sort()
}

async function recordTeam(
  deterministic = true,
): Promise<{ readonly tape: Tape; readonly text: string; readonly outputs: readonly JsonValue[] }> {
  const recorder = tapeRecorder({ deterministic })
  const outputs = await runTeam(
    team(() => Math.random() * 8),
    recorder,
  )
  const text = formatTape(recorder.finish())
  return { tape: { ...parseTape(text), file: 'team.jsonl' }, text, outputs }
}

const explain = (player: { assertSame(): void }): string => {
  try {
    player.assertSame()
  } catch (error) {
    return `${(error as { code: string }).code} ${(error as Error).message}`
  }
  return 'same'
}

describe('a tape of a system', () => {
  it('is the same, byte for byte, in whatever order the runs finish', async () => {
    const [first, second] = [await recordTeam(), await recordTeam()]
    expect(second.text).toBe(first.text)
    expect(first.tape.runs.map(({ id }) => id).slice(0, 3)).toEqual([
      'items[1]>left>joint',
      'items[1]>right>joint',
      'items[2]>left>joint',
    ])
    expect(first.outputs).toHaveLength(12)
  })

  it('holds stable ids where the recorded system used real chance', async () => {
    const { text } = await recordTeam(false)
    expect(text).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-/)
    expect(text).toContain('"value":"id-12"')
  })

  it('replays with parallel agents and runs, without an interval, a source or a step touching the world', async () => {
    const { tape, outputs } = await recordTeam(false)
    const player = tapePlayer(tape)
    expect(await runTeam(team(undefined), player)).toEqual(outputs)
    expect(explain(player)).toBe('same')
  })

  it('explains a changed step at the first run it concerns', async () => {
    const { tape } = await recordTeam()
    const player = tapePlayer(tape)
    await runTeam(team(undefined, { prefix: 'new ' }), player)
    expect(explain(player)).toMatch(
      /RUN_DIVERGED The replay of "team\.jsonl" diverged at agent "left", run "items\[1\]>left", step "step:delay#1": its input differs[^]*text: item 1 +≠ text: new item 1/,
    )
  })

  it('explains wiring that leaves an agent without its messages', async () => {
    const { tape } = await recordTeam()
    const player = tapePlayer(tape)
    await runTeam(team(undefined, { joined: false }), player)
    expect(explain(player)).toMatch(
      /agent "joint", run "items\[1\]>left>joint": the agent does not get this message any more/,
    )
  })

  it('explains wiring that sends an agent more than before', async () => {
    const recorder = tapeRecorder()
    await runTeam(
      team(() => 0, { joined: false }),
      recorder,
    )
    const player = tapePlayer(recorder.finish())
    await runTeam(team(undefined), player)
    expect(explain(player)).toMatch(
      /agent "joint", run "items\[1\]>left>joint": the agent gets a message that it did not get/,
    )
  })

  it('keeps how a run ended after it was attempted again, and repeats no attempt on replay', async () => {
    const replies = [
      () => {
        throw new ModelError('MODEL_UNAVAILABLE', 'busy')
      },
      'At last.',
    ]
    const helper = (model: ReturnType<typeof scriptedModel>) => ({
      agent: defineAgent({ name: 'helper', model }),
      outputs: ['out'],
      restart: { maxAttempts: 3, initialBackoffMs: 1 },
    })
    const send = async (registration: AgentRegistration, tape: RuntimeTape) => {
      const letters: string[] = []
      const outputs: unknown[] = []
      await using runtime = await createRuntime({
        agents: [registration],
        tape,
        onEvent: (event) => {
          if (event.type === 'dead-letter') letters.push(event.error?.message ?? '')
          if (event.type === 'channel-output') outputs.push(event.value)
        },
      })
      await runtime.send('helper', 'Hello')
      await runtime.idle()
      return { letters, outputs }
    }
    const recorder = tapeRecorder()
    const first = await send(helper(scriptedModel(replies)), recorder)
    const tape = recorder.finish()
    expect(first).toEqual({ letters: [], outputs: ['At last.'] })
    expect(tape.inputs).toEqual([{ to: 'helper', value: 'Hello' }])
    expect(await send(helper(scriptedModel([])), tapePlayer(tape))).toEqual(first)

    const failing = tapeRecorder()
    const failed = await send(helper(scriptedModel([replies[0], replies[0], replies[0]] as never)), failing)
    expect(failed).toEqual({ letters: ['busy'], outputs: [] })
    const player = tapePlayer(failing.finish())
    expect(await send(helper(scriptedModel([])), player)).toEqual(failed)
    expect(explain(player)).toBe('same')
  })

  it('replays calls, each with its own recorded run', async () => {
    const agent = (answer: string) =>
      defineAgent({ name: 'clerk', model: scriptedModel([`${answer} one`, `${answer} two`]) })
    const call = async (tape: RuntimeTape, answer: string) => {
      await using runtime = await createRuntime({ agents: [agent(answer)], tape })
      return [(await runtime.call('clerk', 'a')).output, (await runtime.call('clerk', 'b')).output]
    }
    const recorder = tapeRecorder()
    expect(await call(recorder, 'real')).toEqual(['real one', 'real two'])
    expect(await call(tapePlayer(recorder.finish()), 'other')).toEqual(['real one', 'real two'])
  })

  it('neither starts nor stops what agents open', async () => {
    const opened: string[] = []
    const agent = withHooks(defineCustomAgent({ name: 'opener', execute: (text) => text }), {
      doStart: async () => void opened.push('start'),
      doStop: async () => void opened.push('stop'),
    })
    const once = async (tape: RuntimeTape) => {
      await using runtime = await createRuntime({ agents: [agent], tape })
      return (await runtime.call('opener', 'x')).output
    }
    const recorder = tapeRecorder()
    await once(recorder)
    expect(opened).toEqual(['start', 'stop'])
    expect(await once(tapePlayer(recorder.finish()))).toBe('x')
    expect(opened).toEqual(['start', 'stop'])
  })
})
