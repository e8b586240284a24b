import type { Section } from '../section.ts'
import { checkModelServices } from './check-model-services.ts'
import { findModelService } from './find-model-service.ts'
import { modelServicesKey } from './model-services-keys.ts'

/** The section `model_services`: model servers that agents name as their `model`. */
export const modelServicesSection: Section<typeof modelServicesKey> = {
  key: modelServicesKey,
  check: checkModelServices,
  findModel: findModelService,
}
