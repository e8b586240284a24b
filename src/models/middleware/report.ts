import type { ModelReport } from '../model-call.ts'

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
