import { describe, expect, it } from 'vitest'
import { LinkedList } from './linked-list.ts'

function drain(list: LinkedList<number>): readonly number[] {
  const values: number[] = []
  for (let link = list.first; link !== undefined; link = list.first) {
    values.push(link.value)
    list.remove(link)
  }
  return values
}

describe('a linked list', () => {
  it.each([0, 1, 2])('keeps the order of the others when the value at %i is taken out', (position) => {
    const list = new LinkedList<number>()
    const links = [0, 1, 2].map((value) => list.push(value))
    const link = links[position]
    if (link !== undefined) {
      list.remove(link)
      list.remove(link)
    }
    list.push(3)
    expect(drain(list)).toEqual([0, 1, 2, 3].filter((value) => value !== position))
    expect(list.first).toBeUndefined()
  })
})
