import { UsageError } from '../../errors/usage-error.ts'
import { parseModelName } from '../../models/names/parse-model-name.ts'
import { describeModelName, modelCatalogue, type CatalogueModel } from '../../models/profiles/catalogue.ts'
import { findProviderName, providers, type ProviderName } from '../../models/providers.ts'
import { providerStates, type ProviderState } from '../../models/settings/provider-state.ts'
import { nearest } from '../../util/text/nearest.ts'
import type { CliCommand } from '../command.ts'
import { listModels } from '../models/list-models.ts'
import { showModel } from '../models/show-model.ts'
import { readEnvironment } from '../read-environment.ts'
import { styles } from '../render/styles.ts'

const help = `
Every other model of a provider can be used too: write "provider:model". Keys come from the environment and from the
".env" file of this folder; they are never shown. "aixgo doctor --live" tries them.

Examples:
  aixgo models
  aixgo models --provider anthropic
  aixgo models openai:gpt-5.4
  aixgo models ollama:qwen3:8b --json
  aixgo models --json | jq '.models[] | select(.usable) | .name'
`

/** `aixgo models`: who serves models, which are known, which can be used with the keys at hand, and what one of them is. */
export const modelsCommand: CliCommand = {
  configure: (command) =>
    command
      .argument('[name]', 'all that is known of this model, such as "openai:gpt-5.4"; it need not be in the list')
      .option('-p, --provider <provider>', 'only this provider')
      .option('--json', 'print JSON')
      .addHelpText('after', help),
  run: async ({ args: [name], options, io }) => {
    const only = providerOption(options['provider'] as string | undefined)
    if (name !== undefined && only !== undefined)
      throw new UsageError('USAGE', 'A model and --provider do not go together. Write "aixgo models provider:model".')
    const states = await providerStates(await readEnvironment(io))
    const isJson = options['json'] === true
    if (name !== undefined) {
      const { provider, model } = parseModelName(name)
      const described = describeModelName(provider, model)
      const state = states.find((each) => each.provider === provider)
      io.out(isJson ? json(forJson(described, states)) : showModel(described, state, styles(io.color)))
      return 0
    }
    const isAsked = ({ provider }: Pick<CatalogueModel, 'provider'>): boolean => only === undefined || provider === only
    const models = modelCatalogue().filter(isAsked)
    const asked = states.filter(isAsked)
    io.out(isJson ? listForJson(asked, models) : listModels(asked, models, styles(io.color)))
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

function listForJson(states: readonly ProviderState[], models: readonly CatalogueModel[]): string {
  const table = states.map(({ provider, state, variable }) => ({
    name: provider,
    usable: state === 'ready',
    state,
    variable,
  }))
  return json({ providers: table, models: models.map((model) => forJson(model, states)) })
}

/** A model as the loop knows it. `contextWindow` is `profile.window` under the name that it had before there were profiles. */
function forJson({ provider, model, profile, price }: CatalogueModel, states: readonly ProviderState[]): object {
  const isUsable = provider === 'offline' || states.some((each) => each.provider === provider && each.state === 'ready')
  return {
    name: `${provider}:${model}`,
    provider,
    model,
    contextWindow: profile.window,
    price,
    usable: isUsable,
    profile,
  }
}

function json(value: object): string {
  return `${JSON.stringify(value, null, 2)}\n`
}
