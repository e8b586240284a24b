import { createCompatibleModel } from '../openai-compatible/create-compatible-model.ts'
import { openaiEmbeddings } from '../embeddings/wire/openai-embeddings.ts'
import type { Provider } from '../provider.ts'

const versionVariables = ['AZURE_OPENAI_API_VERSION', 'OPENAI_API_VERSION']

/**
 * Azure OpenAI. The model is the name of a deployment, the address that of the resource. Without an API version the
 * `/openai/v1` door is used; with a dated one the older door of the deployment, which wants it in every request.
 */
export const azure: Provider = {
  name: 'azure',
  keyVariables: ['AZURE_OPENAI_API_KEY', 'AZURE_API_KEY'],
  baseUrlVariable: 'AZURE_OPENAI_ENDPOINT',
  defaultPath: '/openai/v1',
  otherVariables: versionVariables,
  probe: { path: '/models', headers: (apiKey) => ({ 'api-key': apiKey }) },
  create: ({ apiKey, ...options }) => {
    const version = versionOf(options.variables)
    return createCompatibleModel(
      'azure',
      {
        ...options,
        // Azure's own header; `Authorization` would be taken for a token of Microsoft Entra.
        apiKey: undefined,
        headers: { 'api-key': apiKey ?? '', ...options.headers },
        baseUrl: doorOf(options.baseUrl, options.modelId, version),
      },
      isDated(version) ? { queryParams: { 'api-version': version } } : {},
    )
  },
  createEmbedder: async ({ apiKey, ...options }) => {
    const version = versionOf(options.variables)
    return openaiEmbeddings(
      'azure',
      {
        ...options,
        // As above.
        apiKey: undefined,
        headers: { 'api-key': apiKey ?? '', ...options.headers },
        baseUrl: doorOf(options.baseUrl, options.modelId, version),
      },
      {
        texts: 2048,
        limits: { bytesPerRequest: 300_000 },
        encoding: 'base64',
        ...(isDated(version) ? { query: `?api-version=${encodeURIComponent(version)}` } : {}),
      },
    )
  },
}

function versionOf(variables: Readonly<Record<string, string>>): string | undefined {
  return versionVariables.map((name) => variables[name]).find((value) => value !== undefined)
}

/** The door that the version asks for. An address with a path of its own is taken as it is. */
function doorOf(baseUrl: string, deployment: string, version: string | undefined): string {
  return isDated(version)
    ? baseUrl.replace(/\/openai\/v1$/, `/openai/deployments/${encodeURIComponent(deployment)}`)
    : baseUrl
}

function isDated(version: string | undefined): version is string {
  return version !== undefined && /^\d{4}-\d{2}-\d{2}/.test(version)
}
