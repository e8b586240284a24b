import { describe, expect, it } from 'vitest'
import { parseDotenv } from './dotenv.ts'

describe('reading .env files', () => {
  it('reads plain, quoted and exported variables', () => {
    const { variables, findings } = parseDotenv(
      [
        '# comment',
        'PLAIN=a b # why',
        'HASH=a#b',
        '  export SPACED = x  ',
        "SINGLE='a \\n # $x'",
        'DOUBLE="a\\tb \\"c\\" \\\\ # d" # e',
        'MULTI="one',
        'two"',
        'EMPTY=',
        'COMMENT=# only',
        'AGAIN=1',
        'AGAIN=2',
        '',
      ].join('\r\n'),
    )
    expect(findings).toEqual([])
    expect(Object.fromEntries(variables)).toEqual({
      PLAIN: 'a b',
      HASH: 'a#b',
      SPACED: 'x',
      SINGLE: 'a \\n # $x',
      DOUBLE: 'a\tb "c" \\ # d',
      MULTI: 'one\r\ntwo',
      EMPTY: '',
      COMMENT: '',
      AGAIN: '2',
    })
  })

  it('warns of lines that are no assignment, and goes on', () => {
    const { variables, findings } = parseDotenv('what is this\nA=1\n1B=2\nC="open\nD=3\n')
    expect([...variables.keys()]).toEqual(['A', 'C', 'D'])
    expect(findings.map(({ severity, span }) => [severity, span?.start])).toEqual([
      ['warning', 0],
      ['warning', 17],
      ['warning', 22],
    ])
  })

  it('takes any name without touching prototypes', () => {
    const { variables } = parseDotenv('__proto__=x\nconstructor=y\n')
    expect([...variables]).toEqual([
      ['__proto__', 'x'],
      ['constructor', 'y'],
    ])
  })
})
