import { lentModuleUrl } from '../modules/lent-modules.ts'

/** This package as a compiler gets it: where each specifier leads, and the files that are not on disk. */
export interface LibrarySource {
  /** Absolute path of the module that serves a specifier; `aixgo:program` is the start of compiled programs. */
  readonly pathOf: (specifier: string) => string
  /** Texts by absolute path, for a program that carries the package inside. */
  readonly files: Readonly<Record<string, string>>
}

// The executable carries its package as one file inside, which only its entry point can name.
let archivePath: string | undefined

/** Says where the running program keeps the built files of this package, as JSON of texts by name in Zstandard. */
export function setLibraryArchive(path: string): void {
  archivePath = path
}

/** Finds this package: inside the running program, or on disk where it was installed. */
export async function librarySource(): Promise<LibrarySource> {
  if (archivePath === undefined) return { pathOf: pathOnDisk, files: {} }
  const { readFile } = process.getBuiltinModule('node:fs/promises')
  const { join, resolve } = process.getBuiltinModule('node:path')
  const folder = resolve('/aixgo-library')
  const { zstdDecompressSync } = process.getBuiltinModule('node:zlib')
  const texts = JSON.parse(zstdDecompressSync(await readFile(archivePath)).toString()) as Record<string, string>
  return {
    pathOf: (specifier) => join(folder, fileName(specifier)),
    files: Object.fromEntries(Object.entries(texts).map(([name, text]) => [join(folder, name), text])),
  }
}

/** Specifier of the start of compiled programs; no user can write it. */
export const programSpecifier = 'aixgo:program'

function fileName(specifier: string): string {
  return specifier === programSpecifier ? 'program.js' : new URL(lentModuleUrl(specifier)).pathname.split('/').at(-1)!
}

function pathOnDisk(specifier: string): string {
  const { fileURLToPath } = process.getBuiltinModule('node:url')
  if (specifier !== programSpecifier) return fileURLToPath(lentModuleUrl(specifier))
  const isSource = import.meta.url.endsWith('.ts')
  return fileURLToPath(new URL(isSource ? '../../cli/program.ts' : './program.js', import.meta.url))
}
