// Doubles and suites for tests of agents and of implementations: in memory, under any test runner. Product code never imports it.
export { describeModel } from './describe-model.ts'
export type { DescribeModelOptions, ModelUnderTest } from './describe-model.ts'
export type { ModelAbility, ModelScenario, ScenarioAnswer, ScenarioToolCall, ScenarioUsage } from './model-scenario.ts'
export { scriptedModel } from './scripted-model.ts'
export type { ScriptedCall, ScriptedModel, ScriptedModelOptions } from './scripted-model.ts'
export { never } from './scripted-reply.ts'
export type { NeverReply, ScriptedAnswer, ScriptedReply, ScriptedToolCall } from './scripted-reply.ts'
export type { TestRunner } from './test-runner.ts'
