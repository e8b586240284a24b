import { fromBase64, toBase64 } from '../platform/base64.ts'

/** Bytes as JSON carries them: their Base64. */
export interface Bytes {
  readonly $bytes: string
}

/** The JSON form of bytes: of a buffer, or of a view of one. Nothing for any other value. */
export function bytesOf(value: unknown): Bytes | undefined {
  if (ArrayBuffer.isView(value)) return encode(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))
  return value instanceof ArrayBuffer ? encode(new Uint8Array(value)) : undefined
}

/** True for bytes in their JSON form. */
export function isBytes(value: unknown): value is Bytes {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, '$bytes')) return false
  return typeof (value as Bytes).$bytes === 'string' && Object.keys(value).length === 1
}

/** The bytes that a JSON form stands for. */
export function bytesFrom(value: Bytes): Uint8Array {
  return fromBase64(value.$bytes)
}

function encode(bytes: Uint8Array): Bytes {
  return { $bytes: toBase64(bytes) }
}
