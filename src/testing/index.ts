// Doubles and suites for tests of agents and of implementations: in memory, under any test runner. Product code never imports it.
export { describeEmbedder } from './describe-embedder.ts'
export type { DescribeEmbedderOptions, EmbedderUnderTest } from './describe-embedder.ts'
export { describeModel } from './describe-model.ts'
export type { DescribeModelOptions, ModelUnderTest } from './describe-model.ts'
export { describeRole } from './describe-role.ts'
export type { DescribeRoleOptions } from './describe-role.ts'
export { describeSource } from './describe-source.ts'
export type { BrokenSource, BrokenSourceUnderTest, DescribeSourceOptions } from './describe-source.ts'
export type { SourceAbility, SourceUnderTest } from './source-suite/source-test.ts'
export { describeRunStore } from './describe-run-store.ts'
export type { DescribeRunStoreOptions, RunStoreUnderTest } from './describe-run-store.ts'
export type { EmbeddingAbility, EmbeddingScenario } from './embedding-scenario.ts'
export { fakeClock } from './fake-clock.ts'
export type { FakeClock } from './fake-clock.ts'
export type { ModelAbility } from './model-abilities.ts'
export type {
  ModelScenario,
  ScenarioAnswer,
  ScenarioCut,
  ScenarioError,
  ScenarioFailure,
  ScenarioFinishReason,
  ScenarioReasoning,
  ScenarioReply,
  ScenarioRun,
  ScenarioToolCall,
  ScenarioUsage,
} from './model-scenario.ts'
export type { ModelRequestSeen, ProviderOptionsExample, ProviderTool } from './model-suite/model-test.ts'
export { scriptedModel } from './scripted-model.ts'
export type { ScriptedCall, ScriptedModel, ScriptedModelOptions } from './scripted-model.ts'
export { never } from './scripted-reply.ts'
export type { NeverReply, ScriptedAnswer, ScriptedReply, ScriptedToolCall } from './scripted-reply.ts'
export type { TestRunner } from './test-runner.ts'
