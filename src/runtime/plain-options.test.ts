import { describe, expect, it } from 'vitest'
import { defineCustomAgent } from '../agents/define-custom-agent.ts'
import { createBudgets } from '../runs/budget/create-budgets.ts'
import { fileStore } from '../runs/file/file-store.ts'
import { memoryStore } from '../runs/memory/memory-store.ts'
import { forkRun } from '../runs/replay/fork-run.ts'
import { tapeFromLedger } from '../runs/tape/record-tape.ts'
import { createRuntime } from './create-runtime.ts'
import { createSupervisor } from './supervisor.ts'
import { tapePlayer } from './tape/tape-player.ts'
import { tapeRecorder } from './tape/tape-recorder.ts'

/** What plain JavaScript may give. */
const js = (value: unknown): never => value as never

const agent = defineCustomAgent({ name: 'echo', execute: (text) => text })
const supervisor = () => createSupervisor('team')
const tape = { header: { version: 1, aixgo: '', agents: [] }, inputs: [], items: [], runs: [] }

describe('options in plain JavaScript that make no sense are refused, with what was given', () => {
  it.each<[string, () => unknown]>([
    ['tapePlayer: There is no "secret". Did you mean "secrets"?', () => tapePlayer(js(tape), js({ secret: [] }))],
    ['tapePlayer takes a tape or the path of its file', () => tapePlayer(js(undefined))],
    ['not an object', () => tapePlayer(js({ tape }))],
    ['"secrets" of a tape must be a list of texts, not "sk-1"', () => tapePlayer(js(tape), js({ secrets: 'sk-1' }))],
    ['must be texts, and number 1 is undefined.', () => tapeRecorder({ secrets: ['a', js(undefined)] })],
    ['must be a list of texts, not 5.', () => tapeFromLedger([js({ type: 'run', agent: 'a' })], js({ secrets: 5 }))],
    ['tapeRecorder: There is no "determinstic". Did you mean', () => tapeRecorder(js({ determinstic: true }))],
    ['tapeRecorder: deterministic must be true or false, not "yes".', () => tapeRecorder(js({ deterministic: 'yes' }))],
    ['tapeRecorder: the options must be an object, not "a.jsonl".', () => tapeRecorder(js('a.jsonl'))],
    ['memoryStore: There is no "clok". Did you mean "clock"?', () => memoryStore(js({ clok: 1 }))],
    ['memoryStore: clock must be an object, not 5.', () => memoryStore(js({ clock: 5 }))],
    ['fileStore takes the path of a folder', () => fileStore(js(undefined))],
    ['fileStore: There is no "folder".', () => fileStore('runs', js({ folder: 'runs' }))],
    ['forkRun: There is no "id".', () => forkRun([], js({ id: 'b' }))],
    ['forkRun: the new run needs an id of its own', () => forkRun([], js({}))],
    ['forkRun: seq must be a whole number of at least 1, not -1.', () => forkRun([], js({ runId: 'b', seq: -1 }))],
    [
      'forkRun: it takes a list of records, such as ledger.records, not an object.',
      () => forkRun(js({}), { runId: 'b' }),
    ],
    ['createSupervisor: There is no "maxRound". Did you mean', () => createSupervisor('team', js({ maxRound: 1 }))],
    ["createSupervisor('coordinator'), not an object.", () => createSupervisor(js({ name: 'team' }))],
    ['maxOutputs is -1; it must be a whole number', () => createSupervisor('team', { maxOutputs: -1 })],
    ['maxRounds is "3"; it must be a whole number', () => createSupervisor('team', js({ maxRounds: '3' }))],
    ['createSupervisor: onEvent must be a function, not 5.', () => createSupervisor('team', js({ onEvent: 5 }))],
    ['supervisor.add takes an agent', () => supervisor().add(js({ name: 'x' }))],
    ['agent "echo": There is no "output". Did you mean "outputs"?', () => supervisor().add(agent, js({ output: [] }))],
    ['There is no "agent".', () => supervisor().add(agent, js({ agent }))],
    ['restart: There is no "attempts".', () => supervisor().add(agent, js({ restart: { attempts: 3 } }))],
    ['restart must be an object, not 3.', () => supervisor().add(agent, js({ restart: 3 }))],
    ['restart.maxBackoffMs must be a number of', () => supervisor().add(agent, { restart: { maxBackoffMs: -1 } })],
    [
      'multiplier must be a number of at least 1, not 0.5.',
      () => supervisor().add(agent, { restart: { multiplier: 0.5 } }),
    ],
    ['mailbox: There is no "size".', () => supervisor().add(agent, js({ mailbox: { size: 3 } }))],
    ['Did you mean "drop-oldest"?', () => supervisor().add(agent, js({ mailbox: { overflow: 'drop-oldes' } }))],
    ['dependsOn must be a list of texts, not "writer".', () => supervisor().add(agent, js({ dependsOn: 'writer' }))],
    [
      'supervisor.run: There is no "timeoutMs".',
      () =>
        supervisor()
          .add(agent)
          .run('x', js({ timeoutMs: 5 })),
    ],
    [
      'supervisor.run: signal must be an AbortSignal',
      () =>
        supervisor()
          .add(agent)
          .run('x', js({ signal: {} })),
    ],
    [
      'createRuntime: streaming must be true or false, not 1.',
      () => createRuntime(js({ agents: [agent], streaming: 1 })),
    ],
    ['createRuntime: clock must be a clock, such as fake', () => createRuntime(js({ agents: [agent], clock: Date }))],
    ['such as createBudgets(), not an object.', () => createRuntime(js({ agents: [agent], budgets: { usd: 5 } }))],
    ['must be a tape, such as tapeRecorder()', () => createRuntime(js({ agents: [agent], tape: 'a.jsonl' }))],
    ['resolveModel must be a function, not an object.', () => createRuntime(js({ agents: [agent], resolveModel: {} }))],
    [
      'agent "echo": signal must be an AbortSignal, such as',
      () => agent.run('x', js({ signal: new AbortController() })),
    ],
    ['agent "echo": signal must be an AbortSignal, not 5', () => agent.stream('x', js({ signal: 5 }))],
    ['agent "echo": onEvent must be a function, not "log".', () => agent.run('x', js({ onEvent: 'log' }))],
    ['agent "echo": session must be a text, not 7.', () => agent.run('x', js({ session: 7 }))],
    ['agent "echo": the options must be an object, not null.', () => agent.run('x', js(null))],
    ['agent "echo": the options must be an object, not null.', () => agent.stream('x', js(null))],
  ])('%s', async (message, make) => {
    const made = Promise.resolve().then(make)
    await expect(made).rejects.toThrow(message)
    await expect(made).rejects.toMatchObject({ code: 'RUNTIME_OPTIONS_INVALID' })
  })

  it.each<[string, object]>([
    ['createBudgets: track must be true or false, not "yes".', { track: 'yes' }],
    ['createBudgets: clock must be an object, not 5.', { clock: 5 }],
    ['there is no "totl". Did you mean "total"?', { totl: {} }],
    ['has usd: "5". Give a number', { tenant: { usd: '5' } }],
  ])('%s', (message, options) => {
    const make = () => createBudgets(options)
    expect(make).toThrow(message)
    expect(make).toThrow(expect.objectContaining({ code: 'BUDGET_INVALID' }))
  })

  it('also those of a runtime that is there', async () => {
    await using runtime = await createRuntime({ agents: [agent] })
    const controller = js({ signal: new AbortController() })
    for (const call of [
      () => runtime.call('echo', 'x', controller),
      () => runtime.callParallel(['echo'], 'x', controller),
      () => runtime.send('echo', 'x', controller),
      () => runtime.idle(controller),
      async () => runtime.stream('echo', 'x', controller),
      async () => runtime.recv('echo', controller),
    ])
      await expect(call()).rejects.toThrow('signal must be an AbortSignal, such as the "signal" of a controller, not')
    await expect(runtime.send('echo', 'x', js({ metadata: 'x' }))).rejects.toThrow(
      'metadata must be an object, not "x"',
    )
    expect(() => runtime.recv('echo', js({ capacity: 0 }))).toThrow('capacity must be a whole number of at least 1')
    await expect(runtime.drain({ timeoutMs: -1 })).rejects.toThrow('timeoutMs must be a number of milliseconds')
  })
})
