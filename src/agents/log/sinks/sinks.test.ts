import { describe, expect, it } from 'vitest'
import type { JsonValue } from '../../../util/json/json.ts'
import type { LogRecord } from '../log-sink.ts'
import { jsonSink } from './json-sink.ts'
import { textSink, type TextSinkOptions } from './text-sink.ts'

const at = new Date(2026, 0, 1, 9, 30, 5).getTime()

function record(value: JsonValue, from: string | undefined = 'triage'): LogRecord {
  return { at, logger: 'log', from, type: 'message', id: 'm1', value, key: 'run/step' }
}

function terminal(options: Partial<TextSinkOptions> = {}) {
  const texts: string[] = []
  const sink = textSink({ write: (text) => void texts.push(text), width: () => 60, ...options })
  return { sink, texts, lines: () => texts.join('').split('\n').slice(0, -1) }
}

const hostile = 'ok\r\n2026-01-01 admin logged in\u001b[2J\u009b31m\u0000\u202e\u2028.'

describe('text on a terminal', () => {
  it('shows time, sender and text in columns', async () => {
    const { sink, lines } = terminal()
    await sink.write(record('first', 'writer'))
    await sink.write(record('second', 'a-longer-name'))
    await sink.write(record('third', 'writer'))
    expect(lines()).toEqual([
      '09:30:05  writer  first',
      '09:30:05  a-longer-name  second',
      '09:30:05  writer         third',
    ])
  })

  it('wraps long texts below their first line, whatever the width', async () => {
    let width = 40
    const { sink, lines } = terminal({ width: () => width })
    await sink.write(record('the quick brown fox jumps over\nthe lazy dog'))
    width = 60
    await sink.write(record('the quick brown fox jumps over'))
    expect(lines()).toEqual([
      '09:30:05  triage  the quick brown fox',
      '                  jumps over',
      '                  the lazy dog',
      '09:30:05  triage  the quick brown fox jumps over',
    ])
  })

  it('breaks a word that is wider than the terminal, so that nothing starts at the left margin', async () => {
    const { sink, lines } = terminal()
    await sink.write(record(`x${'\u00a0y'.repeat(200)}`))
    expect(lines().length).toBeGreaterThan(3)
    expect(
      lines()
        .slice(1)
        .every((line) => line.startsWith(' '.repeat(18)) && line.length < 60),
    ).toBe(true)
  })

  it('cuts a very long text and says how much is missing', async () => {
    const { sink, texts } = terminal({ maxLength: 10, width: () => 100 })
    await sink.write(record('0123456789abc'))
    await sink.write(record('012345678😀'))
    expect(texts[0]).toBe('09:30:05  triage  0123456789… (3 more characters)\n')
    expect(texts[1]).toBe('09:30:05  triage  012345678… (2 more characters)\n')
  })

  it('shows control characters as codes and lets no text look like another record', async () => {
    const { sink, lines } = terminal({ width: () => 200 })
    await sink.write(record(hostile, 'evil\u001b]0;x\u0007'))
    expect(lines()).toEqual([
      String.raw`09:30:05  evil\x1b]0;x\x07  ok`,
      String.raw`                            2026-01-01 admin logged in\x1b[2J\x9b31m\x00\u202e\u2028.`,
    ])
  })

  it('shows objects as rows of a table with a header', async () => {
    const { sink, lines } = terminal({ width: () => 90 })
    await sink.write(record({ severity: 'routine', package: 'libc6', reason: 'installed as expected' }))
    await sink.write(record({ severity: 'attention', package: 'nodejs-doc-and-tests', reason: 'half-configured' }))
    await sink.write(record({ severity: 'routine', package: '', reason: null }))
    expect(lines()).toEqual([
      '                  severity      package       reason',
      '09:30:05  triage  routine       libc6         installed as expected',
      '09:30:05  triage  attention     nodejs-doc-and-tests  half-configured',
      '09:30:05  triage  routine',
    ])
  })

  it('shows the columns it is told to, cut where they are too wide, with characters of double width', async () => {
    const { sink, lines } = terminal({ columns: ['name', 'note'], width: () => 52 })
    await sink.write(record({ id: 1, note: 'a note that is much too long for what is left', name: '日本語' }))
    await sink.write(record({ name: { first: 'Ada\n', last: 'Lovelace' } }))
    expect(lines()).toEqual([
      '                  name          note',
      '09:30:05  triage  日本語        a note that is muc…',
      String.raw`09:30:05  triage  {"first":"Ada…`,
    ])
  })

  it('shows an object of another shape as pairs', async () => {
    const { sink, lines } = terminal({ width: () => 90 })
    await sink.write(record({ a: 1 }))
    await sink.write(record({ b: 'two', c: [3] }))
    expect(lines()).toEqual(['                  a', '09:30:05  triage  1', '09:30:05  triage  b: two  c: [3]'])
  })

  it('shows other values as JSON, and its own name where nobody sent anything', async () => {
    const { sink, texts } = terminal()
    await sink.write({ ...record([1, { a: null }]), from: undefined })
    expect(texts).toEqual(['09:30:05  log  [1,{"a":null}]\n'])
  })

  it('uses colour only when it may', async () => {
    const { sink, texts } = terminal({ color: true })
    await sink.write(record('x'))
    expect(texts[0]).toBe('\u001b[2m09:30:05\u001b[22m  triage  x\n')
  })

  it('gives a record to its writer in one piece', async () => {
    const { sink, texts } = terminal()
    await sink.write(record('one\ntwo\nthree'))
    expect(texts).toHaveLength(1)
  })
})

describe('text elsewhere', () => {
  it('is one line per record with the full time, nothing shortened', async () => {
    const { sink, texts } = terminal({ width: undefined })
    const long = 'word '.repeat(1000).trim()
    await sink.write(record(long))
    await sink.write(record({ a: 1 }))
    await sink.write(record(hostile))
    const time = new Date(at).toISOString()
    expect(texts).toEqual([
      `${time} triage message ${long}\n`,
      `${time} triage message {"a":1}\n`,
      `${time} triage message ${String.raw`ok\r\n2026-01-01 admin logged in\x1b[2J\x9b31m\x00\u202e\u2028.`}\n`,
    ])
  })
})

describe('JSON lines', () => {
  it('hold everything and give it back unchanged, without a character that could steer a terminal', async () => {
    const texts: string[] = []
    const sink = jsonSink({ write: (text) => void texts.push(text) })
    await sink.write(record({ text: hostile, emoji: '😀' }))
    const [line = ''] = texts
    expect(line.endsWith('\n')).toBe(true)
    // oxlint-disable-next-line no-control-regex
    expect(line.slice(0, -1)).not.toMatch(/[\u0000-\u001f\u007f-\u009f\u2028\u202e]/)
    expect(JSON.parse(line)).toEqual({
      time: new Date(at).toISOString(),
      logger: 'log',
      from: 'triage',
      type: 'message',
      id: 'm1',
      value: { text: hostile, emoji: '😀' },
      key: 'run/step',
    })
  })

  it('wait for a slow writer', async () => {
    let release = (): void => {}
    const sink = jsonSink({ write: () => new Promise((resolve) => (release = resolve)) })
    let isDone = false
    const written = Promise.resolve(sink.write(record('x'))).then(() => (isDone = true))
    await Promise.resolve()
    expect(isDone).toBe(false)
    release()
    await written
    expect(isDone).toBe(true)
  })
})
