/** The few functions of Bun that this package calls where it runs on Bun: in the executable, or as a library. */
export interface BunRuntime {
  plugin(plugin: BunPlugin): void
  resolveSync(specifier: string, folder: string): string
  build(options: BunBuildOptions): Promise<BunBuildResult>
}

/** A plugin for imports at run time, or for a build. */
export interface BunPlugin {
  readonly name: string
  setup(builder: BunPluginBuilder): void
}

/** What a plugin may do. */
export interface BunPluginBuilder {
  module(specifier: string, load: () => Promise<{ readonly exports: object; readonly loader: 'object' }>): void
  onResolve(
    filter: { readonly filter: RegExp },
    resolve: (request: { readonly path: string; readonly importer: string }) => { readonly path: string } | undefined,
  ): void
}

/** Options of a build, as far as they are used here. */
export interface BunBuildOptions {
  readonly entrypoints: readonly string[]
  readonly root: string
  readonly files: Readonly<Record<string, string>>
  readonly target: 'bun'
  readonly format: 'esm'
  readonly minify: { readonly syntax: boolean; readonly whitespace: boolean; readonly identifiers: boolean }
  readonly splitting: boolean
  readonly bytecode: boolean
  readonly env: 'disable'
  readonly define: Readonly<Record<string, string>>
  readonly plugins: readonly BunPlugin[]
  readonly throw: boolean
  readonly compile: {
    readonly outfile: string
    readonly target?: string | undefined
    readonly autoloadDotenv: boolean
    readonly autoloadBunfig: boolean
  }
}

/** How a build ended. */
export interface BunBuildResult {
  readonly success: boolean
  readonly logs: readonly BunBuildMessage[]
}

/** One complaint of a build. */
export interface BunBuildMessage {
  readonly level: string
  readonly message: string
  readonly position?: { readonly file: string; readonly line: number; readonly column: number } | null | undefined
}

/** Bun, where the program runs on it. */
export function bunRuntime(): BunRuntime | undefined {
  return (globalThis as { readonly Bun?: BunRuntime | undefined }).Bun
}
