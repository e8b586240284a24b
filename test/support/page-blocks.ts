import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from '../../scripts/entries.ts'

/** A block of code of a page. */
export interface PageBlock {
  readonly language: string
  readonly code: string
  /** The file that the block is, where its first line names one: `// tools.ts`. Blocks of a page may import each other so. */
  readonly file?: string
}

/** The blocks of code of a page, in their order. */
export function pageBlocks(page: string): readonly PageBlock[] {
  const text = readFileSync(join(root, page), 'utf8')
  return [...text.matchAll(/^```(\S+)\n([\s\S]*?)^```$/gm)].map(([, language = '', code = '']) => {
    const file = /^\/\/ ([\w.-]+\.ts)\n/.exec(code)?.[1]
    return { language, code, ...(file === undefined ? {} : { file }) }
  })
}
