import { describe, expect, it, onTestFinished } from 'vitest'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fakeIo, type FakeIoOptions } from '../../test/support/fake-io.ts'
import { temporaryFolder } from '../../test/support/temporary-folder.ts'
import { exitCodes } from './exit-codes.ts'
import { main, runService } from './main.ts'

const chat = `
agents:
  - name: helper
    role: react
    model: openai:gpt-4o-mini
    prompt: Answer briefly.
    inputs: [{ source: questions }]
    outputs: [{ target: answers }]
`
const alone = chat.replace('    outputs: [{ target: answers }]\n', '')
const ticking = `
agents:
  - { name: clock, role: producer, interval: 1ms, outputs: [{ target: log }] }
  - { name: log, role: logger }
`
const failing = chat.replace('prompt:', 'tools: [{ module: ./tools.ts }]\n    prompt:')
const failingTool = `
import { defineTool } from 'aixgo'
import * as z from 'zod'
export const explode = defineTool({
  name: 'explode_now', description: 'explode now', input: z.object({}), effect: 'none',
  execute: () => { throw new Error('the fuse is wet') },
})
`

interface Trial extends Omit<FakeIoOptions, 'directory'> {
  readonly files: Readonly<Record<string, string>>
}

async function aixgo(args: readonly string[], { files, ...options }: Trial) {
  const directory = temporaryFolder(files)
  const io = fakeIo({ directory, ...options })
  const code = await main(args, io)
  return { code, output: io.output(), errors: io.errors(), directory }
}

const run = (args: readonly string[], trial: Trial) => aixgo(['run', '--offline', ...args], trial)

describe('aixgo run with a program', () => {
  it('leaves the exit code to the program and hands on all that stands after it', async () => {
    const { argv } = process
    onTestFinished(() => void (process.argv = argv))
    const program = `globalThis.handedOn = process.argv.slice(2)`
    const { code } = await aixgo(['run', 'main.ts', 'foo', '--bar', '--json'], { files: { 'main.ts': program } })
    expect(code).toBeUndefined()
    expect(Reflect.get(globalThis, 'handedOn')).toEqual(['foo', '--bar', '--json'])
  })

  it.each([
    [['--input', 'x'], '--input'],
    [['--json'], '--json'],
    [['--offline'], '--offline'],
    [['--watch'], '--watch'],
    [['--max-rounds', '3'], '--max-rounds'],
  ])('refuses %s before it, which is for YAML', async (options, flag) => {
    const files = { 'main.ts': `throw new Error('must not run')` }
    const { code, errors } = await aixgo(['run', ...options, 'main.ts'], { files })
    expect(code).toBe(2)
    expect(errors).toContain(`${flag} is for YAML files`)
  })

  it.each(['validate', 'graph', 'types'])('is what "aixgo %s" does not take', async (command) => {
    const { code, errors } = await aixgo([command, 'main.ts'], { files: { 'main.ts': '' } })
    expect(code).toBe(2)
    expect(errors).toContain('is a TypeScript file')
  })
})

describe('aixgo run with input', () => {
  it('asks for the next line only when the last one is answered', async () => {
    const directory = temporaryFolder({ 'agents.yaml': chat })
    const answered: number[] = []
    const fake = fakeIo({ directory })
    const count = (): number => fake.output().split('\n').length - 1
    const readLines = async function* () {
      yield 'One bee.'
      answered.push(count())
      yield 'Two bees.'
      answered.push(count())
    }
    expect(await main(['run', '--offline'], { ...fake, readLines })).toBe(0)
    expect(answered).toEqual([1, 2])
  })

  it.each([
    ['piped lines', ['--lines'], { stdin: 'one\ntwo\nthree\n' }],
    ['lines of an option', ['--lines', '--input', 'one\ntwo\nthree'], {}],
    ['typed lines', [], { lines: ['one', 'two', 'three'] }],
  ])('takes no more %s than --max-rounds', async (_, args, options) => {
    const { code, output } = await run([...args, '--max-rounds', '2'], { files: { 'agents.yaml': chat }, ...options })
    expect(code).toBe(0)
    expect(output.trim().split('\n')).toHaveLength(2)
  })

  it('takes an empty pipe with --lines for no messages', async () => {
    const { code, errors, output } = await run(['--lines'], { files: { 'agents.yaml': chat } })
    expect({ code, output }).toEqual({ code: 0, output: '' })
    expect(errors).toContain('0 rounds')
  })

  it('leaves out the line break at the end of piped text', async () => {
    const { output } = await run(['--json'], { files: { 'agents.yaml': chat }, stdin: 'Bees.\n' })
    const events = output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { type: string; text?: string })
    expect(events.find(({ type }) => type === 'message-sent')?.text).toBe('Bees.')
  })

  it.each([
    [['--input', 'x', '--input', 'y'], '--input was given twice'],
    [['--input', 'x', '--to', 'answers'], '"answers" is where messages leave the system'],
    [['--input', 'x', '--to', 'zzzzzz'], 'The input can go to "questions", "helper"'],
    [['--input-file', '.'], 'it is a folder; name a file'],
  ])('refuses %s and says why', async (args, message) => {
    const { code, errors } = await run(args, { files: { 'agents.yaml': chat } })
    expect([2, 3]).toContain(code)
    expect(errors).toContain(message)
  })

  it('says that a file without agents has nothing to run', async () => {
    const { code, errors } = await run(['--input', 'x'], { files: { 'agents.yaml': 'agents: []\n' } })
    expect(code).toBe(2)
    expect(errors).toContain('There are no agents in')
  })
})

describe('what aixgo run shows', () => {
  it('prints the answers of agents that nobody reads', async () => {
    const { code, output } = await run(['--input', 'Bees make honey.'], { files: { 'agents.yaml': alone } })
    expect(code).toBe(0)
    expect(output.match(/\[offline\]/g)).toHaveLength(1)
  })

  it('shows control characters of results on a terminal and leaves them in a pipe', async () => {
    const replies = `    offline: { replies: [{ text: "a\\e[2Jb\\nc" }] }\n`
    const files = { 'agents.yaml': chat + replies }
    expect((await run(['--quiet', '--input', 'x'], { files })).output).toBe('[offline] a\u001b[2Jb\nc\n')
    const onTerminal = await run(['--quiet', '--input', 'x'], { files, isTerminal: true })
    expect(onTerminal.output).toBe('[offline] a\\x1b[2Jb\nc\n')
  })

  it('leaves out what a logger shows on the same terminal, unless all is asked for', async () => {
    const files = { 'agents.yaml': ticking }
    const args = ['run', '--max-rounds', '1']
    expect((await aixgo(args, { files, isTerminal: true })).errors).not.toContain('→ log')
    expect((await aixgo(args, { files })).errors).toContain('→ log')
    expect((await aixgo([...args, '--log-level', 'debug'], { files, isTerminal: true })).errors).toContain('→ log')
  })

  it('names the reader of a message and not the way to it', async () => {
    const { errors } = await run(['--input', 'Bees.'], { files: { 'agents.yaml': chat } })
    expect(errors).toMatch(/outside +→ helper: Bees\./)
  })

  it('marks a tool that failed', async () => {
    const files = { 'agents.yaml': failing, 'tools.ts': failingTool }
    const { errors } = await run(['--input', 'explode now'], { files })
    expect(errors).toMatch(/✗ .*the fuse is wet/)
    expect(errors).not.toContain('⚙')
  })

  it('reports the failure of a model once', async () => {
    const failed = await aixgo(['run', '--input', 'x', '--model', 'openai:gpt-4o-mini'], {
      files: { 'agents.yaml': chat.replace('prompt:', 'restart: { max_attempts: 1 }\n    prompt:') },
      environment: { OPENAI_API_KEY: 'sk-test' },
    })
    expect(failed.code).toBe(5)
    expect(failed.errors.match(/could not handle/g)).toHaveLength(1)
    expect(failed.errors).not.toContain('✗ model')
  })

  it('refuses a mistyped model before anything starts, and takes any name offline', async () => {
    const files = { 'agents.yaml': chat }
    const failed = await aixgo(['run', '--input', 'x', '--model', 'opanai:gpt-4o'], { files })
    expect(failed.code).toBe(3)
    expect(failed.errors).toContain('Did you mean "openai:gpt-4o"?')
    expect(failed.errors).not.toContain('outside')
    expect((await run(['--input', 'x', '--model', 'mine:x'], { files })).code).toBe(0)
  })

  it('says what an error code means', async () => {
    const { errors } = await run([], { files: { 'agents.yaml': chat.replace('prompt', 'promt') } })
    expect(errors).toContain('code CONFIG_INVALID: A key is unknown, misplaced')
  })

  it('lists every exit code in its help', async () => {
    const { output } = await aixgo(['run', '--help'], { files: {} })
    for (const { code, meaning } of Object.values(exitCodes)) {
      expect(output).toContain(`${code}  ${meaning}`)
    }
  })

  it.each([
    ['1 error,', chat.replace('prompt', 'promt')],
    ['0 errors,', chat],
  ])('counts as people do: %s', async (text, yaml) => {
    expect((await aixgo(['validate'], { files: { 'agents.yaml': yaml } })).output).toContain(text)
  })

  it('takes an option without a command for an option', async () => {
    const { code, errors } = await aixgo(['--foo'], { files: {} })
    expect(code).toBe(2)
    expect(errors).toContain('Unknown option "--foo". Options stand after a command')
  })
})

describe('the end of aixgo run', () => {
  it('does not wait for a pipe that nobody closes', async () => {
    const fake = fakeIo({ directory: temporaryFolder({ 'agents.yaml': chat }) })
    const asked = Promise.withResolvers<undefined>()
    const readInput = (): Promise<string | undefined> => (asked.resolve(undefined), new Promise(() => {}))
    const running = main(['run', '--offline'], { ...fake, readInput })
    await asked.promise
    fake.signal('SIGTERM')
    expect(await running).toBe(0)
  })

  it('shows control characters of an error message as codes', async () => {
    const { errors } = await run(['--input', 'x', '--to', 'a\u001b[2J'], { files: { 'agents.yaml': chat } })
    expect(errors).toContain(String.raw`"a\x1b[2J"`)
  })

  it.each(['SIGTERM', 'SIGHUP'] as const)('drains at %s', async (signal) => {
    const io = fakeIo({ directory: temporaryFolder({ 'agents.yaml': ticking }) })
    const running = main(['run'], io)
    await io.written('"tick":2')
    io.signal(signal)
    expect(await running).toBe(0)
  })

  it('reports once what nobody caught, drains and ends with exit code 1', async () => {
    const io = fakeIo({ directory: temporaryFolder({ 'agents.yaml': ticking }) })
    const running = main(['run'], io)
    await io.written('"tick":2')
    io.throwUncaught(new Error('the timer broke'))
    io.throwUncaught(new Error('and so did this'))
    expect(await running).toBe(1)
    expect(io.errors().match(/^error: .*$/gm)).toEqual(['error: Code outside of any run failed: the timer broke'])
  })

  it('drains when standard output fails, says so once and ends with exit code 1', async () => {
    const io = fakeIo({ directory: temporaryFolder({ 'agents.yaml': ticking }) })
    const running = main(['run'], io)
    await io.written('"tick":2')
    io.failOutput(new Error('Standard output cannot be written: the disk is full.'))
    expect(await running).toBe(1)
    expect(io.errors().match(/^error: .*$/gm)).toEqual(['error: Standard output cannot be written: the disk is full.'])
  })
})

describe('a program made by aixgo build', () => {
  async function service(args: readonly string[]) {
    const io = fakeIo({ directory: temporaryFolder({ 'agents.yaml': chat }) })
    const code = await runService(join(io.directory, 'agents.yaml'), args, io)
    return { code, output: io.output(), errors: io.errors() }
  }

  it('shows its own name in its help, and no option that makes no sense for it', async () => {
    const { code, output } = await service(['--help'])
    expect(code).toBe(0)
    expect(output).toContain('Usage: my-service [options]')
    expect(output).not.toMatch(/--config|--watch|\[file\]|aixgo run/)
  })

  it.each(['--config=x.yaml', '--watch', 'other.yaml'])('refuses %s', async (argument) => {
    expect((await service([argument])).code).toBe(2)
  })

  it('takes the other options of a run', async () => {
    const { code, output } = await service(['--offline', '--quiet', '--input', 'Bees.'])
    expect({ code, lines: output.trim().split('\n').length }).toEqual({ code: 0, lines: 1 })
  })
})

describe('files that commands write', () => {
  const files = { 'agents.yaml': chat, 'notes.txt': 'mine', 'folder/x': '' }

  it.each(['types', 'schema', 'build'])('are no files of others: aixgo %s', async (command) => {
    const given = command === 'schema' ? [] : ['agents.yaml']
    for (const [target, message] of [
      ['notes.txt', 'add --force'],
      ['folder', 'is a folder'],
      ['nowhere/x', 'there is no folder'],
    ] as const) {
      const { code, errors, directory } = await aixgo([command, ...given, '-o', target], { files })
      expect(code, `${command} ${target}`).toBe(2)
      expect(errors).toContain(message)
      expect(readFileSync(join(directory, 'notes.txt'), 'utf8')).toBe('mine')
    }
  })

  it.each(['types', 'build'])('are never the configuration or what it names: aixgo %s', async (command) => {
    const named = { 'agents.yaml': failing, 'tools.ts': failingTool }
    for (const target of ['agents.yaml', './tools.ts']) {
      const { code, errors, directory } = await aixgo([command, 'agents.yaml', '--force', '-o', target], {
        files: named,
      })
      expect(code).toBe(2)
      expect(errors).toContain('is one of the files to read')
      expect(readFileSync(join(directory, 'agents.yaml'), 'utf8')).toBe(failing)
      expect(readFileSync(join(directory, 'tools.ts'), 'utf8')).toBe(failingTool)
    }
  })

  it.each([['types', 'agents.yaml'], ['schema']])(
    'are written again when they are its own: aixgo %s',
    async (...command) => {
      const first = await aixgo([...command, '-o', 'out.txt'], { files })
      expect(first.code).toBe(0)
      const text = readFileSync(join(first.directory, 'out.txt'), 'utf8')
      expect((await aixgo([...command, '-o', 'out.txt'], { files: { ...files, 'out.txt': text } })).code).toBe(0)
      const forced = await aixgo([...command, '--force', '-o', 'notes.txt'], { files })
      expect(readFileSync(join(forced.directory, 'notes.txt'), 'utf8')).toBe(text)
    },
  )

  it('are explained where they cannot be made: aixgo init', async () => {
    const { code, errors } = await aixgo(['init', 'notes.txt/team'], { files })
    expect(code).toBe(2)
    expect(errors).toContain('a part of its path is a file')
    expect((await aixgo(['init', 'notes.txt'], { files })).errors).toContain('a file of this name is in the way')
  })
})

describe('aixgo run --json', () => {
  it('prints every event with the agent that wrote it, its depth and what its run belongs to', async () => {
    const { code, output } = await run(['--input', 'How are you?', '--json'], { files: { 'agents.yaml': chat } })
    expect(code).toBe(0)
    const events = output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    const told = events.filter((event) => event['runId'] !== undefined)
    const message = events.find(({ type }) => type === 'message-sent')
    for (const event of told) expect(event).toMatchObject({ agent: 'helper', depth: 0, correlationId: message?.['id'] })
    const types = told.map(({ type }) => type)
    expect(types).toEqual(expect.arrayContaining(['run-start', 'attempt-start', 'attempt-end', 'run-finish']))
    expect(told.find(({ type }) => type === 'attempt-start')).toMatchObject({
      attempt: 1,
      attemptKey: expect.stringMatching(/@1$/) as string,
      cause: 'first',
      waitMs: 0,
    })
    expect(told.find(({ type }) => type === 'attempt-end')).toMatchObject({ status: 'ok', usage: { modelCalls: 1 } })
  })

  it('says why a run is over that a budget ended, with exit code 6', async () => {
    const limited = chat.replace('    prompt:', '    budget: { max_model_calls: 0 }\n    prompt:')
    const { code, output } = await run(['--input', 'Hi', '--json'], { files: { 'agents.yaml': limited } })
    expect(code).toBe(exitCodes.budget.code)
    const events = output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>)
    expect(events.find(({ type }) => type === 'run-cancel')).toMatchObject({
      reason: 'budget',
      agent: 'helper',
      error: { code: 'BUDGET_EXCEEDED' },
    })
  })
})
