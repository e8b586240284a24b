import { expect, it } from 'vitest'
import { measureSuccess } from '../bench/structured-output-rate.ts'

it('brings fifty malformed answers to the right output in every mode, and takes none for right that is wrong', async () => {
  const rate = { cases: 50, first: 17, corrected: 50, wrong: 0, failed: [] }
  expect(await measureSuccess()).toEqual([
    { mode: 'JSON.parse', cases: 50, first: 1, corrected: 1, wrong: 0, failed: expect.any(Array) },
    { mode: 'native', ...rate },
    { mode: 'tool', ...rate },
    { mode: 'prompt', ...rate },
  ])
})
