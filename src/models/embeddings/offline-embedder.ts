import { stemsOf, wordsOf } from '../offline/words.ts'
import type { EmbeddingModel } from './embedding-model.ts'
import { guardEmbedder } from './guard-embedder.ts'

const usualDimensions = 384
// A word says more of a text than its parts, which are there so that other forms of a word are near it.
const wordWeight = 1
const partWeight = 0.4

/**
 * An embedding model that needs no provider: words and their parts of three letters are hashed into numbers. The same text
 * gives the same vector on every machine and engine; texts with words in common are near each other. It knows nothing of
 * meaning: "car" and "automobile" are strangers.
 */
export function offlineEmbedder({ name = 'hash' }: { readonly name?: string | undefined } = {}): EmbeddingModel {
  const model: EmbeddingModel = {
    specificationVersion: 'v4',
    provider: 'offline',
    modelId: name,
    maxEmbeddingsPerCall: Number.POSITIVE_INFINITY,
    supportsParallelCalls: true,
    doEmbed: async ({ values, dimensions = usualDimensions }) => ({
      embeddings: values.map((text) => hashText(text, dimensions)),
      usage: { tokens: values.reduce((sum, text) => sum + wordsOf(text).length, 0) },
      warnings: [],
    }),
  }
  return guardEmbedder(model, { provider: 'offline', model: name, secrets: [] })
}

/** A vector of length one. Only operations that IEEE 754 defines exactly are used, so that no engine differs. */
function hashText(text: string, dimensions: number): number[] {
  const vector = Array.from({ length: dimensions }, () => 0)
  for (const [feature, weight] of featuresOf(text.normalize('NFKC'))) {
    const hash = fnv1a(feature)
    const place = hash % dimensions
    // The sign comes from another bit, so that features that share a place do not always add up.
    vector[place] = (vector[place] ?? 0) + ((hash & 0x4000_0000) === 0 ? weight : -weight)
  }
  const length = Math.sqrt(vector.reduce((sum, number) => sum + number * number, 0))
  return length === 0 ? unitVector(dimensions) : vector.map((number) => number / length)
}

/** What features that cancel each other out leave. */
function unitVector(dimensions: number): number[] {
  return Array.from({ length: dimensions }, (_, place) => (place === 0 ? 1 : 0))
}

function featuresOf(text: string): ReadonlyMap<string, number> {
  const features = new Map<string, number>()
  const add = (feature: string, weight: number): void => {
    features.set(feature, (features.get(feature) ?? 0) + weight)
  }
  const words = meaningfulWords(text)
  for (const word of words) {
    add(word, wordWeight)
    const marked = `<${word}>`
    for (let start = 0; start + 3 <= marked.length; start++) add(`#${marked.slice(start, start + 3)}`, partWeight)
  }
  return features
}

/** Words that carry meaning; all words where none does, and the text itself where there are no words. */
function meaningfulWords(text: string): readonly string[] {
  const stems = stemsOf(text)
  if (stems.length > 0) return stems
  const words = wordsOf(text)
  return words.length > 0 ? words : [text.trim()]
}

/** FNV-1a over UTF-16 code units: small, and the same everywhere. The last step spreads the low bits, which choose the place. */
function fnv1a(text: string): number {
  let hash = 0x811c_9dc5
  for (let index = 0; index < text.length; index++) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x0100_0193)
  }
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b_3c6d)
  return (hash ^ (hash >>> 13)) >>> 0
}
