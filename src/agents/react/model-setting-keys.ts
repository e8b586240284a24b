import { groupKey, optionalKey } from '../../keys/key-entry.ts'
import {
  data,
  filledText,
  numberBetween,
  oneOf,
  textMap,
  truth,
  wholeNumber,
  type ValueKind,
} from '../../keys/value-kinds.ts'
import { reasoningEfforts } from '../../models/model-settings.ts'
import { lazySchema } from '../../keys/lazy-schema.ts'

/** The keys of `reasoning`. */
const reasoningKeys = {
  effort: optionalKey(oneOf(reasoningEfforts), 'How hard the model thinks.'),
  budget_tokens: optionalKey(wholeNumber(1), 'How many tokens it may think for, where the provider counts them.'),
} as const

const stopTexts = {
  schema: lazySchema((z) => z.array(filledText.schema(z)).check(z.minLength(1))),
  type: 'list of texts',
} satisfies ValueKind

const seed = {
  schema: lazySchema((z) => z.int()),
  type: 'whole number',
  format: 'number',
} as const satisfies ValueKind

const optionsByProvider = {
  schema: lazySchema((z) => z.record(z.string(), data.schema(z))),
  type: 'mapping of mappings',
} satisfies ValueKind

/** The keys of what a model is told beside the conversation, beyond the usual ones. */
export const modelSettingKeys = {
  presence_penalty: optionalKey(numberBetween(-2, 2), 'Makes new subjects more likely, below zero less.', {
    defaultText: "the provider's",
  }),
  frequency_penalty: optionalKey(numberBetween(-2, 2), 'Makes repeated words less likely, below zero more.', {
    defaultText: "the provider's",
  }),
  stop_sequences: optionalKey(stopTexts, 'Texts at which the model stops writing.', { alias: 'stop' }),
  seed: optionalKey(seed, 'Makes answers repeatable, as far as the provider can.'),
  reasoning: groupKey(
    reasoningKeys,
    'How much the model thinks before it answers: an effort, or tokens where the provider counts them.',
    { shortFor: 'effort' },
  ),
  tool_choice: optionalKey(
    filledText,
    'Whether the model calls tools: `auto`, `none`, `required`, or the name of a tool. What is forced holds until a tool was called.',
    { defaultText: '`auto`' },
  ),
  parallel_tool_calls: optionalKey(truth, 'Whether the model may call several tools at once.', {
    defaultText: "the provider's",
  }),
  provider_options: optionalKey(optionsByProvider, 'What only one provider knows, by its name; handed to it as it is.'),
  headers: optionalKey(textMap, 'Sent with each request to the model. Write secrets as `${NAME}`.'),
} as const
