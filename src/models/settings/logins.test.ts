import { generateKeyPairSync, verify } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { bedrockConverse } from '../../../test/support/servers/bedrock-converse.ts'
import { startFakeProvider } from '../../../test/support/servers/fake-provider.ts'
import { gemini } from '../../../test/support/servers/gemini.ts'
import { openaiChat } from '../../../test/support/servers/openai-chat.ts'
import { createTokenSource } from '../google-vertex/token-source.ts'
import type { Environment, ProviderSettings } from './provider-settings.ts'
import { createModelResolver } from '../resolve-model.ts'

const folder = mkdtempSync(join(tmpdir(), 'aixgo-logins-'))
afterAll(() => rmSync(folder, { recursive: true }))

interface Sent {
  readonly url: URL
  readonly headers: Headers
  readonly body: string
}

/** Asks a model for one answer; all addresses lead to one server, and what was sent to them is kept. */
async function ask(
  name: string,
  environment: Environment,
  { settings = {}, temperature }: { settings?: ProviderSettings; temperature?: number } = {},
) {
  await using server = await startFakeProvider([gemini, bedrockConverse, openaiChat], {
    type: 'answer',
    text: 'Hello.',
  })
  const sent: Sent[] = []
  const toServer: typeof fetch = async (input, init) => {
    const url = new URL(String(input))
    sent.push({ url, headers: new Headers(init?.headers), body: String(init?.body ?? '') })
    if (/oauth2\.|metadata/.test(url.host))
      return Response.json({ access_token: 'ya29.granted-token', expires_in: 3600 })
    return fetch(`${server.url}${url.pathname}${url.search}`, init)
  }
  const provider = name.split(':')[0] ?? ''
  const resolve = createModelResolver({ environment, fetch: toServer, overrides: { [provider]: settings } })
  const model = await resolve(name)
  await model.doGenerate({
    prompt: [{ role: 'user', content: [{ type: 'text', text: 'Hi' }] }],
    ...(temperature === undefined ? {} : { temperature }),
  })
  return { sent, last: sent.at(-1)! }
}

describe('Vertex AI', () => {
  const { privateKey, publicKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
    publicKeyEncoding: { type: 'spki', format: 'pem' },
  })
  const project = 'GOOGLE_CLOUD_PROJECT'

  it('takes an access token, a project and a location', async () => {
    const { last } = await ask('google-vertex:gemini-2.5-flash', {
      VERTEX_ACCESS_TOKEN: 'ya29.mine',
      [project]: 'acme',
      VERTEX_LOCATION: 'europe-west4',
    })
    expect(last.url.origin).toBe('https://europe-west4-aiplatform.googleapis.com')
    expect(last.url.pathname).toBe(
      '/v1beta1/projects/acme/locations/europe-west4/publishers/google/models/gemini-2.5-flash:generateContent',
    )
    expect(last.headers.get('authorization')).toBe('Bearer ya29.mine')
  })

  it('logs in with a service account, whose file also names the project', async () => {
    const file = join(folder, 'account.json')
    writeFileSync(
      file,
      JSON.stringify({
        type: 'service_account',
        project_id: 'from-file',
        client_email: 'robot@acme',
        private_key: privateKey,
        private_key_id: 'k1',
      }),
    )
    const { sent, last } = await ask('google-vertex:gemini-2.5-flash', { GOOGLE_APPLICATION_CREDENTIALS: file })
    const [header = '', claim = '', signature = ''] =
      new URLSearchParams(sent[0]?.body).get('assertion')?.split('.') ?? []
    expect(JSON.parse(Buffer.from(header, 'base64url').toString())).toEqual({ alg: 'RS256', typ: 'JWT', kid: 'k1' })
    expect(JSON.parse(Buffer.from(claim, 'base64url').toString())).toMatchObject({
      iss: 'robot@acme',
      aud: 'https://oauth2.googleapis.com/token',
    })
    expect(
      verify('RSA-SHA256', Buffer.from(`${header}.${claim}`), publicKey, Buffer.from(signature, 'base64url')),
    ).toBe(true)
    expect(last.url.pathname).toContain('/projects/from-file/locations/us-central1/')
    expect(last.headers.get('authorization')).toBe('Bearer ya29.granted-token')
  })

  it('logs in with a service account in variables, its line breaks written as \\n', async () => {
    const key = privateKey.replaceAll('\n', String.raw`\n`)
    const { last } = await ask('google-vertex:gemini-2.5-flash', {
      GOOGLE_CLIENT_EMAIL: 'robot@acme',
      GOOGLE_PRIVATE_KEY: key,
      [project]: 'acme',
    })
    expect(last.headers.get('authorization')).toBe('Bearer ya29.granted-token')
  })

  it('finds the login of gcloud', async () => {
    writeFileSync(
      join(folder, 'application_default_credentials.json'),
      JSON.stringify({ type: 'authorized_user', client_id: 'c', client_secret: 's', refresh_token: 'r' }),
    )
    const { sent } = await ask('google-vertex:gemini-2.5-flash', { CLOUDSDK_CONFIG: folder, [project]: 'acme' })
    expect(Object.fromEntries(new URLSearchParams(sent[0]?.body))).toEqual({
      grant_type: 'refresh_token',
      client_id: 'c',
      client_secret: 's',
      refresh_token: 'r',
    })
  })

  it('asks the machine when nothing else is there', async () => {
    const { sent, last } = await ask('google-vertex:gemini-2.5-flash', {
      HOME: join(folder, 'nobody'),
      [project]: 'acme',
    })
    expect(sent[0]?.url.href).toBe(
      'http://metadata.google.internal/computeMetadata/v1/instance/service-accounts/default/token',
    )
    expect(sent[0]?.headers.get('metadata-flavor')).toBe('Google')
    expect(last.headers.get('authorization')).toBe('Bearer ya29.granted-token')
  })

  it('takes a key of the express mode, without a project', async () => {
    const { last } = await ask('google-vertex:gemini-2.5-flash', { GOOGLE_VERTEX_API_KEY: 'AIzaExpress' })
    expect(last.url.href).toBe(
      'https://aiplatform.googleapis.com/v1/publishers/google/models/gemini-2.5-flash:generateContent',
    )
    expect(last.headers.get('x-goog-api-key')).toBe('AIzaExpress')
    expect(last.headers.get('authorization')).toBeNull()
  })

  it('says what is missing or unusable, and never shows a key', async () => {
    const noProject = ask('google-vertex:gemini-2.5-flash', { VERTEX_ACCESS_TOKEN: 'ya29.mine' })
    await expect(noProject).rejects.toMatchObject({
      code: 'MODEL_ADDRESS_INVALID',
      message: expect.stringContaining('GOOGLE_CLOUD_PROJECT') as string,
    })
    const badRegion = ask('google-vertex:gemini-2.5-flash', {
      VERTEX_ACCESS_TOKEN: 'ya29.mine',
      [project]: 'a',
      VERTEX_LOCATION: 'evil.example/x',
    })
    await expect(badRegion).rejects.toMatchObject({ code: 'MODEL_ADDRESS_INVALID' })
    const file = join(folder, 'broken.json')
    writeFileSync(file, '{"private_key": "TOP-SECRET')
    const broken = await ask('google-vertex:gemini-2.5-flash', {
      GOOGLE_APPLICATION_CREDENTIALS: file,
      [project]: 'a',
    }).catch((error: unknown) => error)
    expect(broken).toMatchObject({ code: 'MODEL_AUTHENTICATION' })
    expect(String(broken)).not.toContain('TOP-SECRET')
  })

  it('asks for a new token shortly before the old one expires, and once for calls at the same time', async () => {
    let asked = 0
    let now = 0
    const fetch = async (): Promise<Response> => Response.json({ access_token: `token-${++asked}`, expires_in: 3600 })
    const token = createTokenSource({ type: 'machine' }, { fetch, now: () => now })
    expect(await Promise.all([token(), token()])).toEqual(['token-1', 'token-1'])
    now = 54 * 60_000
    expect(await token()).toBe('token-1')
    now = 56 * 60_000
    expect(await token()).toBe('token-2')
  })

  it('stops waiting for a login when the call is aborted', async () => {
    const controller = new AbortController()
    const reason = new Error('the caller left')
    const silent: typeof fetch = async () => (controller.abort(reason), new Promise<never>(() => {}))
    const resolve = createModelResolver({
      environment: { HOME: folder, [project]: 'acme', CLOUDSDK_CONFIG: join(folder, 'none') },
      fetch: silent,
    })
    const model = await resolve('google-vertex:gemini-2.5-flash')
    const call = model.doGenerate({ prompt: [], abortSignal: controller.signal })
    await expect(call).rejects.toBe(reason)
  })

  it('calls a refused login an authentication error and an unreachable one passing', async () => {
    const user = { type: 'user', clientId: 'c', clientSecret: 's', refreshToken: 'r' } as const
    const refused = createTokenSource(user, { fetch: async () => Response.json({}, { status: 400 }) })
    await expect(refused()).rejects.toMatchObject({ code: 'MODEL_AUTHENTICATION', retryable: false })
    const unreachable = createTokenSource(user, { fetch: () => Promise.reject(new TypeError('fetch failed')) })
    await expect(unreachable()).rejects.toMatchObject({ code: 'MODEL_UNAVAILABLE', retryable: true })
  })
})

describe('Amazon Bedrock', () => {
  const model = 'amazon-bedrock:amazon.nova-lite-v1:0'

  it('signs requests with the credentials of the environment, in its region', async () => {
    const { last } = await ask(model, {
      AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE',
      AWS_SECRET_ACCESS_KEY: 'wJalr',
      AWS_SESSION_TOKEN: 'session',
      AWS_DEFAULT_REGION: 'eu-central-1',
    })
    expect(last.url.host).toBe('bedrock-runtime.eu-central-1.amazonaws.com')
    expect(last.headers.get('authorization')).toMatch(
      /^AWS4-HMAC-SHA256 Credential=AKIAEXAMPLE\/\d{8}\/eu-central-1\/bedrock\/aws4_request/,
    )
    expect(last.headers.get('x-amz-security-token')).toBe('session')
  })

  it('prefers AWS_REGION, and a region that is set in code to both', async () => {
    const keys = {
      AWS_BEARER_TOKEN_BEDROCK: 'bedrock-key',
      AWS_REGION: 'us-west-2',
      AWS_DEFAULT_REGION: 'eu-central-1',
    }
    expect((await ask(model, keys)).last.url.host).toContain('us-west-2')
    const { last } = await ask(model, keys, { settings: { region: 'ap-south-1' } })
    expect(last.url.host).toContain('ap-south-1')
    expect(last.headers.get('authorization')).toBe('Bearer bedrock-key')
  })

  it('names both ways to log in when there is none', async () => {
    await expect(ask(model, { AWS_ACCESS_KEY_ID: 'AKIAEXAMPLE' })).rejects.toMatchObject({
      code: 'MODEL_KEY_MISSING',
      message: expect.stringContaining(
        'AWS_BEARER_TOKEN_BEDROCK, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY',
      ) as string,
    })
  })
})

describe('Azure OpenAI', () => {
  const environment = { AZURE_OPENAI_API_KEY: 'azure-key', AZURE_OPENAI_ENDPOINT: 'https://acme.openai.azure.com/' }

  it('sends its own header to the resource', async () => {
    const { last } = await ask('azure:chat', environment)
    expect(last.url.href).toBe('https://acme.openai.azure.com/openai/v1/chat/completions')
    expect(last.headers.get('api-key')).toBe('azure-key')
    expect(last.headers.get('authorization')).toBeNull()
  })

  it('goes to the deployment when a dated version is asked for', async () => {
    const { last } = await ask('azure:chat', { ...environment, AZURE_OPENAI_API_VERSION: '2024-10-21' })
    expect(last.url.href).toBe(
      'https://acme.openai.azure.com/openai/deployments/chat/chat/completions?api-version=2024-10-21',
    )
  })
})

describe('Hugging Face', () => {
  it('sends the token to the router, under either name', async () => {
    for (const name of ['HF_TOKEN', 'HUGGINGFACE_API_KEY']) {
      const { last } = await ask('huggingface:openai/gpt-oss-120b:groq', { [name]: 'hf_token' })
      expect(last.url.href).toBe('https://router.huggingface.co/v1/chat/completions')
      expect(last.headers.get('authorization')).toBe('Bearer hf_token')
    }
  })

  it("needs no token for a server of one's own", async () => {
    const { last } = await ask('huggingface:tgi', {}, { settings: { baseUrl: 'http://tgi.local:8080' } })
    expect(last.url.href).toBe('http://tgi.local:8080/v1/chat/completions')
    await expect(ask('huggingface:tgi', {})).rejects.toMatchObject({ code: 'MODEL_KEY_MISSING' })
  })
})

describe('settings of a call', () => {
  it.each([
    ['groq:m', { GROQ_API_KEY: 'gsk_1' }],
    ['amazon-bedrock:amazon.nova-lite-v1:0', { AWS_BEARER_TOKEN_BEDROCK: 'bedrock-key' }],
    ['google-vertex:gemini-2.5-flash', { GOOGLE_VERTEX_API_KEY: 'AIzaExpress' }],
  ])('reach %s when they are set, 0 included, and only then', async (name, environment) => {
    expect((await ask(name, environment)).last.body).not.toContain('temperature')
    expect((await ask(name, environment, { temperature: 0 })).last.body).toContain('"temperature":0')
  })
})
