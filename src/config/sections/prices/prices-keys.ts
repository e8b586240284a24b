import { groupKey, optionalKey, requiredKey } from '../../../keys/key-entry.ts'
import { inputFile, numberFrom, wholeNumber } from '../../../keys/value-kinds.ts'

const tokenPriceKeys = {
  input: requiredKey(numberFrom(0), 'Input.'),
  cached_input: optionalKey(numberFrom(0), "Input read from the provider's cache.", { defaultText: 'like `input`' }),
  cache_write: optionalKey(numberFrom(0), "Input written to the provider's cache.", { defaultText: 'like `input`' }),
  output: requiredKey(numberFrom(0), 'Output, reasoning included.'),
} as const

/** The keys of each model in a file of prices: US dollars for a million tokens. */
export const priceKeys = {
  ...tokenPriceKeys,
  long_input: groupKey(
    { above: requiredKey(wholeNumber(0), 'Tokens of input.'), ...tokenPriceKeys },
    'Prices of all tokens of a request with more input than this.',
  ),
  window: optionalKey(wholeNumber(1), 'Tokens of input and output that fit into one request.'),
  max_output: optionalKey(wholeNumber(1), 'Most tokens that the model writes in one answer.'),
} as const

/** The key `prices`. */
export const pricesKey = optionalKey(
  { ...inputFile, type: 'path of a file' },
  'Prices of your own, which win over the built-in ones: a YAML or JSON file of models, each with `input`, `output` and, where they differ, `cached_input` and `cache_write`, in US dollars for a million tokens.',
)
