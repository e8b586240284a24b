import { configureGlobal, defaultReportMessage } from 'fast-check'
import { expect } from 'vitest'
import { isThorough, tries } from './effort.ts'

configureGlobal({
  // `npm test` tries the same cases each time: what fails in it was broken by the change at hand. New cases are tried by
  // `npm run test:reliability`, and the seed of one that fails is in its message.
  ...(isThorough ? { numRuns: tries(100) } : { seed: 20_261_126 }),
  reporter: (details) => {
    // A property is an assertion of its test, also where its body gives true or false.
    expect(details.failed).toBeTypeOf('boolean')
    if (details.failed) throw new Error(defaultReportMessage(details), { cause: details.errorInstance })
  },
})
