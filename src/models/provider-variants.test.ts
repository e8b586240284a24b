import { suiteRunner } from '../../test/support/suite-runner.ts'
import { describeSubject, modelVariants, type ModelSubject } from '../../test/support/model-subjects.ts'
import { describeModel } from '../testing/describe-model.ts'
import type { ModelAbility } from '../testing/model-abilities.ts'

/** What depends on the model that is asked, and not on its provider alone. */
const only: readonly ModelAbility[] = [
  ...(['answers', 'limits', 'usage', 'tools', 'parallel-tools', 'tool-choice', 'tool-schemas'] as const),
  ...(['structured-output', 'loose-schemas', 'images', 'tool-images', 'settings', 'request-options'] as const),
  ...(['provider-tools', 'provider-tool-results', 'empty-answers', 'history', 'reasoning', 'reasoning-usage'] as const),
  ...(['signed-reasoning', 'redacted-reasoning', 'empty-reasoning', 'open-reasoning'] as const),
]

/** The suite for models of which a provider asks other things than of the first that is tried. */
for (const [name, subject] of Object.entries<ModelSubject>(modelVariants)) {
  describeModel(name, { ...suiteRunner, only, ...describeSubject(subject) })
}
