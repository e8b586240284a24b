import type { ModelReport } from '../model-call.ts'

/** The same result or part, with the report in its provider metadata. */
export function withReport<Value extends { readonly providerMetadata?: Readonly<Record<string, unknown>> | undefined }>(
  value: Value,
  report: ModelReport | undefined,
): Value {
  return report === undefined ? value : { ...value, providerMetadata: { ...value.providerMetadata, aixgo: report } }
}
