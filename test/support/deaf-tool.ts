import { startCli, type CliFlavour, type RunningCli } from './cli.ts'
import { temporaryFolder } from './temporary-folder.ts'

const agents = `
agents:
  - name: helper
    role: react
    model: openai:gpt-4o
    tools: [{ module: ./tools.ts }]
    inputs: [{ source: questions }]
`
const tools = `
import { defineTool } from 'aixgo'
import * as z from 'zod'
export const hang = defineTool({
  name: 'hang_forever', description: 'hang', input: z.object({}), effect: 'none',
  execute: () => (console.error('the tool hangs'), new Promise(() => setInterval(() => {}, 1000))),
})
`

/** A run of the command line with a tool that looks at no abort signal and never ends, once it is called. */
export async function startDeafTool(flavour: CliFlavour): Promise<RunningCli> {
  const cwd = temporaryFolder({ 'agents.yaml': agents, 'tools.ts': tools })
  const running = startCli(flavour, { args: ['run', 'agents.yaml', '--offline', '--input', 'hang forever'], cwd })
  await running.waitFor('the tool hangs', 'stderr')
  return running
}
