import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { providerAliases, providers, type ProviderName } from '../providers.ts'
import { formatModelName, parseModelName } from './parse-model-name.ts'

/** Every name of every provider, and what it stands for. */
const names: readonly (readonly [string, ProviderName])[] = [
  ...Object.keys(providers).map((name): readonly [string, ProviderName] => [name, name as ProviderName]),
  ...Object.entries(providerAliases),
]
const named = fc.constantFrom(...names)
// No colon in the first word, as Ollama's tags have one, and nothing that only white space is left of.
const model = fc.stringMatching(/^[a-z][a-z0-9.-]{2,12}x(\/[A-Za-z0-9.-]{1,12})?(:[a-z0-9]{1,6})?$/)
const base = fc.constantFrom('http://127.0.0.1:8080/v1', undefined)

describe('any name', () => {
  it('with a provider before a colon is that model of that provider, at whatever address', () => {
    fc.assert(
      fc.property(named, model, base, ([prefix, provider], name, baseUrl) => {
        const parsed = parseModelName(`${prefix}:${name}`, { hasBaseUrl: baseUrl !== undefined })
        expect(parsed).toEqual({ provider, model: name })
      }),
    )
  })

  it('with a provider before a slash is that model of that provider where nothing stands beside it', () => {
    // Google's own models are told from those at Hugging Face, and OpenRouter's names have a vendor in them.
    const plain = fc.constantFrom(...names.filter(([prefix]) => prefix !== 'google' && prefix !== 'openrouter'))
    fc.assert(
      fc.property(plain, model, ([prefix, provider], name) => {
        expect(parseModelName(`${prefix}/${name}`)).toEqual({ provider, model: name })
      }),
    )
  })

  it('beside a provider is a model of it, whole', () => {
    fc.assert(
      fc.property(named, model, ([spelling, provider], name) => {
        expect(parseModelName(name, { provider: spelling })).toEqual({ provider, model: name })
      }),
    )
  })

  it('comes back from its full name', () => {
    fc.assert(
      fc.property(named, model, ([, provider], name) => {
        const parsed = { provider, model: name }
        expect(parseModelName(formatModelName(parsed))).toEqual(parsed)
        expect(parseModelName(formatModelName(parsed), { provider })).toEqual(parsed)
      }),
    )
  })

  it('is parsed or refused with an error of its own, never anything else', () => {
    fc.assert(
      fc.property(fc.string(), fc.option(named), fc.boolean(), (name, provider, hasBaseUrl) => {
        try {
          expect(parseModelName(name, { provider: provider?.[0], hasBaseUrl }).model.trim()).not.toBe('')
        } catch (error) {
          expect(error).toMatchObject({ code: 'MODEL_NAME_INVALID' })
        }
      }),
    )
  })
})
