import { describe, expect, it } from 'vitest'
import { FairQueue } from './fair-queue.ts'

function drain(queue: FairQueue<string>): readonly string[] {
  const out: string[] = []
  for (let entry = queue.shift(); entry !== undefined; entry = queue.shift()) out.push(entry)
  return out
}

function fill(queue: FairQueue<string>, entries: readonly string[]): ReadonlyMap<string, () => void> {
  return new Map(entries.map((entry) => [entry, queue.push(entry.charAt(0), entry)]))
}

describe('a fair queue', () => {
  it('takes turns by owner and keeps the order of each', () => {
    const queue = new FairQueue<string>()
    fill(queue, ['a1', 'a2', 'a3', 'b1', 'c1', 'b2'])
    expect(queue.peek()).toBe('a1')
    expect(drain(queue)).toEqual(['a1', 'b1', 'c1', 'a2', 'b2', 'a3'])
    expect(queue.isEmpty).toBe(true)
  })

  it('forgets an entry that is taken out, and its owner with the last one', () => {
    const queue = new FairQueue<string>()
    const takeOut = fill(queue, ['a1', 'a2', 'b1', 'c1', 'c2'])
    for (const gone of ['a1', 'b1', 'c2']) takeOut.get(gone)?.()
    expect(drain(queue)).toEqual(['a2', 'c1'])
  })

  it('searches for nobody: 200,000 entries of one owner leave from both ends', () => {
    const queue = new FairQueue<number>()
    const takeOut = Array.from({ length: 200_000 }, (_none, index) => queue.push('a', index))
    for (let index = 0; index < 99_999; index += 1) {
      takeOut[199_999 - index]?.()
      takeOut[index]?.()
    }
    expect([queue.shift(), queue.shift(), queue.shift()]).toEqual([99_999, 100_000, undefined])
  })

  it('takes nothing out twice, not even where the owner came back', () => {
    const queue = new FairQueue<string>()
    const takeOut = fill(queue, ['a1'])
    queue.shift()
    fill(queue, ['a2'])
    takeOut.get('a1')?.()
    takeOut.get('a1')?.()
    expect(drain(queue)).toEqual(['a2'])
  })
})
