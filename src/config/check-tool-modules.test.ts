import { join } from 'node:path'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../../test/support/temporary-folder.ts'
import { checkToolModules } from './check-tool-modules.ts'
import { loadConfig } from './load-config.ts'

async function problemsOf(module: string, tool = '{ module: ./tools.mjs }'): Promise<readonly string[]> {
  const folder = temporaryFolder({
    'tools.mjs': module,
    'agents.yaml': `agents:\n  - name: a\n    role: react\n    model: openai:gpt-5\n    tools:\n      - ${tool}\n`,
  })
  const problems = await checkToolModules(await loadConfig(join(folder, 'agents.yaml'), { env: {} }))
  return problems.map(
    ({ line, column, severity, message }) => `${line}:${column} ${severity} ${message.replaceAll(folder, '')}`,
  )
}

// A module in a temporary folder has no schema library.
const foreign = `({ '~standard': { version: 1, vendor: 'other', validate: (value) => ({ value }) } })`
const tool = (name: string, input: string): string =>
  `export const ${name} = { name: '${name}', description: 'd', effect: 'none', inputSchema: ${input}, execute() {} }\n`

it('finds tools of modules whose schemas cannot be exported, with agent, tool and place', async () => {
  const module = tool('good', `{ type: 'object' }`) + tool('one', foreign) + tool('two', foreign)
  const problem = (name: string): unknown =>
    expect.stringContaining(`error Agent "a", tool "${name}": the input schema cannot be given to a model. The other`)
  expect(await problemsOf(module)).toEqual([problem('one'), problem('two')])
  expect(await problemsOf(module, '{ module: ./tools.mjs, export: good }')).toEqual([])
  const [chosen] = await problemsOf(module, '{ module: ./tools.mjs, export: two }')
  expect(chosen).toMatch(/^6:40 error Agent "a", tool "two"/)
})

it('refuses a module without the tool that is named', async () => {
  expect(await problemsOf(tool('good', '{}'), '{ module: ./tools.mjs, export: god }')).toEqual([
    '6:40 error Module "./tools.mjs" exports no tool "god". It exports "good". Did you mean "good"?',
  ])
})

it('warns of a module that cannot be loaded here', async () => {
  expect(await problemsOf(`throw new Error('no DATABASE_URL')`)).toEqual([
    expect.stringMatching(/^6:19 warning Module "\/tools\.mjs" could not be loaded\..*no DATABASE_URL/),
  ])
})
