import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { root } from '../../scripts/entries.ts'
import { cliFlavours, runCli, startCli } from '../support/cli.ts'

const file = join(root, 'examples/quickstart/agents.yaml')
const records = readFileSync(join(root, 'examples/quickstart/data/dpkg.log'), 'utf8').trimEnd().split('\n')

interface Line {
  readonly from: string
  readonly value: { readonly severity: string; readonly package: string; readonly meaning: string }
}

const parse = (stdout: string): readonly Line[] =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Line)

describe.each(cliFlavours)('the quick start with the $name', (flavour) => {
  it('triages every record of the real file, in an empty environment', async () => {
    const { code, stdout, stderr } = await runCli(flavour, { args: ['run', file, '--offline', '--log-level', 'warn'] })
    expect(stderr).toContain(`${records.length} rounds`)
    expect(code).toBe(0)
    const lines = parse(stdout)
    expect(lines).toHaveLength(records.length)
    expect(new Set(lines.map(({ value }) => value.severity))).toEqual(new Set(['routine', 'attention', 'unfinished']))
    for (const [position, record] of records.entries()) {
      const [, , ...words] = record.split(' ')
      const named = words.find((word) => word.includes(':amd64') || word.includes(':all'))?.split(':')[0]
      const line = lines[position]
      if (named !== undefined) expect(line?.value.package, record).toBe(named)
      if (/half-(installed|configured)/.test(record)) expect(line?.value.severity, record).toBe('unfinished')
      if (/ (upgrade|install|startup) /.test(record)) expect(line?.value.severity, record).toBe('routine')
      if (/ remove |config-files|triggers-pending/.test(record)) expect(line?.value.severity, record).toBe('attention')
    }
  })

  it('loses nothing when it is told to end: what was taken in is finished, and the exit code is 0', async () => {
    const running = startCli(flavour, { args: ['run', file, '--offline'] })
    await running.waitFor('"from":"triage"')
    running.kill('SIGTERM')
    const { code, signal, stdout, stderr } = await running.result
    expect({ code, signal }).toEqual({ code: 0, signal: null })
    const taken = [...stderr.matchAll(/log-reader +→ triage/g)].length
    expect(taken).toBeGreaterThan(0)
    expect(parse(stdout)).toHaveLength(taken)
    expect(stderr).toContain('Finishing what was begun')
  })

  it('gives the same answers every time', async () => {
    const values = async () => {
      const { stdout } = await runCli(flavour, { args: ['run', file, '--offline', '--quiet', '--max-rounds', '40'] })
      return parse(stdout).map(({ value }) => value)
    }
    expect(await values()).toEqual(await values())
  })
})
