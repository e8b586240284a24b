import { describe, expect, it } from 'vitest'
import { suiteRunner } from '../../test/support/suite-runner.ts'
import { describeSubject, modelSubjects, type ModelSubject } from '../../test/support/model-subjects.ts'
import { describeModel } from '../testing/describe-model.ts'
import { providers } from './providers.ts'

/** Every entry of the table, against a server that speaks its wire format and refuses what the vendor refuses. */
for (const [name, subject] of Object.entries<ModelSubject>(modelSubjects)) {
  describeModel(name, { ...suiteRunner, ...describeSubject(subject) })
}

describe('the conformance suite', () => {
  it('is run by every provider of the table', () => {
    const tried = new Set(Object.values<ModelSubject>(modelSubjects).map(({ provider }) => provider))
    expect([...tried].sort()).toEqual(Object.keys(providers).sort())
  })
})
