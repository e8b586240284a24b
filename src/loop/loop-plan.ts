import type { ModelReference } from '../models/model.ts'
import type { ResiliencePolicy } from '../models/resilience-policy.ts'
import type { AnySchema } from '../schema/json-schema.ts'
import type { AnyTool } from '../tools/tool.ts'
import type { PrepareIteration } from './prepare-iteration.ts'
import type { RequestPlan, RequestPlanOptions } from './request-plan.ts'
import type { StopCondition } from './stop-condition.ts'
import type { LoopDetection } from './stuck/stuck-loop.ts'
import type { ToolLimits } from './tools/limit-time.ts'

/** What the loop needs to know of an agent, complete. */
export interface LoopPlan {
  readonly agent: string
  /** What requests are made from. Its model and its tools are those of the run, where they depend on it. */
  readonly request: RequestPlanOptions
  /** The requests of an agent whose model and tools are always the same. */
  readonly fixed: RequestPlan | undefined
  readonly resilience: ResiliencePolicy | undefined
  readonly output: AnySchema | undefined
  /** True where the input is a value by a schema, and not what a user says. */
  readonly hasInputSchema: boolean
  readonly toolLimits: ToolLimits
  readonly maxIterations: number
  /** How often the model may correct an output that does not match the schema. */
  readonly maxRepairs: number
  readonly stopWhen: readonly StopCondition[]
  /** How soon an agent that goes round in circles is stopped; false lets it. */
  readonly loopDetection: LoopDetection | false
  readonly prepareIteration: PrepareIteration | undefined
}

/** What a run begins with. */
export interface LoopStart {
  readonly instructions: string | undefined
  readonly input: unknown
  /** The model and the tools of this run, where they depend on it. */
  readonly model?: ModelReference | undefined
  readonly tools?: readonly AnyTool[] | undefined
}
