import { describe, expect, it } from 'vitest'
import { interpolate } from './interpolate.ts'

const variables: Readonly<Record<string, string>> = { HOST: 'example.org', EMPTY: '', NESTED: '${HOST}' }
const fill = (text: string) => interpolate(text, (name) => variables[name])

describe('filling in variables', () => {
  it.each([
    ['https://${HOST}/x', 'https://example.org/x'],
    ['${HOST}${HOST}', 'example.orgexample.org'],
    ['${NONE:-a:-b}', 'a:-b'],
    ['${NONE:-}', ''],
    ['${EMPTY}', ''],
    ['${EMPTY:-default}', 'default'],
    ['$${HOST}', '${HOST}'],
    ['$$${HOST}', '$${HOST}'],
    ['${NESTED}', '${HOST}'],
    ['$HOST $ {HOST} }', '$HOST $ {HOST} }'],
  ])('makes %j into %j', (text, expected) => {
    expect(fill(text)).toMatchObject({ text: expected, unset: [], mistakes: [] })
  })

  it('tells which variables were used and with what value', () => {
    expect(fill('${HOST} ${NONE:-x}').used).toEqual([
      { name: 'HOST', value: 'example.org' },
      { name: 'NONE', value: 'x' },
    ])
  })

  it('leaves unset variables and tells them', () => {
    expect(fill('a ${NONE} ${HOST}')).toMatchObject({ text: 'a ${NONE} example.org', unset: ['NONE'] })
  })

  it.each(['${}', '${a b}', '${1A}', '${HOST', '${A:-${HOST}}', '${HOST-x}'])('finds the mistake in %j', (text) => {
    expect(fill(text).mistakes).toHaveLength(1)
  })

  it('never repeats a default, which may be a secret', () => {
    for (const text of ['${A:-sk-secret', '${A B:-sk-secret}', '${A:-sk-secret${B}}']) {
      expect(fill(text).mistakes.join('')).not.toContain('sk-secret')
    }
  })
})
