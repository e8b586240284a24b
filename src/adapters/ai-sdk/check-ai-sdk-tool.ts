import type { AiSdkTool } from './ai-sdk-tool.ts'

/** Why a tool of the AI SDK cannot be used here, and what to do; `undefined` where it can. */
export function aiSdkToolProblem(tool: AiSdkTool & Readonly<Record<string, unknown>>): string | undefined {
  const { execute, description, needsApproval, inputSchema, inputExamples } = tool
  if (tool['parameters'] !== undefined)
    return 'it has "parameters", as tools of AI SDK 4 have. Rename it to "inputSchema"'
  if (inputSchema === undefined) return 'it has no "inputSchema". For a tool without input give z.object({})'
  if (typeof execute !== 'function')
    return (
      'it has no "execute", and nobody else runs it: a run here ends with an answer and leaves no calls to its caller. ' +
      'Give it an "execute", or leave it out'
    )
  if (needsApproval !== undefined && needsApproval !== false)
    return (
      'it has "needsApproval", and calls of tools cannot be approved yet. Leave that out, and ask within "execute", ' +
      'or give the tool to no agent that may call it unasked'
    )
  if (description !== undefined && typeof description !== 'string')
    return 'its "description" must be a text: a model is told the same in every request. Write it as one'
  if (inputExamples !== undefined && !Array.isArray(inputExamples)) return '"inputExamples" must be a list'
  const hook = hooks.find((name) => tool[name] !== undefined)
  if (hook !== undefined)
    return `it has "${hook}", which is not called here. Leave it out, and listen to the events of the run instead`
  if (tool['deferLoading'] === true) return 'it has "deferLoading", and there is no search for tools here. Leave it out'
  if (tool.providerOptions !== undefined)
    return 'it has "providerOptions", which cannot be given to single tools. Leave them out; an agent takes them in "settings"'
  return undefined
}

const hooks = ['onInputStart', 'onInputDelta', 'onInputAvailable'] as const
