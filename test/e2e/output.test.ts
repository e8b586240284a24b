import { describe, expect, it } from 'vitest'
import { cliFlavours, runCli, startCli } from '../support/cli.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const endless = `
agents:
  - { name: clock, role: producer, interval: 1ms, outputs: [{ target: log }] }
  - { name: log, role: logger }
`

describe.each(cliFlavours)('the output of aixgo with the $name', (flavour) => {
  it('ends the program quietly when its reader goes away', async () => {
    const cwd = temporaryFolder({ 'agents.yaml': endless })
    const running = startCli(flavour, { args: ['run', '--quiet'], cwd })
    await running.waitFor('"tick":1')
    running.process.stdout?.destroy()
    expect(await running.result).toMatchObject({ code: 0, signal: null, stderr: '' })
  })

  it('keeps more than a pipe holds, written just before the end', async () => {
    const lines = Array.from({ length: 2000 }, (_, index) => `line ${index} ${'x'.repeat(100)}`)
    const cwd = temporaryFolder({
      'agents.yaml': `
agents:
  - { name: lines, role: producer, source: { file: lines.txt }, outputs: [{ target: out }] }
`,
      'lines.txt': lines.join('\n'),
    })
    const { code, stdout } = await runCli(flavour, { args: ['run', '--quiet'], cwd })
    expect(code).toBe(0)
    expect(stdout.trimEnd().split('\n')).toEqual(lines)
  })

  it('tells the time of progress in UTC where no terminal shows it', async () => {
    const cwd = temporaryFolder({ 'agents.yaml': endless })
    const { stderr } = await runCli(flavour, { args: ['run', '--max-rounds', '1'], cwd, env: { TZ: 'Asia/Tokyo' } })
    const time = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z) clock +→ log: /m.exec(stderr)?.[1] ?? ''
    expect(Math.abs(Date.parse(time) - Date.now())).toBeLessThan(60_000)
  })
})
