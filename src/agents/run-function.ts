import type { ContextMissing, GivenContext, NeededContext } from '../util/compiler/context-of.ts'
import type { RunOptions } from '../runs/start-run.ts'

// Methods, so that an agent of a context is an agent of any.
interface Free<Input, Context, Result, Options> {
  run(input: Input, options?: Options & GivenContext<Context>): Result
}

interface Needing<Input, Context, Result, Options> {
  run(input: Input & ContextMissing): Result
  run(input: Input, options: Options & NeededContext<Context>): Result
}

/**
 * How an agent is run: with its input, and with options, which may be left out unless the agent needs a context. Leaving them
 * out then meets the first of two signatures, whose only use is that the compiler names the context.
 */
export type RunFunction<Input, Context, Result, Options = RunOptions> = unknown extends Context
  ? Free<Input, Context, Result, Options>['run']
  : [Context] extends [never]
    ? Free<Input, unknown, Result, Options>['run']
    : Needing<Input, Context, Result, Options>['run']
