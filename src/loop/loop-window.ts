import type { LanguageModelV4Message } from '../models/model.ts'
import type { ResiliencePolicy } from '../models/resilience-policy.ts'
import type { EngineContext } from '../runs/engine.ts'
import { ContextWindow } from './context/fit-window.ts'
import { textOf } from './model/model-outcome.ts'
import { definedSettings } from './model/model-request.ts'
import { callModel } from './model/model-step.ts'
import type { RequestPlan } from './request-plan.ts'

// What the stream of a run leaves out of its text goes by this name.
const summaryBranch = 'summarise'

/** Whose window it is. */
export interface WindowOwner {
  readonly request: RequestPlan
  readonly resilience: ResiliencePolicy | undefined
}

/** The window of a model in one run; undefined where it has none. */
export function loopWindow(
  { request, resilience }: WindowOwner,
  fixed: readonly LanguageModelV4Message[],
  context: EngineContext,
): ContextWindow | undefined {
  const { window, tools, settings, model } = request
  if (window === undefined) return undefined
  // A stop sequence is meant for the answer, not for a summary.
  const summarySettings = { ...settings, stopSequences: undefined }
  return new ContextWindow(window, fixed, {
    warn: (message) => context.warn(message),
    extraSize: async () => (tools.size === 0 ? 0 : JSON.stringify(await request.toolDefinitions()).length),
    summarise: async (prompt) => {
      const makeRequest = () => ({ ...definedSettings(summarySettings), prompt: [...prompt] })
      const outcome = await callModel(context.branch(summaryBranch), model, makeRequest, {
        resilience,
        adapt: undefined,
      })
      return textOf(outcome)
    },
  })
}
