import { expect, it } from 'vitest'
import { batches, calls } from './__fixtures__/stuck-loop-conversations.ts'
import { digestIteration } from './iteration-digest.ts'

// Not through the public API: that what is kept of an iteration does not grow with its results shows nowhere else.
it('is of the same size however long the arguments and results are', () => {
  const size = (length: number) => {
    const text = 'é'.repeat(length)
    const [iteration] = calls(['read', { text }, { text }])
    return JSON.stringify(digestIteration(iteration!)).length
  }
  expect(size(50_000)).toBe(size(1000))
  expect(size(50_000)).toBeLessThan(400)
})

it('does not depend on the order of keys, of calls side by side, or on white space in arguments', () => {
  const [first, second] = batches([
    [
      ['a', '{"x":1,"y":[{"p":1,"q":2}]}', { b: 1, a: 2 }],
      ['b', '', null],
    ],
    [
      ['b', '{}', null],
      ['a', ' { "y": [{ "q": 2, "p": 1 }], "x": 1 } ', { a: 2, b: 1 }],
    ],
  ]).map(digestIteration)
  expect(first?.calls).toBe(second?.calls)
  expect(first?.callsAndResults).toBe(second?.callsAndResults)
})

it('tells long values apart that differ in one place', () => {
  const long = 'x'.repeat(1000)
  const [first, second] = calls(['a', {}, `${long}1`], ['a', {}, `${long}2`]).map(digestIteration)
  expect(first?.calls).toBe(second?.calls)
  expect(first?.callsAndResults).not.toBe(second?.callsAndResults)
})

it('tells a failure from a result of the same text', () => {
  const [first, second] = calls(['a', {}, 'failed'], ['a', {}, 'failed', true]).map(digestIteration)
  expect(first?.callsAndResults).not.toBe(second?.callsAndResults)
})
