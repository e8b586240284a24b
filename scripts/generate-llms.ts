// Writes llms.txt, the index of the documentation for programs that read it, from docs/index.md.
import { ensureFile } from './ensure-file.ts'
import { readDocsIndex } from './docs-index.ts'

/** What readers may leave out; the format has a name for it. */
const optional = 'Decisions'

/** The text of llms.txt. */
export function renderLlms(): string {
  const sections = readDocsIndex().map((section) => {
    const entries = section.pages.map(({ title, path, description }) => `- [${title}](${path}): ${description}`)
    return `## ${section.title === optional ? 'Optional' : section.title}\n\n${entries.join('\n')}\n`
  })
  return `${introduction}\n${sections.join('\n')}`
}

const introduction = `# Aixgo for TypeScript

> Runs teams of AI agents in production: typed TypeScript, reviewed YAML, one executable. One npm package, \`aixgo\`, without
> dependencies.

- Every model call, tool call and effect of a run is a recorded step; a finished run replays, and one cut off goes on.
- Agents are made with \`defineAgent\`, tools with \`defineTool\` (\`input\` is any Standard Schema or JSON Schema; \`effect\` says
  what may be repeated), and run with \`agent.run(input)\` or \`agent.stream(input)\`.
- The root exports what is written every day; the rest is behind doors: \`aixgo/models\`, \`aixgo/runs\`, \`aixgo/testing\` and others.
- The exact types of each door are in \`api/\`, as declarations.
`

if (import.meta.main) ensureFile('llms.txt', renderLlms(), 'npm run generate:docs')
