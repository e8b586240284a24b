import { ModelError } from '../../errors/model-error.ts'
import type { GoogleCredentials } from './google-credentials.ts'

/** What a token source needs beside the credentials. */
export interface TokenSourceOptions {
  readonly fetch: typeof globalThis.fetch
  /** Host of the metadata server of Google Cloud. */
  readonly metadataHost?: string | undefined
  /** The time in milliseconds since 1970. */
  readonly now?: (() => number) | undefined
}

interface Token {
  readonly value: string
  readonly expiresAt: number
}

const tokenUrl = 'https://oauth2.googleapis.com/token'
const scope = 'https://www.googleapis.com/auth/cloud-platform'
// A token is renewed before it expires, so that it is still good when the request arrives.
const marginMs = 5 * 60_000
// A machine that is none of Google Cloud answers at once or never.
const loginTimeoutMs = 10_000

/** Access tokens for the credentials: asked for when first needed, kept until shortly before they expire. */
export function createTokenSource(credentials: GoogleCredentials, options: TokenSourceOptions): () => Promise<string> {
  const now = options.now ?? Date.now
  let current: Token | undefined
  let pending: Promise<Token> | undefined
  return async () => {
    if (current !== undefined && current.expiresAt - marginMs > now()) return current.value
    pending ??= requestToken(credentials, options, now()).finally(() => (pending = undefined))
    current = await pending
    return current.value
  }
}

async function requestToken(credentials: GoogleCredentials, options: TokenSourceOptions, now: number): Promise<Token> {
  const answer = await exchange(credentials, options, now)
  const { access_token: value, expires_in: seconds } = (await answer.json().catch(() => ({}))) as Record<
    string,
    unknown
  >
  if (!answer.ok || typeof value !== 'string')
    throw refused(credentials, `Google refused the login (status ${answer.status})`, answer.status)
  return { value, expiresAt: now + (typeof seconds === 'number' ? seconds : 3600) * 1000 }
}

async function exchange(
  credentials: GoogleCredentials,
  { fetch, metadataHost = 'metadata.google.internal' }: TokenSourceOptions,
  now: number,
): Promise<Response> {
  const signal = AbortSignal.timeout(loginTimeoutMs)
  try {
    if (credentials.type === 'machine') {
      const url = `http://${metadataHost}/computeMetadata/v1/instance/service-accounts/default/token`
      return await fetch(url, { headers: { 'metadata-flavor': 'Google' }, signal })
    }
    return await fetch(tokenUrl, { method: 'POST', body: grantOf(credentials, now), signal })
  } catch (thrown) {
    if (ModelError.isInstance(thrown)) throw thrown
    throw refused(
      credentials,
      credentials.type === 'machine'
        ? 'this machine has no login of Google Cloud'
        : 'Google could not be reached for the login',
    )
  }
}

function grantOf(credentials: Exclude<GoogleCredentials, { type: 'machine' }>, now: number): URLSearchParams {
  if (credentials.type === 'service-account') {
    return new URLSearchParams({
      grant_type: 'urn:ietf:params:oauth:grant-type:jwt-bearer',
      assertion: signedClaim(credentials, now),
    })
  }
  const { clientId, clientSecret, refreshToken } = credentials
  return new URLSearchParams({
    grant_type: 'refresh_token',
    client_id: clientId,
    client_secret: clientSecret,
    refresh_token: refreshToken,
  })
}

/** The claim of a service account, signed with its key (RFC 7523). */
function signedClaim(
  { clientEmail, privateKey, keyId }: Extract<GoogleCredentials, { type: 'service-account' }>,
  now: number,
): string {
  const seconds = Math.floor(now / 1000)
  const encode = (part: object): string => Buffer.from(JSON.stringify(part)).toString('base64url')
  const header = encode({ alg: 'RS256', typ: 'JWT', kid: keyId })
  const content = `${header}.${encode({ iss: clientEmail, scope, aud: tokenUrl, iat: seconds, exp: seconds + 3600 })}`
  try {
    return `${content}.${process.getBuiltinModule('node:crypto').sign('RSA-SHA256', Buffer.from(content), privateKey).toString('base64url')}`
  } catch {
    throw refused({ type: 'machine' }, 'the private key of the service account cannot be read')
  }
}

function refused(credentials: GoogleCredentials, what: string, status?: number): ModelError {
  const advice =
    credentials.type === 'user'
      ? 'Run "gcloud auth application-default login" again.'
      : 'Set VERTEX_ACCESS_TOKEN or GOOGLE_APPLICATION_CREDENTIALS.'
  // A refusal of 500 and above, or silence of Google's own server, may pass; a machine without a login stays one.
  const passing = credentials.type !== 'machine' && (status === undefined || status >= 500)
  return new ModelError(
    passing ? 'MODEL_UNAVAILABLE' : 'MODEL_AUTHENTICATION',
    `Provider "google-vertex" has no access token: ${what}. ${advice}`,
    {
      details: { provider: 'google-vertex', status },
    },
  )
}
