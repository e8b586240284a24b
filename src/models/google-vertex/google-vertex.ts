import { ModelError } from '../../errors/model-error.ts'
import type { Provider } from '../provider.ts'

/**
 * Gemini on Google's Vertex AI. It speaks the same wire format as the Gemini API, with a login of Google Cloud: an access
 * token, a service account, or what Application Default Credentials find. A key that begins with "AIza" or "AQ." is a key
 * of the express mode, which has no project.
 */
export const googleVertex: Provider = {
  name: 'google-vertex',
  keyVariables: ['VERTEX_ACCESS_TOKEN', 'GOOGLE_VERTEX_API_KEY'],
  // Without a key the credentials of the machine are looked for when a model is called.
  keyOptional: true,
  keyAlternatives: [['GOOGLE_APPLICATION_CREDENTIALS'], ['GOOGLE_CLIENT_EMAIL', 'GOOGLE_PRIVATE_KEY']],
  baseUrlVariable: 'VERTEX_BASE_URL',
  defaultBaseUrl: hostOf,
  regionVariables: ['VERTEX_LOCATION', 'VERTEX_AI_LOCATION', 'GOOGLE_VERTEX_LOCATION', 'GOOGLE_CLOUD_LOCATION'],
  defaultRegion: 'us-central1',
  projectVariables: ['GOOGLE_CLOUD_PROJECT', 'VERTEX_PROJECT_ID', 'GCP_PROJECT_ID', 'GOOGLE_VERTEX_PROJECT'],
  secretVariables: ['GOOGLE_PRIVATE_KEY'],
  otherVariables: [
    'GOOGLE_APPLICATION_CREDENTIALS',
    'GOOGLE_CLIENT_EMAIL',
    'CLOUDSDK_CONFIG',
    'HOME',
    'APPDATA',
    'GCE_METADATA_HOST',
  ],
  hasLogin: async (variables) => {
    const { findGoogleCredentials } = await import('./google-credentials.ts')
    return (await findGoogleCredentials(variables)).type !== 'machine'
  },
  probeModel: 'gemini-2.5-flash-lite',
  async create({ modelId, apiKey, baseUrl, region, project, variables, headers, fetch = globalThis.fetch }) {
    // The package for Vertex AI is this class with a login of its own, which brings no way to use another.
    const { GoogleLanguageModel } = await import('@ai-sdk/google/internal')
    const login = await loginOf(apiKey, variables, fetch)
    return new GoogleLanguageModel(modelId, {
      provider: 'google.vertex.chat',
      baseURL: addressOf(baseUrl, region ?? '', project ?? login.project, isExpressKey(apiKey)),
      headers: async () => ({ ...(await login.headers()), ...headers }),
      fetch,
      generateId: () => crypto.randomUUID(),
      supportedUrls: () => ({ '*': [/^https?:\/\/.*$/, /^gs:\/\/.*$/] }),
    })
  },
}

interface Login {
  readonly headers: () => Promise<Readonly<Record<string, string>>>
  /** The project that the credentials belong to, where they say it. */
  readonly project?: string | undefined
}

async function loginOf(
  apiKey: string | undefined,
  variables: Readonly<Record<string, string>>,
  fetch: typeof globalThis.fetch,
): Promise<Login> {
  if (apiKey !== undefined) {
    const header: Record<string, string> = isExpressKey(apiKey)
      ? { 'x-goog-api-key': apiKey }
      : { authorization: `Bearer ${apiKey}` }
    return { headers: async () => header }
  }
  const { findGoogleCredentials } = await import('./google-credentials.ts')
  const { createTokenSource } = await import('./token-source.ts')
  const credentials = await findGoogleCredentials(variables)
  const token = createTokenSource(credentials, { fetch, metadataHost: variables['GCE_METADATA_HOST'] })
  return { project: credentials.project, headers: async () => ({ authorization: `Bearer ${await token()}` }) }
}

function isExpressKey(key: string | undefined): boolean {
  return key !== undefined && /^(AIza|AQ\.)/.test(key)
}

function hostOf(region: string): string {
  if (region === 'global') return 'https://aiplatform.googleapis.com'
  return region === 'eu' || region === 'us'
    ? `https://aiplatform.${region}.rep.googleapis.com`
    : `https://${region}-aiplatform.googleapis.com`
}

/** An address with a path is taken as it is. */
function addressOf(baseUrl: string, region: string, project: string | undefined, isExpress: boolean): string {
  if (new URL(baseUrl).pathname !== '/') return baseUrl
  if (isExpress && project === undefined) {
    return `${baseUrl === hostOf(region) ? hostOf('global') : baseUrl}/v1/publishers/google`
  }
  if (project === undefined) {
    throw new ModelError(
      'MODEL_ADDRESS_INVALID',
      'Provider "google-vertex" needs a project: set GOOGLE_CLOUD_PROJECT, or "project_id" in the configuration.',
      {
        details: { provider: 'google-vertex', variable: 'GOOGLE_CLOUD_PROJECT' },
      },
    )
  }
  return `${baseUrl}/v1beta1/projects/${encodeURIComponent(project)}/locations/${region}/publishers/google`
}
