import { abilitiesOf } from './abilities.ts'
import type { ModelProfile } from './profile.ts'
import { contextWindowOf } from './windows.ts'

/** What is known of a model by its name: `provider:model` or a bare name. */
export function profileOf(name: string): ModelProfile {
  const window = contextWindowOf(name)
  return {
    family: 'unknown',
    ...(window === undefined ? {} : { window }),
    abilities: abilitiesOf(name),
    reasoning: 'none',
    thinkTags: false,
    fixedSampling: false,
    outputLimitName: 'max_tokens',
    timeouts: {},
  }
}
