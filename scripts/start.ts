// The quick start. Offline unless a model is named: `npm start -- --model openai:gpt-4o-mini`, with its key set.
import { runProcess } from '../src/cli/index.ts'

const args = process.argv.slice(2)
const namesModel = args.some((argument) => /^(-m|--model)(=|$)/.test(argument))
const mode = namesModel ? [] : ['--offline']
await runProcess(['run', 'examples/quickstart/agents.yaml', '--log-level', 'warn', ...mode, ...args])
