import { rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { cliFlavours, runCli, startProcess } from '../support/cli.ts'
import { hostileFolder, team } from '../support/team.ts'
import { createFolder, temporaryFolder } from '../support/temporary-folder.ts'

describe.each(cliFlavours)('aixgo build with the $name', (flavour) => {
  let folder: string
  let service: string

  beforeAll(async () => {
    folder = createFolder(team)
    service = join(folder, 'service')
    const cwd = createFolder(hostileFolder)
    const built = await runCli(flavour, { args: ['build', join(folder, 'agents.yaml'), '-o', service], cwd })
    rmSync(cwd, { recursive: true })
    expect(built).toMatchObject({ code: 0, stdout: expect.not.stringContaining('hostile') as string })
    // What is left must be enough: the program alone, without the files it was made from.
    for (const name of Object.keys(team)) rmSync(join(folder, name))
  })

  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  it('makes a program that runs in an empty folder with an empty environment', async () => {
    const args = ['--offline', '--input', 'What is the weather in Oslo?']
    const { code, stdout } = await startProcess(service, args, { cwd: temporaryFolder() }).result
    expect(stdout).toContain('21 degrees-from-a-package in Oslo, for nobody')
    expect(code).toBe(0)
  })

  it('makes a program that takes the flags of "run" and refuses others', async () => {
    const cwd = temporaryFolder()
    const json = await startProcess(service, ['--offline', '--json', '--input', 'weather?'], { cwd }).result
    const lines = json.stdout.trim().split('\n')
    expect(lines.length).toBeGreaterThan(2)
    expect(lines.map((line) => typeof (JSON.parse(line) as { readonly type: unknown }).type)).not.toContain('undefined')
    for (const refused of ['--nope', '--watch', '--config=agents.yaml']) {
      expect(await startProcess(service, [refused], { cwd }).result).toMatchObject({ code: 2 })
    }
    expect((await startProcess(service, ['--help'], { cwd }).result).stdout).toContain('Usage: service [options]')
  })

  it('makes a program that the current folder cannot change', async () => {
    const args = ['--offline', '--json', '--input', 'What is the weather in Oslo?']
    const { code, stdout, stderr } = await startProcess(service, args, { cwd: temporaryFolder(hostileFolder) }).result
    expect(stdout + stderr).not.toContain('hostile')
    expect(stdout).toContain('helper-plain')
    expect(code).toBe(0)
  })

  it('compiles a TypeScript program as well', async () => {
    const program = temporaryFolder({
      'main.ts': `
        import { defineTool } from 'aixgo'
        import { string } from 'zod/mini'
        console.log(typeof defineTool, string().parse('parsed'), process.argv.slice(2).join(' '))`,
    })
    const output = join(program, 'program')
    expect(await runCli(flavour, { args: ['build', join(program, 'main.ts'), '-o', output] })).toMatchObject({
      code: 0,
    })
    const { stdout } = await startProcess(output, ['a', 'b'], { cwd: temporaryFolder() }).result
    expect(stdout).toBe('function parsed a b\n')
    expect(statSync(output).mode & 0o111).not.toBe(0)
  })

  it('says which import of which module is wrong', async () => {
    const broken = temporaryFolder({ ...team, 'city.ts': `import { x } from 'not-installed'\nexport const city = x` })
    const args = ['build', join(broken, 'agents.yaml'), '-o', join(broken, 'service')]
    const { code, stderr } = await runCli(flavour, { args, cwd: broken })
    expect(stderr).toMatch(/city\.ts:1:\d+.*not-installed/)
    expect(code).not.toBe(0)
  })

  it('refuses an entry that does not exist and a target it does not know', async () => {
    const cwd = temporaryFolder(team)
    const missing = await runCli(flavour, { args: ['build', 'nowhere.yaml', '-o', 'service'], cwd })
    expect(missing.stderr).toContain('nowhere.yaml')
    expect(missing.code).not.toBe(0)
    const target = await runCli(flavour, { args: ['build', 'agents.yaml', '-o', 'x', '--target', 'linux-arm46'], cwd })
    expect(target.stderr).toContain('Did you mean "linux-arm64"?')
    expect(target.code).toBe(2)
  })

  it('says that it fetches the engine of another machine, and fails clearly without network', async () => {
    const cwd = temporaryFolder(team)
    const target = process.arch === 'arm64' ? 'linux-x64' : 'linux-arm64'
    // Nothing listens on port 9, and no engine was kept in an empty home.
    const proxy = { HTTP_PROXY: 'http://127.0.0.1:9', HTTPS_PROXY: 'http://127.0.0.1:9' }
    const env = { HOME: cwd, BUN_INSTALL_CACHE_DIR: join(cwd, 'cache'), ...proxy }
    const args = ['build', 'agents.yaml', '-o', 'x', '--target', target]
    const { code, stderr } = await runCli(flavour, { args, cwd, env })
    expect(stderr).toContain(`engine for ${target}; it is downloaded`)
    expect(stderr).toMatch(/check the network, or build on that machine/)
    expect(code).not.toBe(0)
  })
})
