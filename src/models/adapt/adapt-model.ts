import type {
  LanguageModelV4,
  LanguageModelV4CallOptions,
  LanguageModelV4GenerateResult,
  LanguageModelV4StreamPart,
} from '../model.ts'

/** What differs between a provider's package and what the rest of this package relies on. */
export interface Adaptation {
  /** What the package is asked instead. */
  request?(options: LanguageModelV4CallOptions): LanguageModelV4CallOptions
  /** What a whole answer of the package means. */
  result?(result: LanguageModelV4GenerateResult): LanguageModelV4GenerateResult | Promise<LanguageModelV4GenerateResult>
  /** What a part of a stream means; undefined for nothing. Made anew for each stream. */
  parts?(): (part: LanguageModelV4StreamPart) => LanguageModelV4StreamPart | undefined
  /** What an error of the package means. */
  failure?(thrown: unknown): unknown
}

/** A model of a provider's package with what has to be changed of it. */
export function adaptModel(model: LanguageModelV4, adaptation: Adaptation): LanguageModelV4 {
  const request = (options: LanguageModelV4CallOptions): LanguageModelV4CallOptions =>
    adaptation.request?.(options) ?? options
  const failure = (thrown: unknown): unknown => (adaptation.failure === undefined ? thrown : adaptation.failure(thrown))
  return {
    specificationVersion: 'v4',
    provider: model.provider,
    modelId: model.modelId,
    get supportedUrls() {
      return model.supportedUrls
    },
    async doGenerate(options) {
      try {
        const result = await model.doGenerate(request(options))
        return await (adaptation.result?.(result) ?? result)
      } catch (thrown) {
        throw failure(thrown)
      }
    },
    async doStream(options) {
      try {
        const result = await model.doStream(request(options))
        if (adaptation.parts === undefined && adaptation.failure === undefined) return result
        return { ...result, stream: adaptStream(result.stream, adaptation.parts?.() ?? ((part) => part), failure) }
      } catch (thrown) {
        throw failure(thrown)
      }
    },
  }
}

function adaptStream(
  inner: ReadableStream<LanguageModelV4StreamPart>,
  adapt: (part: LanguageModelV4StreamPart) => LanguageModelV4StreamPart | undefined,
  failure: (thrown: unknown) => unknown,
): ReadableStream<LanguageModelV4StreamPart> {
  const reader = inner.getReader()
  return new ReadableStream<LanguageModelV4StreamPart>(
    {
      async pull(controller) {
        try {
          for (;;) {
            const { done, value } = await reader.read()
            if (done) return controller.close()
            const part = adapt(value.type === 'error' ? { ...value, error: failure(value.error) } : value)
            if (part !== undefined) return controller.enqueue(part)
          }
        } catch (thrown) {
          controller.error(failure(thrown))
        }
      },
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  )
}
