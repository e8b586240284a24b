import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { createAgent } from '../agents/create-agent.ts'
import { defineCustomAgent } from '../agents/define-custom-agent.ts'
import type { JsonValue } from '../util/json/json.ts'
import { createRuntime } from './create-runtime.ts'

const failing = defineCustomAgent({
  name: 'failing',
  execute: () => {
    throw new TypeError('No luck.')
  },
})

describe('a runtime that nobody listens to', () => {
  let warnings: string[]
  beforeEach(() => {
    warnings = []
    vi.spyOn(process, 'emitWarning').mockImplementation((warning) => void warnings.push(String(warning)))
  })
  afterEach(() => void vi.restoreAllMocks())

  it('reports dead letters as warnings of the process, once for each cause', async () => {
    await using runtime = await createRuntime({ agents: [failing] })
    await runtime.send('failing', 'x')
    await runtime.send('failing', 'y')
    await runtime.idle()
    expect(warnings).toEqual([
      expect.stringMatching(
        /^A message from "\w+" to "failing" became a dead letter \(failed: TypeError: No luck\.\)\./,
      ),
    ])
    expect(runtime.deadLetters.total).toBe(2)
  })

  it('reports an agent that failed', async () => {
    async function* broken(): AsyncGenerator<JsonValue> {
      yield await Promise.reject(new Error('No such file.'))
    }
    const feed = createAgent({ name: 'feed', role: 'producer', source: broken, doRun: async (input: unknown) => input })
    await using runtime = await createRuntime({ agents: [feed] })
    await runtime.idle()
    expect(warnings).toEqual([expect.stringMatching(/^Agent "feed" failed \(Error: No such file\.\)\./)])
  })

  it('leaves dead letters to a program that reads them', async () => {
    await using runtime = await createRuntime({ agents: [failing] })
    const { deadLetters } = runtime
    await runtime.send('failing', 'x')
    await runtime.idle()
    expect([warnings, deadLetters.total]).toEqual([[], 1])
  })

  it('reports nothing where somebody listens', async () => {
    await using runtime = await createRuntime({ agents: [failing], onEvent: () => {} })
    await runtime.send('failing', 'x')
    await runtime.idle()
    expect(warnings).toEqual([])
  })
})
