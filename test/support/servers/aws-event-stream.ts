import { crc32 } from 'node:zlib'
import type { WireEvent } from './wire-format.ts'

/** One message of AWS's binary event stream: prelude, headers, payload, each followed by its checksum. */
export function encodeAwsEvent({ event = 'chunk', data, isException = false }: WireEvent): Uint8Array {
  const headers = Buffer.concat([
    header(isException ? ':exception-type' : ':event-type', event),
    header(':content-type', 'application/json'),
    header(':message-type', isException ? 'exception' : 'event'),
  ])
  const payload = Buffer.from(JSON.stringify(data))
  const prelude = Buffer.concat([uint32(16 + headers.length + payload.length), uint32(headers.length)])
  const body = Buffer.concat([prelude, uint32(crc32(prelude)), headers, payload])
  return Buffer.concat([body, uint32(crc32(body))])
}

const stringType = 7

function header(name: string, value: string): Buffer {
  const length = Buffer.alloc(2)
  length.writeUInt16BE(Buffer.byteLength(value))
  return Buffer.concat([
    Buffer.from([Buffer.byteLength(name)]),
    Buffer.from(name),
    Buffer.from([stringType]),
    length,
    Buffer.from(value),
  ])
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}
