import { expect, it } from 'vitest'
import { findCycles, stronglyConnected } from './graph.ts'

const edges = new Map([
  ['a', ['b']],
  ['b', ['c', 'd']],
  ['c', ['a']],
  ['d', ['d']],
  ['e', ['a']],
])

it('groups what can reach each other', () => {
  const groups = stronglyConnected([...edges.keys()], (node) => edges.get(node) ?? [])
  expect(groups.map((group) => group.toSorted().join('')).toSorted()).toStrictEqual(['abc', 'd', 'e'])
})

it('shows every circle as a path that ends where it begins', () => {
  expect(findCycles(edges)).toStrictEqual([
    ['a', 'b', 'c', 'a'],
    ['d', 'd'],
  ])
  expect(findCycles(new Map([['a', ['b']]]))).toStrictEqual([])
})

it('walks chains of any length', () => {
  const chain = new Map(Array.from({ length: 50_000 }, (_, at) => [String(at), [String(at + 1)]]))
  expect(findCycles(chain)).toStrictEqual([])
  expect(stronglyConnected([...chain.keys()], (node) => chain.get(node) ?? [])).toHaveLength(50_001)
})
