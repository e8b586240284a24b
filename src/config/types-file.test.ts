import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'
import { temporaryFolder } from '../../test/support/temporary-folder.ts'
import { checkConfigText } from './check-config-text.ts'
import { generateTypes } from './types-file.ts'

const text = `
agents:
  - { name: ticks, role: producer, interval: 1s }
  - name: analyst
    role: react
    description: Looks at numbers.
    model: m
    input_schema: { type: object, required: [month], properties: { month: { type: string } } }
    output_schema: { type: object, required: [risk], properties: { risk: { enum: [low, high] }, why: { type: string } }, additionalProperties: false }
    tools:
      - { name: look_up, description: Looks something up., input_schema: { type: object, required: [query], properties: { query: { type: string } } } }
      - { module: ./more.ts }
  - { name: writer, role: react, model: m, tools: [{ name: look_up }] }
  - { name: log, role: logger }
  - { name: index, role: indexer, output_schema: { type: number } }
`

function types(): string {
  const { config } = checkConfigText(text, { file: 'agents.yaml', env: {}, roles: ['indexer'] })
  if (config === undefined) throw new Error('The configuration must be valid.')
  return generateTypes(config, 'teams/agents.yaml')
}

it('writes what each agent takes and gives, and what each declared tool takes', () => {
  expect(types()).toBe(`// Written by "aixgo types agents.yaml". Do not edit: run it again when the file changes.

/** The agents that can be called, with what each takes and gives. */
export interface Agents {
  readonly 'ticks': {
    readonly input: unknown
    readonly output: unknown
  }
  /** Looks at numbers. */
  readonly 'analyst': {
    readonly input: {
      readonly month: string
    }
    readonly output: {
      readonly risk: 'low' | 'high'
      readonly why?: string
    }
  }
  readonly 'writer': {
    readonly input: string
    readonly output: string
  }
  readonly 'log': {
    readonly input: unknown
    readonly output: unknown
  }
  readonly 'index': {
    readonly input: string
    readonly output: number
  }
}

/** The tools that the file declares and code binds, with what each takes. */
export interface Tools {
  /** Looks something up. */
  readonly 'look_up': {
    readonly input: {
      readonly query: string
    } | {}
  }
}
`)
})

it('writes empty interfaces for an empty team', () => {
  expect(generateTypes({ agents: [] })).toContain('export interface Agents {}')
})

it('makes the compiler refuse unknown names, wrong inputs and wrong uses of outputs', { timeout: 60_000 }, async () => {
  const folder = temporaryFolder({
    'agents.types.d.ts': types(),
    'use.ts': `import type { Agents } from './agents.types.js'
declare function call<Name extends keyof Agents>(name: Name, input: Agents[Name]['input']): Agents[Name]['output']
export const risk: 'low' | 'high' = call('analyst', { month: 'March' }).risk
export const text: string = call('writer', 'hello')
export const total: number = call('index', 'x')
// @ts-expect-error no such agent
call('analist', 'x')
// @ts-expect-error the input is no text
call('analyst', 'March')
// @ts-expect-error no such property
call('analyst', { month: 'March' }).score
`,
  })
  const compile = promisify(execFile)(process.execPath, [
    join(import.meta.dirname, '../../node_modules/typescript/bin/tsc'),
    '--noEmit',
    '--strict',
    '--ignoreConfig',
    '--module',
    'nodenext',
    '--types',
    '',
    join(folder, 'use.ts'),
  ])
  await expect(compile).resolves.toMatchObject({ stdout: '' })
})
