/** Runs a test in a new folder with these files, by path, and removes it. */
export async function inTemporaryFolder(
  files: Readonly<Record<string, string>>,
  run: (folder: string) => Promise<void>,
): Promise<void> {
  const { mkdir, mkdtemp, realpath, rm, writeFile } = process.getBuiltinModule('node:fs/promises')
  const { dirname, join } = process.getBuiltinModule('node:path')
  const { tmpdir } = process.getBuiltinModule('node:os')
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'aixgo-suite-')))
  try {
    for (const [name, content] of Object.entries(files)) {
      await mkdir(dirname(join(folder, name)), { recursive: true })
      await writeFile(join(folder, name), content)
    }
    await run(folder)
  } finally {
    await rm(folder, { recursive: true, force: true })
  }
}

/** The files of a folder, as relative paths with their contents. */
export async function filesIn(folder: string): Promise<ReadonlyMap<string, string>> {
  const { readdir, readFile } = process.getBuiltinModule('node:fs/promises')
  const { join, relative } = process.getBuiltinModule('node:path')
  const entries = await readdir(folder, { recursive: true, withFileTypes: true })
  const paths = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name))
  return new Map(
    await Promise.all(paths.map(async (path) => [relative(folder, path), await readFile(path, 'utf8')] as const)),
  )
}
