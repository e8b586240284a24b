import { describe, expectTypeOf, it } from 'vitest'
import { defineAgent } from '../agents/define-agent.ts'
import { configureModel } from './configure-model.ts'
import type { LanguageModelV4, ModelName, ModelReference } from './model.ts'
import type { knownModels, KnownModelName } from './names/known-models.ts'
import type { ProviderName } from './providers.ts'

describe('the name of a model', () => {
  it('is suggested where it is known, each with its provider', () => {
    expectTypeOf<'openai:gpt-4o'>().toExtend<KnownModelName>()
    expectTypeOf<'huggingface:openai/gpt-oss-120b'>().toExtend<KnownModelName>()
    expectTypeOf<'openai:claude-sonnet-4-6'>().not.toExtend<KnownModelName>()
    expectTypeOf<keyof typeof knownModels>().toExtend<ProviderName>()
    // Editors show what the union keeps apart; with a plain `string` in it nothing would be left of the known names.
    expectTypeOf<string>().not.toExtend<KnownModelName>()
    expectTypeOf<Extract<ModelName, KnownModelName>>().toEqualTypeOf<KnownModelName>()
    expectTypeOf<Extract<ModelReference, KnownModelName>>().toEqualTypeOf<KnownModelName>()
  })

  it('may be any other, or an object', () => {
    const name: string = 'from a file'
    expectTypeOf(name).toExtend<ModelReference>()
    expectTypeOf<LanguageModelV4>().toExtend<ModelReference>()
    expectTypeOf(configureModel('openai:mine', {})).toEqualTypeOf<LanguageModelV4>()
    defineAgent({ name: 'a', model: name })
    defineAgent({ name: 'a', model: 'vllm:mine' })
    // @ts-expect-error A number is no model.
    defineAgent({ name: 'a', model: 4 })
  })
})
