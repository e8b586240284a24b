import { existsSync, openSync } from 'node:fs'
import { spawn } from 'node:child_process'
import { describe, expect, it } from 'vitest'
import { cliFlavours, runCli, startCli, type CliFlavour } from '../support/cli.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const ticking = `
agents:
  - { name: clock, role: producer, interval: 20ms, outputs: [{ target: log }] }
  - { name: log, role: logger }
`
const chat = `
agents:
  - { name: helper, role: react, model: 'openai:gpt-4o-mini', prompt: Answer briefly. }
`
const counting = `
agents:
  - name: count
    role: producer
    source: { module: ./count.ts }
    outputs: [{ target: log }]
  - { name: log, role: logger }
`

describe.each(cliFlavours)('the process of aixgo with the $name', (flavour) => {
  it('lets a program live until it has nothing left to do, with its own exit code', async () => {
    const program = `
      setTimeout(() => { console.log('later', ...process.argv.slice(2)); process.exitCode = 7 }, 50)
      console.log('first')`
    const cwd = temporaryFolder({ 'main.ts': program })
    const result = await runCli(flavour, { args: ['run', 'main.ts', 'foo', '--bar'], cwd })
    expect(result).toMatchObject({ code: 7, stdout: 'first\nlater foo --bar\n' })
  })

  it('lets a server in a program answer', async () => {
    const program = `
      import { createServer } from 'node:http'
      const server = createServer((_, response) => { response.end('hello'); server.close() })
      server.listen(0, '127.0.0.1', () => console.log('port=' + server.address().port + ';'))`
    const running = startCli(flavour, { args: ['run', 'main.ts'], cwd: temporaryFolder({ 'main.ts': program }) })
    let text = ''
    running.process.stdout?.on('data', (chunk: string) => (text += chunk))
    await running.waitFor(';')
    const port = /port=(\d+);/.exec(text)?.[1] ?? ''
    const response = await fetch(`http://127.0.0.1:${port}/`, { headers: { connection: 'close' } })
    expect(await response.text()).toBe('hello')
    expect((await running.result).code).toBe(0)
  })

  it.each([
    ['a rejected promise', `void Promise.reject(new Error('the timer broke'))`],
    ['an exception', `setTimeout(() => { throw new Error('the timer broke') })`],
  ])('reports %s that nobody caught once, drains and ends with 1', async (_, mistake) => {
    const source = `
      export async function* count() {
        yield 1
        ${mistake}
        for (let number = 2; ; number += 1) { await new Promise((next) => setTimeout(next, 5)); yield number }
      }`
    const cwd = temporaryFolder({ 'agents.yaml': counting, 'count.ts': source })
    const { code, stderr, stdout } = await runCli(flavour, { args: ['run'], cwd })
    expect(stderr.match(/^error: .*$/gm)).toEqual(['error: Code outside of any run failed: the timer broke'])
    expect(stderr).toContain('Done:')
    expect(stderr).not.toContain('    at ')
    expect(stdout).toContain('"value":1')
    expect(code).toBe(1)
  })

  // Only Linux has a device that is always full.
  it.runIf(existsSync('/dev/full')).each([['schema'], ['run', '--max-rounds', '50']])(
    'says once that standard output is full: aixgo %s',
    async (...args) => {
      const cwd = temporaryFolder({ 'agents.yaml': ticking.replace('20ms', '1ms') })
      const { code, stderr } = await runInto('/dev/full', flavour, args, cwd)
      expect(stderr.match(/^error: .*$/gm)).toEqual([
        expect.stringContaining('Standard output cannot be written: the disk is full') as string,
      ])
      expect(stderr).not.toContain('    at ')
      expect(code).toBe(1)
    },
  )

  it('ends with 130 at Ctrl-C with --watch', async () => {
    const cwd = temporaryFolder({ 'agents.yaml': ticking })
    const running = startCli(flavour, { args: ['run', 'agents.yaml', '--watch'], cwd })
    await running.waitFor('"tick":2')
    running.kill('SIGINT')
    expect(await running.result).toMatchObject({ code: 130, signal: null })
  })

  // The program "script" of util-linux lends a terminal.
  it.runIf(existsSync('/usr/bin/script') && process.platform === 'linux').each([
    ['Ctrl-C', '\u0003', 130],
    ['Ctrl-D', '\u0004', 0],
  ])('asks on a terminal until %s', async (_, key, expected) => {
    const cwd = temporaryFolder({ 'agents.yaml': chat })
    const command = [...flavour.command, 'run', '--offline'].map((part) => `'${part}'`).join(' ')
    const env = { TERM: 'xterm', SHELL: '/bin/sh' }
    const child = spawn('/usr/bin/script', ['-qec', command, '/dev/null'], { cwd, env, stdio: 'pipe' })
    let shown = ''
    let typed = 0
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      shown += chunk
      if (typed === 0 && shown.includes('helper> ')) {
        typed = 1
        child.stdin.write('What do bees make?\r')
      } else if (typed === 1 && /\[offline\][^]*helper> /.test(shown)) {
        // The next question comes after the answer.
        typed = 2
        child.stdin.write(key)
      }
    })
    const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
    expect(shown).toContain('[offline] What do bees make?')
    expect(shown).toContain('Done:')
    expect(code).toBe(expected)
  })

  it('drains when its terminal is closed', async () => {
    const cwd = temporaryFolder({ 'agents.yaml': ticking })
    const running = startCli(flavour, { args: ['run', 'agents.yaml'], cwd })
    await running.waitFor('"tick":2')
    running.kill('SIGHUP')
    expect(await running.result).toMatchObject({ code: 0, signal: null })
  })
})

/** Runs the command line with standard output going to a file. */
async function runInto(file: string, flavour: CliFlavour, args: readonly string[], cwd: string) {
  const [program, ...first] = flavour.command
  const child = spawn(program, [...first, ...args], { cwd, env: {}, stdio: ['ignore', openSync(file, 'w'), 'pipe'] })
  let stderr = ''
  child.stderr?.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk))
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve))
  return { code, stderr }
}
