/** What a model costs, in US dollars for a million tokens. */
export interface TokenPrices {
  readonly input: number
  /** Input read from the provider's cache; like `input` where the provider gives no discount. */
  readonly cachedInput?: number | undefined
  /** Input written to the provider's cache; like `input` where writing costs nothing extra. */
  readonly cacheWrite?: number | undefined
  /** Output, reasoning included. */
  readonly output: number
}

/** The price of a model, and in a table of one's own its limits, which a worst case is reckoned from; others come from its profile. */
export interface ModelPrice extends TokenPrices {
  /** Other prices for all tokens of a request whose input has more tokens than this. */
  readonly longInput?: (TokenPrices & { readonly above: number }) | undefined
  /** Tokens of input and output that fit into one request. */
  readonly window?: number | undefined
  /** Most tokens that the model writes in one answer. */
  readonly maxOutput?: number | undefined
}

/**
 * Prices by model: `provider:model`, or a bare model name for any provider. A name also covers its dated and `-latest`
 * forms; a name that ends in `*` covers everything that begins with it.
 */
export type PriceTable = Readonly<Record<string, ModelPrice>>
