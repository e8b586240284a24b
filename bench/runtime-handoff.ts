// How fast messages move inside one process: mailbox to mailbox, and through four agents. Prints JSON.
import { defineCustomAgent } from '../src/agents/define-custom-agent.ts'
import { createRuntime } from '../src/runtime/create-runtime.ts'
import { Mailbox } from '../src/runtime/mailbox.ts'

const payload = 'x'.repeat(1024)
const handOffs = 2_000_000
const messages = 50_000
const repeats = 5

interface Letter {
  readonly text: string
}

/** Passes messages from a sender through one mailbox to a relay, and through a second one to a reader. */
async function handOff(count: number): Promise<number> {
  let received = 0
  let wakeRelay = (): void => {}
  let wakeReader = (): void => {}
  const options = { capacity: 100, overflow: 'block', onDrop: () => {} } as const
  const first = new Mailbox<Letter>({ ...options, name: 'first', onItem: () => wakeRelay() })
  const second = new Mailbox<Letter>({ ...options, name: 'second', onItem: () => wakeReader() })
  const relay = async (): Promise<void> => {
    for (let passed = 0; passed < count;) {
      const letter = first.take()
      if (letter === undefined) await new Promise<void>((resolve) => (wakeRelay = resolve))
      else {
        passed += 1
        if (!second.offer(letter)) await second.wait(letter)
      }
    }
  }
  const read = async (): Promise<void> => {
    while (received < count) {
      if (second.take() === undefined) await new Promise<void>((resolve) => (wakeReader = resolve))
      else received += 1
    }
  }
  const startedAt = performance.now()
  const done = Promise.all([relay(), read()])
  for (let sent = 0; sent < count; sent += 1) {
    const letter = { text: payload }
    if (!first.offer(letter)) await first.wait(letter)
  }
  await done
  return count / ((performance.now() - startedAt) / 1000)
}

/** Passes messages through four agents, each of which runs once per message and returns its input. */
async function pipeline(count: number): Promise<number> {
  const stages = ['one', 'two', 'three', 'four'].map((name) => defineCustomAgent({ name, execute: (text) => text }))
  const agents = stages.map((agent, index) => ({ agent, inputs: [stages[index - 1]?.name ?? 'start'] }))
  await using runtime = await createRuntime({
    agents: agents.map((entry, index) => (index === 3 ? { ...entry, outputs: ['end'] } : entry)),
  })
  const stream = runtime.recv('end')
  const reading = (async () => {
    let received = 0
    for await (const _message of stream) if ((received += 1) === count) return
  })()
  const startedAt = performance.now()
  for (let sent = 0; sent < count; sent += 1) await runtime.send('start', payload)
  await reading
  return count / ((performance.now() - startedAt) / 1000)
}

/** The median of several measurements, after one to warm up. */
async function median(measure: () => Promise<number>): Promise<number> {
  await measure()
  const figures: number[] = []
  for (let repeat = 0; repeat < repeats; repeat += 1) figures.push(await measure())
  return Math.round(figures.sort((a, b) => a - b)[Math.floor(repeats / 2)] ?? 0)
}

const mailboxPerSecond = await median(() => handOff(handOffs))
const pipelinePerSecond = await median(() => pipeline(messages))
console.log(
  JSON.stringify({
    engine: `node ${process.versions.node}`,
    payloadBytes: payload.length,
    mailboxToMailboxPerSecond: mailboxPerSecond,
    fourAgentsMessagesPerSecond: pipelinePerSecond,
    fourAgentsDeliveriesPerSecond: pipelinePerSecond * 4,
  }),
)
