import type { Starter } from './starter.ts'

const agents = `# yaml-language-server: $schema=./aixgo.schema.json

# A helper that answers questions with a tool. Ask it something:
#   aixgo run agents.yaml --offline --input "How many days are there from 2026-01-01 to 2026-03-01?"
# --offline needs no key and costs nothing. Leave it out, and set OPENAI_API_KEY, for the real model.

agents:
  - name: helper
    role: react
    model: openai:gpt-4o-mini
    prompt: |
      You answer questions briefly. Use the tools for facts; do not guess.
    tools:
      - module: ./tools.ts
    inputs:
      - source: questions
    outputs:
      - target: answers

# Next: send the answers to a second agent instead of the channel "answers", add a logger, or let a producer
# read the questions from a file. "aixgo graph agents.yaml" shows who sends to whom.
`

const tools = `import { defineTool } from 'aixgo'
import * as z from 'zod'

// Every tool this module exports is offered to the agent. "aixgo" and "zod" come with the program: nothing to install.
export const daysBetween = defineTool({
  name: 'days_between',
  description: 'How many days there are from one date to another',
  input: z.object({ from: z.iso.date(), to: z.iso.date() }),
  effect: 'none',
  execute: ({ from, to }) => ({ days: (Date.parse(to) - Date.parse(from)) / 86_400_000 }),
})
`

/** The starter in YAML: one agent, one tool, a schema for the editor. */
export async function yamlStarter(): Promise<Starter> {
  const { configJsonSchema } = await import('../../config/index.ts')
  return {
    files: {
      'agents.yaml': agents,
      'tools.ts': tools,
      'aixgo.schema.json': `${JSON.stringify(configJsonSchema(), null, 2)}\n`,
      '.gitignore': '.env\n',
    },
    next: ['aixgo run agents.yaml --offline --input "How many days are there from 2026-01-01 to 2026-03-01?"'],
  }
}
