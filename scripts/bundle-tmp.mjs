import { build } from 'esbuild'
const locales = { name: 'l', setup(b) { b.onResolve({ filter: /locales\/index\.js$/ }, (a) => ({ path: 'x', namespace: 'loc', pluginData: a.resolveDir })); b.onLoad({ filter: /.*/, namespace: 'loc' }, (a) => ({ contents: 'export { default as en } from "./en.js"', resolveDir: '/work/main/node_modules/zod/v4/locales' })) } }
const r = await build({ entryPoints: ['scripts/cold-tmp.ts'], bundle: true, minify: true, platform: 'node', format: 'esm', splitting: true, outdir: '/tmp/cold', outExtension: { '.js': '.mjs' }, metafile: true, plugins: [locales], logLevel: 'error', external: process.argv[2] === 'x' ? ['*/models/*'] : [] })
const outs = r.metafile.outputs
const entry = Object.keys(outs).find((k) => k.includes('check-config-text'))
const seen = new Set(); const walk = (k) => { if (seen.has(k) || !outs[k]) return; seen.add(k); for (const i of outs[k].imports) if (i.kind === 'import-statement') walk(i.path) }
walk(entry)
for (const k of seen) { console.log(k, outs[k].bytes); console.log(Object.entries(outs[k].inputs).sort((a,b)=>b[1].bytesInOutput-a[1].bytesInOutput).slice(0,12).map(([n,v])=>'   '+v.bytesInOutput+' '+n.replace('node_modules/','')).join('\n')) }
