import { kindWords } from '../../models/input/media-kind.ts'
import type { CatalogueModel } from '../../models/profiles/catalogue.ts'
import type { ModelProfile } from '../../models/profiles/profile.ts'
import { pricesAsOf } from '../../models/prices/prices.ts'
import type { ModelPrice } from '../../models/prices/model-price.ts'
import type { ProviderState } from '../../models/settings/provider-state.ts'
import { formatDuration } from '../../util/duration.ts'
import { escapeControls } from '../../util/text/escape-controls.ts'
import type { Styles } from '../render/styles.ts'
import { dollars, whole } from './model-words.ts'
import { whyUnusable } from './why-unusable.ts'

/** All that is known of one model by its name, a line each. */
export function showModel(known: CatalogueModel, state: ProviderState | undefined, style: Styles): string {
  const { provider, model, profile, price } = known
  const lines = rows(profile, state, price)
  const width = Math.max(...lines.map(([title]) => title.length))
  const text = lines.map(([title, words]) => `  ${title.padEnd(width)}  ${words}\n`).join('')
  const note = price === undefined ? '' : `Prices are for a million tokens, as of ${pricesAsOf}.\n`
  return `${style.bold(escapeControls(`${provider}:${model}`))}\n${text}${note}`
}

type Row = readonly [title: string, words: string]

function rows(profile: ModelProfile, state: ProviderState | undefined, price: ModelPrice | undefined): readonly Row[] {
  return [
    ['family', profile.family],
    ['usable', state === undefined || state.state === 'ready' ? 'yes' : `no: ${whyUnusable(state)}`],
    ['window', tokens(profile.window)],
    ['longest answer', tokens(profile.maxOutput)],
    ['input', ['text', ...profile.input.map((kind) => kindWords[kind])].join(', ')],
    ['tools', toolWords(profile)],
    ...schemaRows(profile),
    ['reasoning', reasoningWords(profile)],
    ['sampling', profile.fixedSampling ? 'temperature, top_p and penalties are refused' : 'as the settings say'],
    ['limit is sent as', `${profile.outputLimitName} (Chat Completions)`],
    ['time limits', timeWords(profile)],
    ...priceRows(price),
  ]
}

function tokens(count: number | undefined): string {
  return count === undefined ? 'not known' : `${whole(count)} tokens`
}

function toolWords({ abilities: { tools, forcedTools } }: ModelProfile): string {
  if (!tools) return 'by blocks in its text'
  return forcedTools ? 'yes' : 'yes, but none can be forced'
}

function schemaRows({ abilities: { tools, forcedTools, schema, strict } }: ModelProfile): readonly Row[] {
  const otherwise = tools && forcedTools ? 'asked for as a tool' : 'asked for in the instructions'
  if (schema === false) return [['output schema', otherwise]]
  const alone: Row = ['output schema', strict ? 'in the request, strict where it can be' : 'in the request']
  return schema === 'alone' ? [alone, ['  beside tools', otherwise]] : [alone]
}

function reasoningWords({ family, reasoning, thinkTags }: ModelProfile): string {
  return family === 'unknown' ? 'not known' : thoughtWords[reasoning] + tagWords[thinkTags]
}

const thoughtWords: Readonly<Record<ModelProfile['reasoning'], string>> = {
  none: 'none',
  optional: 'can be switched on or off',
  always: 'always',
}

const tagWords: Readonly<Record<ModelProfile['thinkTags'], string>> = {
  none: '',
  written: ', perhaps between <think> and </think>',
  opened: ', perhaps up to a </think>',
}

function timeWords({ timeouts: { firstByteMs, idleMs, answerMs } }: ModelProfile): string {
  const words = [
    firstByteMs === undefined ? undefined : `first byte ${formatDuration(firstByteMs)}`,
    idleMs === undefined ? undefined : `idle ${formatDuration(idleMs)}`,
    answerMs === undefined ? undefined : `answer ${formatDuration(answerMs)}`,
  ].filter((part) => part !== undefined)
  return words.length === 0 ? 'the usual ones' : words.join(', ')
}

function priceRows(price: ModelPrice | undefined): readonly Row[] {
  if (price === undefined) return [['price', 'not known']]
  const { longInput } = price
  const usual: Row = ['price', rates(price)]
  return longInput === undefined ? [usual] : [usual, [`  above ${whole(longInput.above)}`, rates(longInput)]]
}

function rates({ input, cachedInput, output }: Pick<ModelPrice, 'input' | 'cachedInput' | 'output'>): string {
  const cached = cachedInput === undefined ? '' : `, $${dollars(cachedInput)} cached`
  return `$${dollars(input)} in${cached}, $${dollars(output)} out`
}
