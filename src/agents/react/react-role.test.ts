import { suiteRunner } from '../../../test/support/suite-runner.ts'

import { describeRole } from '../../testing/describe-role.ts'

describeRole('react', {
  ...suiteRunner,
  example: { model: 'openai:gpt-4o' },
})

describeRole('react', {
  ...suiteRunner,
  example: {
    model: 'openai:gpt-4o',
    tools: [{ module: './tools.ts' }],
    output_schema: {
      type: 'object',
      properties: { risk: { enum: ['low', 'high'] } },
      required: ['risk'],
      additionalProperties: false,
    },
  },
  files: {
    'tools.ts': `
      import { defineTool } from 'aixgo'
      export const look = defineTool({
        name: 'look', description: 'Looks', input: { type: 'object', properties: {} }, execute: () => 'seen',
      })
    `,
  },
})
