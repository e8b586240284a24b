import { describe, expect, it } from 'vitest'
import { createMessage } from '../../messages/message.ts'
import { memoryLedger } from '../../runs/memory/memory-ledger.ts'
import { startRun } from '../../runs/start-run.ts'
import type { JsonValue } from '../../util/json/json.ts'
import { loggerAgent } from './logger-agent.ts'
import type { LogRecord, LogSink } from '../log/log-sink.ts'
import { implementationOf } from '../implementation.ts'
import type { EngineContext } from '../../runs/engine.ts'

function memorySink(extra: Partial<LogSink> = {}) {
  const records: LogRecord[] = []
  const sink: LogSink = { write: (record) => void records.push(record), close: async () => {}, ...extra }
  return { records, sink }
}

/** Runs a logger as a runtime does: with the message that was delivered and its sender. */
function deliver(sink: LogSink, value: JsonValue, options: Parameters<typeof startRun>[2] = {}) {
  const message = createMessage(value, { id: 'message-1', createdAt: 1000, type: 'analysis' })
  const mode = { isStreaming: false, context: undefined, received: { message, from: 'triage' } }
  return startRun(implementationOf(loggerAgent({ name: 'log', sink })), value as never, options, mode)
}

describe('a logger', () => {
  it('writes what it gets with its sender, type, id and time, and answers with it unchanged', async () => {
    const { records, sink } = memorySink()
    const { output, runId } = await deliver(sink, { severity: 'routine' })
    expect(output).toEqual({ severity: 'routine' })
    expect(records).toEqual([
      {
        at: 1000,
        logger: 'log',
        from: 'triage',
        type: 'analysis',
        id: 'message-1',
        value: { severity: 'routine' },
        key: `${runId}/step:write-log#1`,
      },
    ])
  })

  it('can be called directly, with text, values and parts', async () => {
    const { records, sink } = memorySink()
    const agent = loggerAgent({ name: 'log', sink })
    await agent.run('text')
    await agent.run([1, 2])
    await agent.run([
      { type: 'text', text: 'one ' },
      { type: 'text', text: 'two' },
    ])
    expect(records.map(({ value, from, id }) => [value, from, id])).toEqual([
      ['text', undefined, undefined],
      [[1, 2], undefined, undefined],
      ['one two', undefined, undefined],
    ])
  })

  it('keeps every part of a message, and of files what they are but not their content', async () => {
    const { records, sink } = memorySink()
    await loggerAgent({ name: 'log', sink }).run([
      { type: 'text', text: 'see' },
      { type: 'file', mediaType: 'image/png', filename: 'a.png', data: new Uint8Array(3) },
      { type: 'file', mediaType: 'image/png', data: new URL('https://example.org/b.png') },
    ])
    expect(records[0]?.value).toEqual([
      { type: 'text', text: 'see' },
      { type: 'file', mediaType: 'image/png', filename: 'a.png', size: 3 },
      { type: 'file', mediaType: 'image/png', url: 'https://example.org/b.png' },
    ])
  })

  it('does not say who sent a message to another agent that called it', async () => {
    const { records, sink } = memorySink()
    const inner = loggerAgent({ name: 'log', sink })
    const outer = {
      name: 'outer',
      doRun: (input: string, context: EngineContext) => context.call(inner, input),
    }
    const message = createMessage('hello', { id: 'message-1', createdAt: 1000 })
    await startRun(
      outer,
      'hello',
      {},
      { isStreaming: false, context: undefined, received: { message, from: 'triage' } },
    )
    expect(records[0]).toMatchObject({ from: undefined, id: undefined, logger: 'log', value: 'hello' })
  })

  it('fails with what its sink says', async () => {
    const { sink } = memorySink({ write: () => Promise.reject(new Error('pipe closed')) })
    await expect(deliver(sink, 'x')).rejects.toMatchObject({
      name: 'AgentError',
      code: 'LOG_WRITE_FAILED',
      message: 'Logger "log" could not write a message: pipe closed',
    })
  })
})

describe('a logger after a crash', () => {
  /** The record of a run that stopped while it wrote. */
  async function interrupted(sink: LogSink) {
    const ledger = memoryLedger()
    await deliver(sink, 'x', { ledger })
    return memoryLedger(ledger.records.slice(0, -2))
  }

  it('does not repeat what was written', async () => {
    const { records, sink } = memorySink()
    const ledger = memoryLedger()
    await deliver(sink, 'x', { ledger })
    expect((await deliver(sink, 'x', { ledger: memoryLedger(ledger.records) })).output).toBe('x')
    expect(records).toHaveLength(1)
  })

  it('asks a sink that can tell, and repeats only what is missing', async () => {
    const { records, sink } = memorySink()
    const answers = [true, false]
    const asked: LogRecord[] = []
    const knowing: LogSink = {
      ...sink,
      wasWritten: async (record) => {
        asked.push(record)
        return answers.shift() ?? false
      },
    }
    const ledger = await interrupted(knowing)
    await deliver(knowing, 'x', { ledger: memoryLedger(ledger.records) })
    expect(records).toHaveLength(1)
    await deliver(knowing, 'x', { ledger: memoryLedger(ledger.records) })
    expect(records).toHaveLength(2)
    expect(asked).toEqual([records[0], records[0]])
    expect(records[1]).toEqual(records[0])
  })

  it('repeats the record under the same key where the sink cannot tell', async () => {
    const { records, sink } = memorySink()
    await deliver(sink, 'x', { ledger: await interrupted(sink) })
    expect(records).toHaveLength(2)
    expect(records[1]).toEqual(records[0])
  })
})
