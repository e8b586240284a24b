import { describe, expect, it } from 'vitest'
import { defineAgent } from '../../agents/define-agent.ts'
import { scriptedModel } from '../../testing/scripted-model.ts'
import type { ModelReference } from '../model.ts'

// A name that only a resolver of one's own knows.
const model: string = 'house:m'

describe('what the runs of an agent share', () => {
  it('is its cache, although each run brings a resolver and a model of its own', async () => {
    const agent = defineAgent({ name: 'a', model, resilience: { cache: {} } })
    const models = [scriptedModel(['Asked.']), scriptedModel([])]
    const outputs: string[] = []
    for (const served of models) {
      const { output } = await agent.run('x', { resolveModel: (_reference: ModelReference) => served })
      outputs.push(output)
    }
    expect(outputs).toEqual(['Asked.', 'Asked.'])
    expect(models.map(({ calls }) => calls.length)).toEqual([1, 0])
  })

  it('is nothing of another agent that has another policy and another resolver', async () => {
    const models = [scriptedModel(['One.']), scriptedModel(['Two.'])]
    const outputs: string[] = []
    for (const [index, served] of models.entries()) {
      const agent = defineAgent({ name: `a${index}`, model, resilience: { cache: {} } })
      outputs.push((await agent.run('x', { resolveModel: () => served })).output)
    }
    expect(outputs).toEqual(['One.', 'Two.'])
  })
})
