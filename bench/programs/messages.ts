// Prints, as JSON, how fast messages of 1 KiB move in one process: `node messages.ts <hand-off|pipeline> <measured ms>`.
import { setTimeout } from 'node:timers/promises'
import { createRuntime, defineCustomAgent } from 'aixgo'
// The mailbox is no part of the public package, so it is taken from the sources.
import { Mailbox } from '../../src/runtime/mailbox/mailbox.ts'

/** Distinct messages, so that one that is lost, doubled or out of order is seen. */
const payloads = Array.from({ length: 1000 }, (_value, index) => `${index} `.padEnd(1024, 'x'))
const capacity = 100
const warmUps = 3

const [workload, measureMs] = process.argv.slice(2) as [string, string]
const series = workload === 'pipeline' ? await measurePipeline() : await measureHandOff()
process.stdout.write(`${JSON.stringify(series)}\n`)
process.exit(0)

async function measureHandOff(): Promise<Record<string, readonly number[]>> {
  const rate = await repeat(passThroughMailboxes, 500_000)
  await using runtime = await createRuntime({
    agents: [{ agent: defineCustomAgent({ name: 'idle', execute: () => null }), outputs: ['channel'] }],
  })
  const stream = runtime.recv('channel', { capacity })
  const messages = stream[Symbol.asyncIterator]()
  const send = async (count: number): Promise<void> => {
    for (let index = 0; index < count; index += 1) await runtime.send('channel', payloadOf(index))
  }
  const channel = await repeat((count) => Promise.all([send(count), receive(messages, count)]), 50_000)
  return { rate, channel }
}

async function measurePipeline(): Promise<Record<string, readonly number[]>> {
  let runs = 0
  const pass = (text: unknown): string => {
    runs += 1
    return String(text)
  }
  const names = ['first', 'second', 'third', 'fourth']
  const agents = names.map((name, index) => ({
    agent: defineCustomAgent({ name, execute: pass }),
    inputs: [names[index - 1] ?? 'start'],
  }))
  await using runtime = await createRuntime({ agents })
  const messages = runtime.recv('fourth')[Symbol.asyncIterator]()
  let sent = 0
  const feed = async (count: number): Promise<void> => {
    for (let index = 0; index < count; index += 1) {
      await runtime.send('start', payloadOf(index))
      sent += 1
    }
  }
  const rate = await repeat((count) => Promise.all([feed(count), receive(messages, count)]), 10_000)
  const latency = await pacedLatency({
    send: async (index) => {
      await runtime.send('start', payloadOf(index))
      sent += 1
    },
    messages,
  })
  if (runs !== sent * names.length) throw new Error(`${sent} messages made ${runs} runs of ${names.length} agents.`)
  return { rate, latency: [latency] }
}

/** From a sender through one mailbox to a relay, and through a second one to a reader; all wait where there is no room. */
async function passThroughMailboxes(count: number): Promise<void> {
  const first = createBox('first')
  const second = createBox('second')
  const relay = async (): Promise<void> => {
    for (let passed = 0; passed < count; passed += 1) {
      const letter = first.mailbox.take() ?? (await first.next())
      if (!second.mailbox.offer(letter)) await second.mailbox.wait(letter)
    }
  }
  const read = async (): Promise<void> => {
    for (let received = 0; received < count; received += 1) {
      const { text } = second.mailbox.take() ?? (await second.next())
      check(text, received)
    }
  }
  const done = Promise.all([relay(), read()])
  for (let sent = 0; sent < count; sent += 1) {
    const letter = { text: payloadOf(sent) }
    if (!first.mailbox.offer(letter)) await first.mailbox.wait(letter)
  }
  await done
}

interface Letter {
  readonly text: string
}

function createBox(name: string) {
  let wake: (() => void) | undefined
  const mailbox = new Mailbox<Letter>({ name, capacity, overflow: 'block', onItem: () => wake?.(), onDrop: () => {} })
  const next = async (): Promise<Letter> => {
    for (;;) {
      await new Promise<void>((resolve) => (wake = resolve))
      wake = undefined
      const letter = mailbox.take()
      if (letter !== undefined) return letter
    }
  }
  return { mailbox, next }
}

type Messages = AsyncIterator<{ readonly parts: readonly unknown[] }>

async function receive(messages: Messages, count: number): Promise<void> {
  for (let received = 0; received < count; received += 1) check(await nextText(messages), received)
}

async function nextText(messages: Messages): Promise<string> {
  const { value } = (await messages.next()) as {
    readonly value?: { readonly parts: readonly { readonly text?: string }[] }
  }
  return value?.parts[0]?.text ?? ''
}

function payloadOf(index: number): string {
  return payloads[index % payloads.length] ?? ''
}

function check(text: string, index: number): void {
  if (text !== payloadOf(index)) throw new Error(`Message ${index} arrived as "${text.slice(0, 40)}".`)
}

/** Messages a second, in batches, after a warm-up. */
async function repeat(pass: (count: number) => Promise<unknown>, count: number): Promise<readonly number[]> {
  for (let round = 0; round < warmUps; round += 1) await pass(count)
  const rates: number[] = []
  const start = performance.now()
  while (performance.now() - start < Number(measureMs) || rates.length < 3) {
    const batchStart = performance.now()
    await pass(count)
    rates.push((count * 1000) / (performance.now() - batchStart))
  }
  return rates
}

interface Paced {
  readonly send: (index: number) => Promise<void>
  readonly messages: Messages
}

/**
 * The 99th percentile of the milliseconds a message takes when 10,000 a second come in for a second. Counted from when it
 * should have been sent, so that a sender that was held up does not hide it.
 */
async function pacedLatency({ send, messages }: Paced): Promise<number> {
  const count = 10_000
  const perMillisecond = 10
  const start = performance.now() + 5
  const dueAt = (index: number): number => start + index / perMillisecond
  const pace = async (): Promise<void> => {
    for (let index = 0; index < count;) {
      await setTimeout(1)
      for (; index < count && dueAt(index) <= performance.now(); index += 1) await send(index)
    }
  }
  const latencies: number[] = []
  const read = async (): Promise<void> => {
    for (let index = 0; index < count; index += 1) {
      check(await nextText(messages), index)
      latencies.push(performance.now() - dueAt(index))
    }
  }
  await Promise.all([pace(), read()])
  return latencies.toSorted((first, second) => first - second)[Math.ceil(count * 0.99) - 1] ?? Number.NaN
}
