interface WindowRule {
  /** Compared with `provider:model` in lower case; a bare model name has nothing before it. */
  readonly pattern: RegExp
  readonly tokens: number
}

// Tokens that prompt and answer share. The first rule that fits wins. Rows under an address are as read there on
// 2026-11-22; the others are the figures commonly listed for the model. One that is too small only trims earlier.
const rules: readonly WindowRule[] = [
  // Commonly listed.
  { pattern: /(^|[:/])gpt-5(\.\d)?-chat/, tokens: 128_000 },
  // https://docs.oxen.ai/inference-api/reference/models/gpt-5-4-2026-03-05.md
  { pattern: /(^|[:/])gpt-5\.[4-9](?!-(mini|nano))/, tokens: 1_050_000 },
  // https://docs.uipath.com/autopilot/other/latest/user-guide/supported-models-and-limits.md
  { pattern: /(^|[:/])gpt-5/, tokens: 400_000 },
  { pattern: /(^|[:/])(gpt-4o|chatgpt-4o)/, tokens: 128_000 },
  // Commonly listed.
  { pattern: /(^|[:/])gpt-4\.1/, tokens: 1_047_576 },
  { pattern: /(^|[:/])(gpt-4-turbo|gpt-4-1106|gpt-4-0125|gpt-4-vision|o1-mini|o1-preview)/, tokens: 128_000 },
  { pattern: /(^|[:/])gpt-4-32k/, tokens: 32_768 },
  { pattern: /(^|[:/])gpt-4/, tokens: 8_192 },
  { pattern: /(^|[:/])gpt-3\.5/, tokens: 16_385 },
  { pattern: /(^|[:/])o[134](-|$)/, tokens: 200_000 },
  // https://platform.claude.com/docs/about-claude/models/whats-new-opus-5 and its neighbours; the 4.6 to 4.8 row and
  // the models before it are commonly listed.
  { pattern: /(^|[:/.])claude-(fable|mythos|(opus|sonnet|haiku)-([5-9]|4-[6-9]))/, tokens: 1_000_000 },
  { pattern: /(^|[:/.])claude-(instant|2\.0)/, tokens: 100_000 },
  { pattern: /(^|[:/.])claude/, tokens: 200_000 },
  // Commonly listed.
  { pattern: /(^|[:/])gemini-1\.5-pro/, tokens: 2_097_152 },
  { pattern: /(^|[:/])gemini-1\.0/, tokens: 32_760 },
  { pattern: /(^|[:/])gemini/, tokens: 1_048_576 },
  // https://docs.x.ai/developers/models/grok-4.20-0309.md
  { pattern: /(^|[:/])grok-4\.(20|3)/, tokens: 1_000_000 },
  // https://openrouter.ai/x-ai/grok-4-fast
  { pattern: /(^|[:/])grok-4(\.1|-1)?-fast/, tokens: 2_000_000 },
  { pattern: /(^|[:/])grok-(4|code)/, tokens: 256_000 },
  { pattern: /(^|[:/])grok/, tokens: 131_072 },
]

/**
 * How many tokens prompt and answer of a model may have together, by its name: `provider:model` or a bare name.
 * Unknown for models whose server decides it, such as those of Ollama and vLLM.
 */
export function contextWindowOf(name: string): number | undefined {
  const lower = name.toLowerCase()
  return rules.find(({ pattern }) => pattern.test(lower))?.tokens
}
