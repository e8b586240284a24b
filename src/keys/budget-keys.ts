import { groupKey, optionalKey } from './key-entry.ts'
import { duration, filledText, numberFrom, oneOf, truth, wholeNumber } from './value-kinds.ts'

/** The keys of `budget`, of an agent and of the supervisor. */
export const budgetKeys = {
  max_cost: optionalKey(
    numberFrom(0),
    'Most US dollars. Models whose price is not known are refused then; see `prices`.',
    {
      defaultText: 'no limit',
    },
  ),
  max_tokens: optionalKey(wholeNumber(0), 'Most tokens, in and out.', { defaultText: 'no limit' }),
  max_model_calls: optionalKey(wholeNumber(0), 'Most calls of models.', { defaultText: 'no limit' }),
  max_tool_calls: optionalKey(wholeNumber(0), 'Most calls of tools by models.', { defaultText: 'no limit' }),
  max_time: optionalKey(duration, 'Most time in which a call of a model or a tool was under way.', {
    defaultText: 'no limit',
  }),
  on_exhausted: optionalKey(
    oneOf(['stop', 'cheaper-model', 'ask']),
    'What happens when the next call does not fit: the run stops, or `cheaper_model` takes over. `ask`, for a person to decide, is refused until there are approvals.',
    { defaultText: '`stop`' },
  ),
  cheaper_model: optionalKey(filledText, 'Model that takes over with `on_exhausted: cheaper-model`.'),
} as const

/** The keys of `loop_detection`. */
export const loopDetectionKeys = {
  enabled: optionalKey(truth, 'Turns the detector on.', { defaultText: '`true`' }),
  warn_after: optionalKey(wholeNumber(2), 'Iterations in a circle, or without progress, before a warning.', {
    defaultText: '4',
  }),
  stop_after: optionalKey(wholeNumber(2), 'Iterations in a circle, or without progress, before the agent is stopped.', {
    defaultText: '8',
  }),
  poll_stop_after: optionalKey(
    wholeNumber(2),
    'Iterations with the same calls but other results before the agent is stopped; there is a warning after 30 of them.',
    { defaultText: 'not stopped' },
  ),
} as const

/** A budget, with a description of what it limits. */
export const budgetKey = (description: string) => groupKey(budgetKeys, description)
