// Models: who serves them, by which name, the offline model, and embedders. Knows nothing of agents or tools.
export { isMediaType } from './input/media-kind.ts'
export type { MediaKind, MediaTypes } from './input/media-kind.ts'
export type { InputPartFor, ModelInputKind, UserInputFor } from './input/model-input.ts'
export { profileOf } from './profiles/profile-of.ts'
export type { ModelAbilities, ModelProfile, ModelTimeouts } from './profiles/profile.ts'
export { resilientModel } from './middleware/resilient-model.ts'
export type { ResiliencePorts } from './middleware/resilient-model.ts'
export { withCircuitBreaker, CircuitBreaker } from './middleware/recovery/circuit-breaker.ts'
export { withHedge } from './middleware/recovery/hedge.ts'
export { withRetry } from './middleware/recovery/retry.ts'
export { withTimeouts } from './middleware/timeouts.ts'
export type { TimeLimits } from './middleware/timeouts.ts'
export { SharedResilience } from './middleware/shared-resilience.ts'
export type { ModelAttempt, ModelReport } from './model-call.ts'
export type {
  CachePolicy,
  CircuitBreakerPolicy,
  FallbackModel,
  FallbackPolicy,
  HedgePolicy,
  LimitPolicy,
  ResiliencePolicy,
  RetryPolicy,
  TimeoutPolicy,
} from './resilience-policy.ts'
export { configureModel } from './configure-model.ts'
export type { ConfigureModelOptions } from './configure-model.ts'
export { configureEmbedder } from './embeddings/configure-embedder.ts'
export { createEmbedder } from './embeddings/create-embedder.ts'
export type { Embedded, Embedder, EmbeddingEstimate, EmbeddingUsage, EmbedOptions } from './embeddings/embedder.ts'
export type { EmbedderOptions } from './embeddings/embedder-options.ts'
export type { EmbedderProviderName } from './embeddings/embedder-providers.ts'
export type { EmbedderResilience } from './embeddings/batches/embedding-requests.ts'
export type {
  EmbedderReference,
  EmbedderResolver,
  EmbeddingLimits,
  EmbeddingModel,
  EmbeddingModelV4,
} from './embeddings/embedding-model.ts'
export { embedStep } from './embeddings/embed-step.ts'
export { offlineEmbedder } from './embeddings/offline-embedder.ts'
export { createEmbedderResolver, defaultEmbedderResolver } from './embeddings/resolve-embedder.ts'
export type { EmbedderResolverOptions } from './embeddings/resolve-embedder.ts'
export { offlineModel } from './offline/offline-model.ts'
export { offlineResolver } from './offline/offline-resolver.ts'
export type { OfflineReply, OfflineToolCall } from './offline/scripted-replies.ts'
export { costOf } from './prices/cost-of.ts'
export { findPrice } from './prices/find-price.ts'
export type { ModelPrice, PriceTable, TokenPrices } from './prices/model-price.ts'
export { prices, pricesAsOf } from './prices/prices.ts'
export { parseModelName } from './names/parse-model-name.ts'
export type { ParsedModelName } from './names/parse-model-name.ts'
export { providers } from './providers.ts'
export type { ProviderName } from './providers.ts'
export type { CreateEmbedderOptions, CreateModelOptions, LoginReport, Provider, ProviderProbe } from './provider.ts'
export type { Environment, ProviderSettings } from './settings/provider-settings.ts'
export { createModelResolver, defaultModelResolver } from './resolve-model.ts'
export type { ModelResolverOptions } from './resolve-model.ts'
export type { LanguageModelV4, ModelName, ModelReference, ModelResolver } from './model.ts'
export type { KnownModelName } from './names/known-models.ts'
export type { ModelSettings, ProviderOptions, ReasoningEffort, ToolChoice } from './model-settings.ts'
