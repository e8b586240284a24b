import { describe, expect, it } from 'vitest'
import { scriptedModel } from '../../testing/scripted-model.ts'
import type { LanguageModelV4CallOptions } from '../model.ts'
import type { SettingWords } from '../provider.ts'
import { guardModel } from './guard-model.ts'

const words: SettingWords = {
  parallelToolCalls: (allowed) => ({ acme: { one: !allowed } }),
  reasoningBudget: (tokens) => ({ acme: { think: tokens } }),
}
const tool = { type: 'function' as const, name: 'look', inputSchema: { type: 'object' as const } }
const asked: LanguageModelV4CallOptions = {
  prompt: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }],
  tools: [tool],
  providerOptions: { aixgo: { parallelToolCalls: false, reasoningBudgetTokens: 100 }, other: { a: 1 } },
}

function guarded(settingWords: SettingWords | undefined) {
  const inner = scriptedModel(['Yes.', 'Yes.'])
  return { inner, model: guardModel(inner, { provider: 'acme', model: 'm', secrets: [], settingWords }) }
}

describe('settings that the interface has no word for', () => {
  it('are said in the words of the provider', async () => {
    const { inner, model } = guarded(words)
    const { warnings } = await model.doGenerate(asked)
    expect(warnings).toEqual([])
    expect(inner.calls[0]?.options.providerOptions).toEqual({ acme: { one: true, think: 100 }, other: { a: 1 } })
  })

  it('give way to what the user says to the provider', async () => {
    const { inner, model } = guarded(words)
    await model.doGenerate({ ...asked, providerOptions: { ...asked.providerOptions, acme: { think: 7 } } })
    expect(inner.calls[0]?.options.providerOptions?.['acme']).toEqual({ one: true, think: 7 })
  })

  it('are warned of where the provider has no word for them, streamed or not', async () => {
    const { model } = guarded(undefined)
    const features = (warnings: readonly object[]): readonly unknown[] =>
      warnings.map((warning) => ('feature' in warning ? warning.feature : undefined))
    expect(features((await model.doGenerate(asked)).warnings)).toEqual(['parallelToolCalls', 'reasoning.budgetTokens'])
    const { value } = await (await model.doStream(asked)).stream.getReader().read()
    expect(value?.type === 'stream-start' && features(value.warnings)).toEqual([
      'parallelToolCalls',
      'reasoning.budgetTokens',
    ])
  })

  it('say nothing of tools where there are none', async () => {
    const { inner, model } = guarded(words)
    const { tools: _tools, ...rest } = asked
    await model.doGenerate(rest)
    expect(inner.calls[0]?.options.providerOptions?.['acme']).toEqual({ think: 100 })
  })
})
