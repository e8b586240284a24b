import { configSection } from './config/config-section.ts'
import { embeddingsSection } from './embeddings/embeddings-section.ts'
import { modelServicesSection } from './model-services/model-services-section.ts'
import { pricesSection } from './prices/prices-section.ts'
import { supervisorSection } from './supervisor/supervisor-section.ts'

/**
 * Every section that a configuration can have, in the order of the documentation, which is also the order in which they are
 * built. A new section is a folder and a line here, with its import.
 */
export const sections = {
  supervisor: supervisorSection,
  config: configSection,
  model_services: modelServicesSection,
  prices: pricesSection,
  embeddings: embeddingsSection,
} as const
