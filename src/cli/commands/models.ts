import { UsageError } from '../../errors/usage-error.ts'
import { modelCatalogue, type CatalogueModel } from '../../models/profiles/catalogue.ts'
import { pricesAsOf } from '../../models/prices/prices.ts'
import { providerStates, type ProviderState } from '../../models/settings/provider-state.ts'
import { findProviderName, providers, type ProviderName } from '../../models/providers.ts'
import { nearest } from '../../util/nearest.ts'
import type { CliCommand } from '../command.ts'
import { readEnvironment } from '../read-environment.ts'
import { styles } from '../render/styles.ts'
import { renderTable } from '../render/table.ts'

const help = `
Every other model of a provider can be used too: write "provider:model". Keys come from the environment and from the
".env" file of this folder; they are never shown. "aixgo doctor --live" tries them.

Examples:
  aixgo models
  aixgo models --provider anthropic
  aixgo models --json | jq '.models[] | select(.usable) | .name'
`

/** `aixgo models`: who serves models, which are known, and which can be used with the keys at hand. */
export const modelsCommand: CliCommand = {
  configure: (command) =>
    command
      .option('-p, --provider <provider>', 'only this provider')
      .option('--json', 'print JSON')
      .addHelpText('after', help),
  run: async ({ options, io }) => {
    const only = providerOption(options['provider'] as string | undefined)
    const environment = await readEnvironment(io)
    const states = (await providerStates(environment)).filter(({ provider }) => only === undefined || provider === only)
    const models = modelCatalogue().filter(({ provider }) => only === undefined || provider === only)
    io.out(options['json'] === true ? toJson(states, models) : toText(states, models, io.color))
    return 0
  },
}

function providerOption(name: string | undefined): ProviderName | undefined {
  if (name === undefined) return undefined
  const known = findProviderName(name)
  if (known !== undefined) return known
  const similar = nearest(name, Object.keys(providers))
  const hint =
    similar === undefined ? `Known providers: ${Object.keys(providers).join(', ')}.` : `Did you mean "${similar}"?`
  throw new UsageError('USAGE', `There is no provider "${name}". ${hint}`)
}

function toJson(states: readonly ProviderState[], models: readonly CatalogueModel[]): string {
  const usable = new Set(states.filter(({ state }) => state === 'ready').map(({ provider }) => provider))
  const list = models.map((model) => ({ name: nameOf(model), ...model, usable: usable.has(model.provider) }))
  const table = states.map(({ provider, state, variable }) => ({
    name: provider,
    usable: state === 'ready',
    state,
    variable,
  }))
  return `${JSON.stringify({ providers: table, models: list }, null, 2)}\n`
}

function toText(states: readonly ProviderState[], models: readonly CatalogueModel[], color: boolean): string {
  const style = styles(color)
  const stateOf = new Map(states.map((state) => [state.provider, state]))
  const providerTable = renderTable(
    [{ title: 'PROVIDER' }, { title: 'USABLE' }, { title: 'SET' }],
    states.map((state) => [state.provider, state.state === 'ready' ? 'yes' : 'no', reasonOf(state)]),
    style.bold,
  )
  if (models.length === 0) return `${providerTable}\nNo models are known by name here; write "provider:model".\n`
  const modelTable = renderTable(
    [
      { title: 'MODEL' },
      { title: 'WINDOW', align: 'right' },
      { title: '$ IN/M', align: 'right' },
      { title: '$ OUT/M', align: 'right' },
      { title: 'USABLE' },
    ],
    models.map((model) => [
      nameOf(model),
      model.contextWindow === undefined ? 'unknown' : model.contextWindow.toLocaleString('en-US'),
      dollars(model.price?.input),
      dollars(model.price?.output),
      stateOf.get(model.provider)?.state === 'ready' ? 'yes' : 'no',
    ]),
    style.bold,
  )
  return `${providerTable}\n${modelTable}\nPrices are in US dollars for a million tokens, as of ${pricesAsOf}; see docs/cost-and-budgets.md.\n`
}

function reasonOf({ state, variable }: ProviderState): string {
  const reasons: Readonly<Record<ProviderState['state'], string>> = {
    ready: '',
    'machine-login': `${variable} is not set; a machine of Google Cloud needs none`,
    'key-missing': `${variable} is not set`,
    'key-malformed': `${variable} is no key`,
    'address-missing': `${variable} is not set`,
    'address-invalid': `${variable} is no address`,
  }
  return reasons[state]
}

/** An unknown price is unknown, not nothing. */
function dollars(price: number | undefined): string {
  return price === undefined ? 'unknown' : String(price)
}

function nameOf({ provider, model }: CatalogueModel): string {
  return `${provider}:${model}`
}
