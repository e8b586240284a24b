import { suiteRunner } from '../../../test/support/suite-runner.ts'

import { describeRole } from '../../testing/describe-role.ts'

describeRole('producer', {
  ...suiteRunner,
  example: { source: { file: 'lines.txt' } },
  files: { 'lines.txt': 'one\ntwo\n' },
})
