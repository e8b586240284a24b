/** Bytes as JSON carries them: their Base64. */
export interface Bytes {
  readonly $bytes: string
}

/** The JSON form of bytes: of a buffer, or of a view of one. Nothing for any other value. */
export function bytesOf(value: unknown): Bytes | undefined {
  if (ArrayBuffer.isView(value)) return encode(Buffer.from(value.buffer, value.byteOffset, value.byteLength))
  return value instanceof ArrayBuffer ? encode(Buffer.from(value)) : undefined
}

/** True for bytes in their JSON form. */
export function isBytes(value: unknown): value is Bytes {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, '$bytes')) return false
  return typeof (value as Bytes).$bytes === 'string' && Object.keys(value).length === 1
}

/** The bytes that a JSON form stands for. */
export function bytesFrom(value: Bytes): Uint8Array {
  return new Uint8Array(Buffer.from(value.$bytes, 'base64'))
}

function encode(bytes: Buffer): Bytes {
  return { $bytes: bytes.toString('base64') }
}
