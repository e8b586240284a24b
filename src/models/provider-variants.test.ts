import { describe, it } from 'vitest'
import { describeSubject, modelVariants, type ModelSubject } from '../../test/support/model-subjects.ts'
import { describeModel } from '../testing/describe-model.ts'

/** The same suite for the models of which a provider asks other things than of its first. */
for (const [name, subject] of Object.entries<ModelSubject>(modelVariants)) {
  describeModel(name, { describe, it, ...describeSubject(subject) })
}
