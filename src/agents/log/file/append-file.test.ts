import { describe, expect, it } from 'vitest'
import { AppendFile } from './append-file.ts'
import type { LogFile } from './log-file.ts'

// A disk that takes part of a write and then is full cannot be had from a real file system in a test.
function disk(takes: readonly (number | Error)[]) {
  const answers = [...takes]
  const state = { content: '', synced: 0, closed: 0, writes: 0 }
  const file = {
    write: async (bytes: Uint8Array, offset = 0) => {
      state.writes += 1
      const answer = answers.shift() ?? Infinity
      if (answer instanceof Error) throw answer
      const part = bytes.subarray(offset, offset + answer)
      state.content += Buffer.from(part).toString()
      return { bytesWritten: part.length, buffer: bytes }
    },
    sync: async () => void (state.synced += 1),
    close: async () => void (state.closed += 1),
  } as unknown as LogFile
  return { state, log: new AppendFile({ path: 'log', file, isRegular: true, isTorn: false }) }
}

const full = Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })

describe('an append file', () => {
  it('goes on where the system took only part of a line', async () => {
    const { state, log } = disk([2, 1])
    await log.append('whole')
    expect(state).toMatchObject({ content: 'whole\n', writes: 3 })
  })

  it('writes lines that come during a write together', async () => {
    const { state, log } = disk([])
    await Promise.all([log.append('one'), log.append('two'), log.append('three')])
    expect(state).toMatchObject({ content: 'one\ntwo\nthree\n', writes: 2 })
  })

  it('rejects exactly the lines that are not in the file when the disk is full', async () => {
    const { state, log } = disk([Infinity, 6, full])
    const results = await Promise.allSettled(['zero', 'one', 'two', 'three'].map((line) => log.append(line)))
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'rejected'])
    expect(state.content).toBe('zero\none\ntw')
  })

  it('keeps what a full disk left behind apart from the next line', async () => {
    const { state, log } = disk([2, full])
    await expect(log.append('first')).rejects.toMatchObject({ code: 'LOG_WRITE_FAILED', retryable: true })
    await log.append('second')
    expect(state.content).toBe('fi\nsecond\n')
  })

  it('leaves no mark where nothing of a line was written', async () => {
    const { state, log } = disk([full])
    await expect(log.append('first')).rejects.toThrow('the disk is full')
    await log.append('second')
    expect(state.content).toBe('second\n')
  })

  it('is synced once, after the last line, and closed once', async () => {
    const { state, log } = disk([])
    void log.append('last')
    await Promise.all([log.close(), log.close()])
    expect(state).toMatchObject({ content: 'last\n', synced: 1, closed: 1 })
  })
})
