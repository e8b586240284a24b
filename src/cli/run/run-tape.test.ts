import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { fakeIo, type FakeIoOptions } from '../../../test/support/fake-io.ts'
import { temporaryFolder } from '../../../test/support/temporary-folder.ts'
import { main } from '../main.ts'

async function aixgo(directory: string, args: readonly string[], options: Omit<FakeIoOptions, 'directory'> = {}) {
  const io = fakeIo({ directory, ...options })
  const code = await main(args, io)
  return { code, output: io.output(), errors: io.errors() }
}

const team = `
agents:
  - { name: ticks, role: producer, interval: 20ms, limit: 4, outputs: [{ target: left }, { target: right }] }
  - { name: left, role: react, model: openai:gpt-4o-mini, prompt: Say it in one word., concurrency: 2, outputs: [{ target: log }] }
  - { name: right, role: react, model: openai:gpt-4o-mini, prompt: Say it at length., concurrency: 2, outputs: [{ target: log }] }
  - { name: log, role: logger }
  - { name: file, role: logger, file: out.jsonl, inputs: [{ source: left }] }
`
const chat = (settings = '') => `
agents:
  - name: helper
    role: react
    model: openai:gpt-4o-mini
    prompt: Answer briefly.
    ${settings}
    inputs: [{ source: questions }]
    outputs: [{ target: answers }]
`

describe('--record and --replay', () => {
  it('record the same tape each time offline, and replay it to the same output, byte for byte', async () => {
    const folder = temporaryFolder({ 'agents.yaml': team })
    const first = await aixgo(folder, ['run', join(folder, 'agents.yaml'), '--offline', '--record', 'tapes/one.jsonl'])
    await aixgo(folder, ['run', join(folder, 'agents.yaml'), '--offline', '--record', 'tapes/two.jsonl'])
    const tape = readFileSync(join(folder, 'tapes/one.jsonl'), 'utf8')
    expect(readFileSync(join(folder, 'tapes/two.jsonl'), 'utf8')).toBe(tape)
    expect(first.errors).toContain('20 runs recorded on tapes/one.jsonl')
    expect(readdirSync(join(folder, 'tapes'))).toEqual(['one.jsonl', 'two.jsonl'])

    const written = readFileSync(join(folder, 'out.jsonl'), 'utf8')
    const replayed = await aixgo(folder, ['run', join(folder, 'agents.yaml'), '--replay', 'tapes/one.jsonl'])
    expect(replayed).toMatchObject({ code: 0 })
    expect(replayed.output.split('\n').sort()).toEqual(first.output.split('\n').sort())
    expect(readFileSync(join(folder, 'out.jsonl'), 'utf8')).toBe(written)
  })

  it('keep what was sent in, so that a replay needs no input', async () => {
    const folder = temporaryFolder({ 'agents.yaml': chat() })
    const file = join(folder, 'agents.yaml')
    const first = await aixgo(folder, ['run', file, '--offline', '--record', 't.jsonl'], {
      stdin: 'Where is my order?',
    })
    const replayed = await aixgo(folder, ['run', file, '--replay', 't.jsonl'])
    expect(replayed).toMatchObject({ code: 0, output: first.output })
    const other = await aixgo(folder, ['run', file, '--replay', 't.jsonl', '--input', 'And my bill?'])
    expect(other.code).toBe(1)
    expect(other.errors).toMatch(/it is given another input[^]*Where is my order\? +≠ And my bill\?/)
  })

  it('need no key for a replay of a real model, and keep keys off the tape', async () => {
    const key = 'a-very-private-value'
    const server = createServer((_request, response) => {
      response.setHeader('content-type', 'application/json')
      const message = { role: 'assistant', content: `You sent ${key}` }
      response.end(
        JSON.stringify({
          id: 'c1',
          object: 'chat.completion',
          created: 0,
          model: 'm',
          choices: [{ index: 0, message, finish_reason: 'stop' }],
          usage: { prompt_tokens: 3, completion_tokens: 2, total_tokens: 5 },
        }),
      )
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const { port } = server.address() as AddressInfo
    const folder = temporaryFolder({
      'agents.yaml': chat(
        `provider: openai-compatible\n    base_url: http://127.0.0.1:${port}/v1\n    api_key: \${SHOP_API_KEY}`,
      ),
    })
    const file = join(folder, 'agents.yaml')
    const first = await aixgo(folder, ['run', file, '--input', `My key is ${key}`, '--record', 't.jsonl'], {
      environment: { SHOP_API_KEY: key },
    })
    server.close()
    expect(first).toMatchObject({ code: 0 })
    expect(readFileSync(join(folder, 't.jsonl'), 'utf8')).not.toContain(key)
    const replayed = await aixgo(folder, ['run', file, '--replay', 't.jsonl'])
    expect(replayed).toMatchObject({ code: 0, output: 'You sent [redacted]\n' })
  })

  it('explain a changed prompt once and end with exit code 1', async () => {
    const folder = temporaryFolder({ 'agents.yaml': team })
    const file = join(folder, 'agents.yaml')
    await aixgo(folder, ['run', file, '--offline', '--record', 't.jsonl'])
    writeFileSync(file, team.replace('in one word', 'in two words'))
    const { code, errors } = await aixgo(folder, ['run', file, '--replay', 't.jsonl'])
    expect(code).toBe(1)
    expect(errors).toContain(
      'The replay of "t.jsonl" diverged at agent "left", run "ticks[1]>left", step "model:offline:openai:gpt-4o-mini#1"',
    )
    expect(errors).toMatch(/Say it in one word\. +≠ .*Say it in two words\./)
    expect(errors.match(/RUN_DIVERGED/g)).toHaveLength(1)
  })

  it('refuse a damaged tape at its line before anything runs', async () => {
    const folder = temporaryFolder({ 'agents.yaml': chat() })
    const file = join(folder, 'agents.yaml')
    await aixgo(folder, ['run', file, '--offline', '--input', 'x', '--record', 't.jsonl'])
    const lines = readFileSync(join(folder, 't.jsonl'), 'utf8').split('\n')
    writeFileSync(join(folder, 't.jsonl'), lines.slice(0, 4).join('\n'))
    const { code, errors, output } = await aixgo(folder, ['run', file, '--replay', 't.jsonl'])
    expect({ code, output }).toEqual({ code: 1, output: '' })
    expect(errors).toContain('t.jsonl:4: This tape cannot be used: it ends here without an "end" line')
  })

  it('write no tape of a run that could not begin', async () => {
    const folder = temporaryFolder({ 'agents.yaml': chat() })
    const { code } = await aixgo(folder, ['run', join(folder, 'agents.yaml'), '--input', 'x', '--record', 't.jsonl'])
    expect(code).toBe(4)
    expect(existsSync(join(folder, 't.jsonl'))).toBe(false)
  })

  it('are shown by "tape show" in words', async () => {
    const folder = temporaryFolder({ 'agents.yaml': chat() })
    await aixgo(folder, [
      'run',
      join(folder, 'agents.yaml'),
      '--offline',
      '--input',
      'Where is it?',
      '--record',
      't.jsonl',
    ])
    const { code, output } = await aixgo(folder, ['tape', 'show', 't.jsonl'])
    expect(code).toBe(0)
    expect(output).toMatch(/^t\.jsonl: 1 run of 1 agent, 1 message from outside, 1 model call, \d+ tokens/)
    expect(output).toMatch(
      /outside\[1\]>helper .*\n  input   Where is it\?\n  model:offline:openai:gpt-4o-mini#1 = \[offline\] Where is it\?\n  output  \[offline\] Where/,
    )
    expect((await aixgo(folder, ['tape', 'play', 't.jsonl'])).code).toBe(2)
  })

  it.each([
    [['agents.yaml', '--record', 'a', '--replay', 'b'], 'either --record or --replay'],
    [['--record', 'a', 'main.ts'], 'YAML'],
  ])('refuse %s', async (args, message) => {
    const folder = temporaryFolder({ 'agents.yaml': chat(), 'main.ts': '' })
    const { code, errors } = await aixgo(folder, [
      'run',
      ...args.map((arg) => (arg.includes('.') ? join(folder, arg) : arg)),
    ])
    expect(code).toBe(2)
    expect(errors).toContain(message)
  })
})
