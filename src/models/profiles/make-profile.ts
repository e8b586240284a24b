import { mediaKinds, type MediaKind } from '../input/media-kind.ts'
import type { ProviderName } from '../providers.ts'
import type { ModelAbilities, ModelProfile, ModelTimeouts } from './profile.ts'
import type { ProfileRow } from './profile-row.ts'
import { ownServerTimeouts, providerTraits, type ProviderTraits } from './provider-traits.ts'
import { defined } from '../../util/options/defined.ts'

// A model that thinks may be silent for minutes; the vendors' own clients wait 10 minutes for an answer.
const thinkingTimeouts: Required<ModelTimeouts> = { firstByteMs: 600_000, idleMs: 600_000, answerMs: 1_800_000 }
// Research and the most thorough thinking take up to an hour.
const slowTimeouts: Required<ModelTimeouts> = { firstByteMs: 3_600_000, idleMs: 3_600_000, answerMs: 3_600_000 }

/** A model's name, as far as it was taken apart. */
export interface NamedModel {
  readonly provider: ProviderName | 'offline' | undefined
  readonly model: string
}

/** What the row of a model comes to at its provider. */
export function makeProfile({ provider, model }: NamedModel, row: ProfileRow | undefined): ModelProfile {
  if (provider === 'offline') return offlineProfile
  const traits = (provider === undefined ? undefined : providerTraits[provider]) ?? {}
  const { family = 'unknown', reasoning = 'none', fixedSampling = false, outputLimitName = 'max_tokens' } = row ?? {}
  return {
    family,
    ...limitsOf(row, traits),
    abilities: abilitiesOf(row, traits),
    input: inputOf(model, row, traits),
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
  input: mediaKinds,
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

// gpt-4o-audio-preview, llama3.2-vision, qwen2.5vl: what is said of the family does not hold for it.
const sensesInName = /(^|[^a-z])(vision|vl|llava|omni|multimodal|audio|ocr)(?![a-z])/

function inputOf(model: string, row: ProfileRow | undefined, traits: ProviderTraits): readonly MediaKind[] {
  const { lacks = [], readsPdf, hidesModel } = traits
  const known = hidesModel === true || sensesInName.test(model.toLowerCase()) ? undefined : row?.input
  if (known === undefined && lacks.length === 0) return mediaKinds
  const hasReader = readsPdf === 'all' || (readsPdf === 'open' && row?.isOpen === true)
  const takes = (kind: MediaKind): boolean =>
    known === undefined || known.includes(kind) || (kind === 'pdf' && hasReader)
  return mediaKinds.filter((kind) => takes(kind) && !lacks.includes(kind))
}

function timeoutsOf(row: ProfileRow | undefined, { isOwnServer, hasAnyName }: ProviderTraits): ModelTimeouts {
  if (row?.isSlow === true) return slowTimeouts
  const mayThink = row === undefined ? hasAnyName === true : row.reasoning !== undefined
  if (mayThink) return thinkingTimeouts
  return isOwnServer === true ? ownServerTimeouts : {}
}
