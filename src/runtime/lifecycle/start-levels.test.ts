import { describe, expect, it } from 'vitest'
import { startLevels, type DependentAgent } from './start-levels.ts'
import { resolveWiring } from '../routing/wiring.ts'

const agent = (name: string, ...dependsOn: string[]): DependentAgent => ({ name, dependsOn })

function failure(action: () => unknown): unknown {
  try {
    action()
  } catch (thrown) {
    return thrown
  }
  return undefined
}

describe('startLevels', () => {
  it('starts a chain one by one', () => {
    expect(startLevels([agent('c', 'b'), agent('b', 'a'), agent('a')])).toEqual([['a'], ['b'], ['c']])
  })

  it('starts the sides of a diamond together, sorted by name', () => {
    expect(startLevels([agent('d', 'c', 'b'), agent('c', 'a'), agent('b', 'a'), agent('a')])).toEqual([
      ['a'],
      ['b', 'c'],
      ['d'],
    ])
  })

  it('starts independent chains side by side', () => {
    expect(startLevels([agent('y', 'x'), agent('b', 'a'), agent('x'), agent('a')])).toEqual([
      ['a', 'x'],
      ['b', 'y'],
    ])
  })

  it('has nothing to start without agents', () => {
    expect(startLevels([])).toEqual([])
  })

  it('takes a dependency that is named twice as one', () => {
    expect(startLevels([agent('b', 'a', 'a'), agent('a')])).toEqual([['a'], ['b']])
  })

  it('shows the path of a circle', () => {
    const thrown = failure(() => startLevels([agent('c', 'a'), agent('a', 'b'), agent('b', 'c'), agent('d', 'a')]))
    expect(thrown).toMatchObject({ code: 'DEPENDENCY_CYCLE', details: { path: ['a', 'b', 'c', 'a'] } })
    expect(String(thrown)).toContain('a -> b -> c -> a')
  })

  it('takes an agent that depends on itself as a circle', () => {
    expect(failure(() => startLevels([agent('a', 'a')]))).toMatchObject({
      code: 'DEPENDENCY_CYCLE',
      details: { path: ['a', 'a'] },
    })
  })

  it('names a dependency that does not exist, and the agent that may be meant', () => {
    const thrown = failure(() => startLevels([agent('analyst'), agent('writer', 'analist', 'writer')]))
    expect(thrown).toMatchObject({ code: 'DEPENDENCY_UNKNOWN', details: { agent: 'writer', dependency: 'analist' } })
    expect(String(thrown)).toContain('Did you mean "analyst"?')
  })

  it('starts readers before those who write to them', () => {
    const agents = [
      { ...agent('producer'), inputs: [], outputs: ['analyst'] },
      { ...agent('analyst'), inputs: [], outputs: [] },
      { ...agent('logger'), inputs: ['analyst'], outputs: [] },
    ]
    expect(startLevels(agents, resolveWiring(agents).targets)).toEqual([['logger'], ['analyst'], ['producer']])
  })

  it('ignores the wiring inside loops, and where a dependency says otherwise', () => {
    const agents = [
      { ...agent('writer'), inputs: ['critic'], outputs: ['critic'] },
      { ...agent('critic'), inputs: [], outputs: ['log'] },
      { ...agent('log', 'critic'), inputs: [], outputs: [] },
    ]
    expect(startLevels(agents, resolveWiring(agents).targets)).toEqual([['critic', 'writer'], ['log']])
  })
})
