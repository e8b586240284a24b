import type { LanguageModelV4FunctionTool, ModelReference, ModelSettings } from '../models/model.ts'
import type { ResiliencePolicy } from '../models/resilience-policy.ts'
import type { AnyTool } from '../tools/tool.ts'
import type { WindowPlan } from './context/context-window.ts'
import type { ToolLimits } from './tools/limit-time.ts'
import type { OutputPlan } from './output/output-attempts.ts'
import type { ToolMode } from './output/output-mode.ts'
import type { StopCondition } from './stop-condition.ts'
import type { LoopDetection } from './stuck/stuck-loop.ts'

/** What the loop needs to know of an agent, complete. */
export interface LoopPlan {
  readonly agent: string
  readonly model: ModelReference
  readonly settings: ModelSettings
  readonly resilience?: ResiliencePolicy | undefined
  readonly tools: ReadonlyMap<string, AnyTool>
  /** The tools as models take them; made on the first model call. */
  readonly toolDefinitions: () => Promise<readonly LanguageModelV4FunctionTool[]>
  readonly toolLimits: ToolLimits
  readonly toolMode: ToolMode
  readonly output: OutputPlan | undefined
  readonly maxIterations: number
  /** How often the model may correct an output that does not match the schema. */
  readonly maxRepairs: number
  readonly stopWhen: readonly StopCondition[]
  /** How soon an agent that goes round in circles is stopped; false lets it. */
  readonly loopDetection: LoopDetection | false
  /** How the conversation is kept within the model's window; undefined where the window is not known or not kept. */
  readonly window: WindowPlan | undefined
}
