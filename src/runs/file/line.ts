import { isRecord } from '../../util/is-record.ts'

/** What a line is: `o` says that the run was opened, `r` holds records, `p` says that the run was put away. */
export type LineTag = 'o' | 'r' | 'p'

/** A line that is in order. */
export interface Line {
  readonly tag: LineTag
  readonly value: unknown
}

// {"c":"89abcdef","r":{...}}: the sum is that of everything behind it.
const opening = '{"c":"'
const closing = '",'
const sumLength = 8
const bodyStart = opening.length + sumLength + closing.length

/**
 * Makes a line with its checksum. That begins with the place of the line in the file, so that one which was moved, or
 * follows on something that is missing, does not fit.
 */
export function formatLine(tag: LineTag, json: string, offset: number): Uint8Array {
  const bytes = Buffer.from(`${opening}${'0'.repeat(sumLength)}${closing}"${tag}":${json}}\n`)
  bytes.write(sumOf(bytes.subarray(bodyStart, -1), offset), opening.length, 'latin1')
  return bytes
}

/** Reads a line, given without its end. Nothing where it is damaged. */
export function parseLine(bytes: Uint8Array, offset: number): Line | undefined {
  const line = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const head = line.toString('latin1', 0, bodyStart)
  if (head !== `${opening}${sumOf(line.subarray(bodyStart), offset)}${closing}`) return undefined
  try {
    const parsed: unknown = JSON.parse(line.toString())
    if (!isRecord(parsed)) return undefined
    const [, tag] = Object.keys(parsed)
    return tag === 'o' || tag === 'r' || tag === 'p' ? { tag, value: parsed[tag] } : undefined
  } catch {
    return undefined
  }
}

function sumOf(body: Uint8Array, offset: number): string {
  const { crc32 } = process.getBuiltinModule('node:zlib')
  return crc32(body, offset >>> 0)
    .toString(16)
    .padStart(sumLength, '0')
}
