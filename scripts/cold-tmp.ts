import { readFileSync } from 'node:fs'
const text = readFileSync('/work/shared/original-yaml/config-agents.yaml', 'utf8')
const marks: [string, number][] = []
let last = performance.now()
const mark = (name: string) => { const now = performance.now(); marks.push([name, now - last]); last = performance.now() }
await import('../src/config/yaml/read-yaml.ts'); mark('import-yaml')
await import('../src/config/schema/value-kinds.ts'); mark('import-zod')
await import('../src/config/schema/config-table.ts'); mark('import-table')
const { checkConfigText } = await import('../src/config/check-config-text.ts'); mark('import-check')
checkConfigText(text, { file: 'x', env: {} }); mark('check1')
checkConfigText(text, { file: 'x', env: {} }); mark('check2')
console.log(marks.map(([n, t]) => `${n} ${t.toFixed(2)}`).join(' '))
