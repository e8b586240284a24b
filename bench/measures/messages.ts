import type { Measure } from '../measure.ts'
import { nodeProgram, runProgram } from '../run-program.ts'
import { targets } from '../targets.ts'

const milliseconds = { full: '1500', quick: '700' }

/** What the runtime carries in one process. The other libraries have no mailboxes to compare. */
export const messages: readonly Measure[] = [
  {
    name: 'hand-off',
    title: 'Messages in one process: mailbox to mailbox, 1 KiB',
    method:
      'Sender, mailbox, relay, mailbox, reader, which checks order and content; 100 messages fit, who finds no room waits.',
    subjects: ['aixgo'],
    metrics: [
      { key: 'rate', title: 'mailbox to mailbox', unit: 'per second', better: 'higher', ...targets.handOffRate },
      { key: 'channel', title: '`runtime.send` to `runtime.recv`', unit: 'per second', better: 'higher' },
    ],
    rounds: { full: 5, quick: 2 },
    needs: ['package'],
    sample: (_subject, { effort }) =>
      runProgram(nodeProgram('./programs/messages.ts', ['hand-off', milliseconds[effort]])),
  },
  {
    name: 'pipeline',
    title: 'Messages in one process: through four agents, 1 KiB',
    method:
      '`runtime.send` into the first of four wired agents, each of which runs once per message and passes it on; back-pressure on.',
    subjects: ['aixgo'],
    metrics: [
      {
        key: 'rate',
        title: 'messages through all four',
        unit: 'per second',
        better: 'higher',
        ...targets.pipelineRate,
      },
      {
        key: 'latency',
        title: 'p99 at 10,000 messages a second',
        unit: 'ms',
        better: 'lower',
        ...targets.pipelineLatency,
      },
    ],
    rounds: { full: 5, quick: 2 },
    needs: ['package'],
    sample: (_subject, { effort }) =>
      runProgram(nodeProgram('./programs/messages.ts', ['pipeline', milliseconds[effort]])),
  },
]
