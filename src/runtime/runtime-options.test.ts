import { describe, expect, it } from 'vitest'
import { defineCustomAgent } from '../agents/define-custom-agent.ts'
import type { StepInterceptor } from '../runs/interceptors/interceptor.ts'
import { memoryStore } from '../runs/memory/memory-store.ts'
import { createRuntime } from './create-runtime.ts'

const agent = defineCustomAgent({ name: 'echo', execute: (text) => text })

/** What plain JavaScript may write. */
const untyped = (value: unknown): never => value as never

const invalid = (message: string | RegExp) => ({
  code: 'RUNTIME_OPTIONS_INVALID',
  message: expect.stringMatching(message) as string,
})

const badInterceptors: readonly [unknown, RegExp][] = [
  [5, /"interceptors" must be a list of objects, not 5/],
  [[5], /interceptor 0 must be an object with a "name", not 5/],
  [[{ around: () => {} }], /interceptor 0 needs a "name" that is text, not undefined/],
  [[{ name: 'p', arround: () => {} }], /interceptor 0 \("p"\): There is no "arround". Did you mean "around"\?/],
  [[{ name: 'p' }, { name: 'q', onAsk: 'x' }], /interceptor 1 \("q"\): "onAsk" must be a function, not "x"/],
]

const badStores: readonly [unknown, RegExp][] = [
  [5, /"store" must be a run store, such as fileStore\(folder\), not 5/],
  [null, /"store" must be a run store.*not null/],
  ['runs', /not "runs"/],
  [{ ...memoryStore(), open: () => {} }, /not an object without the method "list"/],
]

describe('createRuntime in plain JavaScript', () => {
  it.each([
    [undefined, /needs a list of agents.*was given no options \(undefined\)/],
    [{}, /needs a list of agents.*was given undefined/],
    [{ agents: agent }, /needs a list of agents.*was given an object/],
    [{ agents: [agent, 5] }, /agents\[1\] must be an agent, or an object \{ agent, inputs, outputs \}, not 5/],
    [{ agents: [null] }, /agents\[0\] must be an agent.*not null/],
    [{ agents: [{ agent: { name: 'x' } }] }, /agents\[0\] must be an agent.*not an object/],
  ])('refuses %j as what it is made from', async (options, message) => {
    await expect(createRuntime(untyped(options))).rejects.toMatchObject(invalid(message))
  })

  it.each(badInterceptors)('refuses %j as interceptors, in a runtime and in a run', async (interceptors, message) => {
    await expect(createRuntime({ agents: [agent], interceptors: untyped(interceptors) })).rejects.toMatchObject(
      invalid(message),
    )
    await expect(agent.run('x', untyped({ interceptors }))).rejects.toMatchObject(invalid(message))
  })

  it.each(badStores)('refuses %j as a store, in a runtime and in a run', async (store, message) => {
    await expect(createRuntime({ agents: [agent], store: untyped(store) })).rejects.toMatchObject(invalid(message))
    await expect(agent.run('x', { store: untyped(store) })).rejects.toMatchObject(invalid(message))
  })

  it('takes interceptors that are objects of a class, with fields of their own', async () => {
    class Counter implements StepInterceptor {
      readonly name = 'counter'
      asked = 0
      onAsk(): void {
        this.asked += 1
      }
    }
    const counter = new Counter()
    const steps = defineCustomAgent({ name: 'steps', execute: (_text, { step }) => step('one', () => 1) })
    await using runtime = await createRuntime({ agents: [steps], interceptors: [counter] })
    await runtime.call('steps', 'x')
    expect(counter.asked).toBe(1)
  })
})

describe('a runtime in plain JavaScript', () => {
  it('refuses times that are no numbers', async () => {
    await using runtime = await createRuntime({ agents: [agent] })
    for (const time of [untyped('100'), Number.NaN]) {
      const limited = { timeoutMs: time }
      const late = { deadline: time }
      await expect(runtime.call('echo', 'x', limited)).rejects.toMatchObject(invalid(/runtime.call.*timeoutMs must be/))
      await expect(agent.run('x', limited)).rejects.toMatchObject(invalid(/agent "echo".*timeoutMs must be/))
      await expect(runtime.send('echo', 'x', late)).rejects.toMatchObject(invalid(/runtime.send.*deadline must be/))
      await expect(runtime.feed('x', late)).rejects.toMatchObject(invalid(/runtime.feed.*deadline must be/))
      await expect(runtime.broadcast('x', late)).rejects.toMatchObject(invalid(/runtime.broadcast.*deadline must be/))
      await expect(runtime.drain(limited)).rejects.toMatchObject(invalid(/runtime.drain.*timeoutMs must be/))
      await expect(createRuntime({ agents: [agent], startTimeoutMs: time })).rejects.toMatchObject(
        invalid(/startTimeoutMs/),
      )
    }
    expect((await runtime.call('echo', 'x', { timeoutMs: 1000 })).output).toBe('x')
  })

  it('refuses names that are none', async () => {
    await using runtime = await createRuntime({ agents: [agent] })
    for (const name of [undefined, 5, null, {}]) {
      const refused = { code: 'AGENT_NOT_FOUND', message: expect.stringContaining('Known names: "echo".') as string }
      await expect(runtime.call(untyped(name), 'x')).rejects.toMatchObject(refused)
      await expect(runtime.send(untyped(name), 'x')).rejects.toMatchObject({ code: 'AGENT_NOT_FOUND' })
    }
    for (const names of [5, undefined, 'echo'])
      await expect(runtime.callParallel(untyped(names), 'x')).rejects.toMatchObject(
        invalid(/callParallel takes a list of agents' names/),
      )
  })
})

describe('options of what a runtime does, in plain JavaScript', () => {
  it('are refused where they are misspelt, with the one that was meant', async () => {
    await using runtime = await createRuntime({ agents: [agent] })
    const wrong = (options: object): never => untyped(options)
    const meant = (where: string, name: string) => invalid(new RegExp(`runtime.${where}: .*"?${name}`))
    await expect(runtime.call('echo', 'x', wrong({ timeout: 5 }))).rejects.toMatchObject(meant('call', 'timeoutMs'))
    await expect(runtime.callParallel(['echo'], 'x', wrong({ sesion: 's' }))).rejects.toMatchObject(
      meant('callParallel', 'session'),
    )
    await expect(runtime.send('echo', 'x', wrong({ form: 'me' }))).rejects.toMatchObject(meant('send', 'from'))
    await expect(runtime.broadcast('x', wrong({ tpye: 't' }))).rejects.toMatchObject(meant('broadcast', 'type'))
    await expect(runtime.feed('x', wrong({ tennant: 't' }))).rejects.toMatchObject(meant('feed', 'tenant'))
    await expect(runtime.idle(wrong({ signl: 1 }))).rejects.toMatchObject(meant('idle', 'signal'))
    await expect(runtime.drain(wrong({ timeoutMS: 1 }))).rejects.toMatchObject(meant('drain', 'timeoutMs'))
    await expect(runtime.signal('r', 'k', 1, wrong({ bye: 'me' }))).rejects.toMatchObject(meant('signal', 'by'))
    expect(() => runtime.recv('echo', wrong({ capasity: 1 }))).toThrow('Did you mean "capacity"?')
    await expect(agent.run('x', wrong({ timeoutMs: -5 }))).rejects.toMatchObject(invalid(/at least 0, not -5/))
    await expect(agent.run('x', wrong({ abortSignal: 1 }))).rejects.toMatchObject(invalid(/Write signal/))
  })
})

describe('names in the wiring', () => {
  const reader = defineCustomAgent({ name: 'reader', execute: (text) => text })
  const wired = (wiring: object) => createRuntime({ agents: [agent, Object.assign({ agent: reader }, wiring)] })

  it.each([
    [{ inputs: ['ecko'] }, /"reader" reads from "ecko", .*Did you mean the agent "echo"\? Write { channel: 'ecko' }/],
    [{ outputs: ['eco'] }, /"reader" writes to "eco", .*Did you mean the agent "echo"/],
    [{ inputs: ['orders'], outputs: ['ordres'] }, /Did you mean the channel "ordres"/],
    [{ inputs: [{ channel: 'echo' }] }, /an agent has that name/],
    [{ inputs: 'echo' }, /inputs must be a list of names, not "echo"/],
    [{ outputs: [5] }, /outputs must hold names, or { channel: 'name' }, not 5/],
  ])('are refused where they look misspelt: %j', async (wiring, message) => {
    await expect(wired(wiring)).rejects.toMatchObject(invalid(message))
  })

  it.each([
    { inputs: [{ channel: 'ecko' }], outputs: ['out'] },
    { inputs: ['orders'], outputs: ['answers', 'alerts'] },
    { inputs: ['ecko'], outputs: ['ecko'] },
  ])('are taken where they are meant: %j', async (wiring) => {
    await using runtime = await wired(wiring)
    expect(runtime.agents).toEqual(['echo', 'reader'])
  })
})
