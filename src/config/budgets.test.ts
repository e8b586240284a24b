import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createBudgets } from '../runs/budget/create-budgets.ts'
import { scriptedModel } from '../testing/scripted-model.ts'
import { loadSystem } from './build-system.ts'

let directory: string
beforeEach(() => void (directory = mkdtempSync(join(tmpdir(), 'aixgo-budgets-'))))
afterEach(() => rmSync(directory, { recursive: true }))

function write(top: string, agent = ''): string {
  const file = join(directory, 'agents.yaml')
  writeFileSync(
    file,
    `${top}\nagents:\n  - { name: helper, role: react, model: 'openai:gpt-4o', tools: [{ name: look }], ${agent} inputs: [{ source: questions }] }\n`,
  )
  return file
}

const looking = (count: number) =>
  scriptedModel([
    ...Array.from({ length: count }, () => ({ toolCalls: [{ toolName: 'look', input: {} }] })),
    'Found it.',
  ])

const ask = async (file: string, options: Parameters<typeof loadSystem>[1]): Promise<unknown> => {
  await using system = await loadSystem(file, { tools: { look: () => 'nothing' }, ...options })
  await system.start()
  return system.call('helper', 'go').then(
    ({ output }) => output,
    (error: unknown) => error,
  )
}

describe('a system from YAML', () => {
  it('stops an agent that goes round in circles as soon as the file says', async () => {
    const file = write('', 'loop_detection: { warn_after: 2, stop_after: 3 },')
    expect(await ask(file, { resolveModel: () => looking(10) })).toMatchObject({
      code: 'AGENT_STUCK',
      details: { iterations: 3 },
    })
  })

  it('lets it where the detector is off', async () => {
    const file = write('', 'loop_detection: { enabled: false },')
    const model = looking(12)
    expect(await ask(file, { resolveModel: () => model })).toBe('Found it.')
  })

  it('keeps the budget of the file in a store that the program hands in', async () => {
    const budgets = createBudgets({ total: { modelCalls: 100 } })
    const file = write('supervisor: { budget: { max_tool_calls: 1 } }')
    const model = looking(5)
    expect(await ask(file, { budgets, resolveModel: () => model })).toMatchObject({
      code: 'BUDGET_EXCEEDED',
      details: { scope: 'total', measure: 'toolCalls' },
    })
    expect(budgets.report()).toMatchObject([{ scope: 'total', used: { toolCalls: 1, modelCalls: 2 } }])
  })

  it('finds at its start that a cheaper model has no key', async () => {
    const file = write(
      '',
      'budget: { max_cost: 1, on_exhausted: cheaper-model, cheaper_model: "anthropic:claude-haiku-4-5" },',
    )
    await expect(ask(file, { environment: { OPENAI_API_KEY: 'secret-key-1' } })).rejects.toMatchObject({
      code: 'MODEL_KEY_MISSING',
    })
  })

  it.each([
    ['of the supervisor', 'supervisor: { budget: { max_cost: 1, on_exhausted: ask } }', '', '1:52'],
    ['of an agent', '', 'budget: { max_model_calls: 3, on_exhausted: ask },', '3:127'],
  ])(
    'is refused where a budget %s asks a person, with the place and what to write',
    async (_whose, top, agent, place) => {
      const file = write(top, agent)
      const error = await loadSystem(file, { environment: {} }).then(
        () => undefined,
        (thrown: unknown) => thrown,
      )
      expect(error).toMatchObject({ code: 'CONFIG_INVALID' })
      expect(String(error)).toContain(`agents.yaml:${place}`)
      expect(String(error)).toContain('there are none yet')
      expect(String(error)).toContain('Use "stop" or "cheaper-model".')
    },
  )
})
