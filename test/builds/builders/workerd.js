// Runs a bundle as a worker on workerd, the engine of Cloudflare Workers, and prints its answer to one request.
import { readFileSync } from 'node:fs'
import { Miniflare } from 'miniflare'

const [scriptPath, ...compatibilityFlags] = process.argv.slice(2)
const worker = new Miniflare({
  modules: [{ type: 'ESModule', path: 'main.mjs', contents: readFileSync(scriptPath, 'utf8') }],
  host: '127.0.0.1',
  compatibilityDate: '2026-07-01',
  compatibilityFlags,
  telemetry: { enabled: false },
})
try {
  const response = await worker.dispatchFetch('http://worker.test/')
  const text = await response.text()
  if (!response.ok) throw new Error(text)
  console.log(text)
} finally {
  await worker.dispose()
}
