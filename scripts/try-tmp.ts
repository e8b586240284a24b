import { checkConfig, loadConfig } from '../src/config/load-config.ts'
import fs from 'node:fs'
const dir = '../shared/original-yaml/'
for (const f of [] as string[]) {
  const { problems, loaded } = await checkConfig(dir + f, { env: {} })
  console.log(f, loaded ? 'LOADED' : 'REFUSED')
  for (const p of problems) console.log('   ', p.severity, p.code, `${p.line}:${p.column}`, p.path, p.message, p.hint)
}
if (process.argv[2]) await loadConfig(process.argv[2]).then((l) => console.log(JSON.stringify(l.config, null, 1)), (e) => console.log(e.code, e.message, e.details))
