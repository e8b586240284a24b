import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { fakeIo } from '../../test/support/fake-io.ts'
import { startServer } from '../../test/support/servers/http-server.ts'
import { prices } from '../models/prices/prices.ts'
import { profileOf } from '../models/profiles/profile-of.ts'
import { checkRuntime, oldestNode } from './doctor/check-runtime.ts'
import { main } from './main.ts'

let directory: string
beforeEach(() => void (directory = mkdtempSync(join(tmpdir(), 'aixgo-doctor-'))))
afterEach(() => rmSync(directory, { recursive: true }))

const write = (name: string, text: string): void => writeFileSync(join(directory, name), text, { mode: 0o600 })

async function aixgo(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const io = fakeIo({ directory, environment })
  const code = await main(args, io)
  return { code, output: io.output(), errors: io.errors() }
}

interface Report {
  readonly ok: boolean
  readonly findings: readonly {
    readonly check: string
    readonly subject: string
    readonly status: string
    readonly message: string
    readonly hint?: string
  }[]
}

async function doctor(args: readonly string[], environment: Readonly<Record<string, string>> = {}) {
  const { code, output } = await aixgo(['doctor', ...args, '--json'], environment)
  const report = JSON.parse(output) as Report
  const about = (check: string): readonly string[] =>
    report.findings
      .filter((finding) => finding.check === check)
      .map(({ subject, status, message }) => `${status} ${subject}: ${message}`)
  return { code, output, report, about }
}

const team = (model: string): string =>
  `agents:\n  - { name: helper, role: react, model: "${model}", inputs: [{ source: questions }] }\n`

describe('aixgo models', () => {
  it('says which providers and models can be used with the keys at hand, those of .env too', async () => {
    write('.env', 'ANTHROPIC_API_KEY=sk-ant-very-secret\n')
    const { output, code } = await aixgo(['models'], { GROQ_API_KEY: 'gsk_secret' })
    expect(code).toBe(0)
    expect(output).toMatch(/^anthropic +yes$/m)
    expect(output).toMatch(/^groq +yes$/m)
    expect(output).toMatch(/^openai +no +OPENAI_API_KEY is not set$/m)
    expect(output).toMatch(/^anthropic\n(claude.*\n)*claude-haiku-4-5 +200,000 +64,000 +yes +yes +1 +5$/m)
    expect(output).toMatch(/^openai \(not usable\)\n(gpt.*\n)*gpt-4o +128,000 +16,384 +yes +yes +2\.5 +10$/m)
    expect(output).toMatch(/^mistral-large-latest +256,000 +\? +yes +yes +\? +\?$/m)
    expect(output).not.toContain('secret')
    expect(output.split('\n').filter((line) => line.length > 80)).toEqual([])
  })

  it('shows one provider, by any of its names, as JSON', async () => {
    const { output } = await aixgo(['models', '--provider', 'gemini', '--json'], { GOOGLE_API_KEY: 'AIzaSecret' })
    const { providers, models } = JSON.parse(output) as {
      providers: unknown[]
      models: { name: string; usable: boolean }[]
    }
    expect(providers).toEqual([{ name: 'google', usable: true, state: 'ready', variable: 'GOOGLE_API_KEY' }])
    expect(models.every(({ name, usable }) => name.startsWith('google:') && usable)).toBe(true)
    expect(models).toContainEqual({
      name: 'google:gemini-2.5-pro',
      provider: 'google',
      model: 'gemini-2.5-pro',
      contextWindow: 1_048_576,
      price: prices['google']?.['gemini-2.5-pro'],
      usable: true,
      profile: profileOf('google:gemini-2.5-pro'),
    })
  })

  it('shows of every model what the loop works with', async () => {
    const { models } = JSON.parse((await aixgo(['models', '--json'])).output) as {
      models: { name: string; provider: string; model: string; contextWindow?: number; profile: unknown }[]
    }
    const { output } = await aixgo(['models'])
    expect(models.length).toBeGreaterThan(40)
    for (const { name, provider, model, contextWindow, profile } of models) {
      const own = profileOf(name)
      const { window, maxOutput, abilities } = own
      expect({ profile, contextWindow }, name).toEqual({ profile: own, contextWindow: window })
      const words = [window, maxOutput].map((tokens) => tokens?.toLocaleString('en-US') ?? '?')
      const schema = abilities.schema === 'alone' ? 'alone' : abilities.schema ? 'yes' : 'no'
      const section = output.slice(output.indexOf(`\n${provider} (not usable)\n`)).split('\n\n')[0] ?? ''
      const [line = ''] = section.split('\n').filter((each) => each.startsWith(`${model} `))
      expect(line.split(/ +/).slice(1, 5), name).toEqual([...words, abilities.tools ? 'yes' : 'text', schema])
    }
  })

  it('shows all that is known of one model, in the list or not', async () => {
    const listed = await aixgo(['models', 'openai/gpt-5.4'], { OPENAI_API_KEY: 'sk-very-secret' })
    expect(listed.output).toMatchInlineSnapshot(`
      "openai:gpt-5.4
        family            gpt-5.4
        usable            yes
        window            1,050,000 tokens
        longest answer    128,000 tokens
        input             text, images, PDF documents
        tools             yes
        output schema     in the request, strict where it can be
        reasoning         can be switched on or off
        sampling          temperature, top_p and penalties are refused
        limit is sent as  max_completion_tokens (Chat Completions)
        time limits       first byte 10m, idle 10m, answer 30m
        price             $2.5 in, $0.25 cached, $15 out
          above 272,000   $5 in, $0.5 cached, $22.5 out
      Prices are for a million tokens, as of 2026-11-22.
      "
    `)
    expect((await aixgo(['models', 'groq:openai/gpt-oss-20b'])).output).toMatchInlineSnapshot(`
      "groq:openai/gpt-oss-20b
        family            gpt-oss
        usable            no: GROQ_API_KEY is not set
        window            131,072 tokens
        longest answer    65,536 tokens
        input             text
        tools             yes, but none can be forced
        output schema     in the request, strict where it can be
          beside tools    asked for in the instructions
        reasoning         always
        sampling          as the settings say
        limit is sent as  max_tokens (Chat Completions)
        time limits       first byte 10m, idle 10m, answer 30m
        price             $0.075 in, $0.0375 cached, $0.3 out
      Prices are for a million tokens, as of 2026-11-22.
      "
    `)
    expect((await aixgo(['models', 'ollama:my-own-model'])).output).toMatchInlineSnapshot(`
      "ollama:my-own-model
        family            unknown
        usable            yes
        window            not known
        longest answer    not known
        input             text, images, audio
        tools             yes
        output schema     in the request, strict where it can be
          beside tools    asked for as a tool
        reasoning         not known
        sampling          as the settings say
        limit is sent as  max_tokens (Chat Completions)
        time limits       first byte 10m, idle 10m, answer 30m
        price             $0 in, $0 cached, $0 out
      Prices are for a million tokens, as of 2026-11-22.
      "
    `)
    const json = JSON.parse((await aixgo(['models', 'azure:prod-o3-mini', '--json'])).output) as object
    expect(json).toMatchObject({ name: 'azure:prod-o3-mini', usable: false, profile: profileOf('azure:prod-o3-mini') })
  })

  it('refuses a name that it does not understand, and a model beside a provider', async () => {
    const mistyped = await aixgo(['models', 'opanai:gpt-4o'])
    expect(mistyped.code).toBe(3)
    expect(mistyped.errors).toContain('Did you mean "openai:gpt-4o"?')
    expect((await aixgo(['models', 'gpt-4o', '--provider', 'openai'])).code).toBe(2)
  })

  it('refuses a provider that it does not know', async () => {
    const { code, errors } = await aixgo(['models', '--provider', 'antropic'])
    expect(code).toBe(2)
    expect(errors).toContain('Did you mean "anthropic"?')
  })
})

describe('aixgo doctor', () => {
  it('finds nothing wrong where all is well, and says what it looked at', async () => {
    write('agents.yaml', team('openai:gpt-4o'))
    write('.env', 'OPENAI_API_KEY=sk-very-secret\n')
    const { code, output } = await aixgo(['doctor'])
    expect(code).toBe(0)
    expect(output).toMatch(/✓ runtime +aixgo .* on /)
    expect(output).toMatch(/✓ config +.*agents\.yaml: 1 agent, nothing is wrong/)
    expect(output).toMatch(/✓ permissions .*\.env: only you can read it/)
    expect(output).toMatch(/✓ key +openai: OPENAI_API_KEY is set/)
    expect(output).not.toContain('secret')
  })

  it('misses the key of a provider that the configuration uses, and no other', async () => {
    write('agents.yaml', team('bedrock/amazon.nova-lite-v1:0'))
    const { code, about, report } = await doctor([])
    expect(code).toBe(4)
    expect(report.ok).toBe(false)
    expect(about('key')).toEqual([
      'error amazon-bedrock: AWS_BEARER_TOKEN_BEDROCK is not set, and the configuration uses "amazon-bedrock"',
    ])
  })

  it('misses no key where the agent or its model service brings the login', async () => {
    const service =
      'model_services: [{ name: local, model: phi, runtime: ollama, config: { address: "http://127.0.0.1:1" } }]\n'
    write(
      'agents.yaml',
      `${service}${team('local')}  - { name: two, role: react, model: gpt-4o, api_key_env: MY_KEY }\n`,
    )
    expect((await doctor([], { MY_KEY: 'k' })).code).toBe(0)
  })

  it('cannot tell whether a machine has a login of Google Cloud, and says so', async () => {
    write('agents.yaml', team('vertex/gemini-2.5-pro'))
    const { about, code } = await doctor([], { HOME: directory })
    expect(code).toBe(0)
    expect(about('key')).toEqual(['warning google-vertex: no login is set'])
    expect((await aixgo(['models', '-p', 'vertex'], { HOME: directory })).output).toMatch(/^google-vertex +no +VERTEX/m)
    const withoutProject = await doctor([], { VERTEX_ACCESS_TOKEN: 'ya29.secret' })
    expect(withoutProject.report.findings).toContainEqual({
      check: 'key',
      subject: 'google-vertex',
      status: 'warning',
      message: 'VERTEX_ACCESS_TOKEN is set',
      hint: 'GOOGLE_CLOUD_PROJECT is not set. Set it, or "project_id" on the agents.',
    })
  })

  it.each([
    ['<your key>', 'error', 'OPENAI_API_KEY is no key'],
    ['"sk-in-quotes"', 'error', 'OPENAI_API_KEY is no key'],
    ['your-api-key-here', 'error', 'OPENAI_API_KEY is no key'],
    ['sk-...', 'error', 'OPENAI_API_KEY is no key'],
    ['sk-with space', 'error', 'OPENAI_API_KEY is no key'],
    ['gsk_of_another', 'warning', 'OPENAI_API_KEY is set'],
    ['sk-proj-abc', 'ok', 'OPENAI_API_KEY is set'],
  ])('looks at the form of a key: %s', async (key, status, message) => {
    const { about, output, code } = await doctor([], { OPENAI_API_KEY: key })
    expect(about('key')).toEqual([`${status} openai: ${message}`])
    expect(code).toBe(status === 'error' ? 4 : 0)
    expect(output).not.toContain(JSON.stringify(key).slice(1, -1))
  })

  it('takes a key of any form for a gateway, and refuses an address that is none', async () => {
    const gateway = await doctor([], { OPENAI_API_KEY: 'company-7f', OPENAI_BASE_URL: 'https://llm.example/v1' })
    expect(gateway.about('key')).toEqual(['ok openai: OPENAI_API_KEY is set'])
    const wrong = await doctor([], { OPENAI_API_KEY: 'sk-1', OPENAI_BASE_URL: 'llm.example' })
    expect(wrong.about('key')).toEqual(['error openai: OPENAI_BASE_URL is no address'])
    expect(wrong.code).toBe(3)
  })

  it('checks the configuration that is named, and does without one', async () => {
    write('broken.yaml', 'agents: [{ name: A, role: nobody }]')
    const broken = await doctor(['--config', 'broken.yaml'])
    expect(broken.code).toBe(3)
    expect(broken.about('config')[0]).toMatch(/^error .*broken\.yaml: \d errors/)
    expect((await doctor([])).about('config')).toEqual(['skipped none: no configuration was found here'])
    expect((await aixgo(['doctor', '--config', 'absent.yaml'])).code).toBe(3)
  })

  it.skipIf(process.platform === 'win32')('warns of an .env that others can read', async () => {
    write('.env', 'OPENAI_API_KEY=sk-1\n')
    chmodSync(join(directory, '.env'), 0o644)
    const { about, code } = await doctor([])
    expect(code).toBe(0)
    expect(about('permissions')).toEqual([
      `warning ${join(directory, '.env')}: others on this machine may read it (mode 644)`,
    ])
  })

  it('tries each login with --live, and nobody without it', async () => {
    await using server = await startServer(({ headers }, response) => {
      response.writeHead(headers['authorization'] === 'Bearer good-key-1' ? 200 : 401).end('{}')
    })
    const environment = {
      OPENAI_API_KEY: 'good-key-1',
      OPENAI_BASE_URL: `${server.url}/v1`,
      GROQ_API_KEY: 'bad-key-22',
      GROQ_BASE_URL: `${server.url}/v1`,
    }
    await doctor([], environment)
    expect(server.requests).toEqual([])
    const { code, about, output } = await doctor(['--live'], environment)
    expect(about('live')).toEqual([
      'error groq: Provider "groq" refused the key (status 401). Check GROQ_API_KEY.',
      'ok openai: answers, and takes the login',
    ])
    expect(code).toBe(4)
    expect(output).not.toContain('bad-key-22')
    expect(server.requests.map(({ method, path }) => `${method} ${path}`)).toEqual(['GET /v1/models', 'GET /v1/models'])
  })

  it('knows the oldest Node.js that the package supports', () => {
    const { engines } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8')) as {
      engines: { node: string }
    }
    expect(engines.node).toBe(`>=${oldestNode}`)
    expect(checkRuntime({ node: '22.17.9' }).status).toBe('error')
    expect(checkRuntime({ node: '22.18.0' }).status).toBe('ok')
    expect(checkRuntime({ node: '24.0.0' }).status).toBe('ok')
    expect(checkRuntime({ node: '20.0.0', bun: '1.4.5' }).status).toBe('ok')
  })
})
