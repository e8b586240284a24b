import { budgetKey } from '../../../keys/budget-keys.ts'
import { groupKey, noticeKey, optionalKey, unsupportedKey } from '../../../keys/key-entry.ts'
import { text, wholeNumber } from '../../../keys/value-kinds.ts'

const wireInstead = 'It comes with the supervisor pattern. Until then wire the agents with "inputs" and "outputs".'

const supervisorKeys = {
  name: noticeKey(
    text,
    'Name of the supervisor.',
    'It will name the supervisor in traces and logs. Agents run without a supervisor in this version.',
  ),
  model: noticeKey(
    text,
    'Model with which the supervisor chooses the next agent.',
    'It will choose the next agent once the supervisor pattern exists. In this version messages follow the wiring and the model is never called.',
  ),
  max_rounds: optionalKey(
    wholeNumber(1),
    'How often one message from outside may make any one agent run, so that loops in the wiring end. It does not end a service: `aixgo run --max-rounds` does.',
    { defaultText: '10' },
  ),
  budget: budgetKey(
    'Limits for all agents together, as long as the system runs. When they are reached, `aixgo run` stops it.',
  ),
  routing_strategy: unsupportedKey('How the supervisor chooses: `round_robin`, `best_match` or `manual`.', wireInstead),
  system_prompt: unsupportedKey('Standing text for the model of the supervisor.', wireInstead),
  pattern: unsupportedKey(
    'Orchestration pattern, such as `parallel`, `sequential` or `mapreduce`.',
    'Patterns in YAML come with a later version. Until then wire the agents with "inputs" and "outputs".',
  ),
  mode: unsupportedKey(
    'Deployment mode, local or distributed.',
    'All agents run in one process in this version. Remove the key.',
  ),
  provider: unsupportedKey(
    'Provider for all agents.',
    'Set "provider" on each agent, or write "model: provider:name".',
  ),
  region: unsupportedKey('Region of the provider.', 'Providers with regions come with a later version.'),
  failure_mode: unsupportedKey('What to do when an agent fails.', 'Use "restart" on each agent.'),
  rag_config: unsupportedKey(
    'Settings of the retrieval pattern.',
    'Retrieval comes with a later version. Until then give an agent a tool that searches.',
    `top_k similarity_threshold retrieval_strategy context_turns history_size num_queries fusion_method rrf_k semantic_top_k
     keyword_top_k semantic_weight keyword_weight final_top_k`,
  ),
  reflection_config: unsupportedKey(
    'Settings of the reflection pattern.',
    'Patterns in YAML come with a later version. Until then wire a generator and a critic with "inputs" and "outputs".',
    'max_iterations quality_threshold num_critics critic_roles aggregation_method score_extraction_method',
  ),
} as const

/** The key `supervisor`. */
export const supervisorKey = groupKey(supervisorKeys, 'Limits for the whole team.')
