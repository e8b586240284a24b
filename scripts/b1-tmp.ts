import { writeFileSync } from 'node:fs'
import { checkConfig } from '../src/config/load-config.ts'
const cases: Record<string, () => string | Buffer> = {
  warm: () => 'agents: []\n',
  keys: () => Array.from({ length: 1e6 }, (_, i) => `k${i}: 1`).join('\n'),
  keys9MB: () => Array.from({ length: 9e5 }, (_, i) => `k${i}: 1`).join('\n').slice(0, 10 * 1024 * 1024 - 10),
  flow: () => 'a: [' + '1,'.repeat(5e6) + ']',
  depth: () => 'a: ' + '['.repeat(1e5),
  depthBlock: () => Array.from({ length: 4000 }, (_, i) => ' '.repeat(i) + 'a:').join('\n'),
  bomb: () => 'a0: &a0 [1,1,1,1,1,1,1,1,1]\n' + Array.from({ length: 30 }, (_, i) => `a${i + 1}: &a${i + 1} [${Array(9).fill('*a' + i).join(',')}]`).join('\n'),
  big: () => Buffer.alloc(100e6, 97),
  utf8: () => Buffer.concat([Buffer.alloc(9e6, 97), Buffer.from([0xff])]),
  lines: () => 'a: |\n' + '  x\n'.repeat(2.4e6),
  synt: () => 'a: |\n' + '  x\n'.repeat(2.4e6) + 'b: [',
  tabs: () => 'a:\n\tb: 1\n',
}
const name = process.argv[2]!
writeFileSync('/tmp/b1.yaml', cases[name]!())
globalThis.gc?.()
await checkConfig('/tmp/cfgt/a.yaml', { env: {} })
const before = process.memoryUsage().rss
const t = performance.now()
const { problems } = await checkConfig('/tmp/b1.yaml', { env: {} })
const ms = performance.now() - t
console.log(name, ms.toFixed(0) + 'ms', ((process.resourceUsage().maxRSS * 1024 - before) / 1e6).toFixed(0) + 'MB', problems.length, problems[0]?.code, problems[0]?.line, problems[0]?.column, problems[0]?.message)
