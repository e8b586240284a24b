import { describe, expect, it } from 'vitest'
import { cliFlavours, runCli, startCli } from '../support/cli.ts'
import { startDeafTool } from '../support/deaf-tool.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const ticking = `
agents:
  - { name: clock, role: producer, interval: 20ms, outputs: [{ target: log }] }
  - { name: log, role: logger }
`

/** Each is one mistake, the exit code it ends with, and what the message must say. */
const broken: readonly [name: string, text: string, code: number, ...expected: (string | RegExp)[]][] = [
  [
    'a misspelt key',
    'agents:\n  - { name: a, role: logger, fiel: x.log }',
    3,
    'agents.yaml:2:30',
    'Did you mean "file"?',
  ],
  [
    'a wrong type',
    'agents:\n  - { name: a, role: producer, interval: 1s, limit: many }',
    3,
    'agents.yaml:2:53',
    'limit',
  ],
  ['an unknown role', 'agents:\n  - { name: a, role: loger }', 3, 'agents.yaml:2:22', 'Did you mean "logger"?'],
  [
    'a dependency that does not exist',
    'agents:\n  - { name: abc, role: logger, depends_on: [abd] }',
    3,
    'agents.yaml:2:45',
    'abd',
  ],
  [
    'a circle',
    'agents:\n  - { name: a, role: logger, depends_on: [b] }\n  - { name: b, role: logger, depends_on: [a] }',
    3,
    /a -> b -> a|b -> a -> b/,
  ],
  [
    'a duplicate name',
    'agents:\n  - { name: a, role: logger }\n  - { name: a, role: logger }',
    3,
    'agents.yaml:3:',
    'a',
  ],
  ['a bad duration', 'agents:\n  - { name: a, role: producer, interval: 5 minutes }', 3, 'agents.yaml:2:42', '30s'],
  [
    'an alias bomb',
    `a: &a [x]\n${[...'bcdefgh']
      .map(
        (name, index) =>
          `${name}: &${name} [${Array(9)
            .fill(`*${String.fromCharCode(97 + index)}`)
            .join(', ')}]`,
      )
      .join('\n')}\n`,
    3,
    'agents.yaml:5:',
    'alias',
  ],
  [
    'a missing key',
    'agents:\n  - { name: a, role: react, model: openai:gpt-4o, inputs: [{ source: q }] }',
    4,
    'OPENAI_API_KEY',
    '--offline',
  ],
]

describe.each(cliFlavours)('aixgo run with the $name', (flavour) => {
  it.each(broken)('refuses %s with one located message', async (_, text, code, ...expected) => {
    const cwd = temporaryFolder({ 'agents.yaml': text })
    const result = await runCli(flavour, { args: ['run', 'agents.yaml', '--input', 'x'], cwd })
    expect(result.code, result.stderr).toBe(code)
    expect(result.stdout).toBe('')
    expect(result.stderr.match(/^error:/gm)).toHaveLength(1)
    for (const part of expected) expect(result.stderr).toMatch(part)
  })

  it('refuses a file that does not exist', async () => {
    const result = await runCli(flavour, { args: ['run', 'nothing.yaml'], cwd: temporaryFolder() })
    expect(result.code).toBe(3)
    expect(result.stderr).toContain('nothing.yaml')
  })

  it('ends with 130 at Ctrl-C, after what was begun', async () => {
    const running = startCli(flavour, {
      args: ['run', 'agents.yaml'],
      cwd: temporaryFolder({ 'agents.yaml': ticking }),
    })
    await running.waitFor('"tick":2')
    running.kill('SIGINT')
    expect(await running.result).toMatchObject({ code: 130, signal: null })
  })

  it('stops at once at the second signal', async () => {
    const running = await startDeafTool(flavour)
    running.kill('SIGTERM')
    await running.waitFor('Finishing what was begun', 'stderr')
    running.kill('SIGTERM')
    expect(await running.result).toMatchObject({ code: 143, signal: null })
  })

  it('starts anew when the file changes, with --watch', async () => {
    const cwd = temporaryFolder({ 'agents.yaml': ticking })
    const running = startCli(flavour, { args: ['run', 'agents.yaml', '--watch'], cwd })
    await running.waitFor('"logger":"log"')
    const { writeFileSync } = await import('node:fs')
    const { join } = await import('node:path')
    writeFileSync(
      join(cwd, 'agents.yaml'),
      ticking.replaceAll('log', 'journal').replace('role: journalger', 'role: logger'),
    )
    await running.waitFor('"logger":"journal"')
    running.kill('SIGTERM')
    expect((await running.result).code).toBe(0)
  })

  it('writes no colour and no control characters when piped', async () => {
    const cwd = temporaryFolder({ 'agents.yaml': ticking })
    const { stdout, stderr } = await runCli(flavour, {
      args: ['run', '--max-rounds', '2', '--log-level', 'debug'],
      cwd,
      env: { TERM: 'xterm-256color' },
    })
    // oxlint-disable-next-line no-control-regex
    expect(stdout + stderr).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/)
  })
})
