import type { Effect } from '../../runs/step.ts'
import type { Tool } from '../../tools/tool.ts'

/**
 * A tool as `tool()`, `dynamicTool()` and the packages of providers make them for the AI SDK, as far as it is read here. Any
 * that the AI SDK takes is one: what cannot be used is refused when it is given.
 */
export interface AiSdkTool {
  readonly type?: string | undefined
  readonly description?: unknown
  readonly inputSchema?: unknown
  readonly contextSchema?: unknown
  readonly inputExamples?: unknown
  readonly execute?: ((input: never, options: never) => unknown) | undefined
  readonly toModelOutput?: ((output: never) => unknown) | undefined
  readonly needsApproval?: unknown
  readonly providerOptions?: unknown
  /** The name that version 4 had for `inputSchema`. */
  readonly parameters?: undefined
  /** Set where the provider defines the tool. */
  readonly id?: string | undefined
  readonly args?: Readonly<Record<string, unknown>> | undefined
  readonly isProviderExecuted?: boolean | undefined
}

/** Tools by name, as the AI SDK takes them. */
export type AiSdkTools = Readonly<Record<string, AiSdkTool>>

/** How tools of the AI SDK are taken over. */
export interface AiSdkToolsOptions<Name extends string = string> {
  /** What may be repeated of any of them after a crash; `once` unless said otherwise. */
  readonly effect?: Effect | undefined
  /** The same for single tools, by name. */
  readonly effects?: { readonly [Key in Name]?: Effect | undefined } | undefined
  /** 5 for tools of that version, whose `toModelOutput` takes the output alone. */
  readonly version?: 5 | 6 | 7 | undefined
}

/** The tools made of a record of AI SDK tools: each keeps its name, its input, its output and the context it needs. */
export type ToolsOf<Tools extends AiSdkTools> = readonly {
  [Name in keyof Tools & string]: Tool<Name, InputOf<Tools[Name]>, OutputOf<Tools[Name]>, ContextOf<Tools[Name]>>
}[keyof Tools & string][]

type Execution<Given> = Given extends { readonly execute?: (infer Execute) | undefined } ? NonNullable<Execute> : never

type InputOf<Given> = Execution<Given> extends (input: infer Input, ...rest: never[]) => unknown ? Input : never

type OutputOf<Given> = Execution<Given> extends (...input: never[]) => infer Output ? ResultOf<Output> : never

type ResultOf<Output> =
  Output extends AsyncIterable<infer Item> ? Item : Output extends PromiseLike<infer Value> ? Value : Output

type ContextOf<Given> =
  Execution<Given> extends (input: never, options: infer Options) => unknown
    ? [Options] extends [{ readonly context: infer Context }]
      ? Named<Context>
      : unknown
    : unknown

/** A context that names what it holds; any other asks for nothing. */
type Named<Context> = [Context] extends [never] ? unknown : string extends keyof Context ? unknown : Context
