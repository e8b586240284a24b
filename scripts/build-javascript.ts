import { Buffer } from 'node:buffer'
import { join, relative } from 'node:path'
import { rolldown, type OutputChunk, type Plugin } from 'rolldown'
import { awsOnDemand, commanderOnDemand, englishOnly, ownZod, pureYaml } from './bundler-plugins.ts'
import { once } from '../src/util/once.ts'
import { bundledSources, internalEntries, publicEntries, root } from './entries.ts'

/** What went into a built file, and what it loads. */
export interface BuiltFile {
  readonly bytes: number
  /** Sources by path, with the bytes that are left of them. */
  readonly inputs: Readonly<Record<string, number>>
  /** Built files and built-in modules that are loaded with it. */
  readonly imports: readonly string[]
}

/** The built files by path. */
export type BuildReport = Readonly<Record<string, BuiltFile>>

// Loading a file costs as much as 20 KB of code. What is loaded together therefore stands together: modules that the same
// ones of these need share a file, whatever else needs some of them.
const starts = ['src/index.ts', 'src/config/load-config.ts', 'src/cli/commands/run.ts'] as const
const programStart = 'src/cli/program.ts'
// What is loaded later, and together: for the first call that is counted and priced, for the first one of a provider's
// model, and for the formats that several providers speak. What two of them need stands with the former; what the index
// has loaded by then is there, what only a configuration loads is not.
const laterStarts: Readonly<Record<string, readonly string[]>> = {
  price: ['src/models/prices/pricing.ts', 'src/models/middleware/attempts/counted-attempts.ts'],
  call: [
    'src/models/resolve-model.ts',
    'src/models/create-model.ts',
    'src/models/middleware/apply-resilience.ts',
    'src/models/prompt/with-strictness.ts',
  ],
  embeddings: ['src/models/embeddings/wire/openai-embeddings.ts'],
  chat: [
    'src/models/openai-compatible/create-compatible-model.ts',
    'src/models/openai-compatible/known-servers.ts',
    'src/models/openai/openai-traits.ts',
  ],
}

/**
 * Bundles the JavaScript of the package into `dist/`: ES modules, one file per entry, what they share in chunks beside
 * them. All files lie flat in one folder, so code finds its neighbours by a relative URL wherever it ends up.
 */
export async function buildJavaScript(): Promise<BuildReport> {
  const imports = new Map<string, Imports>()
  const bundle = await rolldown({
    cwd: root,
    input: { ...publicEntries, ...internalEntries },
    platform: 'node',
    preserveEntrySignatures: 'allow-extension',
    tsconfig: false,
    transform: { target: 'node22' },
    plugins: [awsOnDemand, commanderOnDemand, englishOnly, ownZod, pureYaml, noteImports(imports)],
  })
  const { output } = await bundle.write({
    dir: 'dist',
    format: 'esm',
    entryFileNames: '[name].js',
    chunkFileNames: 'chunk-[hash].js',
    // Names stay, so that the stacks in bug reports can be read.
    minify: { compress: true, mangle: false, codegen: { removeWhitespace: true } },
    comments: { legal: false },
    codeSplitting: {
      includeDependenciesRecursively: false,
      groups: [{ debugName: 'loaded together', name: nameByUse(imports) }],
    },
  })
  await bundle.close()
  const chunks = output.filter((file): file is OutputChunk => file.type === 'chunk')
  refuseCycles(new Map(chunks.map(({ fileName, imports: others }) => [fileName, others])))
  return Object.fromEntries(chunks.map((chunk) => [`dist/${chunk.fileName}`, report(chunk)]))
}

/** The modules that a module imports. */
interface Imports {
  readonly loaded: readonly string[]
  readonly lazy: readonly string[]
}

function noteImports(imports: Map<string, Imports>): Plugin {
  return {
    name: 'note-imports',
    moduleParsed: ({ id, importedIds, dynamicallyImportedIds }) =>
      void imports.set(id, { loaded: importedIds, lazy: dynamicallyImportedIds }),
  }
}

/**
 * Names the file of a module after those that need it; one that none of them needs is not named. What a bundled program can
 * come to need stands apart from the rest: a bundler reads whole files, and the rest loads modules by paths it cannot follow.
 */
function nameByUse(imports: ReadonlyMap<string, Imports>): (id: string) => string | null {
  const nameInGroup = nameByStart(imports)
  const findBundled = once(() => neededBy(bundledSources, imports, ({ loaded, lazy }) => [...loaded, ...lazy]))
  return (id) => {
    const name = nameInGroup(id)
    return name === null || findBundled().has(id) ? name : `host-${name}`
  }
}

function nameByStart(imports: ReadonlyMap<string, Imports>): (id: string) => string | null {
  const find = once(() => [programStart, ...starts].map((path) => loadedWith([path], imports)))
  const findLater = once(() =>
    Object.entries(laterStarts).map(([name, paths]) => ({ name, loaded: loadedWith(paths, imports) })),
  )
  return (id) => {
    // The index of zod names its exporter of schemas, but next to nobody uses it.
    if (/json-schema[^/]*\.js\?own$/.test(id)) return null
    const [inProgram, inIndex, ...users] = find().map((loaded) => loaded.has(id))
    const later = inIndex === true ? undefined : findLater().find(({ loaded }) => loaded.has(id))?.name
    const isStarted = inIndex === true || users.includes(true)
    // What every command needs too is little, and not worth a file for each combination.
    if (isStarted && inProgram === true) return 'base'
    if (isStarted) return [later ?? '', ...[inIndex === true, ...users].map(Number)].join('')
    return later ?? (inProgram === true ? 'program' : null)
  }
}

function loadedWith(paths: readonly string[], imports: ReadonlyMap<string, Imports>): ReadonlySet<string> {
  return neededBy(paths, imports, ({ loaded }) => loaded)
}

function neededBy(
  paths: readonly string[],
  imports: ReadonlyMap<string, Imports>,
  follow: (imports: Imports) => readonly string[],
): ReadonlySet<string> {
  const needed = new Set(paths.map((path) => join(root, path)))
  for (const one of needed) {
    const found = imports.get(one)
    for (const other of found === undefined ? [] : follow(found)) needed.add(other)
  }
  return needed
}

/** Files that need each other run in an order that depends on who is asked first, and may find a value not there yet. */
function refuseCycles(imports: ReadonlyMap<string, readonly string[]>): void {
  const done = new Set<string>()
  const visit = (file: string, way: readonly string[]): void => {
    if (way.includes(file)) throw new Error(`Built files need each other: ${[...way, file].join(' -> ')}.`)
    if (done.has(file)) return
    for (const other of imports.get(file) ?? []) visit(other, [...way, file])
    done.add(file)
  }
  for (const file of imports.keys()) visit(file, [])
}

function report({ code, modules, imports }: OutputChunk): BuiltFile {
  const inputs = Object.entries(modules).map(([id, { renderedLength }]) => [relative(root, id), renderedLength])
  return {
    bytes: Buffer.byteLength(code),
    inputs: Object.fromEntries(inputs),
    imports: imports.map((path) => (path.startsWith('node:') ? path : `dist/${path}`)),
  }
}
