// All that it takes to price a call and to reckon its worst case; loaded with the first model call of a process.
export { costOf, worstCost } from './cost-of.ts'
export { estimateTokens } from './estimate-tokens.ts'
export { findPrice } from './find-price.ts'
