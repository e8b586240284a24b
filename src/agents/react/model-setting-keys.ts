import * as z from 'zod/mini'
import { optionalKey } from '../../keys/key-entry.ts'
import { data, filledText, numberBetween, textMap, truth, type ValueKind } from '../../keys/value-kinds.ts'
import { reasoningEfforts } from '../../models/model-settings.ts'
import { isRecord } from '../../util/is-record.ts'
import { once } from '../../util/once.ts'

const efforts = reasoningEfforts.map((effort) => `"${effort}"`).join(', ')

const budget = once(() => z.strictObject({ budget_tokens: z.int().check(z.positive()) }))

const reasoning = {
  schema: once(() =>
    z.pipe(
      z.union([z.enum(reasoningEfforts), budget()], {
        error: ({ input }) =>
          isRecord(input)
            ? 'must have "budget_tokens" alone, a whole number above zero'
            : `must be one of ${efforts}, or a mapping with "budget_tokens"`,
      }),
      z.transform((value) => (typeof value === 'string' ? value : { budgetTokens: value.budget_tokens })),
    ),
  ),
  type: `${reasoningEfforts.map((effort) => `\`${effort}\``).join(', ')}, or a mapping with \`budget_tokens\``,
} satisfies ValueKind

const stopTexts = {
  schema: once(() => z.array(filledText.schema()).check(z.minLength(1))),
  type: 'list of texts',
} satisfies ValueKind

const seed = {
  schema: once(() => z.int()),
  type: 'whole number',
  format: 'number',
} as const satisfies ValueKind

const optionsByProvider = {
  schema: once(() => z.record(z.string(), data.schema())),
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
  reasoning: optionalKey(
    reasoning,
    'How much the model thinks before it answers: an effort, or tokens where the provider counts them.',
    { defaultText: "the provider's" },
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
