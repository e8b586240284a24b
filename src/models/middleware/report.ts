import type { ModelCall, ModelReport } from '../model-call.ts'
import { unpricedOf } from './attempts/unpriced.ts'

/** What is worth reporting of a call, or `undefined` when it went straight. */
export function reportOf({ attempts, notes, requests }: ModelCall): ModelReport | undefined {
  const unpriced = requests.length > 1 ? unpricedOf(requests) : []
  if (attempts.length === 0 && unpriced.length === 0 && Object.keys(notes).length === 0) return undefined
  return {
    ...(attempts.length === 0 ? {} : { attempts: [...attempts] }),
    ...notes,
    ...(unpriced.length === 0 ? {} : { unpriced }),
  }
}

/** The same result or part, with the report in its provider metadata. */
export function withReport<Value extends { readonly providerMetadata?: Readonly<Record<string, unknown>> | undefined }>(
  value: Value,
  report: ModelReport | undefined,
): Value {
  if (report === undefined) return value
  const { providerMetadata } = value
  const known = providerMetadata?.['aixgo']
  const aixgo = typeof known === 'object' && known !== null ? { ...known, ...report } : report
  return { ...value, providerMetadata: { ...providerMetadata, aixgo } }
}
