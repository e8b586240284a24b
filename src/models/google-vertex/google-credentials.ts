import { ModelError } from '../../errors/model-error.ts'

/** Who logs in to Google Cloud. */
export type GoogleCredentials =
  | {
      readonly type: 'service-account'
      readonly clientEmail: string
      readonly privateKey: string
      readonly keyId?: string | undefined
      readonly project?: string | undefined
    }
  | {
      readonly type: 'user'
      readonly clientId: string
      readonly clientSecret: string
      readonly refreshToken: string
      readonly project?: string | undefined
    }
  /** The machine itself, when it is one of Google Cloud. */
  | { readonly type: 'machine'; readonly project?: undefined }

type Variables = Readonly<Record<string, string>>

/**
 * Finds credentials in the order of Google's Application Default Credentials: those set by variables, the file that
 * `GOOGLE_APPLICATION_CREDENTIALS` names, the file that `gcloud auth application-default login` writes, the machine.
 * @throws ModelError `MODEL_AUTHENTICATION` when a file is there and cannot be used.
 */
export async function findGoogleCredentials(variables: Variables): Promise<GoogleCredentials> {
  const {
    GOOGLE_CLIENT_EMAIL: clientEmail,
    GOOGLE_PRIVATE_KEY: privateKey,
    GOOGLE_APPLICATION_CREDENTIALS: named,
  } = variables
  if (clientEmail !== undefined && privateKey !== undefined) {
    // In a `.env` file the line breaks of the key are commonly written as `\n`.
    return { type: 'service-account', clientEmail, privateKey: privateKey.replaceAll(String.raw`\n`, '\n') }
  }
  if (named !== undefined) {
    const text = await readText(named)
    if (text === undefined)
      throw unusable(`the file "${named}", which GOOGLE_APPLICATION_CREDENTIALS names, cannot be read`)
    return parseCredentials(text, named)
  }
  const file = wellKnownFile(variables)
  const text = file === undefined ? undefined : await readText(file)
  return text === undefined || file === undefined ? { type: 'machine' } : parseCredentials(text, file)
}

function parseCredentials(text: string, file: string): GoogleCredentials {
  const content = parseJson(text, file)
  const field = (name: string): string => {
    const value = content[name]
    if (typeof value === 'string' && value !== '') return value
    throw unusable(`"${name}" is missing in "${file}"`)
  }
  const optional = (name: string): string | undefined => (typeof content[name] === 'string' ? content[name] : undefined)
  if (content['type'] === 'service_account') {
    const project = optional('project_id')
    return {
      type: 'service-account',
      clientEmail: field('client_email'),
      privateKey: field('private_key'),
      keyId: optional('private_key_id'),
      project,
    }
  }
  if (content['type'] === 'authorized_user') {
    const project = optional('quota_project_id')
    return {
      type: 'user',
      clientId: field('client_id'),
      clientSecret: field('client_secret'),
      refreshToken: field('refresh_token'),
      project,
    }
  }
  throw unusable(
    `"${file}" holds credentials of type "${String(content['type'])}"; "service_account" and "authorized_user" can be used`,
  )
}

function parseJson(text: string, file: string): Readonly<Record<string, unknown>> {
  try {
    const content: unknown = JSON.parse(text)
    if (typeof content === 'object' && content !== null) return content as Record<string, unknown>
  } catch {
    // The parser's own message would quote the file, private key and all.
  }
  throw unusable(`"${file}" is no JSON`)
}

function wellKnownFile({ CLOUDSDK_CONFIG, APPDATA, HOME }: Variables): string | undefined {
  const { join } = process.getBuiltinModule('node:path')
  const folder =
    CLOUDSDK_CONFIG ??
    (APPDATA !== undefined ? join(APPDATA, 'gcloud') : HOME === undefined ? undefined : join(HOME, '.config', 'gcloud'))
  return folder === undefined ? undefined : join(folder, 'application_default_credentials.json')
}

async function readText(file: string): Promise<string | undefined> {
  return process
    .getBuiltinModule('node:fs/promises')
    .readFile(file, 'utf8')
    .catch(() => undefined)
}

function unusable(what: string): ModelError {
  return new ModelError(
    'MODEL_AUTHENTICATION',
    `Provider "google-vertex" has no usable credentials: ${what}. Set VERTEX_ACCESS_TOKEN or GOOGLE_APPLICATION_CREDENTIALS.`,
    {
      details: { provider: 'google-vertex', variable: 'GOOGLE_APPLICATION_CREDENTIALS' },
    },
  )
}
