import { Buffer } from 'node:buffer'
import { mkdirSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../../test/support/temporary-folder.ts'
import { ConfigError } from '../errors/config-error.ts'
import { checkConfig, loadConfig } from './load-config.ts'
import type { ConfigOptions } from './check-config-text.ts'

const valid = 'agents:\n  - { name: a, role: react, model: m }\n'

async function failure(file: string, options: ConfigOptions = {}): Promise<ConfigError> {
  const error: unknown = await loadConfig(file, { env: {}, ...options }).then(
    () => undefined,
    (thrown: unknown) => thrown,
  )
  if (error instanceof ConfigError) return error
  throw new Error('The file must be refused with a ConfigError.', { cause: error })
}

describe('loading a configuration', () => {
  it('gives the configuration, where it lies, and what to look at', async () => {
    const folder = temporaryFolder({ 'agents.yaml': `supervisor: { name: s }\n${valid}` })
    const loaded = await loadConfig(join(folder, 'agents.yaml'), { env: { A: 'b' } })
    expect(loaded).toMatchObject({
      config: { agents: [{ name: 'a', model: 'm' }] },
      file: join(folder, 'agents.yaml'),
      directory: folder,
      warnings: [],
      notices: [{ path: 'supervisor.name', line: 1, column: 15 }],
      env: { A: 'b' },
    })
    expect(loaded.positions.value(['agents', 0, 'model'])).toEqual({ line: 3, column: 36, endColumn: 37 })
  })

  it('fills in variables from .env, under those of the environment, and leaves the process alone', async () => {
    const folder = temporaryFolder({
      'agents.yaml':
        'agents:\n  - { name: a, role: react, model: "${MODEL}", prompt: "${WHO}", api_key: "${MY_KEY}" }\n',
      '.env': 'MODEL=from-file\nWHO=from-file\nMY_KEY=sk-1\nUNUSED_TOKEN=tok-1\n',
    })
    const loaded = await loadConfig(join(folder, 'agents.yaml'), { env: { WHO: 'from-environment' } })
    expect(loaded.config.agents[0]).toMatchObject({ model: 'from-file', prompt: 'from-environment', apiKey: 'sk-1' })
    expect(loaded.env).toMatchObject({ MODEL: 'from-file', WHO: 'from-environment' })
    expect([...loaded.secrets].sort()).toEqual(['sk-1', 'tok-1'])
    expect(process.env['MODEL']).toBeUndefined()
  })

  it('warns of a broken .env without showing its lines', async () => {
    const folder = temporaryFolder({ 'agents.yaml': valid, '.env': 'A=1\nsk-secret\n' })
    const { problems, loaded } = await checkConfig(join(folder, 'agents.yaml'), { env: {} })
    expect(problems).toMatchObject([{ severity: 'warning', file: join(folder, '.env'), line: 2, column: 1 }])
    expect(JSON.stringify(problems)).not.toContain('sk-secret')
    expect(loaded?.warnings).toEqual(problems)
  })

  it('looks for the modules and files that agents read, from the folder of the file', async () => {
    const folder = temporaryFolder({
      'sub/agents.yaml':
        'agents:\n  - { name: a, role: react, model: m, tools: [{ module: ./tools.ts }, { module: ./gone.ts }] }\n',
      'sub/tools.ts': '',
    })
    const error = await failure(join(folder, 'sub/agents.yaml'))
    expect(error.code).toBe('CONFIG_NOT_FOUND')
    expect(error.message).toContain(
      `The file "./gone.ts" does not exist. It was looked for at "${join(folder, 'sub/gone.ts')}".`,
    )
  })

  it('throws for validate too, where an unset variable leaves nothing to load', async () => {
    const folder = temporaryFolder({ 'agents.yaml': 'agents:\n  - { name: a, role: "${ROLE}", model: m }\n' })
    const error = await failure(join(folder, 'agents.yaml'), { mode: 'validate' })
    expect(error.code).toBe('CONFIG_VARIABLE_UNSET')
    expect(error.details['count']).toBe(1)
  })

  it('gives problems as data', async () => {
    const folder = temporaryFolder({ 'agents.yaml': `${valid}promt: x\n` })
    const { problems, loaded } = await checkConfig(join(folder, 'agents.yaml'), { env: {} })
    expect(loaded).toBeUndefined()
    expect(problems).toEqual([
      {
        severity: 'error',
        code: 'CONFIG_INVALID',
        message: 'Unknown key "promt".',
        hint: expect.stringContaining('Known keys here: "agents", "supervisor", "config"'),
        file: join(folder, 'agents.yaml'),
        line: 3,
        column: 1,
        path: 'promt',
        frame: expect.stringContaining('> 3 | promt: x'),
      },
    ])
  })
})

describe('broken configurations', () => {
  const agent = (keys: string): string => `agents:\n  - ${keys.replaceAll('\n', '\n    ')}\n`
  const react = 'name: a\nrole: react\nmodel: m\n'
  const bomb = Array.from(
    { length: 12 },
    (_, level) =>
      `l${level}: &l${level} [${
        level === 0
          ? 'x'
          : Array(9)
              .fill(`*l${level - 1}`)
              .join(', ')
      }]`,
  )

  it.each([
    ['a misspelt key', agent(`${react}promt: x`), 'CONFIG_INVALID', '5:5: Unknown key "promt". Did you mean "prompt"?'],
    [
      'a wrong type',
      agent(`${react}tools: 5`),
      'CONFIG_INVALID',
      '5:12: The value of "tools" must be a list; it is the number 5.',
    ],
    [
      'an unknown role',
      agent('name: a\nrole: reakt'),
      'CONFIG_INVALID',
      '3:11: Unknown role "reakt". Did you mean "react"?',
    ],
    [
      'a missing dependency',
      agent(`${react}depends_on: [nobody]`),
      'CONFIG_INVALID',
      '5:18: Agent "a" depends on "nobody", which does not exist.',
    ],
    [
      'a cycle',
      agent(`${react}depends_on: [a]`),
      'CONFIG_INVALID',
      '5:18: Agents depend on each other in a circle: a -> a.',
    ],
    [
      'a duplicate name',
      `${valid}  - { name: a, role: logger }\n`,
      'CONFIG_INVALID',
      '3:13: Two agents have the name "a". The first stands on line 2.',
    ],
    [
      'a bad duration',
      agent('name: p\nrole: producer\ninterval: soon'),
      'CONFIG_INVALID',
      '4:15: The value of "interval" must be a duration',
    ],
    ['an alias bomb', bomb.join('\n'), 'CONFIG_LIMIT', '5:25: The file has more than 10000 keys and values'],
    ['a missing key', agent('name: a\nrole: react'), 'CONFIG_INVALID', '2:5: The key "model" is missing.'],
    [
      'an unset variable',
      agent('name: a\nrole: react\nmodel: ${MODEL}'),
      'CONFIG_VARIABLE_UNSET',
      '4:12: The variable "MODEL" is not set.',
    ],
    [
      'an unsupported key',
      agent(`${react}session_mode: disabled`),
      'CONFIG_UNSUPPORTED',
      '5:5: The key "session_mode" is not supported',
    ],
    ['broken YAML', 'agents: [', 'CONFIG_SYNTAX', '1:9: Not valid YAML: the bracket [ that opens here is never closed'],
  ])('%s gives one clear located error', async (_name, text, code, message) => {
    const file = join(temporaryFolder({ 'agents.yaml': text }), 'agents.yaml')
    const error = await failure(file)
    expect(error).toMatchObject({ code, details: { count: 1, codes: [code] } })
    const start = `${file}:${message}`
    expect(error.message.slice(0, start.length)).toBe(start)
  })

  it('a file that does not exist is named, with a file that may be meant', async () => {
    const folder = temporaryFolder({ 'agents.yaml': valid })
    const error = await failure(join(folder, 'agent.yaml'))
    expect(error.code).toBe('CONFIG_NOT_FOUND')
    expect(error.message).toBe(`${join(folder, 'agent.yaml')}: The file does not exist. Did you mean "agents.yaml"?`)
    expect((await failure(join(folder, 'gone/agents.yaml'))).message).toContain('Check the path.')
  })

  it('a folder is no file', async () => {
    const folder = temporaryFolder()
    mkdirSync(join(folder, 'agents.yaml'))
    expect(await failure(join(folder, 'agents.yaml'))).toMatchObject({
      code: 'CONFIG_UNREADABLE',
      message: expect.stringContaining('it is a folder'),
    })
  })

  it('a link that leads to itself cannot be read, and the message says why', async () => {
    const folder = temporaryFolder()
    symlinkSync('agents.yaml', join(folder, 'agents.yaml'))
    expect(await failure(join(folder, 'agents.yaml'))).toMatchObject({
      code: 'CONFIG_UNREADABLE',
      message: expect.stringContaining('ELOOP'),
    })
  })

  it('bytes that are no UTF-8 are refused with their place', async () => {
    const folder = temporaryFolder()
    const file = join(folder, 'agents.yaml')
    writeFileSync(
      file,
      Buffer.concat([Buffer.from('# \uFFFD é \u{1F600}\nagents: "'), Buffer.from([0xc3, 0x28]), Buffer.from('"\n')]),
    )
    const error = await failure(file)
    expect(error.code).toBe('CONFIG_UNREADABLE')
    expect(error.message).toContain(`${file}:2:10: The file is not valid UTF-8 text. Save it with the encoding UTF-8.`)
    writeFileSync(file, Buffer.from('agents: []\n', 'utf16le'))
    expect(await failure(file)).toMatchObject({ code: 'CONFIG_SYNTAX' })
    writeFileSync(file, Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from('agents: []\n', 'utf16le')]))
    expect(await failure(file)).toMatchObject({ code: 'CONFIG_UNREADABLE' })
  })

  it('a file of 100 MB is not even read, and a device without an end only so far', async () => {
    const folder = temporaryFolder({ 'agents.yaml': '' })
    truncateSync(join(folder, 'agents.yaml'), 100_000_000)
    expect(await failure(join(folder, 'agents.yaml'))).toMatchObject({
      code: 'CONFIG_LIMIT',
      message: expect.stringContaining(':1:1: The file is bigger'),
    })
    expect(await failure('/dev/zero', { limits: { fileBytes: 100_000 } })).toMatchObject({ code: 'CONFIG_LIMIT' })
  })
})
