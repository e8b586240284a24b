import { describe, expect, it } from 'vitest'
import { cliFlavours, runCli } from '../support/cli.ts'
import { temporaryFolder } from '../support/temporary-folder.ts'

const files = {
  'agents.yaml': `
agents:
  - name: helper
    role: react
    model: openai:gpt-4o-mini
    tools: [{ module: ./tools.ts }]
    inputs: [{ source: questions }]
    outputs: [{ target: answers }]
    offline:
      replies:
        - { match: look, tool_call: { name: look }, text: Looked. }
`,
  'tools.ts': `
import { defineTool } from 'aixgo'
console.log('loaded')
export const look = defineTool({
  name: 'look', description: 'Looks', input: { type: 'object', properties: {} }, effect: 'none',
  execute: async () => {
    console.log('looking', { at: [1] })
    await new Promise((resolve) => setImmediate(resolve))
    console.table([{ a: 1 }])
    console.error('careful')
    process.stdout.write('half ')
    process.stdout.write(Buffer.from('a line\\n'))
    return 'seen'
  },
})
`,
}

describe.each(cliFlavours)('what a tool prints, with the $name', (flavour) => {
  const run = (...args: readonly string[]) =>
    runCli(flavour, {
      args: ['run', 'agents.yaml', '--offline', '--input', 'look', ...args],
      cwd: temporaryFolder(files),
    })

  it('is a line of the log, and results stand alone', async () => {
    const { code, stdout, stderr } = await run()
    expect([code, stdout]).toEqual([0, '[offline] Looked.\n'])
    const log = stderr.replace(/ +/g, ' ')
    expect(log).toContain('tools.ts › loaded')
    for (const text of ['looking {', 'careful', 'half a line']) expect(log).toContain(`helper › look: ${text}`)
  })

  it('is a line of JSON among the events', async () => {
    const { code, stdout } = await run('--json')
    const lines = stdout
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Readonly<Record<string, unknown>>)
    const prints = lines.filter(({ type }) => type === 'tool-print')
    expect(code).toBe(0)
    expect(prints[0]).toMatchObject({ module: expect.stringMatching(/tools\.ts$/), text: 'loaded' })
    expect(prints.slice(1)).toMatchObject([
      { agent: 'helper', tool: 'look', level: 'info', text: expect.stringContaining('looking') },
      { agent: 'helper', tool: 'look', level: 'info', text: expect.stringContaining('1') },
      { agent: 'helper', tool: 'look', level: 'error', text: 'careful' },
      { agent: 'helper', tool: 'look', level: 'info', text: 'half a line' },
    ])
  })
})
