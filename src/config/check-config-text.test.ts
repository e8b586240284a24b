import { describe, expect, it } from 'vitest'
import { roles } from '../agents/roles.ts'
import { checkConfigText, type ConfigTextOptions } from './check-config-text.ts'

const roleList = Object.keys(roles)
  .map((name) => `"${name}"`)
  .join(', ')

type Options = Partial<ConfigTextOptions>

function check(text: string, options: Options = {}) {
  return checkConfigText(text, { file: 'agents.yaml', env: {}, home: '/home/me', ...options })
}

/** What is found in a text, as `line:column severity message hint`. */
function problems(text: string, options: Options = {}): readonly string[] {
  return check(text, options).problems.map(({ severity, line, column, message, hint = '' }) =>
    `${line}:${column} ${severity} ${message} ${hint}`.trim(),
  )
}

/** What is found in one agent whose keys are given, without its dashes. Its first line is line 2. */
function agentProblems(keys: string, options: Options = {}): readonly string[] {
  return problems(`agents:\n  - ${keys.trim().replaceAll('\n', '\n    ')}\n`, options)
}

const react = 'name: a\nrole: react\nmodel: m\n'

function firstAgent(keys: string, options: Options = {}) {
  const { config, problems: found } = check(`agents:\n  - ${keys.trim().replaceAll('\n', '\n    ')}\n`, options)
  expect(found.filter(({ severity }) => severity === 'error')).toEqual([])
  return config?.agents[0]
}

describe('a configuration that is right', () => {
  it('becomes an object with camelCase keys, milliseconds and defaults', () => {
    const { config, problems: found } = check(`
supervisor: { max_rounds: 3 }
config: { agent_start_timeout: 1m30s }
agents:
  - name: p
    role: producer
    source: { http: { url: "https://example.org/x", interval: 5s, headers: { X_Y: z } } }
    rate: 0.5
    limit: 10
  - name: r
    role: react
    model: openai:gpt-4o
    prompt: Hi.
    max_tokens: 5
    top_p: 0.5
    timeout: 1.5h
    depends_on: [p]
    inputs: [{ target: p }]
    outputs: [{ target: out }]
    mailbox: { capacity: 5, overflow: drop-oldest }
    restart: { max_attempts: 2, initial_backoff: 1s, max_backoff: 2s, multiplier: 1.5 }
    tools:
      - { module: ./tools.ts, export: look_up, timeout: 10s }
      - name: my_tool
        parameters: { type: object, properties: { snake_case: { type: string } } }
    output_schema: { type: object, properties: { some_key: { type: number } } }
    offline: { replies: [{ match: x, tool_call: { name: my_tool, input: { snake_case: y } } }] }
`)
    expect(found).toEqual([])
    expect(config).toMatchObject({ supervisor: { maxRounds: 3 }, config: { agentStartTimeoutMs: 90_000 } })
    expect(config?.agents).toEqual([
      {
        name: 'p',
        role: 'producer',
        source: { http: { url: 'https://example.org/x', intervalMs: 5000, headers: { X_Y: 'z' } } },
        rate: 0.5,
        limit: 10,
        outputs: [],
        dependsOn: [],
      },
      {
        name: 'r',
        role: 'react',
        model: 'openai:gpt-4o',
        prompt: 'Hi.',
        providers: [],
        maxTokens: 5,
        topP: 0.5,
        timeoutMs: 5_400_000,
        dependsOn: ['p'],
        inputs: [{ source: 'p' }],
        outputs: [{ target: 'out' }],
        mailbox: { capacity: 5, overflow: 'drop-oldest' },
        restart: { maxAttempts: 2, initialBackoffMs: 1000, maxBackoffMs: 2000, multiplier: 1.5 },
        providerTools: [],
        tools: [
          { module: './tools.ts', export: 'look_up', timeoutMs: 10_000 },
          { name: 'my_tool', inputSchema: { type: 'object', properties: { snake_case: { type: 'string' } } } },
        ],
        outputSchema: { type: 'object', properties: { some_key: { type: 'number' } } },
        offline: { replies: [{ match: 'x', toolCall: { name: 'my_tool', input: { snake_case: 'y' } } }] },
      },
    ])
  })

  it('may have no agents', () => {
    expect(check('agents: []\n')).toMatchObject({ config: { agents: [] }, problems: [] })
  })

  it('takes keys without a value as absent', () => {
    expect(firstAgent(`${react}tools:\ndepends_on:\nprompt:\n`)).toMatchObject({ tools: [], dependsOn: [] })
  })

  it('honours a temperature of 0', () => {
    expect(firstAgent(`${react}temperature: 0`)).toMatchObject({ temperature: 0 })
  })
})

describe('keys', () => {
  it.each([
    ['modle: m', '4:5 error Unknown key "modle". Did you mean "model"?'],
    ['maxTokens: 5', '4:5 error Unknown key "maxTokens". Did you mean "max_tokens"?'],
    ['classifier_confg: {}', '4:5 error Unknown key "classifier_confg". Did you mean "classifier_config"?'],
    [
      'agent_start_timeout: 5s',
      '4:5 error The key "agent_start_timeout" does not belong under "agents[]". It belongs under "config".',
    ],
    [
      'capacity: 5',
      '4:5 error The key "capacity" does not belong under "agents[]". It belongs under "agents[].mailbox".',
    ],
    [
      'interval: 5s',
      '4:5 error The key "interval" belongs to the role "producer"; this agent has the role "react". Remove it, or change the role.',
    ],
    [
      'source: x',
      '4:5 error The key "source" belongs to the role "producer"; this agent has the role "react". To read from another agent write "inputs: [{ source: NAME }]".',
    ],
    [
      'classifier_config: { multi_label: true }',
      '4:5 error The key "classifier_config" (with "multi_label") is not supported by this version. The role "classifier" comes with a later version; its settings come with it.',
    ],
    [
      'guided_config: { enabled: true, verification_prompt: x }',
      expect.stringContaining('error The key "verification_prompt" is not supported by this version.'),
    ],
    [
      'tools: [{ name: t, schema: {} }]',
      expect.stringMatching(/^4:24 error Unknown key "schema"\. Known keys here: "name", "description"/),
    ],
  ])('under an agent with %j are refused with the reason', (line, expected) => {
    expect(agentProblems(`name: a\nrole: react\n${line}\nmodel: m`)).toEqual([expected])
  })

  it.each([
    [
      'max_rounds: 5',
      '1:1 error The key "max_rounds" does not belong at the top level. It belongs under "supervisor".',
    ],
    ['agnts: []', '1:1 error Unknown key "agnts". Did you mean "agents"?'],
    [
      'auth_mode: builtin',
      expect.stringMatching(
        /^1:1 error The key "auth_mode" is not supported by this version\. Nothing would enforce it/,
      ),
    ],
    ['supervisor: { pattern: parallel }', expect.stringMatching(/^1:15 error The key "pattern" is not supported/)],
    [
      'agents: []\nconfig: { agents: [] }',
      '2:11 error The key "agents" does not belong under "config". It belongs at the top level.',
    ],
  ])('at the top with %j are refused with the reason', (text, expected) => {
    expect(problems(text.includes('agents') || text.includes('agnts') ? text : `${text}\nagents: []`)).toEqual([
      expected,
    ])
  })

  it('that will mean something later are told, and kept', () => {
    const { config, problems: found } = check(
      'supervisor: { name: s, model: m }\nagents:\n  - { name: l, role: logger, listen: ":5", outputs: [{ target: x, addr: "y:1" }] }\n',
    )
    expect(found.map(({ severity, code, path }) => [severity, code, path])).toEqual([
      ['notice', 'CONFIG_UNSUPPORTED', 'supervisor.name'],
      ['notice', 'CONFIG_UNSUPPORTED', 'supervisor.model'],
      ['notice', 'CONFIG_UNSUPPORTED', 'agents[0].listen'],
      ['notice', 'CONFIG_UNSUPPORTED', 'agents[0].outputs[0].addr'],
    ])
    expect(config).toMatchObject({ supervisor: { name: 's' }, agents: [{ listen: ':5', outputs: [{ addr: 'y:1' }] }] })
  })

  it('that are missing are told once, unless they are only mistyped', () => {
    expect(agentProblems('role: react\nmodel: m')).toEqual(['2:5 error The key "name" is missing.'])
    expect(agentProblems('name: a\nmodel: m')).toEqual([`2:5 error The key "role" is missing. Roles: ${roleList}.`])
    expect(agentProblems('name: a\nrole: react')).toEqual(['2:5 error The key "model" is missing.'])
    expect(agentProblems('name: a\nrole: react\nmodel:')).toEqual(['4:5 error The value of "model" has no value.'])
    expect(agentProblems(`${react}inputs: [{}]`)).toEqual(['5:14 error The key "source" is missing.'])
    expect(agentProblems(`${react}inputs: [{ from: b }]`)).toEqual([
      '5:16 error Unknown key "from". Did you mean "source"?',
    ])
    expect(agentProblems('name: p\nrole: producer')).toEqual([
      '2:5 error The key "interval" is missing. A producer needs "interval", such as "1s", or "source".',
    ])
    expect(agentProblems('name: p\nrole: producer\nintervall: 1s')).toEqual([
      '4:5 error Unknown key "intervall". Did you mean "interval"?',
    ])
    expect(problems('supervisor: {}')).toEqual([
      '1:1 error The key "agents" is missing. It holds the list of agents; "agents: []" is none.',
    ])
  })
})

describe('values', () => {
  it.each([
    ['temperature: warm', '5:18 error The value of "temperature" must be a number; it is the text "warm".'],
    ['temperature: 3', '5:18 error The value of "temperature" must be at most 2; it is the number 3.'],
    ['max_tokens: 1.5', '5:17 error The value of "max_tokens" must be a whole number; it is the number 1.5.'],
    ['max_tokens: 0', '5:17 error The value of "max_tokens" must be at least 1; it is the number 0.'],
    ['prompt: 5', '5:13 error The value of "prompt" must be a text; it is the number 5. Put it in quotes: "5".'],
    [
      'timeout: 5',
      '5:14 error The value of "timeout" must be a text with a unit, such as "30s", "500ms" or "1h30m"; it is the number 5. Write "5s" for seconds or "5ms" for milliseconds.',
    ],
    ['timeout: 5 days', expect.stringContaining('5:14 error The value of "timeout" must be a duration such as "30s"')],
    ['timeout: -1s', '5:14 error The value of "timeout" must be longer than zero.'],
    ['timeout: 0', expect.stringContaining('5:14 error The value of "timeout" must be a text with a unit')],
    [
      'depends_on: b',
      '5:17 error The value of "depends_on" must be a list; it is the text "b". Start each item on a line of its own with "- ".',
    ],
    ['depends_on: [5]', '5:18 error Item 1 of "depends_on" must be a text; it is the number 5. Put it in quotes: "5".'],
    [
      'mailbox: { overflow: drop }',
      expect.stringContaining(
        '5:26 error The value of "overflow" must be "block" or "drop-oldest" or "drop-newest" or "error"; it is the text "drop".',
      ),
    ],
    ['mailbox: 5', '5:14 error The value of "mailbox" must be a mapping; it is the number 5.'],
    [
      'tools: { name: t }',
      '5:12 error The value of "tools" must be a list; it is a mapping. Start each item on a line of its own with "- ".',
    ],
    ['provider: opnai', expect.stringContaining('Did you mean "openai"?')],
    [
      'base_url: localhost:1234',
      '5:15 error The value of "base_url" must be an address that begins with "http://" or "https://".',
    ],
    [
      'base_url: "http://me:secret@x/"',
      '5:15 error The value of "base_url" must not hold a user name or password: it would show up in logs.',
    ],
    ['base_url: "http://x/v1?key=1"', '5:15 error The value of "base_url" must be scheme, host and path alone.'],
    ['output_schema: [a]', '5:20 error The value of "output_schema" must be a mapping.'],
    ['api_key: 5', '5:14 error The value of "api_key" must be a text.'],
  ])('of the wrong kind are refused: %s', (line, expected) => {
    expect(agentProblems(`${react}${line}`)).toEqual([expected])
  })

  it.each(['Analyst', '1a', 'a b', 'a.b', `a${'b'.repeat(64)}`])('that cannot be names are refused: %s', (name) => {
    expect(agentProblems(`name: ${name}\nrole: logger`)).toEqual([
      expect.stringContaining('2:11 error The value of "name" must begin with a lower-case letter'),
    ])
  })

  it('suggest a better name', () => {
    expect(agentProblems('name: DataAnalyst 2\nrole: logger')[0]).toContain('write "data-analyst-2"')
  })
})

describe('roles', () => {
  it.each([
    ['reakt', '3:11 error Unknown role "reakt". Did you mean "react"?'],
    ['indexer', `3:11 error Unknown role "indexer". Roles: ${roleList}. Other roles must be registered by a program.`],
    [
      'planner',
      '3:11 error The role "planner" is not supported by this version. It comes with a later version. Until then use "react" with a "prompt" that asks for a plan.',
    ],
    ['[a]', `3:11 error The value of "role" must be a text. Roles: ${roleList}.`],
  ])('that this version does not have are refused: %s', (role, expected) => {
    expect(agentProblems(`name: a\nrole: ${role}\nmodel: m\ninterval: 1s`)).toEqual([expected])
  })

  it('that a program has registered get the keys they know, checked, and all others as they are', () => {
    const keys =
      'name: a\nrole: indexer\nprompt: hi\ntimeout: 5s\nchunk_size: "${SIZE}"\nclassifier_config: { multi_label: true }'
    expect(firstAgent(keys, { roles: ['indexer'], env: { SIZE: '7' } })).toEqual({
      name: 'a',
      role: 'custom',
      customRole: 'indexer',
      providers: [],
      prompt: 'hi',
      timeoutMs: 5000,
      inputs: [],
      outputs: [],
      dependsOn: [],
      tools: [],
      providerTools: [],
      extra: { chunk_size: '7', classifier_config: { multi_label: true } },
    })
    expect(agentProblems('name: a\nrole: indexer\ntimeout: 5\npromt: x', { roles: ['indexer'] })).toEqual([
      expect.stringContaining('4:14 error The value of "timeout"'),
      '5:12 warning The key "promt" is handed to the role "indexer". Did you mean "prompt"?',
    ])
  })
})

describe('what agents say of each other', () => {
  const logger = (name: string, rest = ''): string => `  - { name: ${name}, role: logger${rest} }\n`

  it('names must be unique', () => {
    expect(problems(`agents:\n${logger('a')}${logger('b')}${logger('a')}`)).toEqual([
      '4:13 error Two agents have the name "a". The first stands on line 2. Give each agent a name of its own.',
    ])
  })

  it('dependencies must exist', () => {
    expect(problems(`agents:\n${logger('first')}${logger('second', ', depends_on: [frist, nobody]')}`)).toEqual([
      '3:48 error Agent "second" depends on "frist", which does not exist. Did you mean "first"?',
      '3:55 error Agent "second" depends on "nobody", which does not exist. Agents: "first", "second".',
    ])
  })

  it('dependencies must not be circular, and each circle is shown once with its path', () => {
    const text = `agents:\n${logger('a', ', depends_on: [b]')}${logger('b', ', depends_on: [c]')}${logger('c', ', depends_on: [a]')}${logger('d', ', depends_on: [d, a]')}`
    expect(problems(text)).toEqual([
      expect.stringMatching(/^4:43 error Agents depend on each other in a circle: a -> b -> c -> a\./),
      expect.stringMatching(/^5:43 error Agents depend on each other in a circle: d -> d\./),
    ])
  })

  it('loops in the wiring are legal', () => {
    expect(
      problems(`agents:\n${logger('a', ', inputs: [{ source: b }]')}${logger('b', ', inputs: [{ source: a }]')}`),
    ).toEqual([])
  })

  it('a source that is no agent is a channel, with a hint where an agent has a similar name', () => {
    const text = `agents:\n${logger('analyst', ', inputs: [{ source: user-messages }]')}${logger('b', ', inputs: [{ source: anlyst }], outputs: [{ target: shared }]')}${logger('c', ', inputs: [{ source: shared }]')}${logger('share')}`
    expect(problems(text)).toEqual([
      '3:49 warning No agent is named "anlyst", so it is an external channel. Did you mean the agent "analyst"?',
    ])
  })
})

describe('the name of a model', () => {
  it('is checked with its provider, whether or not the model is ever asked', () => {
    expect(agentProblems('name: a\nrole: react\nmodel: opnai:gpt-4')).toEqual([
      expect.stringMatching(/^4:12 error Model name "opnai:gpt-4" .* Did you mean "openai:gpt-4"\?/),
    ])
    expect(agentProblems('name: a\nrole: react\nmodel: "openai:"')).toEqual([
      expect.stringMatching(/^4:12 error .* has no model after/),
    ])
    expect(agentProblems('name: a\nrole: react\nmodel: bedrock/amazon.nova-lite-v1:0')).toEqual([])
  })

  it('may hold a colon where the provider is given apart', () => {
    expect(agentProblems('name: a\nrole: react\nmodel: llama3:8b\nprovider: ollama')).toEqual([])
    expect(agentProblems('name: a\nrole: react\nmodel: my:model\nbase_url: http://127.0.0.1:1/v1')).toEqual([])
  })

  it.each([
    ['antropic/claude-sonnet-4-5', /Did you mean "anthropic:claude-sonnet-4-5"\?/],
    ['qwen/qwen3-32b', /Write "huggingface:qwen\/qwen3-32b" or "openrouter:qwen\/qwen3-32b"/],
    ['llama3.1:8b', /Write "ollama:llama3\.1:8b" .* or give the address of the server that has it \(base_url\)/],
  ])('that says no provider is refused, with how to mend it: %s', (name, message) => {
    expect(agentProblems(`name: a\nrole: react\nmodel: ${name}`)).toEqual([expect.stringMatching(message)])
    const place = expect.stringMatching(/^4:12 error Model name /) as string
    expect(agentProblems(`name: a\nrole: react\nmodel: ${name}`)).toEqual([place])
    expect(agentProblems(`name: a\nrole: react\nmodel: ${name}\nbase_url: http://127.0.0.1:1/v1`)).toEqual([])
  })

  it('is checked wherever one stands: in fallbacks, in budgets and in agents of a program', () => {
    const typo = 'opanai:gpt-4o'
    const found = (start: string) => [expect.stringMatching(`^${start} error Model name "${typo}" names an unknown`)]
    expect(agentProblems(`${react}providers: [{ model: "${typo}" }]`)).toEqual(found('5:26'))
    expect(
      agentProblems(`${react}budget: { max_cost: 1, on_exhausted: cheaper-model, cheaper_model: "${typo}" }`),
    ).toEqual(found('5:72'))
    expect(agentProblems(`name: a\nrole: mine\nmodel: ${typo}`, { roles: ['mine'] })).toEqual(found('4:12'))
    const team = `supervisor: { budget: { max_cost: 1, on_exhausted: cheaper-model, cheaper_model: "${typo}" } }`
    expect(problems(`${team}\nagents: [{ name: a, role: react, model: m }]\n`)).toEqual(found('1:82'))
  })

  it('may be that of a model service, which has any name', () => {
    const services =
      'model_services: [{ name: qwen/local, model: "qwen3:0.6b", runtime: ollama }, { name: c, model: "anthropic:x" }]\n'
    for (const name of ['qwen/local', 'qwen3:0.6b', 'c'])
      expect(problems(`${services}agents: [{ name: a, role: react, model: "${name}" }]\n`)).toEqual([])
  })

  it('wins over a provider beside it, which is told', () => {
    expect(agentProblems('name: a\nrole: react\nmodel: anthropic:claude-x\nprovider: openai')).toEqual([
      '5:15 warning The model names its provider itself, "anthropic", so "openai" has no effect. Keep one of them.',
    ])
    expect(agentProblems('name: a\nrole: react\nmodel: vertex:gemini-x\nprovider: google-vertex')).toEqual([])
    expect(agentProblems('name: a\nrole: react\nmodel: mistral:7b\nprovider: ollama')).toEqual([])
    const service = 'model_services: [{ name: c, model: "anthropic:x", provider: openai }]\n'
    expect(problems(`${service}agents: [{ name: a, role: react, model: c }]\n`)).toEqual([
      expect.stringMatching(/^1:61 warning The model names its provider itself, "anthropic"/),
    ])
  })

  it('may be any where the program resolves models by itself', () => {
    expect(agentProblems('name: a\nrole: react\nmodel: mine:x', { anyModel: true })).toEqual([])
  })
})

describe('a logger', () => {
  const producer = (source: string) => `  - { name: p, role: producer, source: { ${source} } }\n`

  it('may not write into the file that a producer reads', () => {
    const writer = '  - { name: l, role: logger, file: ./logs/../in.jsonl }\n'
    expect(problems(`agents:\n${producer('jsonl: in.jsonl')}${writer}`)).toEqual([
      '3:36 error The agent would write into the file that the agent "p" reads. Give it a file of its own.',
    ])
    expect(problems(`agents:\n${producer('jsonl: other.jsonl')}${writer}`)).toEqual([])
  })
})

describe('wiring that is written as bare names', () => {
  it.each([
    ['inputs: [ticks]', 'Write each one on a line of its own, as "- source: ticks".'],
    ['outputs: d', 'Write each one on a line of its own, as "- target: d".'],
  ])('gets a hint that shows the right form: %s', (line, hint) => {
    expect(agentProblems(`${react}${line}`)).toEqual([expect.stringContaining(hint)])
  })
})

describe('what the keys of an agent say of each other', () => {
  it.each([
    ['name: p\nrole: producer\nsource: {}', '4:13 error The source names nothing to read.'],
    [
      'name: p\nrole: producer\nsource: { file: a, csv: b }',
      '4:29 error A source is of one kind; this has "file" and "csv".',
    ],
    ['name: p\nrole: producer\nsource: { stdin: false }', '4:22 error The value of "stdin" must be "true".'],
    [
      'name: p\nrole: producer\nsource: { file: a, export: b }',
      '4:32 error "export" names a part of a module, but there is no "module".',
    ],
    [`${react}tools: [{ description: x }]`, '5:13 error The key "name" is missing.'],
    [`${react}tools: [{ name: t }, { name: t }]`, '5:34 error Two tools of one agent have the name "t".'],
    [`${react}tools: [{ module: ./a.ts, name: t }]`, '5:37 error A tool from a module brings its own "name".'],
    [
      `${react}tools: [{ name: t, export: x }]`,
      '5:32 error "export" names a part of a module, but there is no "module".',
    ],
    [`${react}tools: [{ name: "a b" }]`, '5:21 error The value of "name" must be 1 to 64 letters, digits, "_" or "-".'],
    [
      `${react}tools: [{ name: t, input_schema: { properties: {} } }]`,
      '5:38 error The input of a tool needs "type: object".',
    ],
    [
      `${react}tools: [{ name: t, input_schema: { type: string } }]`,
      '5:46 error The input of a tool must be an object.',
    ],
    [
      `${react}tools: [{ name: t, input_schema: { type: object, properties: { a: { type: strng } } } }]`,
      '5:79 error "strng" is no type of JSON Schema. Did you mean "string"?',
    ],
    [`${react}output_schema: { type: object, required: true }`, '5:46 error "required" must be a list of names.'],
    [
      `${react}output_schema: { summary: string }`,
      '5:20 error It has no keyword of JSON Schema, only "summary". Write {',
    ],
    [
      `${react}output_schema: { type: object, properties: { n: { type: int } } }`,
      '5:61 error "int" is no type of JSON Schema. Did you mean "integer"?',
    ],
    [
      `${react}input_schema: { type: number, exclusiveMinimum: true }`,
      '5:53 error "exclusiveMinimum" must be a number. In draft 4',
    ],
    [
      `${react}output_schema: { $ref: "#/$defs/a" }`,
      '5:28 error "#/$defs/a" leads nowhere. The schema has no "$defs".',
    ],
    [`${react}output_schema: { anyOf: { type: string } }`, '5:29 error "anyOf" must be a list of JSON Schemas.'],
    [`${react}api_key: x\napi_key_env: Y`, '6:18 error "api_key" and "api_key_env" both give the key.'],
    [
      `${react}restart: { initial_backoff: 5s, max_backoff: 1s }`,
      '5:50 error The longest wait is shorter than the first one.',
    ],
    [`${react}offline: { replies: [{ match: x }] }`, '5:26 error The reply says nothing.'],
    [
      `${react}tools: [{ name: look_up }]\noffline: { replies: [{ tool_call: { name: lookup } }] }`,
      '6:47 error The agent has no tool "lookup". Did you mean "look_up"?',
    ],
  ])('%j', (keys, expected) => {
    expect(agentProblems(keys)).toEqual([expect.stringContaining(expected)])
  })

  it('a limit that is not turned on, and an endpoint without an address, are warnings', () => {
    expect(agentProblems(`${react}guided_config: { max_iterations: 3 }`)).toEqual([
      expect.stringContaining('5:38 warning This limit has no effect.'),
    ])
    const compatible = `${react}provider: openai-compatible`
    expect(agentProblems(compatible)).toEqual([
      expect.stringContaining('5:15 warning The provider "openai-compatible" has no address.'),
    ])
    expect(agentProblems(compatible, { env: { OPENAI_COMPATIBLE_BASE_URL: 'http://x' } })).toEqual([])
  })
})

describe('variables', () => {
  const env = {
    MODEL: 'openai:gpt-4o',
    ROUNDS: '7',
    YES: 'true',
    KEY: 'sk-plain',
    MY_TOKEN: 'tok-1',
    INJECT: 'x\nrole: logger',
  }

  it('are filled in after parsing, and read as numbers and truth values where those are wanted', () => {
    const keys =
      'name: a\nrole: react\nmodel: ${MODEL}\ntop_k: ${ROUNDS}\nguided_config: { enabled: "${YES}", max_iterations: "${NONE:-3}" }\nprompt: ${INJECT}'
    expect(firstAgent(keys, { env })).toMatchObject({
      role: 'react',
      model: 'openai:gpt-4o',
      topK: 7,
      guidedConfig: { enabled: true, maxIterations: 3 },
      prompt: 'x\nrole: logger',
    })
    expect(agentProblems(`${react}top_k: "7"`)).toEqual([
      expect.stringContaining('must be a whole number; it is the text "7"'),
    ])
    expect(firstAgent(`${react}prompt: "\${ROUNDS}"`, { env })).toMatchObject({ prompt: '7' })
  })

  it('that are unset are errors at run, each once', () => {
    expect(agentProblems('name: a\nrole: react\nmodel: ${NONE}\ntop_k: ${NADA}')).toEqual([
      expect.stringMatching(/^4:12 error The variable "NONE" is not set\. Set it, in the environment or in "\.env"/),
      expect.stringMatching(/^5:12 error The variable "NADA" is not set/),
    ])
  })

  it('that are unset are warnings for validate, which checks the rest', () => {
    const text =
      'agents:\n  - { name: a, role: react, model: "${NONE}", top_k: "${NADA}", base_url: "${URL}", promt: x }\n'
    const found = check(text, { mode: 'validate' }).problems
    expect(found.map(({ severity, code }) => [severity, code])).toEqual([
      ['warning', 'CONFIG_VARIABLE_UNSET'],
      ['warning', 'CONFIG_VARIABLE_UNSET'],
      ['warning', 'CONFIG_VARIABLE_UNSET'],
      ['error', 'CONFIG_INVALID'],
    ])
    expect(check(text.replace(', promt: x', ''), { mode: 'validate' }).config).toMatchObject({
      agents: [{ model: '${NONE}' }],
    })
  })

  it('with a mistake are located', () => {
    expect(agentProblems(`${react}prompt: "a \${x y} b"`)).toEqual([
      '5:13 error "${x y}" names no variable. For a "${" that is no variable write "$${".',
    ])
  })

  it('come from the environment before they come from the .env file', () => {
    const dotenv = new Map([
      ['MODEL', 'other'],
      ['PROMPT', 'from file'],
    ])
    expect(firstAgent('name: a\nrole: react\nmodel: ${MODEL}\nprompt: ${PROMPT}', { env, dotenv })).toMatchObject({
      model: 'openai:gpt-4o',
      prompt: 'from file',
    })
  })

  it('that hold secrets are collected, from their name, their key and the .env file', () => {
    const text =
      'agents:\n  - { name: a, role: react, model: m, api_key: "${KEY}", prompt: "x ${MY_TOKEN} ${ROUNDS}" }\n  - { name: p, role: producer, interval: 1s, source: { http: { url: "http://x", headers: { authorization: Bearer b, x: c } } } }\n'
    const { secrets } = check(text, {
      env,
      dotenv: new Map([
        ['OPENAI_API_KEY', 'sk-dot'],
        ['OTHER', 'o'],
      ]),
    })
    expect([...secrets].sort()).toEqual(['Bearer b', 'sk-dot', 'sk-plain', 'tok-1'])
  })
})

describe('paths', () => {
  it('may begin with the home folder', () => {
    expect(firstAgent('name: l\nrole: logger\nfile: ~/x.log')).toMatchObject({ file: '/home/me/x.log' })
    expect(firstAgent('name: l\nrole: logger\nfile: a~/x.log')).toMatchObject({ file: 'a~/x.log' })
    expect(firstAgent(`${react}prompt: ~/x`)).toMatchObject({ prompt: '~/x' })
  })

  it('of files that are read must exist', () => {
    const files = { directory: '/work', exists: (path: string) => path === '/work/tools.ts' }
    const keys = `${react}tools: [{ module: ./tools.ts }, { module: ./other.ts }]`
    expect(agentProblems(keys, { files })).toEqual([
      '5:47 error The file "./other.ts" does not exist. It was looked for at "/work/other.ts".',
    ])
    expect(agentProblems('name: p\nrole: producer\nsource: { csv: /data.csv }', { files })).toEqual([
      expect.stringContaining('4:20 error'),
    ])
  })
})

describe('files that hold no configuration', () => {
  it.each([
    ['- a', 'The file must hold keys and values, but it holds a list.'],
    ['hello', 'The file must hold keys and values, but it holds a single value.'],
    ['agents: 5', 'The value of "agents" must be a list.'],
    ['agents: { a: { role: react } }', 'The value of "agents" must be a list.'],
    ['agents:', 'The value of "agents" must be a list.'],
    ['agents: [5]', 'Item 1 of "agents" must be a mapping.'],
  ])('are refused: %j', (text, message) => {
    expect(check(text)).toMatchObject({ problems: [{ severity: 'error', message, line: 1 }] })
  })
})
