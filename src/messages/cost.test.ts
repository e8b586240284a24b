import { expect, it } from 'vitest'
import { addCall, addCost, formatCost, formatUsd, noCost } from './cost.ts'

const cost = { usd: 0.5, input: 0.5, cachedInput: 0, cacheWrite: 0, output: 0 }

it('sums costs and never counts an unknown one as nothing', () => {
  const known = addCall(noCost, cost, 'a')
  const both = addCall(addCall(known, undefined, 'b'), undefined, 'b')
  expect(both).toEqual({ usd: 0.5, unknownCalls: 2, unknownModels: ['b'] })
  expect(addCost(both, both)).toEqual({ usd: 1, unknownCalls: 4, unknownModels: ['b'] })
})

it('says in words what is known and what is not', () => {
  expect(formatCost({ usd: 0.0123, unknownCalls: 0, unknownModels: [] })).toBe('$0.0123')
  expect(formatCost({ usd: 0, unknownCalls: 1, unknownModels: ['openai:gpt-x'] })).toBe('cost unknown for openai:gpt-x')
  expect(formatCost({ usd: 0.5, unknownCalls: 1, unknownModels: ['x'] })).toBe('$0.5000 and cost unknown for x')
  expect([0, 0.000012, 123.456].map(formatUsd)).toEqual(['$0', '$0.000012', '$123.46'])
})
