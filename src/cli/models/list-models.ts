import { pricesAsOf } from '../../models/prices/prices.ts'
import type { CatalogueModel } from '../../models/profiles/catalogue.ts'
import type { ProviderState } from '../../models/settings/provider-state.ts'
import type { Styles } from '../render/styles.ts'
import { renderTable } from '../render/table.ts'
import { abilityWords, dollars, whole } from './model-words.ts'
import { whyUnusable } from './why-unusable.ts'

/** Who serves models and which are known by name, as two tables. */
export function listModels(states: readonly ProviderState[], models: readonly CatalogueModel[], style: Styles): string {
  const providers = renderTable(
    [{ title: 'PROVIDER' }, { title: 'USABLE' }, { title: 'SET' }],
    states.map((state) => [state.provider, state.state === 'ready' ? 'yes' : 'no', whyUnusable(state)]),
    style.bold,
  )
  if (models.length === 0) return `${providers}\nNo models are known by name here; write "provider:model".\n`
  return `${providers}\n${modelTable(states, models, style)}
A model is named "provider:model"; "?" is not known. SCHEMA: "alone" is without
tools, and "no" has it asked for in other ways. $ are for a million tokens, as
of ${pricesAsOf}; see docs/cost-and-budgets.md.
More of one model: aixgo models NAME\n`
}

/** One table, so that its columns stand below each other, with a line for each provider in between. */
function modelTable(states: readonly ProviderState[], models: readonly CatalogueModel[], style: Styles): string {
  const [titles = '', ...lines] = renderTable(
    [
      { title: 'MODEL' },
      { title: 'WINDOW', align: 'right' },
      { title: 'ANSWER', align: 'right' },
      { title: 'TOOLS' },
      { title: 'SCHEMA' },
      { title: '$IN', align: 'right' },
      { title: '$OUT', align: 'right' },
    ],
    models.map(({ model, profile, price }) => [
      model,
      whole(profile.window),
      whole(profile.maxOutput),
      abilityWords.tools(profile.abilities),
      abilityWords.schema(profile.abilities),
      dollars(price?.input),
      dollars(price?.output),
    ]),
    style.bold,
  ).split('\n')
  const text = [titles]
  models.forEach(({ provider }, index) => {
    if (models[index - 1]?.provider !== provider) text.push('', headingOf(provider, states, style))
    text.push(lines[index] ?? '')
  })
  return `${text.join('\n')}\n`
}

function headingOf(provider: string, states: readonly ProviderState[], style: Styles): string {
  const isUsable = states.find((state) => state.provider === provider)?.state === 'ready'
  return `${style.cyan(provider)}${isUsable ? '' : style.dim(' (not usable)')}`
}
