import { describe, expect, it } from 'vitest'
import { resolveWiring, type WiredAgent } from './wiring.ts'

const agent = (name: string, wiring: Partial<WiredAgent> = {}): WiredAgent => ({
  name,
  inputs: [],
  outputs: [],
  ...wiring,
})
const readersOf = (agents: readonly WiredAgent[], name: string) => resolveWiring(agents).targets.get(name)?.readers

describe('resolveWiring', () => {
  it('joins an edge that is declared on both sides into one', () => {
    expect(readersOf([agent('a', { outputs: ['b'] }), agent('b', { inputs: ['a'] })], 'a')).toEqual(['b'])
  })

  it('takes an edge from either side alone', () => {
    expect(readersOf([agent('a', { outputs: ['b'] }), agent('b')], 'a')).toEqual(['b'])
    expect(readersOf([agent('a'), agent('b', { inputs: ['a'] })], 'a')).toEqual(['b'])
  })

  it('gives every reader of one source its messages', () => {
    expect(readersOf([agent('a'), agent('b', { inputs: ['a'] }), agent('c', { inputs: ['a'] })], 'a')).toEqual([
      'b',
      'c',
    ])
  })

  it('connects agents that name the same channel, once however many ways there are', () => {
    const agents = [agent('a', { outputs: ['shared', 'b'] }), agent('b', { inputs: ['shared', 'a', 'shared'] })]
    const wiring = resolveWiring(agents)
    expect(wiring.targets.get('a')).toEqual({ readers: ['b'], channels: ['shared'] })
    expect(wiring.channels).toEqual(new Map([['shared', ['b']]]))
  })

  it('takes a name that is no agent as a way in or out', () => {
    const wiring = resolveWiring([agent('a', { inputs: ['questions'], outputs: ['answers'] })])
    expect(wiring.channels).toEqual(
      new Map([
        ['questions', ['a']],
        ['answers', []],
      ]),
    )
  })

  it('finds loops, those through a channel and those of one agent included', () => {
    const agents = [
      agent('writer', { outputs: ['drafts'] }),
      agent('critic', { inputs: ['drafts'], outputs: ['writer', 'log'] }),
      agent('log'),
      agent('echo', { outputs: ['echo'] }),
    ]
    const { loops } = resolveWiring(agents)
    expect([...loops.keys()].sort()).toEqual(['critic', 'echo', 'writer'])
    expect(loops.get('writer')).toEqual(new Set(['writer', 'critic']))
  })

  it('enters at agents that nothing feeds, and once at a loop that nothing feeds', () => {
    const agents = [
      agent('writer', { outputs: ['critic'] }),
      agent('critic', { outputs: ['writer', 'log'] }),
      agent('log'),
      agent('asked', { inputs: ['questions'], outputs: ['log'] }),
    ]
    expect(resolveWiring(agents).entries).toEqual(['writer', 'asked'])
  })

  it('does not enter at a loop that is fed', () => {
    const agents = [
      agent('writer', { inputs: ['critic', 'start'] }),
      agent('critic', { inputs: ['writer'] }),
      agent('start'),
    ]
    expect(resolveWiring(agents).entries).toEqual(['start'])
  })
})
