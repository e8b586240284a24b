/** What an embedding model's provider does with the requests of one test. */
export type EmbeddingScenario =
  /** Answers with one vector for each text, which depends on the text alone. */
  | { readonly type: 'answer' }
  /** Answers with one vector too few. */
  | { readonly type: 'one-missing' }
  /** Answers with something that is no JSON. */
  | { readonly type: 'unreadable' }
  | { readonly type: 'error'; readonly status: number; readonly message: string }
  /** Takes the request and says nothing. */
  | { readonly type: 'hang' }

/**
 * What an implementation may lack: `dimensions` chooses the length of vectors, `errors` has a provider that can fail,
 * `hanging` one that can be silent.
 */
export type EmbeddingAbility = 'dimensions' | 'errors' | 'hanging'
