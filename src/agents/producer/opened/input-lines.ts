import type { TextStream } from '../../host-ports.ts'
import type { OpenSource } from '../source.ts'
import { decodeText } from '../text/decode-text.ts'
import { splitLines } from '../text/split-lines.ts'

/** The lines of standard input, as they arrive. Lines with nothing but white space are skipped. */
export const inputLines = (input: TextStream): OpenSource =>
  async function* ({ signal }) {
    // A waiting read ends only with its stream, and the process with the read.
    const onAbort = (): void => void input.destroy?.()
    signal.addEventListener('abort', onAbort, { once: true })
    try {
      for await (const { text } of splitLines(decodeText(input, 'standard input'), 'standard input')) {
        if (text.trim() !== '') yield text
      }
    } finally {
      signal.removeEventListener('abort', onAbort)
    }
  }
