import type { ScenarioAnswer, ScenarioReasoning } from '../../../src/testing/model-scenario.ts'
import type { JsonObject } from '../../../src/util/json/json.ts'
import { words } from './wire-format.ts'

/** Where a server that speaks Chat Completions puts reasoning: under a key, among the content, or in details. */
export type ChatReasoning = 'reasoning_content' | 'reasoning' | 'content' | 'reasoning_details' | 'none'

/** The keys of a message with reasoning. */
export function reasoningIn({ reasoning = [], text }: ScenarioAnswer, form: ChatReasoning): JsonObject {
  const thought = reasoning.map((each) => each.text).join('')
  switch (form) {
    case 'none':
      return {}
    case 'content':
      return { content: [thinking(thought), ...(text === undefined ? [] : [{ type: 'text', text }])] }
    case 'reasoning_details':
      return { reasoning: thought, reasoning_details: reasoning.map(detail) }
    default:
      return { [form]: thought }
  }
}

function thinking(thought: string): JsonObject {
  return { type: 'thinking', thinking: [{ type: 'text', text: thought }] }
}

/** One piece of reasoning in OpenRouter's form. */
function detail({ text, signature, isRedacted }: ScenarioReasoning, index: number): JsonObject {
  return isRedacted === true
    ? { type: 'reasoning.encrypted', data: signature, id: `rs_${index + 1}`, format: 'anthropic-claude-v1', index }
    : {
        type: 'reasoning.text',
        text,
        ...(signature === undefined ? {} : { signature }),
        format: 'anthropic-claude-v1',
        index,
      }
}

/** The deltas that bring it. */
export function reasoningDeltas({ reasoning = [] }: ScenarioAnswer, form: ChatReasoning): readonly JsonObject[] {
  if (form === 'none') return []
  return reasoning.flatMap((each, index) => {
    if (form === 'reasoning_details') return detailDeltas(each, index)
    return words(each.text).map((piece) => (form === 'content' ? { content: [thinking(piece)] } : { [form]: piece }))
  })
}

/** A text comes in pieces, and its signature after it. */
function detailDeltas(each: ScenarioReasoning, index: number): readonly JsonObject[] {
  const whole = detail(each, index)
  if (each.isRedacted === true) return [{ reasoning_details: [whole] }]
  const { signature, ...rest } = whole
  return [
    ...words(each.text).map((text) => ({ reasoning: text, reasoning_details: [{ ...rest, text }] })),
    ...(signature === undefined ? [] : [{ reasoning_details: [{ ...rest, text: '', signature }] }]),
  ]
}
