/** A configuration with a tool in TypeScript that uses a package installed beside it. Files by name. */
export const team: Readonly<Record<string, string>> = {
  'agents.yaml': `
agents:
  - name: helper-\${KIND:-plain}
    role: react
    model: openai:gpt-4o
    prompt: Answer with the help of your tools.
    tools:
      - module: ./tools.ts
    inputs:
      - source: question
    outputs:
      - target: answer
`,
  'tools.ts': `
import { defineTool } from 'aixgo'
import * as z from 'zod'
import { unit } from 'units'
import { city } from './city.ts'

export const weather = defineTool({
  name: 'weather',
  description: 'Get the weather of a city',
  input: z.object({ city: z.string() }),
  effect: 'none',
  execute: () => \`It has 21 \${unit} in \${city}, \${process.env.KIND ?? 'for nobody'}\`,
})
`,
  'city.ts': `export const city: string = 'Oslo'`,
  'node_modules/units/package.json': `{"name":"units","type":"module","main":"index.js"}`,
  'node_modules/units/index.js': `export const unit = 'degrees-from-a-package'`,
}

/** A folder whose files must change nothing: an environment, and code that an engine might run before the program. */
export const hostileFolder: Readonly<Record<string, string>> = {
  '.env': 'KIND=hostile-kind\nOPENAI_API_KEY=hostile-key\n',
  'bunfig.toml': `preload = ["./evil.ts"]\n`,
  'evil.ts': `process.stdout.write('hostile-preload')`,
  'tsconfig.json': `{"compilerOptions":{"paths":{"aixgo":["./evil.ts"],"zod":["./evil.ts"]}}}`,
  'package.json': `{"name":"hostile","type":"commonjs","imports":{"#a":"./evil.ts"}}`,
}
