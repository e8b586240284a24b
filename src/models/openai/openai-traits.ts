import { shortId } from '../chat-completions/request/call-ids.ts'
import { efforts } from '../chat-completions/request/reasoning-effort.ts'
import {
  imageUrls,
  type EffortFields,
  type ReasoningEffort,
  type ServerTraits,
} from '../chat-completions/server-traits.ts'

/** OpenAI's own Chat Completions, and those of Azure. They tell no reasoning, and take none. */
export const openaiTraits: ServerTraits = {
  strictTools: true,
  reasoningHistory: 'none',
  systemAnywhere: true,
  callId: shortId,
  supportedUrls: imageUrls,
  reasoning: (effort, modelId) => effortsOf(modelId)(effort),
  // GPT-5.6 takes tools beside reasoning in the Responses API only.
  reasonsWithTools: (modelId) => !/(^|\/)gpt-5\.([6-9]|\d\d)/.test(modelId),
}

/** A deployment of Azure may have any name; then the effort is sent as it was wished. */
function effortsOf(modelId: string): (effort: ReasoningEffort) => EffortFields | undefined {
  if (/(^|\/)o[134](-|$)/.test(modelId)) return efforts('low', 'medium', 'high')
  const [, minor] = /(?:^|\/)gpt-5(?:\.(\d+))?(?![.\d])/.exec(modelId) ?? [undefined, 'none']
  if (minor === 'none') return (effort) => ({ fields: { reasoning_effort: effort } })
  if (minor === undefined) return efforts('minimal', 'low', 'medium', 'high')
  return minor === '1' ? efforts('none', 'low', 'medium', 'high') : efforts('none', 'low', 'medium', 'high', 'xhigh')
}
