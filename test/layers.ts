/** Where a file of `src/` stands: its folder, and how far up. A folder imports only from folders below its own level. */
export const levels: Readonly<Record<string, number>> = {
  errors: 0,
  events: 0,
  keys: 0,
  messages: 0,
  schema: 0,
  security: 0,
  util: 0,
  models: 1,
  runs: 1,
  tools: 1,
  loop: 2,
  agents: 3,
  runtime: 4,
  adapters: 4,
  tapes: 5,
  config: 5,
  cli: 6,
}

/**
 * The contracts of level 1 and of the agents: short files that say what a thing is. A neighbour of the same level, and
 * the vocabulary below where it needs only a type, may import these and nothing else of the folder.
 */
export const contracts: readonly string[] = [
  'models/model.ts',
  'models/model-settings.ts',
  'models/embeddings/embedder.ts',
  'models/embeddings/embedding-model.ts',
  'models/prices/model-price.ts',
  'runs/budget.ts',
  'models/model-call.ts',
  'models/finish-reason.ts',
  'models/local-model.ts',
  'models/input/model-input.ts',
  'models/profiles/profile.ts',
  'models/resilience-policy.ts',
  'runs/result/answer.ts',
  'runs/context.ts',
  'runs/engine.ts',
  'runs/outcomes.ts',
  'runs/result/run-result.ts',
  'runs/step.ts',
  'runs/ledger.ts',
  'runs/run-store.ts',
  'tools/tool.ts',
  'agents/agent.ts',
]

/**
 * What the loop and the agents use of level 1 beside its contracts, because `agent.run()` works without a runtime: where an agent keeps its implementation, starting a run and checking its options,
 * offering an agent as a tool, what tools show a model, naming what went wrong at a model, what is no answer, protecting a
 * call, the names of models and providers, which a role checks in a file, what is known of a model, checking settings, policies and a
 * budget, and reserving and pricing what a call may cost.
 */
export const doors: readonly string[] = [
  'runs/result/finished-run.ts',
  'runs/implementation.ts',
  'runs/start-run.ts',
  'runs/step-key.ts',
  'runs/check-run-options.ts',
  'runs/budget/check-budget.ts',
  'tools/define-tool.ts',
  'tools/provider-tool.ts',
  'tools/handoff-target.ts',
  'tools/result-limit.ts',
  'tools/tool-content.ts',
  'models/errors/model-errors.ts',
  'models/prices/estimate-tokens.ts',
  'models/middleware/attempts/counted-attempts.ts',
  'models/middleware/attempts/unpriced.ts',
  'models/errors/refusal.ts',
  'models/names/name-rules.ts',
  'models/names/parse-model-name.ts',
  'models/names/provider-check.ts',
  'models/names/provider-name.ts',
  'models/names/split-model-name.ts',
  'models/providers.ts',
  'models/profiles/profile-of.ts',
  'models/embeddings/embed-step.ts',
  'models/endpoint.ts',
  'models/input/assert-input.ts',
  'models/input/sniff-media-type.ts',
  'models/prompt/tool-file-places.ts',
  'models/prompt/tool-files.ts',
  'models/guard/check-ending.ts',
  'models/prompt/repair-request.ts',
  'models/middleware/direct-call.ts',
  'models/middleware/wrap-model.ts',
  'models/middleware/apply-resilience.ts',
  'models/middleware/wrong-policy.ts',
  'models/settings/wrong-settings.ts',
]

/** Test doubles see contracts and the vocabulary, and run everything in memory; no product code imports them. */
export const testingFolder = 'testing'

/** Files that may read what differs from run to run: the clock, chance, timers, the network. */
export const impureFiles: readonly RegExp[] = [/^util\/(clock|random)\.ts$/, /^(models|config|cli|testing)\//]

/** Files that may read the environment of the process. */
export const environmentFiles: readonly RegExp[] = [/^config\//, /^cli\//, /^models\/settings\/provider-settings\.ts$/]

/** The root index, and who may import it: only what hands the whole package to programs it compiles. */
export const rootIndex = 'index.ts'
export const rootIndexImporters: readonly string[] = ['cli/door-modules.ts']

/** Imports that break the rule, each with its reason. */
export const exceptions: readonly { readonly from: string; readonly to: string; readonly reason: string }[] = [
  {
    from: 'runs/world.ts',
    to: 'models/resolve-model.ts',
    reason: 'A run that is given no resolver loads the default one, lazily, when its first model is named.',
  },
  {
    from: 'runs/interceptors/pricing-port.ts',
    to: 'models/prices/pricing.ts',
    reason: 'The table of prices is loaded with the first model call that has to be priced, and never by a replay.',
  },
  {
    from: 'testing/run-store-suite/run-tests.ts',
    to: 'agents/define-custom-agent.ts',
    reason: 'The suite of run stores interrupts the runs of an agent, which it must define.',
  },
  {
    from: 'testing/configured.ts',
    to: 'config/index.ts',
    reason:
      'The suites of roles and sources check, build and run files that name them, with what does so for users; loaded by the tests.',
  },
  {
    from: 'testing/configured.ts',
    to: 'config/schema/roles.ts',
    reason: 'As above: a role is asked what it says of itself.',
  },
  {
    from: 'testing/produced.ts',
    to: 'agents/implementation.ts',
    reason: 'The suite of sources opens a producer as a runtime does.',
  },
  {
    from: 'testing/produced.ts',
    to: 'agents/producer/producer-agent.ts',
    reason: 'As above.',
  },
]
