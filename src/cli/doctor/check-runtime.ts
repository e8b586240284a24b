import { version } from '../version.ts'
import type { Finding } from './finding.ts'

/** The oldest Node.js that the package supports; a test compares it with package.json. */
export const oldestNode = '22.18'

/** What the program runs on. */
export function checkRuntime(versions: Readonly<Record<string, string | undefined>> = process.versions): Finding {
  const bun = versions['bun']
  const node = versions['node'] ?? '0'
  const engine = bun === undefined ? `Node.js ${node}` : `Bun ${bun}`
  const about = `aixgo ${version} on ${engine}, ${process.platform}/${process.arch}`
  if (bun === undefined && isOlder(node, oldestNode)) {
    return {
      check: 'runtime',
      subject: engine,
      status: 'error',
      message: about,
      hint: `Node.js ${oldestNode} is the oldest that works. Update it.`,
    }
  }
  return { check: 'runtime', subject: engine, status: 'ok', message: about }
}

function isOlder(found: string, oldest: string): boolean {
  const [major = 0, minor = 0] = found.split('.').map(Number)
  const [oldestMajor = 0, oldestMinor = 0] = oldest.split('.').map(Number)
  return major < oldestMajor || (major === oldestMajor && minor < oldestMinor)
}
