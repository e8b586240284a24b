/** What needs a context of whoever runs it, as agents and tools do. */
type Needing<Context> = { readonly '~context'?: ((context: Context) => void) | undefined }

/** A function of the context that one of them needs; none where that is not known, as in a list of any tools. */
type Need<Each> =
  Each extends Needing<infer Context> ? ([Context] extends [never] ? never : (context: Context) => void) : never

/** The context that all of them together need, agents or tools: that of each. `unknown` where none is needed, or known. */
export type ContextOf<Each> = [Need<Each>] extends [never]
  ? unknown
  : Need<Each> extends (context: infer Context) => void
    ? Context
    : unknown

/** What stands in the compiler's message where the context that something needs is not there. Nothing is one. */
export interface ContextMissing<Hint extends string = 'It needs a context: add { context } as the last argument.'> {
  readonly '~missing': Hint
}

/** What may be given for a context: what is needed, or anything where that is not known. */
export type Givable<Context> = [Context] extends [never] ? unknown : Context

/** For the compiler: an input does not fit where a context is needed and none is given. */
export type ContextNeed<Context, Given> =
  unknown extends Givable<Context> ? unknown : [Given] extends [never] ? ContextMissing : unknown

/** Options with the context that something needs. */
export interface NeededContext<Context> {
  /** The caller's own dependencies, as the agent's tools and functions get them. */
  readonly context: Context
}

/** Options with a context that nothing needs. */
export interface GivenContext<Context = unknown> {
  /** The caller's own dependencies, as the agent's tools and functions get them. */
  readonly context?: Context | undefined
}
