import { describe, expect, it } from 'vitest'
import { Mailbox, type Overflow } from './mailbox.ts'

interface Item {
  readonly id: number
}

function createMailbox(options: { capacity: number; overflow?: Overflow }) {
  const dropped: number[] = []
  const mailbox = new Mailbox<Item>({
    name: 'analyst',
    capacity: options.capacity,
    overflow: options.overflow ?? 'block',
    onItem: () => {},
    onDrop: (item) => dropped.push(item.id),
  })
  return { mailbox, dropped }
}

describe('Mailbox', () => {
  it('gives out what it took in, in order', () => {
    const { mailbox } = createMailbox({ capacity: 100 })
    for (let id = 0; id < 60; id += 1) mailbox.offer({ id })
    const taken = Array.from({ length: 61 }, () => mailbox.take()?.id)
    expect(taken).toEqual([...Array(60).keys(), undefined])
  })

  it('takes nothing in when it is full and makes the sender wait', async () => {
    const { mailbox } = createMailbox({ capacity: 2 })
    expect([mailbox.offer({ id: 1 }), mailbox.offer({ id: 2 }), mailbox.offer({ id: 3 })]).toEqual([true, true, false])
    const waiting = mailbox.wait({ id: 3 })
    expect([mailbox.length, mailbox.blocked]).toEqual([2, 1])
    mailbox.take()
    await waiting
    expect([mailbox.take()?.id, mailbox.take()?.id]).toEqual([2, 3])
  })

  it('lets nobody overtake a sender that waits, even when there is room', async () => {
    const { mailbox } = createMailbox({ capacity: 4 })
    for (let id = 0; id < 4; id += 1) mailbox.offer({ id })
    const waiting = mailbox.wait({ id: 4 })
    mailbox.take()
    expect(mailbox.offer({ id: 5 })).toBe(false)
    const behind = mailbox.wait({ id: 5 })
    mailbox.take()
    await Promise.all([waiting, behind])
    expect(Array.from({ length: 4 }, () => mailbox.take()?.id)).toEqual([2, 3, 4, 5])
  })

  it('lets a sender go that gives up, with the reason of its signal, and keeps nothing of it', async () => {
    const { mailbox } = createMailbox({ capacity: 1 })
    mailbox.offer({ id: 1 })
    const controller = new AbortController()
    const waiting = mailbox.wait({ id: 2 }, controller.signal)
    controller.abort(new Error('no longer wanted'))
    await expect(waiting).rejects.toThrow('no longer wanted')
    await expect(mailbox.wait({ id: 3 }, controller.signal)).rejects.toThrow('no longer wanted')
    expect(mailbox.blocked).toBe(0)
    expect([mailbox.take()?.id, mailbox.take()]).toEqual([1, undefined])
  })

  it('gives up the oldest or the newest, as its policy says', () => {
    const oldest = createMailbox({ capacity: 2, overflow: 'drop-oldest' })
    const newest = createMailbox({ capacity: 2, overflow: 'drop-newest' })
    for (const { mailbox } of [oldest, newest])
      for (let id = 1; id <= 3; id += 1) expect(mailbox.offer({ id })).toBe(true)
    expect([oldest.dropped, oldest.mailbox.take()?.id]).toEqual([[1], 2])
    expect([newest.dropped, newest.mailbox.take()?.id]).toEqual([[3], 1])
  })

  it('refuses with MAILBOX_FULL where the policy is to refuse', () => {
    const { mailbox } = createMailbox({ capacity: 1, overflow: 'error' })
    mailbox.offer({ id: 1 })
    expect(() => mailbox.offer({ id: 2 })).toThrow(expect.objectContaining({ code: 'MAILBOX_FULL', retryable: true }))
  })

  it('refuses everybody once closed, those who wait too, and still gives out what is inside', async () => {
    const { mailbox } = createMailbox({ capacity: 1 })
    mailbox.offer({ id: 1 })
    const waiting = mailbox.wait({ id: 2 })
    mailbox.close()
    await expect(waiting).rejects.toMatchObject({ code: 'CHANNEL_CLOSED' })
    expect(() => mailbox.offer({ id: 3 })).toThrow(expect.objectContaining({ code: 'CHANNEL_CLOSED' }))
    expect([mailbox.take()?.id, mailbox.take()]).toEqual([1, undefined])
  })

  it('remembers how full it was', () => {
    const { mailbox } = createMailbox({ capacity: 10 })
    for (let id = 0; id < 7; id += 1) mailbox.offer({ id })
    for (let id = 0; id < 5; id += 1) mailbox.take()
    expect([mailbox.length, mailbox.highWater]).toEqual([2, 7])
  })
})
