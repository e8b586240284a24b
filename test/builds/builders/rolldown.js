import { build } from 'rolldown'

const [input, dir, platform] = process.argv.slice(2)
await build({ input, platform, logLevel: 'warn', output: { dir, entryFileNames: 'main.mjs', minify: true } })
