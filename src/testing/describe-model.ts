import type { LanguageModelV4 } from '../models/model.ts'
import { modelAbortTests } from './model-suite/abort-tests.ts'
import { modelAnswerTests } from './model-suite/answer-tests.ts'
import { modelFailureTests } from './model-suite/failure-tests.ts'
import { modelFileTests } from './model-suite/file-tests.ts'
import type { ModelTest } from './model-suite/model-test.ts'
import { modelToolTests } from './model-suite/tool-tests.ts'
import type { ModelAbility, ModelScenario } from './model-scenario.ts'
import { findTestRunner, type TestRunner } from './test-runner.ts'

/** A model set up for one scenario. */
export interface ModelUnderTest {
  readonly model: LanguageModelV4
  /** Resolves when the model's request has arrived where it was sent; lets the abort tests abort a request under way. */
  readonly requested?: Promise<void>
  /** Ends what was started for it, such as a server. */
  readonly close?: () => Promise<void>
}

/** How the suite gets at the implementation. */
export interface DescribeModelOptions extends Partial<TestRunner> {
  /** Makes a model that does what the scenario says with the next request. Called once for each test. */
  readonly create: (scenario: ModelScenario) => ModelUnderTest | Promise<ModelUnderTest>
  /** What the implementation cannot do; those tests are left out. */
  readonly without?: readonly ModelAbility[]
}

/**
 * The behaviour every model must show, as the agent loop relies on it: the same answer streamed and not, tool calls with
 * ids, structured output, usage, abort, and errors as `ModelError`.
 *
 * @example
 * describeModel('my model', { describe, it, create: (scenario) => ({ model: myModel(serverFor(scenario)) }) })
 */
export function describeModel(name: string, options: DescribeModelOptions): void {
  const { describe, it } = findTestRunner(options)
  const without: ReadonlySet<ModelAbility> = new Set(options.without)
  const tests: readonly ModelTest[] = [
    ...modelAnswerTests,
    ...modelToolTests,
    ...modelFileTests,
    ...modelAbortTests,
    ...modelFailureTests,
  ]
  describe(`model ${name}`, () => {
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
