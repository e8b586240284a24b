import type { LanguageModelV4 } from '../models/model.ts'
import type { ModelAbility } from './model-abilities.ts'
import type {
  ModelRequestSeen,
  ModelTest,
  ProviderOptionsExample,
  ProviderTool,
  TestContext,
} from './model-suite/model-test.ts'
import { modelTests } from './model-suite/model-tests.ts'
import type { ModelScenario } from './model-scenario.ts'
import { findTestRunner, type TestRunner } from './test-runner.ts'

/** A model set up for one scenario. */
export interface ModelUnderTest {
  readonly model: LanguageModelV4
  /** Resolves when the model's request has arrived where it was sent; lets the abort tests abort a request under way. */
  readonly requested?: Promise<void> | undefined
  /** The requests that have arrived where they were sent, oldest first; most tests of what is sent need them. */
  readonly requests?: (() => readonly ModelRequestSeen[]) | undefined
  /** Ends what was started for it, such as a server. */
  readonly close?: (() => Promise<void>) | undefined
}

/** How the suite gets at the implementation. */
export interface DescribeModelOptions extends Partial<TestRunner> {
  /** Makes a model that does what the scenario says with the next requests. Called once for each test. */
  readonly create: (scenario: ModelScenario) => ModelUnderTest | Promise<ModelUnderTest>
  /** What the implementation cannot do, as a list or each with the reason; those tests are left out. */
  readonly without?: readonly ModelAbility[] | Readonly<Partial<Record<ModelAbility, string>>> | undefined
  /** What alone is to be tested, for implementations that can do little of it, such as those in memory. */
  readonly only?: readonly ModelAbility[] | undefined
  /** Options that the implementation understands, and what shows them in its requests. */
  readonly example?: ProviderOptionsExample | undefined
  /** A tool that the provider runs itself; what the scenarios have it do is done with this one. */
  readonly providerTool?: ProviderTool | undefined
}

/**
 * The behaviour every model must show, as the agent loop relies on it: the same answer streamed and not, tool calls with
 * ids, structured output, usage, abort, errors as `ModelError`, and whatever else `ModelAbility` names.
 *
 * @example
 * describeModel('my model', { describe, it, create: (scenario) => ({ model: myModel(serverFor(scenario)) }) })
 */
export function describeModel(name: string, options: DescribeModelOptions): void {
  const { describe, it } = findTestRunner(options)
  describe(`model ${name}`, () => {
    for (const test of modelTestsFor(options)) it(test.name, () => runTest(test, options))
  })
}

/** The tests for an implementation with these abilities. */
export function modelTestsFor({
  without = [],
  only,
}: Pick<DescribeModelOptions, 'without' | 'only'>): readonly ModelTest[] {
  const lacks = new Set<string>(Array.isArray(without) ? without : Object.keys(without))
  return modelTests.filter(({ needs }) =>
    needs.every((ability) => !lacks.has(ability) && (only === undefined || only.includes(ability))),
  )
}

async function runTest(test: ModelTest, { create, example, providerTool }: DescribeModelOptions): Promise<void> {
  const { model, requested = Promise.resolve(), requests, close } = await create(test.scenario)
  const context: TestContext = {
    requested,
    requests: requests ?? (() => missing('requests', test)),
    example: () => example ?? missing('example', test),
    providerTool: () => providerTool ?? missing('providerTool', test),
  }
  try {
    await test.run(model, context)
  } finally {
    await close?.()
  }
}

function missing(option: 'requests' | 'example' | 'providerTool', { needs: [ability] }: ModelTest): never {
  throw new Error(`This test needs "${option}". Give it, or name "${ability}" in "without".`)
}
