import { suiteRunner } from '../../../test/support/suite-runner.ts'

import { describeRole } from '../../testing/describe-role.ts'

describeRole('logger', {
  ...suiteRunner,
  example: {},
  options: { openOutput: () => ({ write: () => {}, close: async () => {} }) },
})

describeRole('logger', {
  ...suiteRunner,
  example: { file: 'logs/answers.jsonl', format: 'json' },
})
