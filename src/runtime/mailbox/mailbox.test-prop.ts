import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Mailbox, type Overflow } from './mailbox.ts'

interface Item {
  readonly sender: number
  readonly sequence: number
}

type Action = { readonly type: 'send'; readonly sender: number } | { readonly type: 'take' }

const senders = 3
const actions = fc.array(
  fc.oneof(
    { weight: 3, arbitrary: fc.record({ type: fc.constant('send' as const), sender: fc.nat(senders - 1) }) },
    { weight: 2, arbitrary: fc.record({ type: fc.constant('take' as const) }) },
  ),
  { maxLength: 200 },
)

/** Does all actions, then takes what is left. Gives everything that happened to the items. */
async function play(overflow: Overflow, capacity: number, script: readonly Action[]) {
  const offered: Item[] = []
  const taken: Item[] = []
  const dropped: Item[] = []
  const refused: Item[] = []
  let longest = 0
  const mailbox = new Mailbox<Item>({
    name: 'any',
    capacity,
    overflow,
    onItem: () => {},
    onDrop: (item) => dropped.push(item),
  })
  const take = (): boolean => {
    const item = mailbox.take()
    if (item !== undefined) taken.push(item)
    return item !== undefined
  }
  const waits: Promise<void>[] = []
  for (const action of script) {
    if (action.type === 'take') take()
    else {
      const item = { sender: action.sender, sequence: offered.length }
      offered.push(item)
      try {
        if (!mailbox.offer(item)) waits.push(mailbox.wait(item))
      } catch {
        refused.push(item)
      }
    }
    longest = Math.max(longest, mailbox.length)
  }
  while (take());
  await Promise.all(waits)
  return { offered, taken, dropped, refused, longest, highWater: mailbox.highWater }
}

const bySequence = (items: readonly Item[]): number[] => items.map((item) => item.sequence).sort((a, b) => a - b)

describe.each(['block', 'drop-oldest', 'drop-newest', 'error'] as const)('a mailbox with overflow "%s"', (overflow) => {
  it('never holds more than its capacity', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 20 }), actions, async (capacity, script) => {
        const { longest, highWater } = await play(overflow, capacity, script)
        expect(longest).toBeLessThanOrEqual(capacity)
        expect(highWater).toBe(longest)
      }),
    )
  })

  it('gives out messages in the order they came, for each sender and over all', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 20 }), actions, async (capacity, script) => {
        const { taken } = await play(overflow, capacity, script)
        expect(taken.map((item) => item.sequence)).toEqual(bySequence(taken))
      }),
    )
  })

  it('loses nothing: each message is given out, given up or refused, once', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 20 }), actions, async (capacity, script) => {
        const { offered, taken, dropped, refused } = await play(overflow, capacity, script)
        expect(bySequence([...taken, ...dropped, ...refused])).toEqual(bySequence(offered))
        expect(taken.length + (overflow === 'block' ? 0 : dropped.length + refused.length)).toBe(offered.length)
        expect([
          refused.length === 0 || overflow === 'error',
          dropped.length === 0 || overflow.startsWith('drop'),
        ]).toEqual([true, true])
      }),
    )
  })
})
