import { describe, expect, it } from 'vitest'
import { checkConfigText } from '../check-config-text.ts'
import { createConfigError, formatProblem, locateFindings } from './report.ts'
import { SourceText } from './source-text.ts'

/** Everything that is shown of the problems of a text. */
function shown(text: string, env: Readonly<Record<string, string>> = {}): string {
  const { problems } = checkConfigText(text, { file: 'agents.yaml', env })
  expect(problems.length).toBeGreaterThan(0)
  return problems.map(formatProblem).join('\n\n')
}

const react = 'agents:\n  - name: a\n    role: react\n    model: m\n'

describe('code frames', () => {
  it('show two lines around the place, and a caret under it', () => {
    expect(
      shown(
        'agents:\n  - name: a\n    role: react\n    model: m\n    promt: x\n    top_k: 1\n    top_p: 1\n    timeout: 1s\n',
      ),
    ).toBe(
      [
        'agents.yaml:5:5: Unknown key "promt". Did you mean "prompt"?',
        '  3 |     role: react',
        '  4 |     model: m',
        '> 5 |     promt: x',
        '    |     ^^^^^',
        '  6 |     top_k: 1',
        '  7 |     top_p: 1',
      ].join('\n'),
    )
  })

  it('show a long line from a little before the place on', () => {
    const [, row = '', caret = ''] = shown(`agents: [${' '.repeat(500)}{ role: logger, name: 5 }]`).split('\n')
    expect(row).toBe('> 1 | …le: logger, name: 5 }]')
    expect(caret.indexOf('^')).toBe(row.indexOf('5 }'))
  })

  it('replace control characters, so that a file cannot forge what a terminal shows', () => {
    const text = shown('agents: "\u202Ex\u009B31m\u2028y"\n')
    expect(text).toContain('"\uFFFDx\uFFFD31m\uFFFDy"')
  })

  it('expand tabs to one column, so that the caret stays in place', () => {
    const [, row = '', caret = ''] = shown('agents:\t\t5\n').split('\n')
    expect(caret.indexOf('^')).toBe(row.indexOf('5'))
  })
})

describe('secrets', () => {
  it('are masked in frames where they stand under a secret key', () => {
    const text = shown(`${react}    api_key: sk-live-1\n    promt: x\n`)
    expect(text).not.toContain('sk-live-1')
    expect(text).toContain('api_key: *********')
  })

  it('are masked over several lines, in lists, in headers and as defaults', () => {
    const producer =
      'agents:\n  - name: p\n    role: producer\n    intervall: 1s\n    source: { http: { url: "http://x/", interval: 1s, headers: { authorization: "Bearer sk-1" } } }\n'
    expect(shown(producer)).not.toContain('sk-1')
    expect(shown(`${react}    password: |\n      sk-2\n      sk-3\n`)).not.toMatch(/sk-[23]/)
    expect(shown(`${react}    promt: "\${MY_TOKEN:-sk-4}"\n`)).not.toContain('sk-4')
    expect(shown(`${react}    tokens: 5\n    api_key: "\${X:-sk-5}"\n`)).not.toContain('sk-5')
  })

  it('are masked in files that are no valid YAML', () => {
    expect(shown('agents:\n  api_key: sk-1\n  token: |\n    sk-2\n\n    sk-3\n  x: [')).not.toMatch(/sk-[123]/)
    expect(shown('a: { api_key: "sk-1", b: [}')).not.toContain('sk-1')
  })

  it('leave references to variables readable', () => {
    expect(shown(`${react}    api_key: "\${OPENAI_API_KEY}"\n    promt: x\n`, { OPENAI_API_KEY: 'sk-1' })).toContain(
      '"${OPENAI_API_KEY}"',
    )
  })

  it('are never repeated in messages, wherever their value stands', () => {
    const env = { MY_SECRET: 'tops3cret', PLAIN: 'plain-value' }
    const text = shown(
      `${react}    top_p: "\${MY_SECRET}"\n    api_key: 12345678\n    promt: tops3cret\n    top_k: "\${PLAIN}"\n`,
      env,
    )
    expect(text).not.toContain('tops3cret')
    expect(text).not.toContain('12345678')
    expect(text).toContain('plain-value')
  })
})

describe('the error for a refused file', () => {
  const source = new SourceText('agents.yaml', 'a\nb\n')
  const finding = { severity: 'error', code: 'CONFIG_INVALID', message: 'Wrong.', span: { start: 2, end: 3 } } as const

  it('lists all problems, counts them, and has the code of the first', () => {
    const first = { ...finding, code: 'CONFIG_UNSUPPORTED', span: { start: 0, end: 1 } } as const
    const error = createConfigError(locateFindings([finding, { ...finding, severity: 'warning' }, first], source))
    expect(error.code).toBe('CONFIG_UNSUPPORTED')
    expect(error.message).toMatch(
      /^agents.yaml: 2 problems\n\nagents.yaml:1:1: Wrong\.\n[^]*\n\nagents.yaml:2:1: Wrong\.\n/,
    )
    expect(error.details).toEqual({ file: 'agents.yaml', count: 2, codes: ['CONFIG_UNSUPPORTED', 'CONFIG_INVALID'] })
  })

  it('has no title for a single problem', () => {
    expect(createConfigError(locateFindings([finding], source)).message).toMatch(/^agents.yaml:2:1: Wrong\./)
  })

  it('stops listing after fifty', () => {
    const error = createConfigError(
      locateFindings(
        Array.from({ length: 60 }, () => finding),
        source,
      ),
    )
    expect(error.message).toContain('... and 10 more problems.')
    expect(error.details['count']).toBe(60)
  })
})
