import type { Section } from '../section.ts'
import { checkEmbeddings } from './check-embeddings.ts'
import { checkSemantics } from './check-semantics.ts'
import { embeddingsKey } from './embeddings-keys.ts'

/** The section `embeddings`: the embedder of the team, or the offline one in its place. */
export const embeddingsSection: Section<typeof embeddingsKey> = {
  key: embeddingsKey,
  check(section, { root }, context) {
    checkSemantics(root, context)
    checkEmbeddings(section, context)
  },
  async build(config, { environment, ports, settings }) {
    const { configuredEmbedder } = await import('./configured-embedder.ts')
    const embedder = configuredEmbedder(config, environment, { ...ports, prices: settings.prices })
    return { host: { embedder }, prepare: () => embedder.prepare?.() }
  },
}
