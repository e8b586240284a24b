import type { EmbeddingModelV4 } from '../models/embeddings/embedding-model.ts'
import type { EmbedderTest } from './embedder-suite/embedder-test.ts'
import { embedderFailureTests } from './embedder-suite/failure-tests.ts'
import { embedderVectorTests } from './embedder-suite/vector-tests.ts'
import type { EmbeddingAbility, EmbeddingScenario } from './embedding-scenario.ts'
import { findTestRunner, type TestRunner } from './test-runner.ts'

/** An embedding model set up for one scenario. */
export interface EmbedderUnderTest {
  readonly model: EmbeddingModelV4
  /** Resolves when the model's request has arrived where it was sent; lets a test abort a request under way. */
  readonly requested?: Promise<void> | undefined
  /** Ends what was started for it, such as a server. */
  readonly close?: (() => Promise<void>) | undefined
}

/** How the suite gets at the implementation. */
export interface DescribeEmbedderOptions extends Partial<TestRunner> {
  /** Makes a model whose provider does what the scenario says. Called once for each test. */
  readonly create: (scenario: EmbeddingScenario) => EmbedderUnderTest | Promise<EmbedderUnderTest>
  /** What the implementation cannot do; those tests are left out. */
  readonly without?: readonly EmbeddingAbility[] | undefined
}

/**
 * The behaviour every embedding model must show, as `createEmbedder` relies on it: one vector for each text in order, of one
 * length, the same for the same text; abort; and errors as `ModelError`.
 *
 * @example
 * describeEmbedder('my embeddings', { describe, it, create: () => ({ model: myEmbeddings() }), without: ['errors', 'hanging'] })
 */
export function describeEmbedder(name: string, options: DescribeEmbedderOptions): void {
  const { describe, it } = findTestRunner(options)
  const without: ReadonlySet<EmbeddingAbility> = new Set(options.without)
  const tests: readonly EmbedderTest[] = [...embedderVectorTests, ...embedderFailureTests]
  describe(`embedding model ${name}`, () => {
    for (const test of tests) {
      if (test.needs.some((ability) => without.has(ability))) continue
      it(test.name, async () => {
        const { model, requested = Promise.resolve(), close } = await options.create(test.scenario)
        try {
          await test.run(model, requested)
        } finally {
          await close?.()
        }
      })
    }
  })
}
