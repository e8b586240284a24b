import type { ModelOutcome, ToolOutcome } from '../runs/outcomes.ts'
import type { ToolRequest } from './tools/tool-step.ts'

/** One model call and the tools it asked for. */
export interface Iteration {
  /** Counts from 1. */
  readonly number: number
  readonly model: ModelOutcome
  readonly toolCalls: readonly ToolRequest[]
  /** What the tools answered, in the order of the calls; absent until they have. */
  readonly toolResults?: readonly ToolOutcome[] | undefined
}

/** Decides after each iteration with tool calls whether the run ends there. Must depend on nothing but its argument. */
export type StopCondition = (iterations: readonly Iteration[]) => boolean

/** Stops after `count` iterations and gives the text the model has written so far. */
export function iterationCountIs(count: number): StopCondition {
  return (iterations) => iterations.length >= count
}

/** Stops once the model has called the tool. */
export function hasToolCall(toolName: string): StopCondition {
  return (iterations) => iterations.at(-1)?.toolCalls.some((call) => call.toolName === toolName) === true
}
