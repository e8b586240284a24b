import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fakeIo, type FakeIoOptions } from '../../test/support/fake-io.ts'
import { commands } from './commands.ts'
import { main } from './main.ts'
import { version } from './version.ts'

let directory: string
beforeEach(() => void (directory = mkdtempSync(join(tmpdir(), 'aixgo-cli-'))))
afterEach(() => rmSync(directory, { recursive: true }))

const write = (name: string, text: string): void => writeFileSync(join(directory, name), text)

async function aixgo(args: readonly string[], options: Omit<FakeIoOptions, 'directory'> = {}) {
  const io = fakeIo({ directory, ...options })
  const code = await main(args, io)
  return { code, output: io.output(), errors: io.errors() }
}

const lines = `
agents:
  - { name: reader, role: producer, source: { file: lines.txt }, outputs: [{ target: log }] }
  - { name: log, role: logger }
`
const chat = `
agents:
  - name: helper
    role: react
    model: openai:gpt-4o-mini
    prompt: Answer briefly.
    inputs: [{ source: questions }]
    outputs: [{ target: answers }]
`

describe('the command line', () => {
  it('shows every command in its help, and help for each with an example', async () => {
    const { output, code } = await aixgo(['--help'])
    expect(code).toBe(0)
    for (const name of Object.keys(commands)) {
      expect(output).toContain(`  ${name} `)
      const help = await aixgo([name, '--help'])
      expect(help.code, name).toBe(0)
      expect(help.output, name).toContain(`Usage: aixgo ${name}`)
      if (name !== 'version') expect(help.output, name).toContain('Examples:')
    }
  })

  it('has the version of the package', async () => {
    const manifest = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
      version: string
    }
    expect(version).toBe(manifest.version)
    expect((await aixgo(['--version'])).output).toContain(version)
    expect(JSON.parse((await aixgo(['version', '--json'])).output)).toMatchObject({ version })
  })

  it.each([
    [['vaildate'], 'Did you mean "aixgo validate"?'],
    [['run', '--inptu', 'x'], "Unknown option '--inptu'"],
    [['run', '--max-rounds', 'many'], '--max-rounds takes a whole number'],
    [['run', '--log-level', 'loud'], '--log-level takes one of error, warn, info, debug'],
  ])('ends %s with exit code 2 and one message', async (args, message) => {
    const { code, errors, output } = await aixgo(args)
    expect(code).toBe(2)
    expect(errors).toContain(message)
    expect(errors.match(/^error:/gm)).toHaveLength(1)
    expect(output).toBe('')
  })
})

describe('aixgo run', () => {
  it('runs a finite system to its end', async () => {
    write('agents.yaml', lines)
    write('lines.txt', 'one\ntwo\nthree')
    const { code, output, errors } = await aixgo(['run'])
    expect(errors).toContain('3 rounds, 3 runs')
    expect(code).toBe(0)
    expect(
      output
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { value: unknown }).value),
    ).toEqual(['one', 'two', 'three'])
  })

  it.each([['-config'], ['--config'], ['-c']])(
    'takes the file by %s, as the documents of the original write it',
    async (flag) => {
      write('team.yaml', lines)
      write('lines.txt', 'one')
      expect((await aixgo(['run', flag, 'team.yaml'])).code).toBe(0)
    },
  )

  it('takes input from an option, a file and a pipe, and prints what leaves the system', async () => {
    write('agents.yaml', chat)
    write('question.txt', 'Bees make honey.')
    const byOption = await aixgo(['run', '--offline', '--quiet', '--input', 'Bees make honey.'])
    expect(byOption).toMatchObject({ code: 0, errors: '' })
    expect(byOption.output).toContain('[offline]')
    expect((await aixgo(['run', '--offline', '--quiet', '--input-file', 'question.txt'])).output).toBe(byOption.output)
    expect((await aixgo(['run', '--offline', '--quiet'], { stdin: 'Bees make honey.' })).output).toBe(byOption.output)
    expect((await aixgo(['run', '--offline', '--quiet'], { lines: ['Bees make honey.'] })).output).toBe(byOption.output)
  })

  it('takes each line as a message with --lines', async () => {
    write('agents.yaml', chat)
    const { output } = await aixgo(['run', '--offline', '--quiet', '--lines'], { stdin: 'One bee.\n\nTwo bees.\n' })
    expect(output.trim().split('\n')).toHaveLength(2)
  })

  it('prints every event as JSON with --json', async () => {
    write('agents.yaml', chat)
    const { output, errors } = await aixgo(['run', '--offline', '--json', '--input', 'Hello there.'])
    const types = output
      .trim()
      .split('\n')
      .map((line) => (JSON.parse(line) as { type: string }).type)
    expect(types[0]).toBe('runtime-start')
    expect(types).toEqual(
      expect.arrayContaining([
        'round-start',
        'run-start',
        'step-start',
        'step-finish',
        'run-finish',
        'channel-output',
        'round-finish',
      ]),
    )
    expect(errors).toBe('')
  })

  it('says what is missing where nothing feeds the system, or several things could', async () => {
    write('agents.yaml', chat)
    const nothing = await aixgo(['run', '--offline'])
    expect(nothing.code).toBe(2)
    expect(nothing.errors).toContain('"questions" waits for input')
    const wrong = await aixgo(['run', '--offline', '--input', 'x', '--to', 'question'])
    expect(wrong.errors).toContain('Did you mean "questions"?')
    write('two.yaml', `${chat}  - { name: other, role: logger, inputs: [{ source: more }] }\n`)
    const several = await aixgo(['run', 'two.yaml', '--offline', '--input', 'x'])
    expect(several.code).toBe(2)
    expect(several.errors).toContain('Choose one with --to')
  })

  it('ends with exit code 4 when a key is missing, names its variable and offers --offline', async () => {
    write('agents.yaml', chat)
    const { code, errors } = await aixgo(['run', '--input', 'hello'])
    expect(code).toBe(4)
    expect(errors).toContain('OPENAI_API_KEY')
    expect(errors).toContain('--offline')
  })

  it('ends with exit code 3 when the file is wrong, with the place', async () => {
    write('agents.yaml', chat.replace('prompt:', 'promt:'))
    const { code, errors } = await aixgo(['run', '--offline', '--input', 'x'])
    expect(code).toBe(3)
    expect(errors).toContain('agents.yaml:6:5')
    expect(errors).toContain('prompt')
  })

  it('ends with exit code 3 when there is no file', async () => {
    expect(await aixgo(['run', 'missing.yaml'])).toMatchObject({
      code: 3,
      errors: expect.stringContaining('missing.yaml') as string,
    })
    expect(await aixgo(['run'])).toMatchObject({ code: 3, errors: expect.stringContaining('aixgo init') as string })
  })

  it('never shows a secret', async () => {
    write(
      'agents.yaml',
      chat
        .replace('prompt: Answer briefly.', 'prompt: The key is ${SERVICE_TOKEN}.')
        .replace('role: react', 'role: react\n    api_key: ${SERVICE_TOKEN}'),
    )
    const result = await aixgo(['run', '--offline', '--json', '--input', 'What is tok-4711-secret?'], {
      environment: { SERVICE_TOKEN: 'tok-4711-secret' },
    })
    expect(result.code).toBe(0)
    expect(result.output).toContain('[redacted]')
    expect(result.output + result.errors).not.toContain('tok-4711-secret')
  })

  it('stops after --max-rounds', async () => {
    write('agents.yaml', lines.replace('source: { file: lines.txt }', 'interval: 1ms'))
    const { code, output } = await aixgo(['run', '--max-rounds', '2'])
    expect(code).toBe(0)
    expect(output.trim().split('\n')).toHaveLength(2)
  })

  it.each([
    ['SIGTERM', 0],
    ['SIGINT', 130],
  ] as const)('drains at %s and ends with exit code %i', async (signal, expected) => {
    write('agents.yaml', lines.replace('source: { file: lines.txt }', 'interval: 1ms'))
    const io = fakeIo({ directory })
    const running = main(['run'], io)
    await io.written('"tick":2')
    io.signal(signal)
    expect(await running).toBe(expected)
    expect(io.errors()).toContain('Finishing what was begun')
    const sent = [...io.errors().matchAll(/→ log:/g)].length
    expect(io.output().trim().split('\n')).toHaveLength(sent)
    expect(io.exits).toEqual([])
  })

  it('loads tools from a TypeScript module', async () => {
    write('agents.yaml', chat.replace('prompt: Answer briefly.', 'tools: [{ module: ./tools.ts }]'))
    write(
      'tools.ts',
      `import { defineTool } from 'aixgo'
import * as z from 'zod'
export const harvest = defineTool({ name: 'harvest', description: 'The honey harvest of a year', input: z.object({ year: z.number() }), effect: 'none', execute: ({ year }) => 'In ' + year + ' it was 12 kilograms.' })
`,
    )
    const { output, errors, code } = await aixgo([
      'run',
      '--offline',
      '--input',
      'What was the honey harvest in year 2024?',
    ])
    expect(errors).toContain('harvest')
    expect(output).toContain('12 kilograms')
    expect(code).toBe(0)
  })
})

describe('aixgo init', () => {
  it.each([
    ['YAML', ['init', 'team'], 'agents.yaml'],
    ['TypeScript', ['init', 'team', '--typescript'], 'main.ts'],
  ])('writes a starter in %s and does not overwrite it', async (_, args, file) => {
    const first = await aixgo(args)
    expect(first.code).toBe(0)
    expect(first.output).toContain('Next:')
    expect(readFileSync(join(directory, 'team', file), 'utf8')).toContain(
      file === 'main.ts' ? 'defineAgent' : 'role: react',
    )
    const second = await aixgo(args)
    expect(second.code).toBe(2)
    expect(second.errors).toContain('--force')
  })

  it('writes a YAML starter that works offline', async () => {
    await aixgo(['init'])
    const { code, output } = await aixgo([
      'run',
      '--offline',
      '--quiet',
      '--input',
      'How many days are there from 2026-01-01 to 2026-03-01?',
    ])
    expect(code).toBe(0)
    expect(output).toContain('59')
    expect((await aixgo(['validate', '--strict'])).code).toBe(0)
  })
})

describe('aixgo validate, graph, schema and types', () => {
  it('reports every problem at once, as text and as JSON', async () => {
    write('agents.yaml', chat.replace('prompt:', 'promt:').replace('role: react', 'role: raect'))
    const text = await aixgo(['validate'])
    expect(text.code).toBe(3)
    const json = await aixgo(['validate', '--json'])
    expect(json.code).toBe(3)
    expect(JSON.parse(json.output)).toMatchObject({ valid: false, problems: [{ line: 4 }, { line: 6 }] })
  })

  it('shows who sends to whom', async () => {
    write('agents.yaml', chat)
    expect((await aixgo(['graph'])).output).toMatch(/helper[\s\S]*└─▶ answers[\s\S]*questions[\s\S]*└─▶ helper/)
    expect((await aixgo(['graph', '--mermaid'])).output).toMatch(/^flowchart LR/)
    expect(JSON.parse((await aixgo(['graph', '--json'])).output)).toMatchObject({
      edges: [
        { from: 'helper', to: 'answers' },
        { from: 'questions', to: 'helper' },
      ],
    })
  })

  it('prints the JSON Schema and the types', async () => {
    write('agents.yaml', chat)
    expect(JSON.parse((await aixgo(['schema'])).output)).toMatchObject({ type: 'object', properties: { agents: {} } })
    expect((await aixgo(['types', '-o', '-'])).output).toContain('export interface Agents')
    await aixgo(['types'])
    expect(readFileSync(join(directory, 'agents.d.ts'), 'utf8')).toContain('helper')
  })
})
