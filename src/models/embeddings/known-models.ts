/** What is known of the vectors of a model. */
interface KnownVectors {
  /** How many numbers they have unless asked otherwise. */
  readonly dimensions: number
  /** What may be asked for: `fixed` is nothing else, a number is everything up to it. */
  readonly choice: 'fixed' | number | readonly number[]
}

const fixed = (dimensions: number): KnownVectors => ({ dimensions, choice: 'fixed' })
const upTo = (dimensions: number, most = dimensions): KnownVectors => ({ dimensions, choice: most })
const oneOf = (dimensions: number, choice: readonly number[]): KnownVectors => ({ dimensions, choice })

/** By the name of the model without its provider, vendor, region and version. */
const known: Readonly<Record<string, KnownVectors>> = {
  // The offline one makes as many as it is asked for.
  hash: upTo(384, Number.POSITIVE_INFINITY),
  'text-embedding-3-small': upTo(1536),
  'text-embedding-3-large': upTo(3072),
  'text-embedding-ada-002': fixed(1536),
  'gemini-embedding-001': upTo(3072),
  'gemini-embedding-2': upTo(3072),
  'text-embedding-004': upTo(768),
  'text-embedding-005': upTo(768),
  'text-multilingual-embedding-002': upTo(768),
  'mistral-embed': fixed(1024),
  'codestral-embed': upTo(1536, 3072),
  'amazon.titan-embed-text-v1': fixed(1536),
  'amazon.titan-embed-text-v2': oneOf(1024, [256, 512, 1024]),
  'cohere.embed-english-v3': fixed(1024),
  'cohere.embed-multilingual-v3': fixed(1024),
  'cohere.embed-v4': oneOf(1536, [256, 512, 1024, 1536]),
  'all-MiniLM-L6-v2': fixed(384),
  'all-MiniLM-L12-v2': fixed(384),
  'paraphrase-MiniLM-L6-v2': fixed(384),
  'all-mpnet-base-v2': fixed(768),
  'bge-small-en-v1.5': fixed(384),
  'bge-base-en-v1.5': fixed(768),
  'bge-large-en-v1.5': fixed(1024),
  'gte-small': fixed(384),
  'gte-base': fixed(768),
  'gte-large': fixed(1024),
  'e5-small-v2': fixed(384),
  'e5-base-v2': fixed(768),
  'e5-large-v2': fixed(1024),
  'jina-embeddings-v2-small-en': fixed(512),
  'jina-embeddings-v2-base-en': fixed(768),
  'nomic-embed-text': fixed(768),
  'mxbai-embed-large': fixed(1024),
}

/** How many numbers the vectors of a model have, where that is known by its name. */
export function knownDimensions(model: string): number | undefined {
  return find(model)?.dimensions
}

/** Why a model cannot give vectors of so many numbers, in words that follow its name; nothing where it can, or may. */
export function dimensionsProblem(model: string, dimensions: number): string | undefined {
  const vectors = find(model)
  if (vectors === undefined || dimensions === vectors.dimensions) return undefined
  const { choice } = vectors
  if (choice === 'fixed') return `always gives ${vectors.dimensions}`
  if (typeof choice === 'number') return dimensions <= choice ? undefined : `gives at most ${choice}`
  return choice.includes(dimensions) ? undefined : `gives ${choice.join(', ')}`
}

function find(model: string): KnownVectors | undefined {
  const bare = model.slice(model.lastIndexOf('/') + 1).replace(/^(us|eu|apac|global)\./, '')
  const name = bare.replace(/:.*$/, '').replace(/-preview$/, '')
  return Object.hasOwn(known, name) ? known[name] : undefined
}
