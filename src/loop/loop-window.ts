import type { LanguageModelV4Message } from '../models/model.ts'
import type { EngineContext } from '../runs/engine.ts'
import { ContextWindow } from './context/fit-window.ts'
import { textOf } from './model/model-outcome.ts'
import { definedSettings } from './model/model-request.ts'
import { callModel } from './model/model-step.ts'
import type { LoopPlan } from './loop-plan.ts'

// What the stream of a run leaves out of its text goes by this name.
const summaryBranch = 'summarise'

/** The window of one run; undefined where the agent has none. */
export function loopWindow(
  plan: LoopPlan,
  fixed: readonly LanguageModelV4Message[],
  context: EngineContext,
): ContextWindow | undefined {
  if (plan.window === undefined) return undefined
  return new ContextWindow(plan.window, fixed, {
    warn: (message) => context.warn(message),
    extraSize: async () => (plan.tools.size === 0 ? 0 : JSON.stringify(await plan.toolDefinitions()).length),
    summarise: async (prompt) => {
      // A stop sequence is meant for the answer, not for a summary.
      const settings = definedSettings({ ...plan.settings, stopSequences: undefined })
      const request = () => ({ ...settings, prompt: [...prompt] })
      const options = { resilience: plan.resilience, adapt: undefined }
      const outcome = await callModel(context.branch(summaryBranch), plan.model, request, options)
      return textOf(outcome)
    },
  })
}
