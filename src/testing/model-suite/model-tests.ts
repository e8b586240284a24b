import { modelAbortTests } from './abort-tests.ts'
import { modelAnswerTests } from './answer-tests.ts'
import { modelCutTests } from './cut-tests.ts'
import { modelEndingTests } from './ending-tests.ts'
import { modelFailureTests } from './failure-tests.ts'
import { modelFileTests } from './file-tests.ts'
import { modelHistoryTests } from './history-tests.ts'
import type { ModelTest } from './model-test.ts'
import { modelProviderToolTests } from './provider-tool-tests.ts'
import { modelReasoningTests } from './reasoning-tests.ts'
import { modelRequestTests } from './request-tests.ts'
import { modelSchemaTests } from './schema-tests.ts'
import { modelToolTests } from './tool-tests.ts'

/** All tests of the suite for models. */
export const modelTests: readonly ModelTest[] = [
  ...modelAnswerTests,
  ...modelEndingTests,
  ...modelReasoningTests,
  ...modelToolTests,
  ...modelProviderToolTests,
  ...modelSchemaTests,
  ...modelFileTests,
  ...modelRequestTests,
  ...modelHistoryTests,
  ...modelAbortTests,
  ...modelCutTests,
  ...modelFailureTests,
]
