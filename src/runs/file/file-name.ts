const longest = 120
// Windows takes these names for devices, whatever follows their dot.
const devices = /^(con|prn|aux|nul|com\d|lpt\d)$/

/**
 * The name of the file that keeps a run: another one for every id, on file systems too that do not tell capitals apart.
 * What is no small letter, digit, `-` or `_` is written as its code; of long ids only the beginning is, and then their hash.
 */
export function fileName(runId: string): string {
  if (runId === '') return '~empty.jsonl'
  // By UTF-16 unit, so that ids which are no valid Unicode stay apart.
  const name = devices.test(runId) ? escape(runId.charAt(0)) + runId.slice(1) : runId.replace(/[^a-z0-9_-]/g, escape)
  return name.length <= longest ? `${name}.jsonl` : `${name.slice(0, longest / 2)}~h${hash(runId)}.jsonl`
}

function escape(unit: string): string {
  const code = unit.charCodeAt(0)
  return code < 256 ? `~${code.toString(16).padStart(2, '0')}` : `~u${code.toString(16).padStart(4, '0')}`
}

function hash(runId: string): string {
  const { createHash } = process.getBuiltinModule('node:crypto')
  return createHash('sha256').update(Buffer.from(runId, 'utf16le')).digest('hex')
}
