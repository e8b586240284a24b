import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { places } from '../places.ts'

// Writes a program of a subject, has the compiler check it, and prints how long that took: start to end of `tsc`.

const tools = 200
const agents = 50
const toolsOfAgent = 12

const tool = (number: number): string => `
const tool${number} = defineTool({
  name: 'tool_${number}',
  description: 'Tool ${number}',
  input: z.object({
    id: z.string(),
    count: z.number().default(${number}),
    kind: z.enum(['a${number}', 'b${number}']),
    place: z.object({ city: z.string(), street: z.string().optional() }),
  }),
  execute: async ({ id, count, kind }) => ({ id, total: count + ${number}, kind }),
})`

const agent = (number: number): string => {
  const own = Array.from({ length: toolsOfAgent }, (_, index) => `tool${(number * 4 + index) % tools}`)
  return `
const agent${number} = defineAgent({
  name: 'agent_${number}',
  model: 'openai:gpt-4o',
  instructions: 'Do what is asked.',
  tools: [${own.join(', ')}],
  output: z.object({ answer${number}: z.string(), tags: z.array(z.enum(['x', 'y'])) }),
})`
}

const numbered = <Item>(count: number, item: (number: number) => Item): readonly Item[] =>
  Array.from({ length: count }, (_, number) => item(number))

const programs: Readonly<Record<string, () => string>> = {
  empty: () => 'export {}\n',
  aixgo: () => `
import { createRuntime, defineAgent, defineTool } from 'aixgo'
import * as z from 'zod'
${numbered(tools, tool).join('')}
${numbered(agents, agent).join('')}
const runtime = await createRuntime({ agents: [${numbered(agents, (number) => `agent${number}`).join(', ')}] })
${numbered(agents, (number) => `const text${number}: string = (await runtime.call('agent_${number}', 'x')).output.answer${number}`).join('\n')}
// The types are there: what is wrong is refused.
// @ts-expect-error There is no such agent.
await runtime.call('agent_${agents}', 'x')
// @ts-expect-error There is no such field.
await agent0.run('x').then(({ output }) => output.answer1)
await runtime.close()
export const texts = [${numbered(agents, (number) => `text${number}`).join(', ')}]
`,
}

const subject = process.argv[2] ?? ''
const program = programs[subject]
if (program === undefined) throw new Error(`There is no program of "${subject}".`)
const folder = join(places.results, 'type-check', subject)
mkdirSync(folder, { recursive: true })
writeFileSync(join(folder, 'program.ts'), program())
const compilerOptions = {
  target: 'es2024',
  lib: ['es2024', 'esnext.disposable'],
  module: 'nodenext',
  strict: true,
  exactOptionalPropertyTypes: true,
  skipLibCheck: true,
  noEmit: true,
  types: ['node'],
}
writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['program.ts'] }))

const startedAt = performance.now()
const { status, stdout, error } = spawnSync(places.typeScript, ['-p', folder], { encoding: 'utf8' })
const time = performance.now() - startedAt
if (error !== undefined) throw error
if (status !== 0) throw new Error(`The program does not compile: ${stdout.slice(0, 2000)}`)
process.stdout.write(`${JSON.stringify({ time: [time] })}\n`)
