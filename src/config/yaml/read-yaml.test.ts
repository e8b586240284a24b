import { describe, expect, it } from 'vitest'
import { SourceText } from '../problems/source-text.ts'
import { Positions } from './positions.ts'
import { readYaml } from './read-yaml.ts'
import type { YamlNode } from './yaml-node.ts'

function plain(node: YamlNode): unknown {
  if (node.kind === 'scalar') return node.value
  if (node.kind === 'sequence') return node.items.map(plain)
  return Object.fromEntries(Array.from(node.entries.values(), ({ key, value }) => [key, plain(value)]))
}

function read(text: string): unknown {
  const reading = readYaml(text)
  expect(reading.findings).toEqual([])
  return reading.root && plain(reading.root)
}

/** The findings of a text as `code line:column message`. */
function findings(text: string, limits = {}): readonly string[] {
  const source = new SourceText('test.yaml', text)
  return readYaml(text, limits).findings.map(({ code, message, span }) => {
    const position = span && source.position(span)
    return `${code} ${position?.line}:${position?.column} ${message}`
  })
}

describe('reading YAML', () => {
  it('reads scalars by the rules of YAML 1.2', () => {
    expect(read('a: 5\nb: 0o17\nc: 1.5\nd: true\ne: yes\nf: ~\ng: "5"\nh: 2026-01-02\ni: !!str 5\nj: ! 6\nk:')).toEqual(
      {
        a: 5,
        b: 15,
        c: 1.5,
        d: true,
        e: 'yes',
        f: null,
        g: '5',
        h: '2026-01-02',
        i: '5',
        j: '6',
        k: null,
      },
    )
  })

  it('follows aliases and merge keys, with the keys that are there winning', () => {
    const text = 'base: &base { a: 1, b: 2 }\nmore: &more { b: 3, c: 4 }\nx: { <<: [*base, *more], b: 5 }\ny: *base\n'
    expect(read(text)).toMatchObject({ x: { a: 1, b: 5, c: 4 }, y: { a: 1, b: 2 } })
  })

  it('takes keys as they are written', () => {
    expect(read('1: a\ntrue: b\n"x y": c\n')).toEqual({ 1: 'a', true: 'b', 'x y': 'c' })
  })

  it('ignores a byte order mark and understands all line breaks', () => {
    expect(read('\uFEFFa: 1\r\nb: 2\rc: 3\n')).toEqual({ a: 1, b: 2, c: 3 })
  })

  it.each([
    ['', 'CONFIG_INVALID 1:1 The file is empty.'],
    ['# nothing\n', 'CONFIG_INVALID 1:1 The file is empty.'],
    ['---\n', 'CONFIG_INVALID 1:1 The file is empty.'],
    ['a: 1\n---\nb: 2\n', 'CONFIG_INVALID 2:1 The file holds several YAML documents; only one is allowed.'],
    ['--- \na: |\n  --- x\n---\n', 'CONFIG_INVALID 4:1 The file holds several YAML documents; only one is allowed.'],
    ['a: 1\nb: 2\na: 3\n', 'CONFIG_SYNTAX 3:1 The key "a" is given twice in one block.'],
    ['a: { b: 1, "b": 2 }\n', 'CONFIG_SYNTAX 1:12 The key "b" is given twice in one block.'],
    [
      'x:\n  __proto__: 1\n',
      'CONFIG_INVALID 2:3 The key "__proto__" is not allowed: it could change how objects behave.',
    ],
    [
      '"constructor": 1\n',
      'CONFIG_INVALID 1:1 The key "constructor" is not allowed: it could change how objects behave.',
    ],
    ['a: !env HOME\n', 'CONFIG_INVALID 1:4 The tag "!env" is not supported here.'],
    ['a: !!js/function x\n', 'CONFIG_INVALID 1:4 The tag "!!js/function" is not supported here.'],
    ['a: !!binary aGk=\n', 'CONFIG_INVALID 1:4 The tag "!!binary" is not supported here.'],
    ['a: !!int x\n', 'CONFIG_INVALID 1:10 The value does not fit its tag "!!int".'],
    ['%TAG !! tag:x,2026:\n---\na: !!str 1\n', 'CONFIG_INVALID 1:1 %TAG directives are not supported.'],
    ['? [a]\n: b\n', 'CONFIG_INVALID 1:3 A key must be a text, not a list or a mapping.'],
    ['a: *b\n', 'CONFIG_SYNTAX 1:4 There is no anchor "&b" before this alias.'],
    ['a: &a [*a]\n', 'CONFIG_SYNTAX 1:8 The alias "*a" stands inside what it stands for.'],
    ['a: { <<: 5 }\n', 'CONFIG_INVALID 1:6 "<<" takes over the keys of a mapping, but this is none.'],
    ['a: .inf\n', 'CONFIG_INVALID 1:4 The number .inf cannot be represented.'],
    ['a: 99999999999999999999\n', 'CONFIG_INVALID 1:4 The number 99999999999999999999 cannot be represented.'],
    ['a: { b: 1', 'CONFIG_SYNTAX 1:4 Not valid YAML: the bracket { that opens here is never closed.'],
    ["a: 'it''s'\nb: 'x\n", "CONFIG_SYNTAX 2:4 Not valid YAML: the quotation mark ' that opens here is never closed."],
    [
      'a: # it"s [\n  - b: |\n      say "hi [\n    c: "x\\"\n    d: 1\n',
      'CONFIG_SYNTAX 4:8 Not valid YAML: the quotation mark " that opens here is never closed.',
    ],
    [
      'a:\n  - b: [x, "]"\n    c: 1\n',
      'CONFIG_SYNTAX 2:8 Not valid YAML: the bracket [ that opens here is never closed.',
    ],
    ['a:\n\tb: 1\n', 'CONFIG_SYNTAX 2:1 Not valid YAML: tab characters must not be used in indentation.'],
    ['a: "x\u0000"\n', 'CONFIG_SYNTAX 1:6 Not valid YAML: null byte is not allowed in input.'],
  ])('refuses %j and says where', (text, expected) => {
    expect(findings(text)).toContain(expected)
  })

  it('finds several mistakes at once', () => {
    expect(findings('a: 1\na: 2\nb: !x 1\nb: 2\n')).toHaveLength(3)
  })

  it('never changes the prototype of objects', () => {
    readYaml(
      '__proto__: { polluted: 1 }\nconstructor: { prototype: { polluted: 1 } }\n? { __proto__: { polluted: 1 } }\n: x\n',
    )
    expect(({} as Record<string, unknown>)['polluted']).toBeUndefined()
  })
})

describe('the limits of YAML files', () => {
  it('let a value exactly at each limit pass and refuse one more', () => {
    expect(findings('a: 1', { fileBytes: 4 })).toEqual([])
    expect(findings('a: 10', { fileBytes: 4 })).toEqual([
      'CONFIG_LIMIT 1:1 The file is bigger than the limit of 4 bytes.',
    ])
    expect(findings('a: é', { fileBytes: 4 })).toHaveLength(1)
    expect(findings('a: {b: {c: 1}}', { depth: 3 })).toEqual([])
    expect(findings('a: {b: {c: 1}}', { depth: 2 })).toEqual([
      'CONFIG_LIMIT 1:9 The file is nested deeper than 2 levels.',
    ])
    expect(findings('a: 1\nb: 2', { nodes: 5 })).toEqual([])
    expect(findings('a: 1\nb: 2', { nodes: 4 })).toEqual([
      'CONFIG_LIMIT 2:4 The file has more than 4 keys and values (what an alias stands for counts at every use).',
    ])
    expect(findings('abc: 1', { keyBytes: 3 })).toEqual([])
    expect(findings('abcd: 1', { keyBytes: 3 })).toEqual([
      'CONFIG_LIMIT 1:1 A key is longer than the limit of 3 bytes.',
    ])
    expect(findings('a: "\\u00e9\\u00e9"', { valueBytes: 4 })).toEqual([])
    expect(findings('a: "\\u00e9\\u00e9b"', { valueBytes: 4 })).toEqual([
      'CONFIG_LIMIT 1:4 A value is longer than the limit of 4 bytes.',
    ])
    expect(findings('a: |\n  xyz\n', { valueBytes: 4 })).toEqual([])
    expect(findings('a: |\n  xyzz\n', { valueBytes: 4 })).toHaveLength(1)
  })

  it('accept 20 levels and refuse 21', () => {
    const nested = (levels: number): string => `${'{a: '.repeat(levels)}1${'}'.repeat(levels)}`
    expect(findings(nested(20))).toEqual([])
    expect(findings(nested(21))).toEqual(['CONFIG_LIMIT 1:82 The file is nested deeper than 20 levels.'])
  })

  it('count what an alias stands for, its nodes at every use and its levels below the alias', () => {
    const text = 'a: &a [1, 2]\nb: *a\nc: *a\n'
    // The root, three keys, the list with its two items, and twice an alias with those three.
    expect(findings(text, { nodes: 15 })).toEqual([])
    expect(findings(text, { nodes: 14 })).toEqual([expect.stringContaining('CONFIG_LIMIT 3:4')])
    expect(findings(text, { depth: 3 })).toEqual([])
    expect(findings(text, { depth: 2 })).toEqual([expect.stringContaining('CONFIG_LIMIT 2:4')])
  })

  it('stop an alias bomb, a million keys, and a depth of a hundred thousand', () => {
    const levels = Array.from(
      { length: 30 },
      (_, level) => `a${level + 1}: &a${level + 1} [${'*a'.concat(String(level), ',').repeat(9)}]`,
    )
    expect(findings(`a0: &a0 [1]\n${levels.join('\n')}`)).toEqual([expect.stringContaining('CONFIG_LIMIT')])
    const keys = Array.from({ length: 1_000_000 }, (_, key) => `${key}:`).join('\n')
    expect(findings(keys)).toEqual([expect.stringMatching(/^CONFIG_LIMIT \d+:\d+ The file has more than 10000 keys/)])
    expect(findings(`a: ${'['.repeat(100_000)}`)).toEqual([expect.stringContaining('nested deeper than 20 levels')])
    expect(findings(Array.from({ length: 3000 }, (_, depth) => `${' '.repeat(depth)}a:`).join('\n'))).toEqual([
      expect.stringContaining('nested deeper than 20 levels'),
    ])
  })

  it('point at the place where the parser was stopped, also far into a file', () => {
    const [finding] = findings(`${'# a comment\n'.repeat(20_000)}a: [${'1,'.repeat(200_000)}]`)
    expect(finding).toMatch(/^CONFIG_LIMIT 20001:\d+ The file has more than 10000/)
  })
})

describe('positions', () => {
  const text =
    'agents:\n  - name: "é x"\n    role: react # why\n    inputs:\n      - target: b\n    empty:\n    block: |\n      one\n      two\n'

  function positions(): Positions {
    const { root } = readYaml(text)
    if (root === undefined) throw new Error('The text must be readable.')
    return new Positions(new SourceText('test.yaml', text), root)
  }

  it('tell line and columns of keys and values', () => {
    expect(positions().key(['agents', 0, 'name'])).toEqual({ line: 2, column: 5, endColumn: 9 })
    expect(positions().value(['agents', 0, 'name'])).toEqual({ line: 2, column: 11, endColumn: 16 })
    expect(positions().value(['agents', 0, 'role'])).toEqual({ line: 3, column: 11, endColumn: 16 })
    expect(positions().value(['agents', 0])).toEqual({ line: 2, column: 5, endColumn: 9 })
    expect(positions().value(['agents', 0, 'block'])).toEqual({ line: 8, column: 7, endColumn: 10 })
  })

  it('find a key by its proper name where the file uses another', () => {
    expect(positions().value(['agents', 0, 'inputs', 0, 'source'])).toEqual({ line: 5, column: 17, endColumn: 18 })
  })

  it('are absent for what the file does not have', () => {
    expect(positions().key(['agents', 0, 'model'])).toBeUndefined()
    expect(positions().value(['agents', 7])).toBeUndefined()
    expect(positions().key(['agents', 0])).toBeUndefined()
  })
})
