import { nodeModule } from './node-module.ts'
import { plainSha256 } from './plain-sha256.ts'

/** The SHA-256 of a text, at once and on every platform. What browsers have of it themselves must be waited for. */
export function sha256(text: string, encoding: 'hex' | 'base64url'): string {
  const crypto = nodeModule('node:crypto')
  if (crypto !== undefined) return crypto.createHash('sha256').update(text).digest(encoding)
  const bytes = plainSha256(new TextEncoder().encode(text))
  if (encoding === 'hex') return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')
}
