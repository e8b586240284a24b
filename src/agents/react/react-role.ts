import { describeModelAgent } from '../configured/describe-model-agent.ts'
import type { KeyedRole } from '../role.ts'
import { checkReact } from './check-react.ts'
import { reactKeys } from './react-keys.ts'

/** The role `react`: a model with tools that reasons and acts until it has an answer. */
export const reactRole: KeyedRole<typeof reactKeys> = {
  keys: reactKeys,
  check: checkReact,
  describe: ({ model, tools, providerTools }) => describeModelAgent(model, tools.length + providerTools.length),
  schemas: ({ inputSchema, outputSchema }) => ({ input: inputSchema, output: outputSchema }),
  create: async (config, host) => {
    const { configuredReactAgent } = await import('./react-agent.ts')
    return configuredReactAgent(config, host)
  },
}
