import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fakeIo, type FakeIoOptions } from '../../../test/support/fake-io.ts'
import { temporaryFolder } from '../../../test/support/temporary-folder.ts'
import { main } from '../main.ts'

const yaml = `
agents:
  - name: helper
    role: react
    model: openai:gpt-4o-mini
    tools: [{ module: ./tools.ts }]
    inputs: [{ source: questions }]
    outputs: [{ target: answers }]
    offline:
      replies:
        - { match: look, tool_call: { name: look }, text: Looked. }
`

const moduleOf = (body: string, top = ''): string => `
import { defineTool } from 'aixgo'
${top}
export const look = defineTool({
  name: 'look', description: 'Looks', input: { type: 'object', properties: {} }, effect: 'none',
  execute: async (_input: unknown, context: any) => {
    ${body}
    return 'seen'
  },
})
`

interface Trial extends Partial<FakeIoOptions> {
  readonly args?: readonly string[]
  readonly top?: string
  readonly file?: string
}

/** What a run shows whose tool has this body. */
async function run(body: string, { args = [], top = '', file = yaml, ...options }: Trial = {}) {
  const directory = temporaryFolder({ 'agents.yaml': file, 'tools.ts': moduleOf(body, top) })
  const io = fakeIo({ directory, ...options })
  const before = Object.getOwnPropertyDescriptors(console)
  const stdout = Object.getOwnPropertyDescriptor(process, 'stdout')
  const write = process.stdout.write
  const code = await main(['run', '--offline', '--input', 'look', ...args], io)
  expect([code, io.errors()]).toEqual([0, expect.anything()])
  expect(Object.getOwnPropertyDescriptors(console)).toEqual(before)
  expect(Object.getOwnPropertyDescriptor(process, 'stdout')).toEqual(stdout)
  expect(process.stdout.write).toBe(write)
  const lines = io.output().trimEnd().split('\n')
  const log = io
    .errors()
    .split('\n')
    .flatMap((line) => /^\S+Z (.*)$/.exec(line)?.[1] ?? [])
  return {
    directory,
    output: io.output(),
    prints: log.filter((line) => line.includes(' › ')).map((line) => line.replace(/ +/g, ' ')),
    events: args.includes('--json') ? lines.map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>) : [],
  }
}

const json = ['--json']

describe('what a tool prints', () => {
  it('goes to the log with its agent and its tool, and leaves the results alone', async () => {
    const { output, prints } = await run(`
      console.log('hello %s', 'you', { a: [1] })
      console.info('info')
      console.warn('careful')
      console.error(new Error('odd').message)
      console.debug('not shown')
      console.dir({ deep: 1 })
      console.group('group'); console.log('within'); console.groupEnd()
      console.count()
      process.stdout.write('written\\n')`)
    expect(output).toBe('[offline] Looked.\n')
    expect(prints).toEqual(
      [
        'hello you { a: [ 1 ] }',
        'info',
        'careful',
        'odd',
        '{ deep: 1 }',
        'group',
        '  within',
        'default: 1',
        'written',
      ].map((text) => `helper › look: ${text}`.replace(/ +/g, ' ')),
    )
  })

  it('is a line of its own among the events in JSON', async () => {
    const { events } = await run(`console.log('one\\ntwo'); console.warn('three'); process.stdout.write('four\\n')`, {
      args: json,
    })
    const [start] = events.filter(({ type, kind }) => type === 'step-start' && kind === 'tool')
    const prints = events.filter(({ type }) => type === 'tool-print')
    const common = {
      type: 'tool-print',
      at: expect.any(Number),
      agent: 'helper',
      runId: start?.['runId'],
      tool: 'look',
      key: start?.['key'],
    }
    expect(prints).toEqual([
      { ...common, level: 'info', text: 'one\ntwo' },
      { ...common, level: 'warn', text: 'three' },
      { ...common, level: 'info', text: 'four' },
    ])
    // In the order in which it happened.
    const order = events.map(({ type, kind }) => (kind === 'tool' ? `${String(type)} tool` : type))
    expect(order.slice(order.indexOf('step-start tool'), order.indexOf('step-finish tool') + 1)).toEqual([
      'step-start tool',
      'tool-print',
      'tool-print',
      'tool-print',
      'step-finish tool',
    ])
  })

  it('keeps its tool across waits, nested steps and after its end', async () => {
    const { prints } = await run(`
      await new Promise((resolve) => setImmediate(resolve))
      console.log('waited')
      await context.step('inner', () => console.log('inner'))
      const late = async () => { for (let turn = 0; turn < 30; turn += 1) await null; console.log('late') }
      void late()
      process.stdout.write('tail')`)
    expect(prints).toEqual(['waited', 'inner', 'tail', 'late'].map((text) => `helper › look: ${text}`))
  })

  it('is told apart where tools print at the same time', async () => {
    const file = yaml.replace(
      'agents:',
      `agents:
  - name: other
    role: react
    model: openai:gpt-4o-mini
    tools: [{ module: ./tools.ts }]
    inputs: [{ source: questions }]
    outputs: [{ target: answers }]
    offline: { replies: [{ match: look, tool_call: { name: look }, text: Looked. }] }`,
    )
    const { events } = await run(
      `process.stdout.write(context.agent + ' begins')
       globalThis.begun = (globalThis.begun ?? 0) + 1
       while (globalThis.begun < 2) await new Promise((resolve) => setImmediate(resolve))
       process.stdout.write(' and ends\\n')`,
      { args: json, file },
    )
    const prints = events
      .filter(({ type }) => type === 'tool-print')
      .map(({ agent, text }) => `${String(agent)}: ${String(text)}`)
    Reflect.deleteProperty(globalThis, 'begun')
    expect(prints.toSorted()).toEqual(['helper: helper begins and ends', 'other: other begins and ends'])
  })

  it('is put to lines, whatever pieces it comes in', async () => {
    const { events } = await run(
      `process.stdout.write('a'); process.stdout.write('b\\nc'); console.log('d')
       const bytes = Buffer.from('né')
       process.stdout.write(bytes.subarray(0, 2)); process.stdout.write(bytes.subarray(2)); process.stdout.write('\\n')
       process.stdout.write('aGk=', 'base64'); process.stdout.write(' there\\n', () => {})
       await new Promise((resolve) => process.stdout.write('done\\n', 'utf8', resolve as () => void))`,
      { args: json },
    )
    const prints = events.filter(({ type }) => type === 'tool-print').map(({ text }) => text)
    expect(prints).toEqual(['ab', 'cd', 'né', 'hi there', 'done'])
  })

  it('hides secrets, shows what would steer a terminal, and is cut where it is huge', async () => {
    const file = yaml.replace('model: openai:gpt-4o-mini', 'model: openai:gpt-4o-mini\n    api_key: ${MY_API_KEY}')
    const { prints } = await run(
      `process.stdout.write('key secret-'); process.stdout.write('key-1\\n'); console.log('\\x1b[31mred'); console.log('x'.repeat(50_000))`,
      { file, environment: { MY_API_KEY: 'secret-key-1' } },
    )
    expect(prints[0]).toBe('helper › look: key [redacted]')
    expect(prints[1]).toContain('[31mred')
    expect(prints[1]).not.toContain('\x1b')
    expect(prints[2]).toMatch(/x{10000} \[\.\.\. 40000 more characters\]$/)
  })

  it('is as much as the log level lets through', async () => {
    const body = `console.debug('debug'); console.log('info'); console.warn('warn'); console.error('error')`
    const shown = async (...args: readonly string[]) =>
      (await run(body, { args })).prints.map((line) => line.replace('helper › look: ', ''))
    expect(await shown('--log-level', 'debug')).toEqual(['debug', 'info', 'warn', 'error'])
    expect(await shown()).toEqual(['info', 'warn', 'error'])
    expect(await shown('--log-level', 'warn')).toEqual(['warn', 'error'])
    expect(await shown('--quiet')).toEqual(['error'])
  })
})

describe('what is printed outside of tools', () => {
  const top = `console.log('loaded'); process.stdout.write('and written\\n')`

  it('goes to the log with its module', async () => {
    const { output, prints } = await run('', { top })
    expect(output).toBe('[offline] Looked.\n')
    expect(prints).toEqual(['tools.ts › loaded', 'tools.ts › and written'])
  })

  it('is a line of its own in JSON, with its module', async () => {
    const { events, directory } = await run('', { top, args: json })
    expect(events.slice(0, 2)).toEqual(
      ['loaded', 'and written'].map((text) => ({
        type: 'tool-print',
        at: expect.any(Number),
        module: join(directory, 'tools.ts'),
        level: 'info',
        text,
      })),
    )
  })
})

describe('what a module prints while "validate" loads it', () => {
  it.each([[[]], [['--json']]])('does not stand among the problems, with %j', async (args) => {
    const top = "console.log('at the top'); process.stdout.write('raw')"
    const io = fakeIo({ directory: temporaryFolder({ 'agents.yaml': yaml, 'tools.ts': moduleOf('', top) }) })
    const stdout = Object.getOwnPropertyDescriptor(process, 'stdout')
    expect(await main(['validate', ...args], io)).toBe(0)
    expect(io.errors()).toBe('tools.ts › at the top\ntools.ts › raw\n')
    expect(io.output()).not.toContain('raw')
    expect(Object.getOwnPropertyDescriptor(process, 'stdout')).toEqual(stdout)
  })
})
