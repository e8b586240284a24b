import { unsupportedKey } from '../../keys/key-entry.ts'

const notEnforced =
  'Nothing would enforce it in this version, so it is refused. It comes with the security features; remove it until then.'
const example = 'It belongs to one example program of the original and configures nothing here. Remove it.'
const classifierLater = 'The role "classifier" comes with a later version; its settings come with it.'
const flatFile = "It belongs to the original's second, flat configuration format."

/** The documented top-level keys that this version refuses. */
export const unsupportedSections = {
  mcp_servers: unsupportedKey(
    'Servers whose tools agents may use.',
    'Tool servers come with a later version. Until then write tools in TypeScript and name the file: "tools: [{ module: ./tools.ts }]".',
    `name transport address tls auth.type auth.token auth.token_env tls_config.ca_file tls_config.cert_file tls_config.key_file
     tls_config.server_name tls_config.insecure_skip_verify tools[].name tools[].description tools[].schema`,
  ),
  session: unsupportedKey(
    'Conversations that outlive a run.',
    'Sessions come with a later version. Remove the block.',
    'enabled store base_dir checkpoint.auto_save checkpoint.interval',
  ),
  orchestration: unsupportedKey(
    'Orchestration pattern and its members.',
    'Patterns in YAML come with a later version. Until then wire the agents with "inputs" and "outputs".',
    `pattern agents config.model config.max_rounds config.routing_strategy config.timeout config.aggregation config.shared_state
     config.classifier config.routes config.fallback config.max_handoffs config.manager config.teams.<team>.manager config.teams.<team>.workers config.retriever
     config.generator config.top_k config.rerank config.critic config.max_iterations config.quality_threshold config.models
     config.voting_strategy config.threshold classifier routes manager retriever top_k generator critic max_iterations models
     voting strategy planner executors mapper reducer`,
  ),
  observability: unsupportedKey(
    'Traces, metrics and cost.',
    'Exporters come with a later version. Until then "aixgo run --json" writes every event as a JSON line.',
    `enabled tracing metrics service_name exporter endpoint headers sampling_rate span_timeout debug metrics_port health_port
     cost_tracking cost_alert_threshold llm_observability.enabled llm_observability.provider llm_observability.endpoint
     llm_observability.public_key llm_observability.secret_key llm_observability.track_tokens
     llm_observability.daily_token_limit llm_observability.cost_alert_threshold log_confidence_scores track_latency
     track_token_usage metrics_export_interval alert_threshold latency_threshold_ms`,
  ),
  environment: unsupportedKey('Security profile: `development`, `staging` or `production`.', notEnforced),
  auth_mode: unsupportedKey('Who may call: `disabled`, `delegated`, `builtin` or `hybrid`.', notEnforced),
  delegated_auth: unsupportedKey(
    'Identity that a proxy passes on.',
    notEnforced,
    'identity_header iap.enabled iap.verify_jwt iap.audience header_mapping',
  ),
  builtin_auth: unsupportedKey(
    'Identity that Aixgo checks itself.',
    notEnforced,
    'method api_keys.source api_keys.file_path api_keys.env_prefix',
  ),
  authorization: unsupportedKey('Who may do what.', notEnforced, 'enabled default_deny policy_file'),
  audit: unsupportedKey(
    'Audit log.',
    notEnforced,
    `enabled backend log_auth_decisions siem.elasticsearch.urls siem.elasticsearch.index siem.elasticsearch.username
     siem.elasticsearch.password siem.elasticsearch.tls_verify siem.splunk.url siem.splunk.token siem.splunk.index
     siem.splunk.source siem.splunk.tls_verify siem.webhook.url siem.webhook.method siem.webhook.headers
     siem.webhook.tls_verify siem.batch_size siem.flush_interval siem.enabled siem.endpoint log on_deny`,
  ),
  security: unsupportedKey(
    'Security settings in one block.',
    notEnforced,
    `auth.mode auth.enabled auth.provider auth.allow_api_key_fallback auth.api_keys[].name auth.api_keys[].key_env
     auth.rbac.enabled auth.rbac.roles[].name auth.rbac.roles[].permissions rate_limiting.enabled
     rate_limiting.requests_per_second rate_limiting.requests_per_minute rate_limiting.burst rate_limiting.per_user
     jwt.enabled jwt.issuer jwt.audience jwt.jwks_url jwt.cache_ttl api_keys.enabled api_keys.file api_keys.format
     api_keys.mode iap.enabled iap.audience iap.verify_jwt iap.allowed_domains iap.required_roles`,
  ),
  vectorstore: unsupportedKey(
    'Where vectors are kept.',
    'Retrieval comes with a later version. Until then give an agent a tool that searches.',
    `provider embedding_dimensions default_top_k default_distance_metric memory.max_documents firestore.project_id
     firestore.collection firestore.credentials_file firestore.database_id qdrant.host qdrant.port qdrant.collection
     pgvector.connection_string pgvector.table`,
  ),
  logging: unsupportedKey(
    'Log level and format.',
    'Use "aixgo run --log-level", or "format" of the agent that writes messages down.',
    'level format include_identity',
  ),
  server: unsupportedKey(
    'Ports of the server.',
    'There is no server in this version. Remove the block.',
    'port grpc_port',
  ),
  workflow: unsupportedKey(
    'Settings of an example program.',
    example,
    `batch_size batch_timeout_seconds max_retries retry_delay_seconds show_alternatives max_alternatives include_reasoning
     analyze_sentiment calculate_priority`,
  ),
  routing: unsupportedKey(
    'Rules of an example program.',
    example,
    'rules[].category rules[].team rules[].sla_hours rules[].auto_escalate',
  ),
  aggregator: unsupportedKey(
    'Settings of an example program.',
    example,
    `strategies conflict_resolution consensus_threshold semantic_similarity source_weights timeout_ms temperature max_tokens`,
  ),
  expert_agents: unsupportedKey('Experts of an example program.', example, 'name role expertise perspective weight'),
  experts: unsupportedKey('Experts of an example program.', example, 'name role recommendation confidence rationale'),
  voting_strategies: unsupportedKey('Strategies of an example program.', example),
  scenario: unsupportedKey('Scenario of an example program.', example),
  output_format: unsupportedKey('Output of an example program.', example),
  research_topic: unsupportedKey('Topic of an example program.', example, 'title description aspects'),
  output: unsupportedKey(
    'Output of an example program.',
    example,
    'format save_to_file file_path show_conflicts show_consensus show_clusters',
  ),
  llm: unsupportedKey(
    'Model of an example program.',
    'Set "model" on each agent.',
    'provider model api_key temperature max_tokens',
  ),
  advanced: unsupportedKey(
    'Settings of an example program.',
    example,
    `enable_rag enable_hierarchical deduplication_method summarization_enabled semantic_memory.enabled
     semantic_memory.max_memories semantic_memory.similarity_threshold`,
  ),
  confidence_threshold: unsupportedKey('Threshold of a classifier.', classifierLater),
  few_shot_examples: unsupportedKey('Examples of a classifier.', classifierLater),
  multi_label: unsupportedKey('Several categories at once.', classifierLater),
  profile: unsupportedKey('Profile of a policy file that the original only designed.', notEnforced),
  extends: unsupportedKey('Parent of a policy file that the original only designed.', notEnforced),
  default: unsupportedKey('Default of a policy file that the original only designed.', notEnforced),
  filesystem: unsupportedKey(
    'File rules of a policy file that the original only designed.',
    notEnforced,
    'allow_read allow_write deny redact',
  ),
  exec: unsupportedKey(
    'Command rules of a policy file that the original only designed.',
    notEnforced,
    'allow deny_args',
  ),
  env: unsupportedKey(
    'Environment rules of a policy file that the original only designed.',
    'Variables come from the environment and from a ".env" file beside the configuration.',
    'pass_through inject',
  ),
  default_model: unsupportedKey('Model of all agents.', `${flatFile} Set "model" on each agent.`),
  openai_key: unsupportedKey('Key of a provider.', `${flatFile} Set the variable OPENAI_API_KEY.`),
  anthropic_key: unsupportedKey('Key of a provider.', `${flatFile} Set the variable ANTHROPIC_API_KEY.`),
  huggingface_key: unsupportedKey('Key of a provider.', `${flatFile} Set the variable HUGGINGFACE_API_KEY.`),
  gcp_project: unsupportedKey('Project of a provider.', `${flatFile} Remove it.`),
  gcp_credentials: unsupportedKey('Credentials of a provider.', `${flatFile} Remove it.`),
  embedding_model: unsupportedKey('Model that turns text into vectors.', `${flatFile} Remove it.`),
  vector_provider: unsupportedKey('Where vectors are kept.', `${flatFile} Remove it.`),
  vector_config: unsupportedKey('Where vectors are kept.', `${flatFile} Remove it.`),
  runtime: unsupportedKey(
    'Settings of the runtime.',
    `${flatFile} Set "mailbox.capacity" and "concurrency" on each agent.`,
    'channel_buffer_size max_concurrent_calls enable_metrics',
  ),
} as const
