// Writes docs/errors.md from the table of error codes; `test/docs/errors.test.ts` keeps both equal.
import { writeFileSync } from 'node:fs'
import { errorCodes, type ErrorCodeEntry, type ErrorFamily } from '../src/errors/error-codes.ts'

const classes: Readonly<Record<ErrorFamily, string>> = {
  usage: 'UsageError',
  config: 'ConfigError',
  agent: 'AgentError',
  model: 'ModelError',
  tool: 'ToolError',
  run: 'RunError',
  runtime: 'RuntimeError',
}

/** The text of docs/errors.md. */
export function errorDocs(): string {
  const families = (Object.keys(classes) as ErrorFamily[]).map((family) => {
    const rows = Object.entries<ErrorCodeEntry>(errorCodes)
      .filter(([, entry]) => entry.family === family)
      .map(([code, { retryable, meaning }]) => `| \`${code}\` | ${retryable ? 'yes' : 'no'} | ${meaning} |`)
    return `## ${classes[family]}\n\n| code | worth retrying | meaning |\n| --- | --- | --- |\n${rows.join('\n')}\n`
  })
  return `# Errors

Every error this package throws on purpose is an \`AixgoError\` with a stable \`code\`. Messages may change, codes may not.
\`retryable\` says whether the same request may succeed later without a change by the caller; \`details\` holds small facts
such as names and limits, and never prompts, keys or payloads.

\`\`\`ts
import { AixgoError, defineAgent } from 'aixgo'

const agent = defineAgent({ name: 'helper', model: 'openai:gpt-4o' })
try {
  await agent.run('Hello')
} catch (error) {
  if (AixgoError.isInstance(error)) console.error(error.code, error.retryable, error.details)
  else throw error
}
\`\`\`

The root exports the classes that programs catch. \`aixgo/errors\` has all of them, and \`errorCodes\`, the table below.
Each class has an \`isInstance\` of its own, which holds for its errors alone. A replayed or resumed run gives errors
back as the class they had, with message, code and details; other errors with their name and their small properties.

When a run is aborted it rejects with the signal's own reason, not with an error of this package.

${families.join('\n')}`
}

if (import.meta.main) writeFileSync(new URL('../docs/errors.md', import.meta.url), errorDocs())
