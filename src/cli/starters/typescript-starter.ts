import { version } from '../version.ts'
import type { Starter } from './starter.ts'

const main = `import { defineAgent, defineTool } from 'aixgo'
import { offlineResolver } from 'aixgo/models'
import * as z from 'zod'

const daysBetween = defineTool({
  name: 'days_between',
  description: 'How many days there are from one date to another',
  input: z.object({ from: z.iso.date(), to: z.iso.date() }),
  effect: 'none',
  execute: ({ from, to }) => ({ days: (Date.parse(to) - Date.parse(from)) / 86_400_000 }),
})

const helper = defineAgent({
  name: 'helper',
  model: 'openai:gpt-4o-mini',
  instructions: 'You answer questions briefly. Use the tools for facts; do not guess.',
  tools: [daysBetween],
})

// Without a key the offline model answers: deterministic, no network, no cost.
const offline = process.env.OPENAI_API_KEY === undefined ? { resolveModel: offlineResolver() } : {}
const question = process.argv[2] ?? 'How many days are there from 2026-01-01 to 2026-03-01?'

const { output, usage } = await helper.run(question, offline)
console.log(output)
console.error(\`\${usage.inputTokens + usage.outputTokens} tokens\`)
`

const tsconfig = `{
  "compilerOptions": {
    "target": "es2024",
    "module": "nodenext",
    "strict": true,
    "noEmit": true,
    "allowImportingTsExtensions": true,
    "erasableSyntaxOnly": true,
    "skipLibCheck": true,
    "types": ["node"]
  }
}
`

/** The starter in TypeScript: one file that Node runs as it is. */
export function typescriptStarter(): Starter {
  const manifest = {
    name: 'my-agents',
    private: true,
    type: 'module',
    scripts: { start: 'node main.ts', check: 'tsc' },
    dependencies: { aixgo: `^${version}`, zod: '^4.0.0' },
    devDependencies: { '@types/node': '^24.0.0', typescript: '^7.0.0' },
    engines: { node: '>=22.18' },
  }
  return {
    files: {
      'main.ts': main,
      'package.json': `${JSON.stringify(manifest, null, 2)}\n`,
      'tsconfig.json': tsconfig,
      '.gitignore': 'node_modules/\n.env\n',
    },
    next: ['aixgo run main.ts', 'npm install && npm start    # with Node 22.18 or newer'],
  }
}
