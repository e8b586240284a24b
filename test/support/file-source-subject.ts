import { rmSync } from 'node:fs'
import type { BrokenSourceUnderTest, SourceUnderTest } from '../../src/testing/index.ts'
import type { JsonValue } from '../../src/util/json/json.ts'
import { bytesRead, openFiles } from './open-files.ts'
import { createFolder } from './temporary-folder.ts'

/** What a source that reads one file is tested with: the key that names it, what stands in the file, and what it gives. */
export function fileSourceSubject(
  kind: 'file' | 'csv' | 'jsonl',
  content: string,
  items: readonly JsonValue[],
): SourceUnderTest {
  const { directory, ...subject } = brokenFileSubject(kind, content)
  return {
    ...subject,
    directory,
    items,
    // A file is read in pieces of this size.
    read: { soFar: () => bytesRead(directory), mostForOne: 64 * 1024 },
    file: { keys: { [kind]: 'data.txt' } },
  }
}

/** The same with content that breaks the format, or without the file. */
export function brokenFileSubject(
  kind: 'file' | 'csv' | 'jsonl',
  content?: string,
): BrokenSourceUnderTest & { readonly directory: string } {
  const directory = createFolder(content === undefined ? {} : { 'data.txt': content })
  // The compiler does not follow that the one key is of one kind.
  const source = { [kind]: 'data.txt' } as unknown as SourceUnderTest['source']
  return {
    source,
    directory,
    isOpen: () => openFiles(directory).length > 0,
    close: () => rmSync(directory, { recursive: true, force: true }),
  }
}
