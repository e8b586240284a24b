import { describe, it } from 'vitest'
import { describeRole } from '../../testing/describe-role.ts'

describeRole('logger', {
  describe,
  it,
  example: {},
  options: { openOutput: () => ({ write: () => {}, close: async () => {} }) },
})

describeRole('logger', {
  describe,
  it,
  example: { file: 'logs/answers.jsonl', format: 'json' },
})
