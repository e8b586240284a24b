import { unsupportedKey } from '../../keys/key-entry.ts'

const retrieval = 'Retrieval comes with a later version. Until then give the agent a tool that searches.'
const roleLater = (role: string): string => `The role "${role}" comes with a later version; its settings come with it.`

/** The documented agent keys that this version refuses. */
export const unsupportedAgentKeys = {
  type: unsupportedKey('Kind of agent, in one document.', 'Use "role".'),
  mcp_servers: unsupportedKey(
    'Servers whose tools the agent may use.',
    'Tool servers come with a later version. Until then write tools in TypeScript and name the file: "tools: [{ module: ./tools.ts }]".',
  ),
  classifier_config: unsupportedKey(
    'Settings of the role `classifier`.',
    roleLater('classifier'),
    `categories[].name categories[].description categories[].keywords categories[].examples temperature max_tokens
     confidence_threshold few_shot_examples[].input few_shot_examples[].category few_shot_examples[].reason multi_label
     use_embeddings`,
  ),
  aggregator_config: unsupportedKey(
    'Settings of the role `aggregator`.',
    roleLater('aggregator'),
    `aggregation_strategy temperature max_tokens timeout_ms semantic_similarity_threshold consensus_threshold source_weights
     conflict_resolution deduplication_method summarization_enabled max_input_sources min_input_sources`,
  ),
  planner_config: unsupportedKey(
    'Settings of the role `planner`.',
    roleLater('planner'),
    `planning_strategy temperature max_tokens max_steps reasoning_depth step_detail_level enable_self_critique
     parallelizable_steps include_alternatives enable_backtracking example_plans[].problem example_plans[].steps
     example_plans[].explanation strategy branching_factor beam_width max_depth simulations exploration_constant max_iterations
     goal levels max_tasks_per_level tools prompt validate_dependencies enable_replanning max_tasks task_timeout_ms`,
  ),
  categories: unsupportedKey('Categories of a classifier.', roleLater('classifier')),
  confidence_threshold: unsupportedKey('Threshold of a classifier.', roleLater('classifier')),
  few_shot_examples: unsupportedKey('Examples of a classifier.', roleLater('classifier')),
  multi_label: unsupportedKey('Several categories at once.', roleLater('classifier')),
  min_inputs: unsupportedKey('How many inputs an aggregator waits for.', roleLater('aggregator')),
  strategy: unsupportedKey('Strategy of a planner or aggregator.', roleLater('planner')),
  max_steps: unsupportedKey('Steps of a plan.', roleLater('planner')),
  bedrock_config: unsupportedKey(
    'Guardrail of Amazon Bedrock.',
    'Guardrails come with a later version. Until then set one for the whole account in Bedrock.',
    'guardrail_id guardrail_version',
  ),
  session: unsupportedKey(
    'Conversations that outlive a run.',
    'Sessions come with a later version. Remove the block.',
    'enabled',
  ),
  session_mode: unsupportedKey(
    'How much of a conversation is kept.',
    'Sessions come with a later version. Remove the key.',
  ),
  transfers: unsupportedKey('Agents to hand over to.', 'Handing over comes with the swarm pattern.'),
  vector_store: unsupportedKey('Where vectors are kept.', retrieval),
  collection: unsupportedKey('Collection of documents.', retrieval),
  embedding_model: unsupportedKey('Model that turns text into vectors.', retrieval),
  semantic_cache: unsupportedKey(
    'Answers similar questions from a cache.',
    'Caches come with a later version. Remove the block.',
    'enabled collection similarity_threshold ttl embedding_model key_fields invalidate_on metadata',
  ),
  conversation_memory: unsupportedKey(
    'Remembers conversations.',
    'Sessions come with a later version. Remove the block.',
    `enabled collection embedding_model max_turns scope ttl store retrieval.method retrieval.top_k retrieval.min_score
     retrieval.boost_recent summarization.enabled summarization.trigger_after summarization.keep_last_n summarization.model
     privacy.encrypt_at_rest privacy.anonymize_pii privacy.user_data_retention`,
  ),
} as const
