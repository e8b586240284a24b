/** Providers whose models run on the user's own machines, or not at all: they cost nothing by declaration. */
export const freeProviders: ReadonlySet<string> = /* @__PURE__ */ new Set([
  'ollama',
  'vllm',
  'offline',
  'huggingface-tei',
])
