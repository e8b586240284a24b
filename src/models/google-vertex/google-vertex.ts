import { ModelError } from '../../errors/model-error.ts'
import { enumForConst } from '../prompt/enum-for-const.ts'
import { withToolSchemas } from '../prompt/with-tool-schemas.ts'
import type { CreateEmbedderOptions, Provider } from '../provider.ts'

const machineLogin =
  'Set VERTEX_ACCESS_TOKEN or GOOGLE_APPLICATION_CREDENTIALS, or log in with "gcloud auth application-default login". ' +
  'Without, the login of the machine is used, which only those of Google Cloud have.'
const noProject = 'GOOGLE_CLOUD_PROJECT is not set. Set it, or "project_id" on the agents.'

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
  inspectLogin: async ({ apiKey, project, variables }) => {
    if (isExpressKey(apiKey)) return { state: 'ready' }
    const { findGoogleCredentials } = await import('./google-credentials.ts')
    const credentials = apiKey === undefined ? await findGoogleCredentials(variables) : undefined
    if (credentials?.type === 'machine') return { state: 'machine-login', message: machineLogin }
    const holder = credentials?.type === 'user' ? { holder: 'the login of gcloud' } : {}
    const hasProject = (project ?? credentials?.project) !== undefined
    return { state: 'ready', ...holder, ...(hasProject ? {} : { message: noProject }) }
  },
  probeModel: 'gemini-2.5-flash-lite',
  settingWords: {
    reasoningBudget: (thinkingBudget) => ({ google: { thinkingConfig: { thinkingBudget } } }),
  },
  async create(options) {
    const { createGoogle } = await import('@ai-sdk/google')
    const { address, apiKey, fetch } = await logIn(options)
    const provider = createGoogle({
      // The package then speaks as it does to Vertex AI, whose own package is this one with another login.
      name: 'google.vertex.chat',
      apiKey,
      baseURL: address,
      headers: { ...options.headers },
      fetch,
    })
    return withToolSchemas(provider.chat(options.modelId), enumForConst)
  },
  async createEmbedder(options) {
    const { vertexEmbeddings } = await import('./vertex-embeddings.ts')
    const { address, apiKey, fetch } = await logIn(options)
    return vertexEmbeddings({
      modelId: options.modelId,
      address,
      headers: { 'x-goog-api-key': apiKey, ...options.headers },
      fetch,
    })
  },
}

/** What a model is reached with. */
interface Access {
  readonly address: string
  /** A key of the express mode. An access token goes into another header, in its place. */
  readonly apiKey: string
  readonly fetch: typeof globalThis.fetch
}

async function logIn(options: CreateEmbedderOptions): Promise<Access> {
  const { apiKey, baseUrl, region = '', project, variables, fetch = globalThis.fetch } = options
  const login: Login = apiKey === undefined ? await findLogin(variables, fetch) : { token: async () => apiKey }
  const isExpress = isExpressKey(apiKey)
  return {
    address: addressOf(baseUrl, region, project ?? login.project, isExpress),
    apiKey: isExpress && apiKey !== undefined ? apiKey : 'none',
    fetch: isExpress ? fetch : withToken(login.token, fetch),
  }
}

interface Login {
  readonly token: () => Promise<string>
  /** The project that the credentials belong to, where they say it. */
  readonly project?: string | undefined
}

async function findLogin(variables: Readonly<Record<string, string>>, fetch: typeof globalThis.fetch): Promise<Login> {
  const { findGoogleCredentials } = await import('./google-credentials.ts')
  const { createTokenSource } = await import('./token-source.ts')
  const credentials = await findGoogleCredentials(variables)
  const token = createTokenSource(credentials, { fetch, metadataHost: variables['GCE_METADATA_HOST'] })
  return { token, project: credentials.project }
}

/** Sends each request with an access token instead of a key. */
function withToken(token: () => Promise<string>, fetch: typeof globalThis.fetch): typeof globalThis.fetch {
  return async (input, init) => {
    const headers = new Headers(init?.headers)
    headers.delete('x-goog-api-key')
    headers.set('authorization', `Bearer ${await unlessAborted(token(), init?.signal)}`)
    return fetch(input, { ...init, headers })
  }
}

/** The value, or the reason of an abort if that comes first: a login is shared, so it goes on for the others. */
async function unlessAborted<Value>(value: Promise<Value>, signal: AbortSignal | null | undefined): Promise<Value> {
  if (signal === null || signal === undefined) return value
  signal.throwIfAborted()
  const aborted = Promise.withResolvers<never>()
  const onAbort = (): void => aborted.reject(signal.reason)
  signal.addEventListener('abort', onAbort, { once: true })
  try {
    return await Promise.race([value, aborted.promise])
  } finally {
    signal.removeEventListener('abort', onAbort)
  }
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
