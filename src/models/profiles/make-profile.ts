import type { ProviderName } from '../providers.ts'
import type { ModelAbilities, ModelProfile, ModelTimeouts } from './profile.ts'
import type { ProfileRow } from './profile-row.ts'
import { ownServerTimeouts, providerTraits, type ProviderTraits } from './provider-traits.ts'
import { defined } from '../../util/defined.ts'

// A model that thinks may be silent for minutes; the vendors' own clients wait 10 minutes for an answer.
const thinkingTimeouts: Required<ModelTimeouts> = { firstByteMs: 600_000, idleMs: 600_000, answerMs: 1_800_000 }
// Research and the most thorough thinking take up to an hour.
const slowTimeouts: Required<ModelTimeouts> = { firstByteMs: 3_600_000, idleMs: 3_600_000, answerMs: 3_600_000 }

/** What the row of a model comes to at its provider. */
export function makeProfile(provider: ProviderName | 'offline' | undefined, row: ProfileRow | undefined): ModelProfile {
  if (provider === 'offline') return offlineProfile
  const traits = (provider === undefined ? undefined : providerTraits[provider]) ?? {}
  const { family = 'unknown', reasoning = 'none', fixedSampling = false, outputLimitName = 'max_tokens' } = row ?? {}
  return {
    family,
    ...limitsOf(row, traits),
    abilities: abilitiesOf(row, traits),
    reasoning,
    thinkTags: traits.partsThoughts === true ? 'none' : (row?.thinkTags ?? 'none'),
    fixedSampling,
    outputLimitName,
    timeouts: timeoutsOf(row, traits),
  }
}

const offlineProfile: ModelProfile = {
  family: 'offline',
  abilities: { tools: true, forcedTools: true, schema: true, strict: true, fieldsOnly: true },
  reasoning: 'none',
  thinkTags: 'none',
  fixedSampling: false,
  outputLimitName: 'max_tokens',
  timeouts: {},
}

function limitsOf(
  row: ProfileRow | undefined,
  { isOwnServer }: ProviderTraits,
): Pick<ModelProfile, 'window' | 'maxOutput'> {
  if (row === undefined || (isOwnServer === true && row.isOpen === true)) return {}
  const { window, maxOutput } = row
  return defined({ window, maxOutput })
}

function abilitiesOf(row: ProfileRow | undefined, traits: ProviderTraits): ModelAbilities {
  const own = row?.schema ?? traits.listsSchemas !== true
  const schema = traits.schema === false || own === false ? false : (traits.schema ?? own)
  const { tools = true, forcedTools = tools, strict = true } = row ?? {}
  return { tools, forcedTools, schema, strict: strict && schema !== false }
}

function timeoutsOf(row: ProfileRow | undefined, { isOwnServer, hasAnyName }: ProviderTraits): ModelTimeouts {
  if (row?.isSlow === true) return slowTimeouts
  const mayThink = row === undefined ? hasAnyName === true : row.reasoning !== undefined
  if (mayThink) return thinkingTimeouts
  return isOwnServer === true ? ownServerTimeouts : {}
}
