import { describe, it } from 'vitest'
import { describeRole } from '../../testing/describe-role.ts'

describeRole('producer', {
  describe,
  it,
  example: { source: { file: 'lines.txt' } },
  files: { 'lines.txt': 'one\ntwo\n' },
})
