import { spawn } from 'node:child_process'
import { existsSync, linkSync, readdirSync, readFileSync, readlinkSync, rmSync, symlinkSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { temporaryFolder } from '../../../../test/support/temporary-folder.ts'
import type { LogRecord } from '../log-sink.ts'
import { fileSink, type FileSinkOptions } from './file-sink.ts'

function record(value: string, key = value): LogRecord {
  return { at: 0, logger: 'log', from: 'triage', type: 'message', id: undefined, value, key }
}

function open(options: FileSinkOptions) {
  const sink = fileSink(options)
  onTestFinished(() => sink.close().catch(() => {}))
  return sink
}

const linesOf = (path: string): readonly string[] => readFileSync(path, 'utf8').split('\n').slice(0, -1)
const valuesOf = (path: string): readonly unknown[] =>
  linesOf(path).map((line) => (JSON.parse(line) as LogRecord).value)

describe('a file sink', () => {
  it('appends JSON lines to what is there and makes missing folders', async () => {
    const directory = temporaryFolder({ 'old.jsonl': '{"value":"before"}\n' })
    const old = open({ path: 'old.jsonl', directory })
    await old.write(record('after'))
    expect(valuesOf(join(directory, 'old.jsonl'))).toEqual(['before', 'after'])
    const fresh = open({ path: 'new/folder/log.jsonl', directory })
    await fresh.write(record('first'))
    expect(valuesOf(join(directory, 'new/folder/log.jsonl'))).toEqual(['first'])
  })

  it('writes text lines when asked to, nothing shortened and nothing forged', async () => {
    const directory = temporaryFolder()
    const sink = open({ path: 'log.txt', directory, format: 'text' })
    const long = 'x'.repeat(100_000)
    await sink.write(record(`${long}\nforged`))
    expect(linesOf(join(directory, 'log.txt'))).toEqual([`1970-01-01T00:00:00.000Z triage message ${long}\\nforged`])
  })

  it('keeps the order of records that are given at the same time', async () => {
    const directory = temporaryFolder()
    const sink = open({ path: 'log.jsonl', directory })
    const values = Array.from({ length: 500 }, (_, number) => `${number}`)
    await Promise.all(values.map((value) => sink.write(record(value))))
    expect(valuesOf(join(directory, 'log.jsonl'))).toEqual(values)
  })

  it('shares a file that is reached by several paths', async () => {
    const directory = temporaryFolder({ 'log.jsonl': '' })
    symlinkSync(join(directory, 'log.jsonl'), join(directory, 'soft.jsonl'))
    linkSync(join(directory, 'log.jsonl'), join(directory, 'hard.jsonl'))
    const sinks = ['log.jsonl', './log.jsonl', 'soft.jsonl', 'hard.jsonl'].map((path) => open({ path, directory }))
    const long = 'x'.repeat(50_000)
    await Promise.all(
      sinks.flatMap((sink, at) => [1, 2, 3, 4, 5].map((number) => sink.write(record(`${at}-${number}${long}`)))),
    )
    expect(valuesOf(join(directory, 'log.jsonl'))).toHaveLength(20)
    await sinks[0]?.close()
    await sinks[1]?.write(record('still open'))
    expect(valuesOf(join(directory, 'log.jsonl')).at(-1)).toBe('still open')
  })

  it('does not tear lines of other processes that append to the same file', { timeout: 30_000 }, async () => {
    const path = join(temporaryFolder(), 'log.jsonl')
    const writer = `
      import { fileSink } from ${JSON.stringify(join(import.meta.dirname, 'file-sink.ts'))}
      const sink = fileSink({ path: process.argv[1] })
      const value = process.argv[2].repeat(20_000)
      for (let n = 0; n < 50; n += 1) await sink.write({ at: 0, logger: 'log', type: 'message', value, key: String(n) })
      await sink.close()`
    const run = (letter: string) =>
      new Promise<number | null>((resolve) =>
        spawn(process.execPath, ['--input-type=module', '--eval', writer, path, letter], { stdio: 'inherit' }).on(
          'exit',
          resolve,
        ),
      )
    expect(await Promise.all([run('a'), run('b')])).toEqual([0, 0])
    const values = valuesOf(path) as readonly string[]
    expect(values).toHaveLength(100)
    expect(values.every((value) => value === 'a'.repeat(20_000) || value === 'b'.repeat(20_000))).toBe(true)
  })

  it('starts on a line of its own when the last writer died within one', async () => {
    const directory = temporaryFolder({ 'log.jsonl': '{"value":"whole"}\n{"value":"to' })
    await open({ path: 'log.jsonl', directory }).write(record('next'))
    expect(linesOf(join(directory, 'log.jsonl')).slice(0, 2)).toEqual(['{"value":"whole"}', '{"value":"to'])
    expect(linesOf(join(directory, 'log.jsonl'))).toHaveLength(3)
  })

  it('knows what it wrote, in this process or before', async () => {
    const directory = temporaryFolder()
    const before = open({ path: 'log.jsonl', directory })
    await before.write(record('x'.repeat(300_000), 'first'))
    await before.write(record('second'))
    await before.close()
    const after = open({ path: 'log.jsonl', directory })
    expect(await after.wasWritten?.(record('x'.repeat(300_000), 'first'))).toBe(true)
    expect(await after.wasWritten?.(record('second'))).toBe(true)
    expect(await after.wasWritten?.(record('second', 'other-key'))).toBe(false)
    expect(await after.wasWritten?.(record('x'.repeat(300_000), 'never'))).toBe(false)
  })

  it('writes what is pending before it closes, may be closed twice, and then refuses', async () => {
    const directory = temporaryFolder()
    const sink = open({ path: 'log.jsonl', directory })
    const pending = [sink.write(record('one')), sink.write(record('two'))]
    await Promise.all([...pending, sink.close()])
    await sink.close()
    expect(valuesOf(join(directory, 'log.jsonl'))).toEqual(['one', 'two'])
    await expect(sink.write(record('three'))).rejects.toMatchObject({
      code: 'LOG_WRITE_FAILED',
      message: `The log "${directory}/log.jsonl" could not be written: the log is closed.`,
    })
  })

  it('can be opened before the first record, to learn whether it can be written', async () => {
    const directory = temporaryFolder({ logs: 'a file where a folder should be' })
    await open({ path: 'log.jsonl', directory }).open()
    expect(readFileSync(join(directory, 'log.jsonl'), 'utf8')).toBe('')
    await expect(open({ path: 'logs/log.jsonl', directory }).open()).rejects.toMatchObject({ code: 'LOG_WRITE_FAILED' })
  })

  it.runIf(existsSync('/proc/self/fd'))('opens a file once, however many write to it', async () => {
    const directory = temporaryFolder()
    const sinks = Array.from({ length: 5 }, () => open({ path: 'log.jsonl', directory }))
    await Promise.all(sinks.map((sink) => sink.write(record('x'))))
    const path = join(directory, 'log.jsonl')
    const isOpen = (descriptor: string): boolean => {
      try {
        return readlinkSync(`/proc/self/fd/${descriptor}`) === path
      } catch {
        return false
      }
    }
    expect(readdirSync('/proc/self/fd').filter(isOpen)).toHaveLength(1)
    await Promise.all(sinks.map((sink) => sink.close()))
    expect(readdirSync('/proc/self/fd').filter(isOpen)).toEqual([])
  })

  it('can be closed before it wrote anything, and makes no file then', async () => {
    const directory = temporaryFolder()
    await open({ path: 'log.jsonl', directory }).close()
    expect(existsSync(join(directory, 'log.jsonl'))).toBe(false)
  })

  it('says why a file cannot be opened, and tries again for the next record', async () => {
    const directory = temporaryFolder({ logs: 'a file where a folder should be' })
    const sink = open({ path: 'logs/log.jsonl', directory })
    await expect(sink.write(record('one'))).rejects.toMatchObject({
      code: 'LOG_WRITE_FAILED',
      retryable: false,
      message: expect.stringContaining(`The log "${directory}/logs/log.jsonl" could not be written`) as string,
    })
    rmSync(join(directory, 'logs'))
    await sink.write(record('two'))
    expect(valuesOf(join(directory, 'logs/log.jsonl'))).toEqual(['two'])
  })

  it.runIf(existsSync('/dev/full'))('says that the disk is full, in a way worth retrying', async () => {
    await expect(open({ path: '/dev/full' }).write(record('x'))).rejects.toMatchObject({
      code: 'LOG_WRITE_FAILED',
      retryable: true,
      message: 'The log "/dev/full" could not be written: the disk is full.',
    })
  })
})
