import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { cliFlavours, runCli } from '../support/cli.ts'
import { hostileFolder, team } from '../support/team.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const question = ['--offline', '--json', '--input', 'What is the weather in Oslo?']

describe.each(cliFlavours)('tool modules with the $name', (flavour) => {
  it('are loaded from TypeScript with nothing of ours installed, in an empty environment', async () => {
    const folder = temporaryFolder(team)
    const { code, stdout } = await runCli(flavour, { args: ['run', 'agents.yaml', ...question], cwd: folder })
    expect(stdout).toContain('21 degrees-from-a-package in Oslo, for nobody')
    expect(code).toBe(0)
  })

  it('and the program are not changed by what lies in the current folder', async () => {
    const file = join(temporaryFolder(team), 'agents.yaml')
    const cwd = temporaryFolder(hostileFolder)
    const { code, stdout, stderr } = await runCli(flavour, { args: ['run', file, ...question], cwd })
    expect(stdout + stderr).not.toContain('hostile')
    expect(stdout).toContain('helper-plain')
    expect(code).toBe(0)
  })

  it('that import a package which is not installed are refused, and nothing is fetched', async () => {
    const folder = temporaryFolder({
      'agents.yaml': team['agents.yaml'] ?? '',
      'tools.ts': `import isNumber from 'is-number'\nexport const value = isNumber(1)`,
    })
    const { code, stderr } = await runCli(flavour, { args: ['run', 'agents.yaml', ...question], cwd: folder })
    expect(stderr).toContain('imports the package "is-number", which is not installed. Run "npm install is-number"')
    expect(code).toBe(3)
  })
})
