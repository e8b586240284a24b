import type { ModelReference, ModelResolver } from '../../models/model.ts'
import type { OfflineReply } from '../../models/offline/scripted-replies.ts'
import type { ResiliencePolicy } from '../../models/resilience-policy.ts'
import type { LoadedConfig } from '../load-config.ts'
import { protectedModel, type ProtectedModel } from '../model-resilience.ts'
import type { AgentConfig } from '../schema/config-table.ts'
import type { SystemOptions } from './system-options.ts'

/** The model of an agent and its protection: offline, the one for all, or its own. */
export async function agentModel(
  config: AgentConfig,
  loaded: LoadedConfig,
  options: SystemOptions,
): Promise<ProtectedModel | undefined> {
  if (!('model' in config) || config.model === undefined) return undefined
  if (options.offline === true) {
    const { offlineModel } = await import('../../models/offline/offline-model.ts')
    const replies = 'offline' in config ? config.offline?.replies : undefined
    const model = offlineModel({
      name: options.model ?? config.model,
      replies: replies?.map(toOfflineReply),
    })
    return { model, resilience: undefined }
  }
  const own = protectedModel({ ...config, model: config.model }, loaded, options.fetch)
  if (options.model === undefined) return own
  // One model for all has no stand-ins; what else protects the calls stays.
  const { fallback: _fallback, ...resilience } = own.resilience ?? {}
  return { model: options.model, resilience: Object.keys(resilience).length === 0 ? undefined : resilience }
}

type ReplyConfig = NonNullable<Extract<AgentConfig, { readonly offline?: unknown }>['offline']>['replies'][number]

function toOfflineReply({ match, text, toolCall }: ReplyConfig): OfflineReply {
  return { match, text, toolCall: toolCall && { name: toolCall.name, input: toolCall.input ?? {} } }
}

/** Every model that an agent may ask: its own, those that stand in for it, and the cheaper one of its budget. */
export function modelsOf(
  config: AgentConfig,
  {
    model,
    resilience,
  }: { readonly model: ModelReference | undefined; readonly resilience: ResiliencePolicy | undefined },
): readonly ModelReference[] {
  const cheaper = 'budget' in config ? config.budget?.cheaperModel : undefined
  const fallback = (resilience?.fallback?.models ?? []).map((entry) =>
    typeof entry === 'object' && 'model' in entry ? entry.model : entry,
  )
  return [model, cheaper, ...fallback].filter((each) => each !== undefined)
}

/** Finds a missing key or an unknown provider before the first message instead of at it. */
export async function checkModels(models: Iterable<ModelReference>, resolveModel: ModelResolver): Promise<void> {
  for (const model of models) {
    const resolved = await resolveModel(model)
    // A model with settings of its own is made on first use; asking what it supports is one.
    await resolved.supportedUrls
  }
}

/** What turns names into models: the offline model, the program's own resolver, or the built-in providers. */
export async function systemResolver(loaded: LoadedConfig, options: SystemOptions): Promise<ModelResolver> {
  if (options.offline === true) {
    const { offlineResolver } = await import('../../models/offline/offline-resolver.ts')
    return offlineResolver()
  }
  if (options.resolveModel !== undefined) return options.resolveModel
  const { createModelResolver } = await import('../../models/resolve-model.ts')
  return createModelResolver({ environment: loaded.env, fetch: options.fetch })
}
