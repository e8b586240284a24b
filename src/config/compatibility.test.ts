import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Validator, type Schema } from '@cfworker/json-schema'
import { load } from 'js-yaml'
import { describe, expect, it } from 'vitest'
import { describeOriginals } from '../../test/support/original-yaml.ts'
import { checkConfig } from './load-config.ts'
import { configJsonSchema } from './schema/config-json-schema.ts'

const fixtures = join(import.meta.dirname, '../../test/fixtures/original-format')
const editor = new Validator(configJsonSchema() as Schema, '7', false)

/** What is found in a file, as `severity line:column path`. */
async function findings(file: string): Promise<readonly string[]> {
  const { problems } = await checkConfig(file, { env: {} })
  // Every problem says what is wrong, and what will be or what to do.
  expect(problems.filter(({ message, hint = '' }) => message === '' || hint === '')).toEqual([])
  return problems.map(({ severity, line, column, path }) => `${severity} ${line}:${column} ${path}`)
}

function isValidInEditor(file: string): boolean {
  return editor.validate(load(readFileSync(file, 'utf8'))).valid
}

describe('configurations in the format of the original', () => {
  it.each([
    ['team', true, []],
    ['questions', true, []],
    ['later', true, ['notice 3:3 supervisor.name', 'notice 4:3 supervisor.model', 'notice 16:5 agents[1].listen']],
    [
      'refused',
      false,
      [
        'error 2:1 environment',
        'error 3:1 auth_mode',
        'error 6:3 supervisor.pattern',
        'error 10:11 agents[0].role',
        'error 12:5 agents[0].classifier_config',
      ],
    ],
  ])('%s: what is known is accepted, and the rest told with its place', async (name, isValid, expected) => {
    const file = join(fixtures, `${name}.yaml`)
    expect(await findings(file)).toEqual(expected)
    expect(isValidInEditor(file)).toBe(isValid)
  })
})

describeOriginals('configurations of the original', (fileOf) => {
  it.each([
    'agents-producer',
    'agents-react',
    'use-cases-simple-chatbot',
    'llm-providers-openai',
    'llm-providers-anthropic',
    'orchestration-reflection',
    // Its tool servers are only mentioned in comments.
    'mcp-local-transport',
  ])('%s is accepted as it is', async (name) => {
    expect(await findings(fileOf(name))).toEqual([])
    expect(isValidInEditor(fileOf(name))).toBe(true)
  })

  it('config-agents is accepted, with notices of what will mean something later', async () => {
    expect(await findings(fileOf('config-agents'))).toEqual([
      'notice 2:3 supervisor.name',
      'notice 3:3 supervisor.model',
      'notice 43:5 agents[2].listen',
    ])
    expect(isValidInEditor(fileOf('config-agents'))).toBe(true)
  })

  it.each([
    [
      'agents-aggregator',
      [
        'error 7:11 agents[0].role',
        'error 18:5 agents[0].aggregator_config',
        'error 29:29 agents[0].aggregator_config.deduplication_method',
        'error 72:11 agents[1].role',
        'error 75:5 agents[1].aggregator_config',
        'error 76:29 agents[1].aggregator_config.aggregation_strategy',
        'error 93:11 agents[2].role',
        'error 96:5 agents[2].aggregator_config',
      ],
    ],
    ['agents-classifier', ['error 7:11 agents[0].role', 'error 20:5 agents[0].classifier_config']],
    ['use-cases-content-classifier', ['error 4:11 agents[0].role', 'error 6:5 agents[0].classifier_config']],
    [
      'config-local-dev',
      [
        'error 5:1 environment',
        'error 5:1 agents',
        'error 6:1 auth_mode',
        'error 9:1 authorization',
        'error 14:1 audit',
      ],
    ],
    [
      'security-builtin-api-key',
      [
        'error 5:1 environment',
        'error 6:1 auth_mode',
        'error 8:1 builtin_auth',
        'error 23:1 authorization',
        'error 28:1 audit',
      ],
    ],
    ['orchestration-parallel', ['error 3:3 supervisor.pattern']],
    ['orchestration-sequential', ['error 3:3 supervisor.pattern']],
    [
      'orchestration-mapreduce',
      [
        'notice 6:3 supervisor.name',
        'notice 7:3 supervisor.model',
        'error 8:3 supervisor.pattern',
        'error 48:11 agents[3].role',
        'error 50:5 agents[3].aggregator_config',
      ],
    ],
    [
      'use-cases-rag-chatbot',
      [
        'notice 7:3 supervisor.name',
        'notice 8:3 supervisor.model',
        'error 15:14 embeddings.openai.api_key',
        'error 19:1 vectorstore',
        'error 31:11 agents[0].role',
        'error 54:9 agents[0].tools[1].vectorstore',
        'error 94:9 agents[1].tools[0].vectorstore',
        'error 116:9 agents[1].tools[1].vectorstore',
        'error 128:9 agents[1].inputs[0].description',
        'error 131:9 agents[1].outputs[0].description',
      ],
    ],
  ])('%s is refused with every key and its place', async (name, expected) => {
    expect(await findings(fileOf(name))).toEqual(expected)
    expect(isValidInEditor(fileOf(name))).toBe(false)
  })
})
