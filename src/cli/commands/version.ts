import { bunRuntime } from '../../config/modules/bun-runtime.ts'
import { version } from '../version.ts'

/** Prints the version of this package and of the engine it runs on. */
export function runVersion(): number {
  const { versions, platform, arch } = process
  const engine = bunRuntime() === undefined ? `Node.js ${versions.node}` : `Bun ${versions['bun']}`
  process.stdout.write(`aixgo ${version} (${engine}, ${platform}-${arch})\n`)
  return 0
}
