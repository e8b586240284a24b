import { checkServiceModel } from '../../../agents/configured/check-model-name.ts'
import { findProviderName, providers } from '../../../models/providers.ts'
import { nearest } from '../../../util/text/nearest.ts'
import { isRecord } from '../../../util/is-record.ts'
import { quote } from '../../../util/text/printable.ts'
import type { CheckContext } from '../../check/check-context.ts'
import type { CheckedFile, CheckedSection } from '../section.ts'

type Values = Readonly<Record<string, unknown>>

/** Checks what the keys of `model_services` say of each other, and notes the names that agents may use. */
export function checkModelServices(
  { values: services }: CheckedSection,
  _file: CheckedFile,
  context: CheckContext,
): void {
  if (!Array.isArray(services)) return
  const names = new Set<string>()
  for (const [index, service] of services.entries()) {
    if (!isRecord(service)) continue
    const path = ['model_services', index]
    const { name, model } = service
    for (const each of [name, model]) if (typeof each === 'string') context.ownModels.add(each)
    if (typeof name === 'string' && !context.isDoubtful([...path, 'name'])) {
      if (names.has(name))
        context.error(
          [...path, 'name'],
          `Two model services have the name ${quote(name)}.`,
          'Give each a name of its own.',
        )
      names.add(name)
    }
    checkProvider(service, index, context)
    checkServiceModel(service, path, context)
    checkAddress(service, index, context)
  }
}

// Beside a runtime of one's own the provider is a remark, as in the original.
function checkProvider({ runtime = 'cloud', provider }: Values, index: number, context: CheckContext): void {
  const path = ['model_services', index, 'provider']
  if (runtime !== 'cloud' || typeof provider !== 'string' || context.isDoubtful(path)) return
  if (findProviderName(provider) !== undefined) return
  const known = Object.keys(providers)
  const similar = nearest(provider, known)
  const hint =
    similar === undefined
      ? `Known providers: ${known.map((each) => `"${each}"`).join(', ')}.`
      : `Did you mean "${similar}"?`
  context.error(path, `The provider ${quote(provider)} is not known.`, hint)
}

function checkAddress({ address, config }: Values, index: number, context: CheckContext): void {
  const inner = isRecord(config) ? (config['address'] ?? config['endpoint']) : undefined
  if (address === undefined || inner === undefined) return
  context.error(
    ['model_services', index, 'address'],
    'The service has two addresses: "address" and "config.address".',
    'Keep one of them.',
  )
}
