/**
 * The part of Standard Schema v1 (https://standardschema.dev) that this package reads, so that zod, valibot, arktype
 * and others all serve as schemas without being a dependency.
 */
interface StandardSchema<Input = unknown, Output = Input> {
  readonly '~standard': StandardSchemaProps<Input, Output>;
}
/** What a schema library puts under `~standard`. */
interface StandardSchemaProps<Input = unknown, Output = Input> {
  readonly version: 1;
  readonly vendor: string;
  readonly validate: (value: unknown) => StandardSchemaResult<Output> | Promise<StandardSchemaResult<Output>>;
  readonly types?: {
    readonly input: Input;
    readonly output: Output;
  } | undefined;
}
/** The outcome of a validation. */
type StandardSchemaResult<Output> = {
  readonly value: Output;
  readonly issues?: undefined;
} | {
  readonly issues: readonly StandardSchemaIssue[];
};
/** One thing that is wrong with a value. */
interface StandardSchemaIssue {
  readonly message: string;
  readonly path?: readonly (PropertyKey | {
    readonly key: PropertyKey;
  })[] | undefined;
}
/** What a schema gives after validation. */
type InferOutput<Schema extends StandardSchema> = NonNullable<Schema['~standard']['types']>['output'];
/** What a schema takes before validation. */
type InferInput<Schema extends StandardSchema> = NonNullable<Schema['~standard']['types']>['input'];
/** A schema in a place where a JSON Schema holds one: an object, or `true` for anything and `false` for nothing. */
type SubSchema = JsonSchema | boolean;
interface SchemaMap {
  readonly [name: string]: SubSchema;
}
/**
 * A JSON Schema document (draft 7 or 2020-12). May be declared `as const`. An object that has no keyword of JSON Schema is
 * none; keywords of one's own may stand beside the others.
 */
interface JsonSchema {
  readonly $schema?: string | undefined;
  readonly $id?: string | undefined;
  readonly $anchor?: string | undefined;
  readonly $ref?: string | undefined;
  readonly $dynamicRef?: string | undefined;
  readonly $dynamicAnchor?: string | undefined;
  readonly $comment?: string | undefined;
  readonly $defs?: SchemaMap | undefined;
  readonly definitions?: SchemaMap | undefined;
  readonly title?: string | undefined;
  readonly description?: string | undefined;
  readonly default?: unknown;
  readonly examples?: unknown;
  readonly deprecated?: boolean | undefined;
  readonly readOnly?: boolean | undefined;
  readonly writeOnly?: boolean | undefined;
  readonly type?: string | readonly string[] | undefined;
  readonly enum?: readonly unknown[] | undefined;
  readonly const?: unknown;
  readonly properties?: SchemaMap | undefined;
  readonly required?: readonly string[] | undefined;
  readonly additionalProperties?: SubSchema | undefined;
  readonly patternProperties?: SchemaMap | undefined;
  readonly propertyNames?: SubSchema | undefined;
  readonly unevaluatedProperties?: SubSchema | undefined;
  readonly minProperties?: number | undefined;
  readonly maxProperties?: number | undefined;
  readonly dependentRequired?: {
    readonly [name: string]: readonly string[];
  } | undefined;
  readonly dependentSchemas?: SchemaMap | undefined;
  readonly dependencies?: {
    readonly [name: string]: SubSchema | readonly string[];
  } | undefined;
  readonly items?: SubSchema | readonly SubSchema[] | undefined;
  readonly prefixItems?: readonly SubSchema[] | undefined;
  readonly additionalItems?: SubSchema | undefined;
  readonly unevaluatedItems?: SubSchema | undefined;
  readonly contains?: SubSchema | undefined;
  readonly minContains?: number | undefined;
  readonly maxContains?: number | undefined;
  readonly minItems?: number | undefined;
  readonly maxItems?: number | undefined;
  readonly uniqueItems?: boolean | undefined;
  readonly anyOf?: readonly SubSchema[] | undefined;
  readonly oneOf?: readonly SubSchema[] | undefined;
  readonly allOf?: readonly SubSchema[] | undefined;
  readonly not?: SubSchema | undefined;
  readonly if?: SubSchema | undefined;
  readonly then?: SubSchema | undefined;
  readonly else?: SubSchema | undefined;
  readonly format?: string | undefined;
  readonly pattern?: string | undefined;
  readonly minLength?: number | undefined;
  readonly maxLength?: number | undefined;
  readonly contentEncoding?: string | undefined;
  readonly contentMediaType?: string | undefined;
  readonly contentSchema?: SubSchema | undefined;
  readonly minimum?: number | undefined;
  readonly maximum?: number | undefined;
  readonly exclusiveMinimum?: number | undefined;
  readonly exclusiveMaximum?: number | undefined;
  readonly multipleOf?: number | undefined;
}
/** What users may hand in where a schema is wanted. */
type AnySchema = StandardSchema | JsonSchema;
/** The type a schema's validated value has; JSON Schema says nothing to the compiler, so it gives `Fallback`. */
type InferSchema<Schema, Fallback = unknown> = Schema extends StandardSchema<unknown, infer Output> ? Output : Fallback;
/** The type of what is written for a schema, before it makes something of it; `Fallback` where that is not known. */
type InferWritten<Schema, Fallback = unknown> = Schema extends StandardSchema<infer Input, unknown> ? Input : Fallback;
// ==================================================================================================
// JSON Schema Draft 07
// ==================================================================================================
// https://tools.ietf.org/html/draft-handrews-json-schema-validation-01
// --------------------------------------------------------------------------------------------------
/**
 * Primitive type
 * @see https://tools.ietf.org/html/draft-handrews-json-schema-validation-01#section-6.1.1
 */
type JSONSchema7TypeName = "string" //
 | "number" | "integer" | "boolean" | "object" | "array" | "null";
/**
 * Primitive type
 * @see https://tools.ietf.org/html/draft-handrews-json-schema-validation-01#section-6.1.1
 */
type JSONSchema7Type = string //
 | number | boolean | JSONSchema7Object | JSONSchema7Array | null;
// Workaround for infinite type recursion
interface JSONSchema7Object {
  [key: string]: JSONSchema7Type;
}
// Workaround for infinite type recursion
// https://github.com/Microsoft/TypeScript/issues/3496#issuecomment-128553540
interface JSONSchema7Array extends Array<JSONSchema7Type> {}
/**
 * Meta schema
 *
 * Recommended values:
 * - 'http://json-schema.org/schema#'
 * - 'http://json-schema.org/hyper-schema#'
 * - 'http://json-schema.org/draft-07/schema#'
 * - 'http://json-schema.org/draft-07/hyper-schema#'
 *
 * @see https://tools.ietf.org/html/draft-handrews-json-schema-validation-01#section-5
 */
type JSONSchema7Version = string;
/**
 * JSON Schema v7
 * @see https://tools.ietf.org/html/draft-handrews-json-schema-validation-01
 */
type JSONSchema7Definition = JSONSchema7 | boolean;
interface JSONSchema7 {
  $id?: string | undefined;
  $ref?: string | undefined;
  $schema?: JSONSchema7Version | undefined;
  $comment?: string | undefined;
  /**
   * @see https://datatracker.ietf.org/doc/html/draft-bhutton-json-schema-00#section-8.2.4
   * @see https://datatracker.ietf.org/doc/html/draft-bhutton-json-schema-validation-00#appendix-A
   */
  $defs?: {
    [key: string]: JSONSchema7Definition;
  } | undefined;
  /**
   * @see https://tools.ietf.org/html/draft-handrews-json-schema-validation-01#section-6.1
   */
  type?: JSONSchema7TypeName | JSONSchema7TypeName[] | undefined;
  enum?: JSONSchema7Type[] | undefined;
  const?: JSONSchema7Type | undefined;
  /**
   * @see https://tools.ietf.org/html/draft-handrews-json-schema-validation-01#section-6.2
   */
  multipleOf?: number | undefined;
  maximum?: number | undefined;
  exclusiveMaximum?: number | undefined;
  minimum?: number | undefined;
  exclusiveMinimum?: number | undefined;
  /**
   * @see https://tools.ietf.org/html/draft-handrews-json-schema-validation-01#section-6.3
   */
  maxLength?: number | undefined;
  minLength?: number | undefined;
  pattern?: string | undefined;
  /**
   * @see https://tools.ietf.org/html/draft-handrews-json-schema-validation-01#section-6.4
   */
  items?: JSONSchema7Definition | JSONSchema7Definition[] | undefined;
  additionalItems?: JSONSchema7Definition | undefined;
  maxItems?: number | undefined;
  minItems?: number | undefined;
  uniqueItems?: boolean | undefined;
  contains?: JSONSchema7Definition | undefined;
  /**
   * @see https://tools.ietf.org/html/draft-handrews-json-schema-validation-01#section-6.5
   */
  maxProperties?: number | undefined;
  minProperties?: number | undefined;
  required?: string[] | undefined;
  properties?: {
    [key: string]: JSONSchema7Definition;
  } | undefined;
  patternProperties?: {
    [key: string]: JSONSchema7Definition;
  } | undefined;
  additionalProperties?: JSONSchema7Definition | undefined;
  dependencies?: {
    [key: string]: JSONSchema7Definition | string[];
  } | undefined;
  propertyNames?: JSONSchema7Definition | undefined;
  /**
   * @see https://tools.ietf.org/html/draft-handrews-json-schema-validation-01#section-6.6
   */
  if?: JSONSchema7Definition | undefined;
  then?: JSONSchema7Definition | undefined;
  else?: JSONSchema7Definition | undefined;
  /**
   * @see https://tools.ietf.org/html/draft-handrews-json-schema-validation-01#section-6.7
   */
  allOf?: JSONSchema7Definition[] | undefined;
  anyOf?: JSONSchema7Definition[] | undefined;
  oneOf?: JSONSchema7Definition[] | undefined;
  not?: JSONSchema7Definition | undefined;
  /**
   * @see https://tools.ietf.org/html/draft-handrews-json-schema-validation-01#section-7
   */
  format?: string | undefined;
  /**
   * @see https://tools.ietf.org/html/draft-handrews-json-schema-validation-01#section-8
   */
  contentMediaType?: string | undefined;
  contentEncoding?: string | undefined;
  /**
   * @see https://tools.ietf.org/html/draft-handrews-json-schema-validation-01#section-9
   */
  definitions?: {
    [key: string]: JSONSchema7Definition;
  } | undefined;
  /**
   * @see https://tools.ietf.org/html/draft-handrews-json-schema-validation-01#section-10
   */
  title?: string | undefined;
  description?: string | undefined;
  default?: JSONSchema7Type | undefined;
  readOnly?: boolean | undefined;
  writeOnly?: boolean | undefined;
  examples?: JSONSchema7Type | undefined;
}
//#endregion
//#region src/shared/v4/shared-v4-provider-reference.d.ts
/**
 * A mapping of provider names to provider-specific file identifiers.
 *
 * Provider references allow files to be identified across different
 * providers without re-uploading, by storing each provider's own
 * identifier for the same logical file.
 *
 * ```ts
 * {
 *   "openai": "file-abc123",
 *   "anthropic": "file-xyz789"
 * }
 * ```
 *
 * The `type?: never` constraint excludes any object that has a `type`
 * property, so a `SharedV4ProviderReference` cannot be confused with a
 * tagged file-data shape (e.g. `{ type: 'data', data }` or
 * `{ type: 'reference', reference }`) when both appear in the same union.
 */
type SharedV4ProviderReference = Record<string, string> & {
  type?: never;
};
//#endregion
//#region src/shared/v4/shared-v4-file-data.d.ts
/**
 * File data variant containing raw bytes (`Uint8Array`) or a base64-encoded
 * string.
 */
interface SharedV4FileDataData {
  type: 'data';
  data: Uint8Array | string;
}
/**
 * File data variant containing a URL that points to the file.
 */
interface SharedV4FileDataUrl {
  type: 'url';
  url: URL;
  /**
   * The original URL string before it was parsed into a `URL`.
   *
   * This is available when parsing would change the string and a provider
   * needs to preserve an opaque non-HTTP URI exactly.
   */
  originalUrl?: string;
}
/**
 * File data variant containing a provider reference (`{ [provider]: id }`).
 */
interface SharedV4FileDataReference {
  type: 'reference';
  reference: SharedV4ProviderReference;
}
/**
 * File data variant containing inline text content (e.g. an inline text
 * document).
 */
interface SharedV4FileDataText {
  type: 'text';
  text: string;
}
/**
 * File data as a tagged discriminated union:
 *
 * - `{ type: 'data', data }`: raw bytes (`Uint8Array`) or base64-encoded string.
 * - `{ type: 'url', url }`: a URL that points to the file.
 * - `{ type: 'reference', reference }`: a provider reference (`{ [provider]: id }`).
 * - `{ type: 'text', text }`: inline text content (e.g. an inline text document).
 */
type SharedV4FileData = SharedV4FileDataData | SharedV4FileDataUrl | SharedV4FileDataReference | SharedV4FileDataText;
//#endregion
//#region src/shared/v4/shared-v4-headers.d.ts
type SharedV4Headers = Record<string, string>;
//#endregion
//#region src/json-value/json-value.d.ts
/**
 * A JSON value can be a string, number, boolean, object, array, or null.
 * JSON values can be serialized and deserialized by the JSON.stringify and JSON.parse methods.
 */
type JSONValue = null | string | number | boolean | Readonly<JSONObject> | readonly JSONValue[];
type JSONObject = {
  [key: string]: JSONValue | undefined;
};
//#endregion
//#region src/shared/v4/shared-v4-provider-metadata.d.ts
/**
 * Additional provider-specific metadata.
 * Metadata are additional outputs from the provider.
 * They are passed through to the provider from the AI SDK
 * and enable provider-specific functionality
 * that can be fully encapsulated in the provider.
 *
 * This enables us to quickly ship provider-specific functionality
 * without affecting the core AI SDK.
 *
 * The outer record is keyed by the provider name, and the inner
 * record is keyed by the provider-specific metadata key.
 *
 * ```ts
 * {
 *   "anthropic": {
 *     "cacheControl": { "type": "ephemeral" }
 *   }
 * }
 * ```
 */
type SharedV4ProviderMetadata = Record<string, JSONObject>;
//#endregion
//#region src/shared/v4/shared-v4-provider-options.d.ts
/**
 * Additional provider-specific options.
 * Options are additional input to the provider.
 * They are passed through to the provider from the AI SDK
 * and enable provider-specific functionality
 * that can be fully encapsulated in the provider.
 *
 * This enables us to quickly ship provider-specific functionality
 * without affecting the core AI SDK.
 *
 * The outer record is keyed by the provider name, and the inner
 * record is keyed by the provider-specific metadata key.
 *
 * ```ts
 * {
 *   "anthropic": {
 *     "cacheControl": { "type": "ephemeral" }
 *   }
 * }
 * ```
 */
type SharedV4ProviderOptions = Record<string, JSONObject>;
//#endregion
//#region src/shared/v4/shared-v4-warning.d.ts
/**
 * Warning from the model.
 *
 * For example, that certain features are unsupported or compatibility
 * functionality is used (which might lead to suboptimal results).
 */
type SharedV4Warning = {
  /**
   * A feature is not supported by the model.
   */
  type: 'unsupported';
  /**
   * The feature that is not supported.
   */
  feature: string;
  /**
   * Additional details about the warning.
   */
  details?: string;
} | {
  /**
   * A compatibility feature is used that might lead to suboptimal results.
   */
  type: 'compatibility';
  /**
   * The feature that is used in a compatibility mode.
   */
  feature: string;
  /**
   * Additional details about the warning.
   */
  details?: string;
} | {
  /**
   * A deprecated feature or option is being used.
   */
  type: 'deprecated';
  /**
   * The deprecated setting or feature name.
   */
  setting: string;
  /**
   * A human-readable message explaining what to use instead.
   */
  message: string;
} | {
  /**
   * Other warning.
   */
  type: 'other';
  /**
   * The message of the warning.
   */
  message: string;
};
//#endregion
//#region src/language-model/v4/language-model-v4-custom-content.d.ts
/**
 * A provider-specific content block that does not map to another standardized
 * content part type.
 */
type LanguageModelV4CustomContent = {
  type: 'custom';
  /**
   * The kind of custom content, in the format `{provider}.{provider-type}`.
   */
  kind: `${string}.${string}`;
  /**
   * Additional provider-specific options. They are passed through
   * to the provider from the AI SDK and enable provider-specific
   * functionality that can be fully encapsulated in the provider.
   */
  providerMetadata?: SharedV4ProviderMetadata;
};
//#endregion
//#region src/language-model/v4/language-model-v4-file.d.ts
/**
 * A file that has been generated by the model.
 * Generated files as base64 encoded strings or binary data.
 * The files should be returned without any unnecessary conversion.
 */
type LanguageModelV4File = {
  type: 'file';
  /**
   * The IANA media type of the file, e.g. `image/png` or `audio/mp3`.
   *
   * @see https://www.iana.org/assignments/media-types/media-types.xhtml
   */
  mediaType: string;
  /**
   * Generated file data as a tagged discriminated union:
   *
   * - `{ type: 'data', data }`: raw bytes (Uint8Array) or base64-encoded string.
   * - `{ type: 'url', url }`: a URL that points to the file.
   *
   * The file data should be returned without any unnecessary conversion.
   * If the API returns base64 encoded strings, the file data should be returned
   * as base64 encoded strings. If the API returns binary data, the file data should
   * be returned as binary data.
   */
  data: SharedV4FileDataData | SharedV4FileDataUrl;
  /**
   * Optional provider-specific metadata for the file part.
   */
  providerMetadata?: SharedV4ProviderMetadata;
};
//#endregion
//#region src/language-model/v4/language-model-v4-reasoning.d.ts
/**
 * Reasoning that the model has generated.
 */
type LanguageModelV4Reasoning = {
  type: 'reasoning';
  text: string;
  /**
   * Optional provider-specific metadata for the reasoning part.
   */
  providerMetadata?: SharedV4ProviderMetadata;
};
//#endregion
//#region src/language-model/v4/language-model-v4-reasoning-file.d.ts
/**
 * A file that has been generated by the model as part of reasoning.
 * Generated files as base64 encoded strings or binary data.
 * The files should be returned without any unnecessary conversion.
 */
type LanguageModelV4ReasoningFile = {
  type: 'reasoning-file';
  /**
   * The IANA media type of the file, e.g. `image/png` or `audio/mp3`.
   *
   * @see https://www.iana.org/assignments/media-types/media-types.xhtml
   */
  mediaType: string;
  /**
   * Generated file data as a tagged discriminated union:
   *
   * - `{ type: 'data', data }`: raw bytes (Uint8Array) or base64-encoded string.
   * - `{ type: 'url', url }`: a URL that points to the file.
   *
   * The file data should be returned without any unnecessary conversion.
   * If the API returns base64 encoded strings, the file data should be returned
   * as base64 encoded strings. If the API returns binary data, the file data should
   * be returned as binary data.
   */
  data: SharedV4FileDataData | SharedV4FileDataUrl;
  /**
   * Optional provider-specific metadata for the reasoning file part.
   */
  providerMetadata?: SharedV4ProviderMetadata;
};
//#endregion
//#region src/language-model/v4/language-model-v4-source.d.ts
/**
 * A source that has been used as input to generate the response.
 */
type LanguageModelV4Source = {
  type: 'source';
  /**
   * The type of source - URL sources reference web content.
   */
  sourceType: 'url';
  /**
   * The ID of the source.
   */
  id: string;
  /**
   * The URL of the source.
   */
  url: string;
  /**
   * The title of the source.
   */
  title?: string;
  /**
   * Additional provider metadata for the source.
   */
  providerMetadata?: SharedV4ProviderMetadata;
} | {
  type: 'source';
  /**
   * The type of source - document sources reference files/documents.
   */
  sourceType: 'document';
  /**
   * The ID of the source.
   */
  id: string;
  /**
   * IANA media type of the document (e.g., 'application/pdf').
   */
  mediaType: string;
  /**
   * The title of the document.
   */
  title: string;
  /**
   * Optional filename of the document.
   */
  filename?: string;
  /**
   * Additional provider metadata for the source.
   */
  providerMetadata?: SharedV4ProviderMetadata;
};
//#endregion
//#region src/language-model/v4/language-model-v4-citation.d.ts
/**
 * A reference supporting generated text. Citations are attached to the text
 * they support, independently of the complete set of retrieved sources.
 */
type LanguageModelV4Citation = {
  /** The referenced URL or document. */
  source: LanguageModelV4Source;
  /** Start offset in the containing generated text, when supplied by the provider. */
  startIndex?: number;
  /** Exclusive end offset in the containing generated text, when supplied by the provider. */
  endIndex?: number;
  /** The supporting passage from the source, when supplied by the provider. */
  citedText?: string;
};
//#endregion
//#region src/language-model/v4/language-model-v4-text.d.ts
/**
 * Text that the model has generated.
 */
type LanguageModelV4Text = {
  type: 'text';
  /**
   * The text content.
   */
  text: string;
  /** References supporting this text, separate from retrieved sources. */
  citations?: Array<LanguageModelV4Citation>;
  providerMetadata?: SharedV4ProviderMetadata;
};
//#endregion
//#region src/language-model/v4/language-model-v4-tool-approval-request.d.ts
/**
 * Tool approval request emitted by a provider for a provider-executed tool call.
 *
 * This is used for flows where the provider executes the tool (e.g. MCP tools)
 * but requires an explicit user approval before continuing.
 */
type LanguageModelV4ToolApprovalRequest = {
  type: 'tool-approval-request';
  /**
   * ID of the approval request. This ID is referenced by the subsequent
   * tool-approval-response (tool message) to approve or deny execution.
   */
  approvalId: string;
  /**
   * The tool call ID that this approval request is for.
   */
  toolCallId: string;
  /**
   * Additional provider-specific metadata for the approval request.
   */
  providerMetadata?: SharedV4ProviderMetadata;
};
//#endregion
//#region src/language-model/v4/language-model-v4-tool-call.d.ts
/**
 * Tool calls that the model has generated.
 */
type LanguageModelV4ToolCall = {
  type: 'tool-call';
  /**
   * The identifier of the tool call. It must be unique across all tool calls.
   */
  toolCallId: string;
  /**
   * The name of the tool that should be called.
   */
  toolName: string;
  /**
   * JSON-encoded tool input. Must match the input schema of the tool.
   * String inputs must also be JSON-encoded, even when input deltas use text
   * encoding.
   */
  input: string;
  /**
   * Whether the tool call will be executed by the provider.
   * If this flag is not set or is false, the tool call will be executed by the client.
   */
  providerExecuted?: boolean;
  /**
   * Whether the tool is dynamic, i.e. defined at runtime.
   * For example, MCP (Model Context Protocol) tools that are executed by the provider.
   */
  dynamic?: boolean;
  /**
   * Additional provider-specific metadata for the tool call.
   */
  providerMetadata?: SharedV4ProviderMetadata;
};
//#endregion
//#region src/language-model/v4/language-model-v4-tool-result.d.ts
/**
 * Result of a tool call that has been executed by the provider.
 */
type LanguageModelV4ToolResult = {
  type: 'tool-result';
  /**
   * The ID of the tool call that this result is associated with.
   */
  toolCallId: string;
  /**
   * Name of the tool that generated this result.
   */
  toolName: string;
  /**
   * Result of the tool call. This is a JSON-serializable object.
   */
  result: NonNullable<JSONValue>;
  /**
   * Optional flag if the result is an error or an error message.
   */
  isError?: boolean;
  /**
   * Whether the tool result is preliminary.
   *
   * Preliminary tool results replace each other, e.g. image previews.
   * There always has to be a final, non-preliminary tool result.
   *
   * If this flag is set to true, the tool result is preliminary.
   * If this flag is not set or is false, the tool result is not preliminary.
   */
  preliminary?: boolean;
  /**
   * Whether the tool is dynamic, i.e. defined at runtime.
   * For example, MCP (Model Context Protocol) tools that are executed by the provider.
   */
  dynamic?: boolean;
  /**
   * Additional provider-specific metadata for the tool result.
   */
  providerMetadata?: SharedV4ProviderMetadata;
};
//#endregion
//#region src/language-model/v4/language-model-v4-content.d.ts
type LanguageModelV4Content = LanguageModelV4Text | LanguageModelV4Reasoning | LanguageModelV4CustomContent | LanguageModelV4ReasoningFile | LanguageModelV4File | LanguageModelV4ToolApprovalRequest | LanguageModelV4Source | LanguageModelV4ToolCall | LanguageModelV4ToolResult;
//#endregion
//#region src/language-model/v4/language-model-v4-finish-reason.d.ts
/**
 * Reason why a language model finished generating a response.
 *
 * Contains both a unified finish reason and a raw finish reason from the provider.
 * The unified finish reason is used to provide a consistent finish reason across different providers.
 * The raw finish reason is used to provide the original finish reason from the provider.
 */
type LanguageModelV4FinishReason = {
  /**
   * Unified finish reason. This enables using the same finish reason across different providers.
   *
   * Can be one of the following:
   * - `stop`: model generated stop sequence
   * - `length`: model generated maximum number of tokens
   * - `content-filter`: content filter violation stopped the model
   * - `tool-calls`: model triggered tool calls
   * - `error`: model stopped because of an error
   * - `interrupted`: provider stream ended without a completion signal; output may be incomplete
   * - `other`: model stopped for other reasons
   */
  unified: 'stop' | 'length' | 'content-filter' | 'tool-calls' | 'error' | 'interrupted' | 'other';
  /**
   * Raw finish reason from the provider.
   * This is the original finish reason from the provider.
   */
  raw: string | undefined;
};
//#endregion
//#region src/language-model/v4/language-model-v4-response-metadata.d.ts
interface LanguageModelV4ResponseMetadata {
  /**
   * ID for the generated response, if the provider sends one.
   */
  id?: string;
  /**
   * Timestamp for the start of the generated response, if the provider sends one.
   */
  timestamp?: Date;
  /**
   * The ID of the response model that was used to generate the response, if the provider sends one.
   */
  modelId?: string;
}
//#endregion
//#region src/language-model/v4/language-model-v4-usage.d.ts
/**
 * Usage information for a language model call.
 */
type LanguageModelV4Usage = {
  /**
   * Information about the input tokens.
   */
  inputTokens: {
    /**
     * The total number of input (prompt) tokens used.
     */
    total: number | undefined;
    /**
     * The number of non-cached input (prompt) tokens used.
     */
    noCache: number | undefined;
    /**
     * The number of cached input (prompt) tokens read.
     */
    cacheRead: number | undefined;
    /**
     * The number of cached input (prompt) tokens written.
     */
    cacheWrite: number | undefined;
  };
  /**
   * Information about the output tokens.
   */
  outputTokens: {
    /**
     * The total number of output (completion) tokens used.
     */
    total: number | undefined;
    /**
     * The number of text tokens used.
     */
    text: number | undefined;
    /**
     * The number of reasoning tokens used.
     */
    reasoning: number | undefined;
  };
  /**
   * Raw usage information from the provider.
   *
   * This is the usage information in the shape that the provider returns.
   * It can include additional information that is not part of the standard usage information.
   */
  raw?: JSONObject;
};
//#endregion
//#region src/language-model/v4/language-model-v4-generate-result.d.ts
/**
 * The result of a language model doGenerate call.
 */
type LanguageModelV4GenerateResult = {
  /**
   * Ordered content that the model has generated.
   */
  content: Array<LanguageModelV4Content>;
  /**
   * Text to parse for structured JSON output when it differs from the
   * concatenation of all text parts in `content` (e.g. drafts followed by a
   * final answer). This does not replace or remove any generated content.
   *
   * When omitted, consumers concatenate all text parts. An empty string is
   * an explicit selection and must not fall back to the other text parts.
   */
  structuredOutputText?: string;
  /**
   * The finish reason.
   */
  finishReason: LanguageModelV4FinishReason;
  /**
   * The usage information.
   */
  usage: LanguageModelV4Usage;
  /**
   * Additional provider-specific metadata. They are passed through
   * from the provider to the AI SDK and enable provider-specific
   * results that can be fully encapsulated in the provider.
   */
  providerMetadata?: SharedV4ProviderMetadata;
  /**
   * Optional request information for telemetry and debugging purposes.
   */
  request?: {
    /** The actual HTTP endpoint used for this request, when known. */
    url?: string;
    /**
     * Request HTTP body that was sent to the provider API.
     */
    body?: unknown;
  };
  /**
   * Optional response information for telemetry and debugging purposes.
   */
  response?: LanguageModelV4ResponseMetadata & {
    /**
     * Response headers.
     */
    headers?: SharedV4Headers;
    /**
     * Response HTTP body.
     */
    body?: unknown;
  };
  /**
   * Warnings for the call, e.g. unsupported settings.
   */
  warnings: Array<SharedV4Warning>;
};
//#endregion
//#region src/language-model/v4/language-model-v4-function-tool.d.ts
/**
 * A tool has a name, a description, and a set of parameters.
 *
 * Note: this is **not** the user-facing tool definition. The AI SDK methods will
 * map the user-facing tool definitions to this format.
 */
type LanguageModelV4FunctionTool = {
  /**
   * The type of the tool (always 'function').
   */
  type: 'function';
  /**
   * The name of the tool. Unique within this model call.
   */
  name: string;
  /**
   * A description of the tool. The language model uses this to understand the
   * tool's purpose and to provide better completion suggestions.
   */
  description?: string;
  /**
   * The parameters that the tool expects. The language model uses this to
   * understand the tool's input requirements and to provide matching suggestions.
   */
  inputSchema: JSONSchema7;
  /**
   * An optional list of input examples that show the language
   * model what the input should look like.
   */
  inputExamples?: Array<{
    input: JSONObject;
  }>;
  /**
   * Strict mode setting for the tool.
   *
   * Providers that support strict mode will use this setting to determine
   * how the input should be generated. Strict mode will always produce
   * valid inputs, but it might limit what input schemas are supported.
   */
  strict?: boolean;
  /**
   * The provider-specific options for the tool.
   */
  providerOptions?: SharedV4ProviderOptions;
};
//#endregion
//#region src/language-model/v4/language-model-v4-prompt.d.ts
/**
 * A prompt is a list of messages.
 *
 * Note: Not all models and prompt formats support multi-modal inputs and
 * tool calls. The validation happens at runtime.
 *
 * Note: This is not a user-facing prompt. The AI SDK methods will map the
 * user-facing prompt types such as chat or instruction prompts to this format.
 */
type LanguageModelV4Prompt = Array<LanguageModelV4Message>;
type LanguageModelV4Message = ({
  role: 'system';
  content: string;
} | {
  role: 'user';
  content: Array<LanguageModelV4TextPart | LanguageModelV4FilePart>;
} | {
  role: 'assistant';
  content: Array<LanguageModelV4TextPart | LanguageModelV4FilePart | LanguageModelV4CustomPart | LanguageModelV4ReasoningPart | LanguageModelV4ReasoningFilePart | LanguageModelV4ToolCallPart | LanguageModelV4ToolResultPart>;
} | {
  role: 'tool';
  content: Array<LanguageModelV4ToolResultPart | LanguageModelV4ToolApprovalResponsePart>;
}) & {
  /**
   * Additional provider-specific options. They are passed through
   * to the provider from the AI SDK and enable provider-specific
   * functionality that can be fully encapsulated in the provider.
   */
  providerOptions?: SharedV4ProviderOptions;
};
/**
 * Text content part of a prompt. It contains a string of text.
 */
interface LanguageModelV4TextPart {
  type: 'text';
  /**
   * The text content.
   */
  text: string;
  /**
   * Additional provider-specific options. They are passed through
   * to the provider from the AI SDK and enable provider-specific
   * functionality that can be fully encapsulated in the provider.
   */
  providerOptions?: SharedV4ProviderOptions;
}
/**
 * Reasoning content part of a prompt. It contains a string of reasoning text.
 */
interface LanguageModelV4ReasoningPart {
  type: 'reasoning';
  /**
   * The reasoning text.
   */
  text: string;
  /**
   * Additional provider-specific options. They are passed through
   * to the provider from the AI SDK and enable provider-specific
   * functionality that can be fully encapsulated in the provider.
   */
  providerOptions?: SharedV4ProviderOptions;
}
/**
 * Reasoning file content part of a prompt. It contains a file generated as part of reasoning.
 */
interface LanguageModelV4ReasoningFilePart {
  type: 'reasoning-file';
  /**
   * File data as a tagged discriminated union:
   *
   * - `{ type: 'data', data }`: raw bytes (Uint8Array) or base64-encoded string.
   * - `{ type: 'url', url }`: a URL that points to the file.
   */
  data: SharedV4FileDataData | SharedV4FileDataUrl;
  /**
   * IANA media type of the file.
   *
   * @see https://www.iana.org/assignments/media-types/media-types.xhtml
   */
  mediaType: string;
  /**
   * Additional provider-specific options. They are passed through
   * to the provider from the AI SDK and enable provider-specific
   * functionality that can be fully encapsulated in the provider.
   */
  providerOptions?: SharedV4ProviderOptions;
}
/**
 * Provider-specific content part of a prompt. It contains no standardized
 * payload beyond provider-specific options.
 */
interface LanguageModelV4CustomPart {
  type: 'custom';
  /**
   * The kind of custom content, in the format `{provider}.{provider-type}`.
   */
  kind: `${string}.${string}`;
  /**
   * Additional provider-specific options. They are passed through
   * to the provider from the AI SDK and enable provider-specific
   * functionality that can be fully encapsulated in the provider.
   */
  providerOptions?: SharedV4ProviderOptions;
}
/**
 * File content part of a prompt. It contains a file.
 */
interface LanguageModelV4FilePart {
  type: 'file';
  /**
   * Optional filename of the file.
   */
  filename?: string;
  /**
   * File data as a tagged discriminated union:
   *
   * - `{ type: 'data', data }`: raw bytes (Uint8Array) or base64-encoded string.
   * - `{ type: 'url', url }`: a URL that points to the file.
   * - `{ type: 'reference', reference }`: a provider reference (`{ [provider]: id }`).
   * - `{ type: 'text', text }`: inline text content (e.g. an inline text document).
   */
  data: SharedV4FileData;
  /**
   * Either a full IANA media type (`type/subtype`, e.g. `image/png`) or just
   * the top-level IANA segment (e.g. `image`, `audio`, `video`, `text`).
   *
   * `*`-subtype wildcards (e.g. `image/*`) are normalized as equivalent to the
   * top-level segment alone (e.g. `image`). Providers can use the helpers in
   * `@ai-sdk/provider-utils` (`isFullMediaType`, `getTopLevelMediaType`,
   * `detectMediaType`) to resolve the field according to their API
   * requirements.
   *
   * @see https://www.iana.org/assignments/media-types/media-types.xhtml
   */
  mediaType: string;
  /**
   * Additional provider-specific options. They are passed through
   * to the provider from the AI SDK and enable provider-specific
   * functionality that can be fully encapsulated in the provider.
   */
  providerOptions?: SharedV4ProviderOptions;
}
/**
 * Tool call content part of a prompt. It contains a tool call (usually generated by the AI model).
 */
interface LanguageModelV4ToolCallPart {
  type: 'tool-call';
  /**
   * ID of the tool call. This ID is used to match the tool call with the tool result.
   */
  toolCallId: string;
  /**
   * Name of the tool that is being called.
   */
  toolName: string;
  /**
   * Arguments of the tool call. This is a JSON-serializable object that matches the tool's input schema.
   */
  input: unknown;
  /**
   * Whether the tool call will be executed by the provider.
   * If this flag is not set or is false, the tool call will be executed by the client.
   */
  providerExecuted?: boolean;
  /**
   * Additional provider-specific options. They are passed through
   * to the provider from the AI SDK and enable provider-specific
   * functionality that can be fully encapsulated in the provider.
   */
  providerOptions?: SharedV4ProviderOptions;
}
/**
 * Tool result content part of a prompt. It contains the result of the tool call with the matching ID.
 */
interface LanguageModelV4ToolResultPart {
  type: 'tool-result';
  /**
   * ID of the tool call that this result is associated with.
   */
  toolCallId: string;
  /**
   * Name of the tool that generated this result.
   */
  toolName: string;
  /**
   * Result of the tool call.
   */
  output: LanguageModelV4ToolResultOutput;
  /**
   * Additional provider-specific options. They are passed through
   * to the provider from the AI SDK and enable provider-specific
   * functionality that can be fully encapsulated in the provider.
   */
  providerOptions?: SharedV4ProviderOptions;
}
/**
 * Tool approval response content part of a prompt. It contains the user's
 * decision to approve or deny a provider-executed tool call.
 */
interface LanguageModelV4ToolApprovalResponsePart {
  type: 'tool-approval-response';
  /**
   * ID of the approval request that this response refers to.
   */
  approvalId: string;
  /**
   * Whether the approval was granted (true) or denied (false).
   */
  approved: boolean;
  /**
   * Optional reason for approval or denial.
   */
  reason?: string;
  /**
   * Additional provider-specific options. They are passed through
   * to the provider from the AI SDK and enable provider-specific
   * functionality that can be fully encapsulated in the provider.
   */
  providerOptions?: SharedV4ProviderOptions;
}
/**
 * Result of a tool call.
 */
type LanguageModelV4ToolResultOutput = {
  /**
   * Text tool output that should be directly sent to the API.
   */
  type: 'text';
  value: string;
  /**
   * Provider-specific options.
   */
  providerOptions?: SharedV4ProviderOptions;
} | {
  type: 'json';
  value: JSONValue;
  /**
   * Provider-specific options.
   */
  providerOptions?: SharedV4ProviderOptions;
} | {
  /**
   * Type when the user has denied the execution of the tool call.
   */
  type: 'execution-denied';
  /**
   * Optional reason for the execution denial.
   */
  reason?: string;
  /**
   * Provider-specific options.
   */
  providerOptions?: SharedV4ProviderOptions;
} | {
  type: 'error-text';
  value: string;
  /**
   * Provider-specific options.
   */
  providerOptions?: SharedV4ProviderOptions;
} | {
  type: 'error-json';
  value: JSONValue;
  /**
   * Provider-specific options.
   */
  providerOptions?: SharedV4ProviderOptions;
} | {
  type: 'content';
  value: Array<{
    type: 'text';
    /**
     * Text content.
     */
    text: string;
    /**
     * Provider-specific options.
     */
    providerOptions?: SharedV4ProviderOptions;
  } | {
    type: 'file';
    /**
     * File data as a tagged discriminated union:
     *
     * - `{ type: 'data', data }`: raw bytes (Uint8Array) or base64-encoded string.
     * - `{ type: 'url', url }`: a URL that points to the file.
     * - `{ type: 'reference', reference }`: a provider reference (`{ [provider]: id }`).
     * - `{ type: 'text', text }`: inline text content (e.g. an inline text document).
     */
    data: SharedV4FileData;
    /**
     * Either a full IANA media type (`type/subtype`, e.g. `image/png`) or just
     * the top-level IANA segment (e.g. `image`, `audio`, `video`, `text`).
     *
     * `*`-subtype wildcards (e.g. `image/*`) are normalized as equivalent to the
     * top-level segment alone (e.g. `image`). Providers can use the helpers in
     * `@ai-sdk/provider-utils` (`isFullMediaType`, `getTopLevelMediaType`,
     * `detectMediaType`) to resolve the field according to their API
     * requirements.
     *
     * @see https://www.iana.org/assignments/media-types/media-types.xhtml
     */
    mediaType: string;
    /**
     * Optional filename of the file.
     */
    filename?: string;
    /**
     * Provider-specific options.
     */
    providerOptions?: SharedV4ProviderOptions;
  } | {
    /**
     * Custom content part. This can be used to implement
     * provider-specific content parts.
     */
    type: 'custom';
    /**
     * Provider-specific options.
     */
    providerOptions?: SharedV4ProviderOptions;
  }>;
};
//#endregion
//#region src/language-model/v4/language-model-v4-provider-tool.d.ts
/**
 * The configuration of a provider tool.
 *
 * Provider tools are tools that are specific to a certain provider.
 * The input and output schemas are defined be the provider, and
 * some of the tools are also executed on the provider systems.
 */
type LanguageModelV4ProviderTool = {
  /**
   * The type of the tool (always 'provider').
   */
  type: 'provider';
  /**
   * The ID of the tool. Should follow the format `<provider-id>.<unique-tool-name>`.
   */
  id: `${string}.${string}`;
  /**
   * The name of the tool. Unique within this model call.
   */
  name: string;
  /**
   * The arguments for configuring the tool. Must match the expected arguments defined by the provider for this tool.
   */
  args: Record<string, unknown>;
};
//#endregion
//#region src/language-model/v4/language-model-v4-tool-choice.d.ts
type LanguageModelV4ToolChoice = {
  type: 'auto';
} | {
  type: 'none';
} | {
  type: 'required';
} | {
  type: 'tool';
  toolName: string;
};
//#endregion
//#region src/language-model/v4/language-model-v4-call-options.d.ts
type LanguageModelV4CallOptions = {
  /**
   * A language mode prompt is a standardized prompt type.
   *
   * Note: This is **not** the user-facing prompt. The AI SDK methods will map the
   * user-facing prompt types such as chat or instruction prompts to this format.
   * That approach allows us to evolve the user  facing prompts without breaking
   * the language model interface.
   */
  prompt: LanguageModelV4Prompt;
  /**
   * Maximum number of tokens to generate.
   */
  maxOutputTokens?: number;
  /**
   * Temperature setting. The range depends on the provider and model.
   */
  temperature?: number;
  /**
   * Stop sequences.
   * If set, the model will stop generating text when one of the stop sequences is generated.
   * Providers may have limits on the number of stop sequences.
   */
  stopSequences?: string[];
  /**
   * Nucleus sampling.
   */
  topP?: number;
  /**
   * Only sample from the top K options for each subsequent token.
   *
   * Used to remove "long tail" low probability responses.
   * Recommended for advanced use cases only. You usually only need to use temperature.
   */
  topK?: number;
  /**
   * Presence penalty setting. It affects the likelihood of the model to
   * repeat information that is already in the prompt.
   */
  presencePenalty?: number;
  /**
   * Frequency penalty setting. It affects the likelihood of the model
   * to repeatedly use the same words or phrases.
   */
  frequencyPenalty?: number;
  /**
   * Response format. The output can either be text or JSON. Default is text.
   *
   * If JSON is selected, a schema can optionally be provided to guide the LLM.
   */
  responseFormat?: {
    type: 'text';
  } | {
    type: 'json';
    /**
     * JSON schema that the generated output should conform to.
     */
    schema?: JSONSchema7;
    /**
     * Name of output that should be generated. Used by some providers for additional LLM guidance.
     */
    name?: string;
    /**
     * Description of the output that should be generated. Used by some providers for additional LLM guidance.
     */
    description?: string;
  };
  /**
   * The seed (integer) to use for random sampling. If set and supported
   * by the model, calls will generate deterministic results.
   */
  seed?: number;
  /**
   * The tools that are available for the model.
   */
  tools?: Array<LanguageModelV4FunctionTool | LanguageModelV4ProviderTool>;
  /**
   * Specifies how the tool should be selected. Defaults to 'auto'.
   */
  toolChoice?: LanguageModelV4ToolChoice;
  /**
   * Include raw chunks in the stream. Only applicable for streaming calls.
   */
  includeRawChunks?: boolean;
  /**
   * Abort signal for cancelling the operation.
   */
  abortSignal?: AbortSignal;
  /**
   * Additional HTTP headers to be sent with the request.
   * Only applicable for HTTP-based providers.
   */
  headers?: Record<string, string | undefined>;
  /**
   * Reasoning effort level for the model. Controls how much reasoning
   * the model performs before generating a response. Defaults to 'provider-default'.
   */
  reasoning?: 'provider-default' | 'none' | 'minimal' | 'low' | 'medium' | 'high' | 'xhigh' | 'max';
  /**
   * Additional provider-specific options. They are passed through
   * to the provider from the AI SDK and enable provider-specific
   * functionality that can be fully encapsulated in the provider.
   */
  providerOptions?: SharedV4ProviderOptions;
};
//#endregion
//#region src/embedding-model/v4/embedding-model-v4-call-options.d.ts
type EmbeddingModelV4CallOptions = {
  /**
   * List of text values to generate embeddings for.
   */
  values: Array<string>;
  /**
   * The requested number of dimensions for the output embeddings.
   * Must be a positive integer. Support and allowed values depend on the model
   * and provider implementation.
   */
  dimensions?: number;
  /**
   * Abort signal for cancelling the operation.
   */
  abortSignal?: AbortSignal;
  /**
   * Additional provider-specific options. They are passed through
   * to the provider from the AI SDK and enable provider-specific
   * functionality that can be fully encapsulated in the provider.
   */
  providerOptions?: SharedV4ProviderOptions;
  /**
   * Additional HTTP headers to be sent with the request.
   * Only applicable for HTTP-based providers.
   */
  headers?: SharedV4Headers;
};
//#endregion
//#region src/embedding-model/v4/embedding-model-v4-embedding.d.ts
/**
 * An embedding is a vector, i.e. an array of numbers.
 * It is e.g. used to represent a text as a vector of word embeddings.
 */
type EmbeddingModelV4Embedding = Array<number>;
//#endregion
//#region src/embedding-model/v4/embedding-model-v4-result.d.ts
/**
 * The result of a embedding model doEmbed call.
 */
type EmbeddingModelV4Result = {
  /**
   * Generated embeddings. They are in the same order as the input values.
   */
  embeddings: Array<EmbeddingModelV4Embedding>;
  /**
   * Token usage. We only have input tokens for embeddings.
   */
  usage?: {
    tokens: number;
  };
  /**
   * Additional provider-specific metadata. They are passed through
   * from the provider to the AI SDK and enable provider-specific
   * results that can be fully encapsulated in the provider.
   */
  providerMetadata?: SharedV4ProviderMetadata;
  /**
   * Optional response information for debugging purposes.
   */
  response?: {
    /**
     * Response headers.
     */
    headers?: SharedV4Headers;
    /**
     * The response body.
     */
    body?: unknown;
  };
  /**
   * Warnings for the call, e.g. unsupported settings.
   */
  warnings: Array<SharedV4Warning>;
};
//#endregion
//#region src/embedding-model/v4/embedding-model-v4.d.ts
/**
 * Specification for an embedding model that implements the embedding model
 * interface version 4.
 *
 * It is specific to text embeddings.
 */
type EmbeddingModelV4 = {
  /**
   * The embedding model must specify which embedding model interface
   * version it implements. This will allow us to evolve the embedding
   * model interface and retain backwards compatibility. The different
   * implementation versions can be handled as a discriminated union
   * on our side.
   */
  readonly specificationVersion: 'v4';
  /**
   * Name of the provider for logging purposes.
   */
  readonly provider: string;
  /**
   * Provider-specific model ID for logging purposes.
   */
  readonly modelId: string;
  /**
   * Limit of how many embeddings can be generated in a single API call.
   *
   * Use Infinity for models that do not have a limit.
   */
  readonly maxEmbeddingsPerCall: PromiseLike<number | undefined> | number | undefined;
  /**
   * True if the model can handle multiple embedding calls in parallel.
   */
  readonly supportsParallelCalls: PromiseLike<boolean> | boolean;
  /**
   * Generates a list of embeddings for the given input text.
   *
   * Naming: "do" prefix to prevent accidental direct usage of the method
   * by the user.
   */
  doEmbed(options: EmbeddingModelV4CallOptions): PromiseLike<EmbeddingModelV4Result>;
};
//#endregion
//#region src/language-model/v4/language-model-v4-stream-part.d.ts
type LanguageModelV4StreamPart = {
  type: 'text-start';
  providerMetadata?: SharedV4ProviderMetadata;
  id: string;
} | {
  type: 'text-delta';
  id: string;
  providerMetadata?: SharedV4ProviderMetadata;
  delta: string;
} | {
  type: 'text-end';
  /** References supporting the text block with this ID. */
  citations?: Array<LanguageModelV4Citation>;
  providerMetadata?: SharedV4ProviderMetadata;
  id: string;
} | {
  type: 'reasoning-start';
  providerMetadata?: SharedV4ProviderMetadata;
  id: string;
} | {
  type: 'reasoning-delta';
  id: string;
  providerMetadata?: SharedV4ProviderMetadata;
  delta: string;
} | {
  type: 'reasoning-end';
  id: string;
  providerMetadata?: SharedV4ProviderMetadata;
} | {
  type: 'tool-input-start';
  id: string;
  toolName: string;
  /**
   * Encoding of the input deltas. Defaults to JSON when omitted.
   * Text deltas concatenate to a raw string. The final tool-call input
   * must still be JSON-encoded, regardless of the delta encoding.
   */
  inputEncoding?: 'json' | 'text';
  providerMetadata?: SharedV4ProviderMetadata;
  providerExecuted?: boolean;
  dynamic?: boolean;
  title?: string;
} | {
  type: 'tool-input-delta';
  id: string;
  delta: string;
  providerMetadata?: SharedV4ProviderMetadata;
} | {
  type: 'tool-input-end';
  id: string;
  providerMetadata?: SharedV4ProviderMetadata;
} | LanguageModelV4ToolApprovalRequest | LanguageModelV4ToolCall | LanguageModelV4ToolResult | LanguageModelV4CustomContent | LanguageModelV4File | LanguageModelV4ReasoningFile | LanguageModelV4Source | {
  type: 'stream-start';
  warnings: Array<SharedV4Warning>;
} | ({
  type: 'response-metadata';
} & LanguageModelV4ResponseMetadata) | {
  type: 'finish';
  usage: LanguageModelV4Usage;
  finishReason: LanguageModelV4FinishReason;
  providerMetadata?: SharedV4ProviderMetadata;
} | {
  type: 'ping';
} | {
  type: 'raw';
  rawValue: unknown;
} | {
  type: 'error';
  error: unknown;
};
//#endregion
//#region src/language-model/v4/language-model-v4-stream-result.d.ts
/**
 * The result of a language model doStream call.
 */
type LanguageModelV4StreamResult = {
  /**
   * The stream.
   */
  stream: ReadableStream<LanguageModelV4StreamPart>;
  /**
   * Optional request information for telemetry and debugging purposes.
   */
  request?: {
    /** The actual HTTP endpoint used for this request, when known. */
    url?: string;
    /**
     * Request HTTP body that was sent to the provider API.
     */
    body?: unknown;
  };
  /**
   * Optional response data.
   */
  response?: {
    /**
     * Response headers.
     */
    headers?: SharedV4Headers;
  };
};
//#endregion
//#region src/language-model/v4/language-model-v4.d.ts
/**
 * Specification for a language model that implements the language model interface version 4.
 */
type LanguageModelV4 = {
  /**
   * The language model must specify which language model interface version it implements.
   */
  readonly specificationVersion: 'v4';
  /**
   * Provider ID.
   */
  readonly provider: string;
  /**
   * Provider-specific model ID.
   */
  readonly modelId: string;
  /**
   * Supported URL patterns by media type for the provider.
   *
   * The keys are media type patterns or full media types (e.g. `*\/*` for everything, `audio/*`, `video/*`, or `application/pdf`).
   * and the values are arrays of regular expressions that match the URL paths.
   *
   * The matching should be against lower-case URLs.
   *
   * Matched URLs are supported natively by the model and are not downloaded.
   *
   * @returns A map of supported URL patterns by media type (as a promise or a plain object).
   */
  supportedUrls: PromiseLike<Record<string, RegExp[]>> | Record<string, RegExp[]>;
  /**
   * Generates a language model output (non-streaming).
   *
   * Naming: "do" prefix to prevent accidental direct usage of the method
   * by the user.
   */
  doGenerate(options: LanguageModelV4CallOptions): PromiseLike<LanguageModelV4GenerateResult>;
  /**
   * Generates a language model output (streaming).
   *
   * Naming: "do" prefix to prevent accidental direct usage of the method
   * by the user.
   *
   * @return A stream of higher-level language model output parts.
   */
  doStream(options: LanguageModelV4CallOptions): PromiseLike<LanguageModelV4StreamResult>;
};
/**
 * Models that are known by name, by provider: those that `aixgo models` lists and editors suggest. Any other model of a
 * provider can be used too.
 */
declare const knownModels: {
  readonly 'amazon-bedrock': readonly ['amazon.nova-micro-v1:0', 'amazon.nova-lite-v1:0', 'amazon.nova-pro-v1:0', 'us.anthropic.claude-opus-4-8', 'us.anthropic.claude-sonnet-4-6'];
  readonly anthropic: readonly ['claude-fable-5-1', 'claude-opus-5-5', 'claude-sonnet-5-5', 'claude-haiku-5-5', 'claude-sonnet-4-6', 'claude-haiku-4-5'];
  readonly deepseek: readonly ['deepseek-flash', 'deepseek-v4-pro'];
  readonly google: readonly ['gemini-4-argon', 'gemini-3.8-flash', 'gemini-3.5-flash', 'gemini-3.1-pro-preview', 'gemini-2.5-pro', 'gemini-2.5-flash', 'gemini-2.5-flash-lite'];
  readonly 'google-vertex': readonly ['gemini-4-argon', 'gemini-3.8-flash', 'gemini-2.5-pro', 'gemini-2.5-flash', 'gemini-2.5-flash-lite'];
  readonly groq: readonly ['llama-3.3-70b-versatile', 'openai/gpt-oss-120b', 'qwen/qwen3-32b'];
  readonly huggingface: readonly ['meta-llama/Llama-3.1-8B-Instruct', 'openai/gpt-oss-120b'];
  readonly mistral: readonly ['mistral-large-latest', 'mistral-medium-latest', 'mistral-small-latest', 'magistral-medium-latest'];
  readonly openai: readonly ['gpt-6-astra', 'gpt-6-sol', 'gpt-6-luna', 'gpt-5.4', 'gpt-5.2', 'gpt-5-mini', 'gpt-4.1', 'gpt-4o', 'gpt-4o-mini', 'o3'];
  readonly openrouter: readonly ['openrouter/auto'];
  readonly xai: readonly ['grok-4.7', 'grok-4.5', 'grok-4.3', 'grok-4'];
};
type KnownModels = typeof knownModels;
/** `provider:model` of a model that is known by name. */
type KnownModelName = { [Provider in keyof KnownModels]: `${Provider}:${KnownModels[Provider][number]}`; }[keyof KnownModels];
/**
 * A name of a model: `provider:model` (`openai:gpt-4o`) or `provider/model`, or a bare name whose beginning says the
 * provider (`gpt-4-turbo`, `claude-...`). Editors suggest those that are known; any other is taken too.
 */
type ModelName = KnownModelName | (string & {});
/** How a model is referred to: by its name, or as any AI SDK `LanguageModelV4` object. */
type ModelReference = ModelName | LanguageModelV4;
/**
 * Turns a reference into a model. Called inside the model step, so a replayed run never resolves one.
 * @throws ModelError when the name is not understood or the provider's key is missing.
 */
type ModelResolver = (reference: ModelReference) => LanguageModelV4 | Promise<LanguageModelV4>;
/**
 * Why a model stopped. `pause`: it wants to be asked to go on. `unknown`: the provider ended the answer without saying
 * why. `other`: a reason that has no name here. Errors are none of these: they are thrown.
 */
type FinishReason = (typeof finishReasons)[number];
declare const finishReasons: readonly ['stop', 'length', 'content-filter', 'tool-calls', 'pause', 'unknown', 'other'];
/** One row of the error table: the family that throws it, whether the same request may succeed later, and what it means. */
interface ErrorCodeEntry {
  readonly family: ErrorFamily;
  readonly retryable: boolean;
  readonly meaning: string;
}
/** The families of errors; one class each. */
type ErrorFamily = 'usage' | 'config' | 'agent' | 'model' | 'tool' | 'run' | 'runtime';
/**
 * Every code this package puts on an error. Codes are stable: messages may change, codes may not.
 * `docs/errors.md` lists the same table; a test keeps both equal.
 */
declare const errorCodes: {
  readonly USAGE: {
    family: "usage";
    meaning: string;
    retryable: boolean;
  };
  readonly CONFIG_NOT_FOUND: {
    family: "config";
    meaning: string;
    retryable: boolean;
  };
  readonly CONFIG_UNREADABLE: {
    family: "config";
    meaning: string;
    retryable: boolean;
  };
  readonly CONFIG_SYNTAX: {
    family: "config";
    meaning: string;
    retryable: boolean;
  };
  readonly CONFIG_LIMIT: {
    family: "config";
    meaning: string;
    retryable: boolean;
  };
  readonly CONFIG_INVALID: {
    family: "config";
    meaning: string;
    retryable: boolean;
  };
  readonly CONFIG_UNSUPPORTED: {
    family: "config";
    meaning: string;
    retryable: boolean;
  };
  readonly CONFIG_VARIABLE_UNSET: {
    family: "config";
    meaning: string;
    retryable: boolean;
  };
  readonly CONFIG_MODULE: {
    family: "config";
    meaning: string;
    retryable: boolean;
  };
  readonly AGENT_DUPLICATE: {
    family: "agent";
    meaning: string;
    retryable: boolean;
  };
  readonly AGENT_FAILED: {
    family: "agent";
    meaning: string;
    retryable: boolean;
  };
  readonly AGENT_INPUT_INVALID: {
    family: "agent";
    meaning: string;
    retryable: boolean;
  };
  readonly AGENT_ITERATION_LIMIT: {
    family: "agent";
    meaning: string;
    retryable: boolean;
  };
  readonly AGENT_NOT_FOUND: {
    family: "agent";
    meaning: string;
    retryable: boolean;
  };
  readonly AGENT_OPTIONS_INVALID: {
    family: "agent";
    meaning: string;
    retryable: boolean;
  };
  readonly AGENT_SCHEMA_INVALID: {
    family: "agent";
    meaning: string;
    retryable: boolean;
  };
  readonly AGENT_OUTPUT_INVALID: {
    family: "agent";
    meaning: string;
    retryable: boolean;
  };
  readonly AGENT_STUCK: {
    family: "agent";
    meaning: string;
    retryable: boolean;
  };
  readonly LOG_WRITE_FAILED: {
    family: "agent";
    meaning: string;
    retryable: boolean;
  };
  readonly SOURCE_INVALID: {
    family: "agent";
    meaning: string;
    retryable: boolean;
  };
  readonly SOURCE_NOT_FOUND: {
    family: "agent";
    meaning: string;
    retryable: boolean;
  };
  readonly SOURCE_UNAVAILABLE: {
    family: "agent";
    meaning: string;
    retryable: boolean;
  };
  readonly MODEL_ADDRESS_INVALID: {
    family: "model";
    meaning: string;
    retryable: boolean;
  };
  readonly MODEL_AUTHENTICATION: {
    family: "model";
    meaning: string;
    retryable: boolean;
  };
  readonly MODEL_CIRCUIT_OPEN: {
    family: "model";
    meaning: string;
    retryable: boolean;
  };
  readonly MODEL_CONTENT_FILTERED: {
    family: "model";
    meaning: string;
    retryable: boolean;
  };
  readonly MODEL_FAILED: {
    family: "model";
    meaning: string;
    retryable: boolean;
  };
  readonly MODEL_KEY_MISSING: {
    family: "model";
    meaning: string;
    retryable: boolean;
  };
  readonly MODEL_NAME_INVALID: {
    family: "model";
    meaning: string;
    retryable: boolean;
  };
  readonly MODEL_NOT_FOUND: {
    family: "model";
    meaning: string;
    retryable: boolean;
  };
  readonly MODEL_OUTPUT_LIMIT: {
    family: "model";
    meaning: string;
    retryable: boolean;
  };
  readonly MODEL_QUOTA_EXCEEDED: {
    family: "model";
    meaning: string;
    retryable: boolean;
  };
  readonly MODEL_RATE_LIMITED: {
    family: "model";
    meaning: string;
    retryable: boolean;
  };
  readonly MODEL_REQUEST_INVALID: {
    family: "model";
    meaning: string;
    retryable: boolean;
  };
  readonly MODEL_RESPONSE_INVALID: {
    family: "model";
    meaning: string;
    retryable: boolean;
  };
  readonly MODEL_STREAM_CUT: {
    family: "model";
    meaning: string;
    retryable: boolean;
  };
  readonly MODEL_TIMEOUT: {
    family: "model";
    meaning: string;
    retryable: boolean;
  };
  readonly MODEL_UNAVAILABLE: {
    family: "model";
    meaning: string;
    retryable: boolean;
  };
  readonly MODEL_WINDOW_EXCEEDED: {
    family: "model";
    meaning: string;
    retryable: boolean;
  };
  readonly TOOL_DUPLICATE: {
    family: "tool";
    meaning: string;
    retryable: boolean;
  };
  readonly TOOL_FAILED: {
    family: "tool";
    meaning: string;
    retryable: boolean;
  };
  readonly TOOL_NAME_INVALID: {
    family: "tool";
    meaning: string;
    retryable: boolean;
  };
  readonly TOOL_OPTIONS_INVALID: {
    family: "tool";
    meaning: string;
    retryable: boolean;
  };
  readonly TOOL_SCHEMA_INVALID: {
    family: "tool";
    meaning: string;
    retryable: boolean;
  };
  readonly TOOL_TIMEOUT: {
    family: "tool";
    meaning: string;
    retryable: boolean;
  };
  readonly TOOL_UNBOUND: {
    family: "tool";
    meaning: string;
    retryable: boolean;
  };
  readonly BUDGET_EXCEEDED: {
    family: "run";
    meaning: string;
    retryable: boolean;
  };
  readonly BUDGET_INVALID: {
    family: "run";
    meaning: string;
    retryable: boolean;
  };
  readonly BUDGET_UNPRICED: {
    family: "run";
    meaning: string;
    retryable: boolean;
  };
  readonly LEASE_LOST: {
    family: "run";
    meaning: string;
    retryable: boolean;
  };
  readonly LEDGER_FAILED: {
    family: "run";
    meaning: string;
    retryable: boolean;
  };
  readonly RUN_CLOSED: {
    family: "run";
    meaning: string;
    retryable: boolean;
  };
  readonly RUN_DIVERGED: {
    family: "run";
    meaning: string;
    retryable: boolean;
  };
  readonly RUN_NEEDS_ATTENTION: {
    family: "run";
    meaning: string;
    retryable: boolean;
  };
  readonly RUN_NESTING_LIMIT: {
    family: "run";
    meaning: string;
    retryable: boolean;
  };
  readonly RUN_PARKED: {
    family: "run";
    meaning: string;
    retryable: boolean;
  };
  readonly STORE_FAILED: {
    family: "run";
    meaning: string;
    retryable: boolean;
  };
  readonly SIGNAL_INVALID: {
    family: "run";
    meaning: string;
    retryable: boolean;
  };
  readonly STEP_INVALID: {
    family: "run";
    meaning: string;
    retryable: boolean;
  };
  readonly STREAM_IN_USE: {
    family: "run";
    meaning: string;
    retryable: boolean;
  };
  readonly TAPE_INVALID: {
    family: "run";
    meaning: string;
    retryable: boolean;
  };
  readonly VALUE_NOT_JSON: {
    family: "run";
    meaning: string;
    retryable: boolean;
  };
  readonly WAIT_UNAVAILABLE: {
    family: "run";
    meaning: string;
    retryable: boolean;
  };
  readonly CHANNEL_CLOSED: {
    family: "runtime";
    meaning: string;
    retryable: boolean;
  };
  readonly DEAD_LETTER_NOT_FOUND: {
    family: "runtime";
    meaning: string;
    retryable: boolean;
  };
  readonly DEADLINE_EXCEEDED: {
    family: "runtime";
    meaning: string;
    retryable: boolean;
  };
  readonly DEPENDENCY_CYCLE: {
    family: "runtime";
    meaning: string;
    retryable: boolean;
  };
  readonly DEPENDENCY_UNKNOWN: {
    family: "runtime";
    meaning: string;
    retryable: boolean;
  };
  readonly MAILBOX_DEADLOCK: {
    family: "runtime";
    meaning: string;
    retryable: boolean;
  };
  readonly MAILBOX_FULL: {
    family: "runtime";
    meaning: string;
    retryable: boolean;
  };
  readonly PLATFORM_UNSUPPORTED: {
    family: "runtime";
    meaning: string;
    retryable: boolean;
  };
  readonly RUNTIME_OPTIONS_INVALID: {
    family: "runtime";
    meaning: string;
    retryable: boolean;
  };
  readonly RUNTIME_STATE: {
    family: "runtime";
    meaning: string;
    retryable: boolean;
  };
  readonly START_FAILED: {
    family: "runtime";
    meaning: string;
    retryable: boolean;
  };
  readonly START_TIMEOUT: {
    family: "runtime";
    meaning: string;
    retryable: boolean;
  };
};
/** A stable, documented error code. */
type ErrorCode = keyof typeof errorCodes;
/** Small, serialisable facts about an error: names, limits, states. Never prompts, keys or payloads. */
type ErrorDetails = Readonly<Record<string, string | number | boolean | null | readonly string[] | undefined>>;
/** What an error is made with. */
interface AixgoErrorOptions {
  readonly cause?: unknown;
  readonly details?: ErrorDetails;
  /** Overrides the default of the error's code. */
  readonly retryable?: boolean;
}
/** Base of every error this package throws on purpose. Check with `isInstance`: it also holds across two copies of the package. */
declare class AixgoError extends Error {
  /** Stable and documented in docs/errors.md; messages may change, codes may not. */
  readonly code: ErrorCode;
  /** True when the same request may succeed later without a change by the caller. */
  readonly retryable: boolean;
  /** Small, serialisable facts: names, limits, states. Never prompts, keys or payloads. */
  readonly details: ErrorDetails;
  constructor(code: ErrorCode, message: string, options?: AixgoErrorOptions);
  /** True for any error of this package, whichever copy of it threw. */
  static isInstance(value: unknown): value is AixgoError;
}
/** The codes that one family of errors may carry. */
type CodeOf<Family extends string> = { [Code in ErrorCode]: (typeof errorCodes)[Code]['family'] extends Family ? Code : never; }[ErrorCode];
/** An agent could not do its work. */
declare class AgentError extends AixgoError {
  static readonly name: string;
  readonly code: CodeOf<'agent'>;
  constructor(code: CodeOf<'agent'>, message: string, options?: AixgoErrorOptions);
  /** True for the errors of this family alone, whichever copy of the package threw or restored them. */
  static isInstance(value: unknown): value is AgentError;
}
/** One thing that was wrong with an answer. */
interface OutputProblem {
  /** Which answer, counted from 1. */
  readonly attempt: number;
  /** Where in the value, such as `items[0].price`; empty for the answer as a whole. */
  readonly path: string;
  readonly message: string;
}
/** What a model wrote and what was wrong with it. */
interface OutputEvidence {
  readonly rawText: string;
  readonly problems: readonly OutputProblem[];
}
/**
 * A model gave no output that matches the schema. What it wrote may hold anything, so `rawText` and `problems` are there
 * for code that asks for them and in the ledger of a run, and appear neither in logs nor in events.
 */
declare class OutputError extends AgentError {
  static readonly name: string;
  /** The model's last answer, as it wrote it. */
  readonly rawText: string;
  /** Everything that was wrong, with every answer. */
  readonly problems: readonly OutputProblem[];
  constructor(message: string, evidence: OutputEvidence, options?: AixgoErrorOptions);
  /** True for outputs that did not match, whichever copy of the package threw or restored them. */
  static isInstance(value: unknown): value is OutputError;
}
/** The part of an error that may leave the process or be kept in a ledger, as plain JSON; the stack stays home. */
interface SerializedError {
  readonly name: string;
  readonly message: string;
  /** Set for the platform's `DOMException`, whose name may be anything: `AbortError`, `TimeoutError`. */
  readonly type?: 'DOMException';
  readonly code?: ErrorCode;
  readonly retryable?: boolean;
  readonly details?: ErrorDetails;
  /** Small facts that other errors carry as properties: `status`, `errno`, the `code` of a system error. */
  readonly fields?: Readonly<Record<string, string | number | boolean | null>>;
  readonly cause?: SerializedError;
  /** What an `AggregateError` is made of. */
  readonly errors?: readonly SerializedError[];
  /** What an `OutputError` has as evidence: only in ledgers, never in events or logs. */
  readonly evidence?: OutputEvidence;
}
/** What one model call cost, in US dollars. */
interface Cost {
  /** All of it; the other fields are its parts. */
  readonly usd: number;
  /** Input tokens that were neither read from the provider's cache nor written to it. */
  readonly input: number;
  readonly cachedInput: number;
  readonly cacheWrite: number;
  readonly output: number;
}
/** The cost of several model calls. A call without a known price adds nothing to `usd`, and says so. */
interface CostSum {
  /** US dollars of the calls whose price is known. */
  readonly usd: number;
  /** Calls whose price is not known. When there are any, `usd` is a lower bound. */
  readonly unknownCalls: number;
  /** The models of those calls, each once. */
  readonly unknownModels: readonly string[];
}
/** A sum for people: `$0.0123`, `cost unknown for openai:gpt-x`, or both. */
declare function formatCost({ usd, unknownCalls, unknownModels }: CostSum): string;
/** Tokens a model reports. `inputTokens` includes the cached ones, `outputTokens` the reasoning ones. */
interface Usage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cachedInputTokens: number;
  readonly cacheWriteTokens: number;
  readonly reasoningTokens: number;
  /** How many model calls these figures cover. */
  readonly modelCalls: number;
}
/** Any value that JSON can carry. */
type JsonValue = string | number | boolean | null | readonly JsonValue[] | JsonObject;
/** A JSON object. */
type JsonObject = {
  readonly [key: string]: JsonValue | undefined;
};
/**
 * What a step is: the one list that keys, events and the ledger share. `step` is an effect of a user's own; `approval`
 * and `signal` wait for somebody outside; `emit` is a message that a run gave to an output of its agent.
 */
type StepKind = 'model' | 'tool' | 'agent' | 'step' | 'wait' | 'approval' | 'signal' | 'emit' | 'random' | 'time';
/** What a run waits for while it is parked. */
interface WaitingFor {
  /** Key of the step that waits. */
  readonly key: string;
  /** `timer`: until `until`; `attention`: a person must say what became of a step. */
  readonly kind: 'timer' | 'approval' | 'signal' | 'attention';
  /** Milliseconds since the Unix epoch. */
  readonly until?: number;
}
/** What every event of a run carries. `at` comes from the ledger, so a replay has the same times. */
interface RunEventBase {
  readonly runId: string;
  /** The agent that wrote the event: the run's own, or one that it called. */
  readonly agent: string;
  /** How many calls of agents lie between the run's own agent (0) and the one that wrote the event. */
  readonly depth: number;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
  /** Id of the message from outside that began it all; none where no message did. */
  readonly correlationId?: string;
  readonly session?: string;
  readonly tenant?: string;
  /** True for what is told again from the record. */
  readonly replayed?: true;
}
/** What every event of a step carries. `key` is the step's position in the run's call tree. */
interface StepEventBase extends RunEventBase {
  readonly key: string;
  readonly kind: StepKind;
  /** Name of the model, tool, agent or step. */
  readonly name: string;
}
/** What every piece of an answer carries that is told while a model writes it. */
interface DeltaBase extends StepEventBase {
  readonly text: string;
  /** True where the called agent's words are the answer of the run's own agent. */
  readonly forwarded?: true;
}
/** What every event of one request to a model carries. */
interface AttemptBase extends StepEventBase {
  /** Counted from 1 within the step. */
  readonly attempt: number;
  /** The attempt's own key: the step's, and `@` with its number. */
  readonly attemptKey: string;
  /** `provider:model` that was asked. */
  readonly model: string;
}
/** What happens inside a run. */
type RunEvent = (RunEventBase & {
  readonly type: 'run-start';
  readonly input: JsonValue;
  /** The step of another run that caused this one, as `runId/key`. */
  readonly parent?: string;
  /** The message that the run handles. */
  readonly messageId?: string;
  readonly round?: number;
}) | (RunEventBase & {
  readonly type: 'run-finish';
  readonly output: JsonValue;
  /** Why the model stopped that gave the output. */
  readonly finishReason?: FinishReason;
  readonly usage: Usage;
  readonly cost: CostSum;
}) | (RunEventBase & {
  readonly type: 'run-error';
  readonly error: SerializedError;
  readonly usage: Usage;
  readonly cost: CostSum;
}) |
/** The run is over for good: its caller gave it up, or its deadline or its budget ended it. */
(RunEventBase & {
  readonly type: 'run-cancel';
  readonly reason: CancelReason;
  readonly error: SerializedError;
  readonly usage: Usage;
  readonly cost: CostSum;
}) |
/** The run was stopped from outside, for example by a shutdown. Its record stays open, so it can be taken up again. */
(RunEventBase & {
  readonly type: 'run-interrupt';
  readonly error: SerializedError;
  readonly usage: Usage;
  readonly cost: CostSum;
}) |
/** Everything in the run waits for something from outside. */
(RunEventBase & {
  readonly type: 'run-park';
  readonly waitingFor: readonly WaitingFor[];
}) | (StepEventBase & {
  readonly type: 'step-start';
  readonly input?: JsonValue;
}) | (StepEventBase & {
  readonly type: 'step-finish';
  readonly output: JsonValue;
}) | (StepEventBase & {
  readonly type: 'step-error';
  readonly error: SerializedError;
}) |
/** The run ended before the step did; what became of its effect is not known. */
(StepEventBase & {
  readonly type: 'step-unknown';
}) | (DeltaBase & {
  readonly type: 'text-delta';
}) | (DeltaBase & {
  readonly type: 'reasoning-delta';
}) | (DeltaBase & {
  readonly type: 'tool-input-delta';
  readonly toolCallId: string;
  readonly toolName: string;
}) |
/** The provider of the model runs a tool. */
(StepEventBase & {
  readonly type: 'tool-call';
  readonly toolCallId: string;
  readonly toolName: string;
  readonly input: JsonValue;
  readonly providerExecuted: true;
}) |
/** What came of a tool that the provider ran. */
(StepEventBase & {
  readonly type: 'tool-result';
  readonly toolCallId: string;
  readonly toolName: string;
  readonly output: JsonValue;
  readonly isError?: true;
  readonly providerExecuted: true;
}) |
/** A request is sent to a model. `waitMs`: how long it waited for its turn. */
(AttemptBase & {
  readonly type: 'attempt-start';
  readonly cause: AttemptCause;
  readonly waitMs: number;
}) |
/** What came of a request. `cached`: the answer was known, and nothing was sent. */
(AttemptBase & {
  readonly type: 'attempt-end';
  readonly status: AttemptStatus;
  readonly usage?: Usage;
  readonly code?: string;
}) |
/** An attempt at a model failed; the next one follows after `delayMs`, at `next`. */
(StepEventBase & {
  readonly type: 'model-retry';
  readonly model: string;
  readonly code: string;
  readonly reason: string;
  readonly delayMs: number;
  readonly next: string;
}) |
/** What this step announced of its answer so far is void: the model starts again. */
(StepEventBase & {
  readonly type: 'text-reset';
  readonly forwarded?: true;
}) | (StepEventBase & {
  readonly type: 'tool-abandoned';
  readonly graceMs: number;
}) | (RunEventBase & {
  readonly type: 'run-warning';
  readonly message: string;
});
/** Why a run is over that neither finished nor failed. */
type CancelReason = 'caller' | 'deadline' | 'budget';
/** Why a request is sent to a model. */
type AttemptCause = 'first' | 'retry' | 'fallback' | 'hedge';
/** What came of a request to a model. */
type AttemptStatus = 'ok' | 'error' | 'cancelled' | 'cached';
/** What every event of a runtime carries. */
interface RuntimeEventBase {
  readonly at: number;
}
/** Why a message could not be handled. */
type DeadLetterReason = 'failed' | 'overflow' | 'closed' | 'deadline' | 'aborted' | 'round-limit';
/** What happens between runs: agents coming and going, messages moving. */
type RuntimeEvent = (RuntimeEventBase & {
  readonly type: 'runtime-start';
  readonly agents: readonly string[];
  readonly durable: boolean;
}) | (RuntimeEventBase & {
  readonly type: 'runtime-stop';
  readonly reason: string;
}) | (RuntimeEventBase & {
  readonly type: 'agent-ready';
  readonly agent: string;
  readonly phase: number;
}) | (RuntimeEventBase & {
  readonly type: 'agent-error';
  readonly agent: string;
  readonly error: SerializedError;
}) | (RuntimeEventBase & {
  readonly type: 'agent-restart';
  readonly agent: string;
  /** The attempt that comes next, counted from 1. */
  readonly attempt: number;
  readonly delayMs: number;
  readonly error: SerializedError;
}) | (RuntimeEventBase & {
  readonly type: 'agent-stop';
  readonly agent: string;
}) | (RuntimeEventBase & {
  readonly type: 'source-exhausted';
  readonly agent: string;
  readonly items: number;
}) | (RuntimeEventBase & {
  readonly type: 'message-sent';
  readonly id: string;
  readonly from: string;
  readonly to: readonly string[];
  readonly messageType: string;
  readonly text: string;
}) | (RuntimeEventBase & {
  readonly type: 'channel-output';
  readonly channel: string;
  readonly from: string;
  readonly id: string;
  readonly value: JsonValue;
}) | (RuntimeEventBase & {
  readonly type: 'dead-letter';
  readonly id: string;
  readonly from: string;
  readonly to: string;
  readonly reason: DeadLetterReason;
  readonly error?: SerializedError;
}) | (RuntimeEventBase & {
  readonly type: 'round-start';
  readonly round: number;
}) | (RuntimeEventBase & {
  readonly type: 'round-finish';
  readonly round: number;
  readonly messages: number;
}) | (RuntimeEventBase & {
  readonly type: 'notice';
  readonly level: 'info' | 'warn';
  readonly message: string;
});
/** Everything that happens. Observability listens to these; nothing in the core calls a tracer, a logger or a metric. */
type Event = RunEvent | RuntimeEvent;
/** Told of every event, in order, synchronously. What it throws is reported and changes nothing. */
type EventListener = (event: Event) => void;
/** Plain text. */
interface TextPart {
  readonly type: 'text';
  readonly text: string;
}
/** An image, a document or any other file, inline or by address. */
interface FilePart {
  readonly type: 'file';
  /** IANA media type, such as `image/png`. */
  readonly mediaType: string;
  /** Bytes, base64 text, or the address the file is fetched from. */
  readonly data: Uint8Array | string | URL;
  readonly filename?: string;
}
/** A structured value that is neither text nor a file. */
interface DataPart {
  readonly type: 'data';
  readonly data: JsonValue;
}
/** A model's request to run a tool. */
interface ToolCallPart {
  readonly type: 'tool-call';
  readonly toolCallId: string;
  readonly toolName: string;
  readonly input: JsonValue;
}
/** The answer to a tool call. */
interface ToolResultPart {
  readonly type: 'tool-result';
  readonly toolCallId: string;
  readonly toolName: string;
  readonly output: JsonValue;
  /** True where the output says what went wrong. */
  readonly isError?: boolean;
  /** True where the output is a list of parts, texts and files, which the model gets as such. */
  readonly isContent?: boolean;
}
/** One piece of a message. */
type MessagePart = TextPart | FilePart | DataPart | ToolCallPart | ToolResultPart;
/** What goes back to a provider with a part, by the provider's name: signatures, ids. Keep it as it came. */
interface ProviderNotes {
  readonly providerOptions?: Readonly<Record<string, JsonObject>> | undefined;
}
/** What a model thought before it answered. */
interface ReasoningPart extends ProviderNotes {
  readonly type: 'reasoning';
  readonly text: string;
}
/** What a user's turn is made of. */
type InputPart = (TextPart & ProviderNotes) | (FilePart & ProviderNotes) | DataPart;
/** What a model's turn is made of. Results stand in it where the model's provider ran the tool. */
type AnswerPart = (TextPart & ProviderNotes) | (FilePart & ProviderNotes) | ReasoningPart | (ToolCallPart & ProviderNotes & {
  readonly providerExecuted?: boolean | undefined;
}) | (ToolResultPart & ProviderNotes);
/** One message of a conversation with a model. JSON but for the bytes of files, so that a conversation can be kept. */
type ConversationMessage = {
  readonly role: 'system';
  readonly content: string;
} | {
  readonly role: 'user';
  readonly content: string | readonly InputPart[];
} | {
  readonly role: 'assistant';
  readonly content: string | readonly AnswerPart[];
} | {
  readonly role: 'tool';
  readonly content: readonly ToolResultPart[];
};
/** A conversation, as the input of an agent: the agent answers its last message. */
interface Conversation {
  readonly messages: readonly ConversationMessage[];
}
/** What an agent without an input schema takes: text, parts where there are images or files, or a conversation. */
type UserInput = string | readonly InputPart[] | Conversation;
/** W3C trace context that travels with a message (https://www.w3.org/TR/trace-context/). */
interface TraceContext {
  readonly traceparent: string;
  readonly tracestate?: string;
}
/** What agents exchange. Immutable; `withMetadata` makes a changed copy. */
interface Message {
  readonly id: string;
  readonly role: 'user' | 'assistant' | 'tool' | 'system';
  /** What kind of message this is, for readers that sort by it; free text such as `analysis`. */
  readonly type: string;
  readonly parts: readonly MessagePart[];
  /** Milliseconds since the Unix epoch. */
  readonly createdAt: number;
  readonly metadata: JsonObject;
  readonly trace?: TraceContext;
}
/** What a message can be made from: text, parts, or any JSON value (which becomes a data part), a conversation among them. */
type MessageContent = string | readonly MessagePart[] | Conversation | JsonValue;
/** The fields of a message that have a default. */
interface MessageOptions {
  readonly id: string;
  readonly createdAt: number;
  readonly role?: Message['role'];
  readonly type?: string;
  readonly metadata?: JsonObject;
  readonly trace?: TraceContext;
}
/** Makes a message. The id and the time are handed in, because a run takes both from its ledger. */
declare function createMessage(content: MessageContent, options: MessageOptions): Message;
/** The message as text: its text parts joined, or its data as JSON when it has no text. */
declare function messageText(message: Message): string;
/** The message as one value: its single data part, otherwise its text. */
declare function messageValue(message: Message): JsonValue;
/** A copy with more metadata; keys given here win. */
declare function withMetadata(message: Message, metadata: JsonObject): Message;
/** Where time comes from. The core reads no other clock, so a test or a simulator can hand in its own. */
interface Clock {
  /** Wall-clock time in milliseconds since the Unix epoch. */
  now(): number;
  /** Milliseconds from an arbitrary start that never jump; for measuring and for intervals. */
  monotonic(): number;
  /** Calls back once after `delayMs` milliseconds; the returned function cancels. */
  setTimer(callback: () => void, delayMs: number): () => void;
  /** The same, for what must not keep a process from ending; as `setTimer` where there is none. */
  setQuietTimer?(callback: () => void, delayMs: number): () => void;
}
/** The machine's clock. */
declare const systemClock: Clock;
/** Where chance and ids come from. The core draws no other, so a test or a simulator can hand in its own. */
interface Random {
  /** A number in [0, 1). */
  next(): number;
  /** A new unique id (UUID v4, RFC 9562, from the system's source). */
  id(): string;
}
/** The machine's source of chance. */
declare const systemRandom: Random;
/** One attempt at a model that did not answer, and what was done next. */
interface ModelAttempt {
  /** `provider:model` of the attempt that failed. */
  readonly model: string;
  /** Code of its error. */
  readonly code: string;
  /** Its error in words. */
  readonly reason: string;
  /** Milliseconds waited before the next attempt. */
  readonly delayMs: number;
  /** `provider:model` of the next attempt; another one than `model` where a fallback took over. */
  readonly next: string;
}
/** What the middleware did during one call; it arrives as `providerMetadata.aixgo`. */
interface ModelReport {
  readonly attempts?: readonly ModelAttempt[];
  /** `provider:model` that answered, where it is not the one that was asked. */
  readonly answeredBy?: string;
  /** That model as it is priced. */
  readonly model?: {
    readonly provider: string;
    readonly modelId: string;
  };
  /** True when the answer came from the cache and nothing was asked. */
  readonly cached?: boolean;
  /** Which of two requests answered first, where a second one was sent. */
  readonly hedge?: 'first' | 'second';
  /** `provider:model` of each request beside the one that was answered of which nobody knows what it cost. */
  readonly unpriced?: readonly string[];
  /** What only a person who debugs wants to know, such as why a schema was loosened. */
  readonly notes?: readonly string[];
}
/** What the middleware tells while a call is under way. */
type ModelProgress = ({
  readonly type: 'model-retry';
} & ModelAttempt) |
/** What was announced of this step's answer is void: it starts again. */
{
  readonly type: 'text-reset';
};
/**
 * What may be repeated after a crash. `none`: reads only; `idempotent`: safe to repeat with the same idempotency key;
 * `once`: must never be repeated unless `reconcile` or a person says that it did not happen.
 */
type Effect = (typeof effects)[number];
declare const effects: readonly ['none', 'idempotent', 'once'];
/** What a step is called. */
interface StepLabel {
  readonly kind: StepKind;
  /** Name of the model, tool, agent or step; becomes part of the step's key. */
  readonly name: string;
}
/** Says what became of an effect whose outcome is not recorded: its value, or `undefined` when it did not happen. */
type Reconcile<Value> = (idempotencyKey: string) => Promise<{
  readonly value: Value;
} | undefined>;
/** Progress within a step. Announced, not recorded. */
type StepProgress = {
  readonly type: 'text-delta';
  readonly text: string;
} | {
  readonly type: 'reasoning-delta';
  readonly text: string;
} | {
  readonly type: 'tool-input-delta';
  readonly toolCallId: string;
  readonly toolName: string;
  readonly text: string;
} | ProviderToolProgress | AttemptProgress | ModelProgress | {
  readonly type: 'tool-abandoned';
  readonly graceMs: number;
};
/** A tool that the model's provider runs: that it does, and what came of it. */
type ProviderToolProgress = {
  readonly type: 'tool-call';
  readonly toolCallId: string;
  readonly toolName: string;
  readonly input: JsonValue;
  readonly providerExecuted: true;
} | {
  readonly type: 'tool-result';
  readonly toolCallId: string;
  readonly toolName: string;
  readonly output: JsonValue;
  readonly isError?: true;
  readonly providerExecuted: true;
};
/** The start and the end of one request to a model. */
type AttemptProgress = {
  readonly type: 'attempt-start';
  readonly attempt: number;
  readonly model: string;
  readonly cause: AttemptCause;
  readonly waitMs: number;
} | {
  readonly type: 'attempt-end';
  readonly attempt: number;
  readonly model: string;
  readonly status: AttemptStatus;
  readonly usage?: Usage;
  readonly code?: string;
};
/** A request to a model, as a budget sees it. */
interface MeteredNeed {
  readonly provider: string;
  readonly modelId: string;
  /** The tokens that the request may take at worst; `maxOutput` is what the model can write at most. */
  readonly tokens: (maxOutput: number | undefined) => {
    readonly input: number;
    readonly output: number;
  };
}
/** What a request took. */
interface MeteredUse {
  /** What the provider reported. */
  readonly usage: Usage | undefined;
  /** False when it failed before any of an answer came, as a refused request does: it counts as a call and costs nothing. */
  readonly mayCost: boolean;
  /** Tokens of answer that had arrived, by estimate, for a request that was cut off. */
  readonly seenTokens: number;
}
/** A request to a model that budgets hold something for. */
interface MeteredRequest {
  /** Ends it and counts what it took. Only the first time counts. */
  settle(use: MeteredUse): void;
}
/** How a model step spends under budgets; only there where some hold. */
interface Meter {
  /** The model that a budget names instead of the agent's own, once too little is left for that. */
  choose(need: MeteredNeed): ModelReference | undefined | Promise<ModelReference | undefined>;
  /** Holds the worst case of one request. Throws or rejects with `BUDGET_EXCEEDED` or `BUDGET_UNPRICED`. */
  open(need: MeteredNeed): MeteredRequest | Promise<MeteredRequest>;
}
/** What may be limited. `usd` is money, `timeMs` the time in which at least one call was under way. */
type BudgetMeasure = 'usd' | 'tokens' | 'modelCalls' | 'toolCalls' | 'timeMs';
/** Whose spending a budget limits. */
type BudgetScope = 'run' | 'agent' | 'session' | 'tenant' | 'total';
/** What happens when the next call does not fit: the run stops, goes on with a cheaper model, or stops to ask a person. */
type BudgetAction = 'stop' | 'cheaper-model' | 'ask';
/** Limits; what is absent is not limited. */
interface Budget {
  /** US dollars. Refuses models whose price is not known. */
  readonly usd?: number | undefined;
  /** Tokens in and out, reasoning included. */
  readonly tokens?: number | undefined;
  readonly modelCalls?: number | undefined;
  /** Calls of tools by models, those of agents offered as tools included. */
  readonly toolCalls?: number | undefined;
  /** Milliseconds in which at least one call was under way. Checked before a call; a call under way is not cut off. */
  readonly timeMs?: number | undefined;
  /** `stop` unless said otherwise. */
  readonly onExhausted?: BudgetAction | undefined;
  /** The model that takes over with `cheaper-model`. */
  readonly cheaperModel?: ModelReference | undefined;
}
/** Amounts of what can be reserved. `usd` is absent where the price is not known. */
interface Spending {
  readonly usd?: number | undefined;
  readonly tokens?: number;
  readonly modelCalls?: number;
  readonly toolCalls?: number;
}
/** Why a call does not fit into a budget. */
interface Shortfall {
  readonly scope: BudgetScope;
  readonly id: string;
  readonly measure: BudgetMeasure;
  readonly limit: number;
  readonly used: number;
  /** Held by calls under way. */
  readonly reserved: number;
  /** What the call may take, at worst. */
  readonly needed: number;
  readonly action: BudgetAction;
}
/** What an account stands at. */
interface BudgetReport {
  readonly scope: BudgetScope;
  readonly id: string;
  readonly limits: Budget;
  readonly used: Readonly<Record<BudgetMeasure, number>>;
  readonly reserved: Readonly<Record<BudgetMeasure, number>>;
  /** Model calls whose price is not known, and which `used.usd` therefore leaves out. */
  readonly unknownCalls: number;
}
/** A value, or a promise of it where an account is kept somewhere else. What is at hand costs no turn of the event loop. */
type Eventually<Value> = Value | Promise<Value>;
/** Where spending is counted against a budget. Shared by all runs and agents that draw on it. */
interface BudgetAccount {
  readonly scope: BudgetScope;
  readonly id: string;
  readonly limits: Budget;
  /** True once a cheaper model has taken over. */
  readonly isReduced: boolean;
  /**
   * Says why a call does not fit, or nothing when it does. Changes nothing. Once more is used than the limit, no call fits,
   * not even one that takes nothing, unless a cheaper model has the rest.
   */
  check(need: Spending, nowMs: number): Eventually<Shortfall | undefined>;
  /** Holds an amount for a call that begins now, or says why it does not fit. Nothing slips in between the two. */
  reserve(need: Spending, nowMs: number): Eventually<Shortfall | undefined>;
  /** Ends a call: gives back what was held and counts what it took. */
  settle(held: Spending, spent: Spending, nowMs: number): Eventually<void>;
  /** Counts what was spent without anything being held for it. */
  carry(spent: Spending): Eventually<void>;
  /** Has the cheaper model take over from now on. */
  reduce(): void;
  report(nowMs: number): BudgetReport;
}
/** Keeps the accounts that outlive a run. */
interface Budgets {
  /**
   * The account of an agent, session, tenant or of everything, for whoever begins to draw on it; `undefined` where nothing
   * is limited or tracked. Every call is ended with `release`.
   */
  account(scope: Exclude<BudgetScope, 'run'>, id: string, budget?: Budget): BudgetAccount | undefined;
  /** Nobody draws on the account any more. One that has no spending to remember may leave memory then. */
  release(account: BudgetAccount): void;
  /** What all accounts stand at. */
  report(): readonly BudgetReport[];
  /** Forgets an account, such as that of a session which has ended. */
  forget(scope: Exclude<BudgetScope, 'run'>, id: string): void;
}
/** Version of the format that records are written in. */
declare const recordVersion = 1;
/** What caused a run: a step of another run, or a message. */
type RunCause$1 = {
  readonly runId: string;
  readonly key: string;
} | {
  readonly message: string;
};
/** Everything that it takes to start a run again in another process, beside its agent and its input. */
interface RunStart {
  readonly session?: string;
  readonly tenant?: string;
  /** The run's own limits. */
  readonly budget?: Budget;
  /** Milliseconds since the Unix epoch after which nobody wants an answer any more. */
  readonly deadline?: number;
  readonly streaming: boolean;
  /** Who sent the message that the run handles, and the message. */
  readonly from?: string;
  readonly message?: JsonValue;
  /** Id of that message, where the cause of the run is the step that sent it. */
  readonly messageId?: string;
  readonly correlationId?: string;
  readonly round?: number;
  /** The W3C trace context that the run goes on with. */
  readonly traceparent?: string;
}
/** The first record of every ledger. */
interface RunRecord {
  readonly type: 'run';
  /** Version of the record format. */
  readonly v: typeof recordVersion;
  readonly runId: string;
  readonly agent: string;
  readonly input: JsonValue;
  readonly at: number;
  /** Version of the agent's definition and of the engine that ran it. */
  readonly code: string;
  readonly start: RunStart;
  readonly cause?: RunCause$1;
  /** Where this run was forked from: the other run, and how many of its records were taken over. */
  readonly forkOf?: {
    readonly runId: string;
    readonly seq: number;
  };
}
/** A step is about to happen. */
interface IntentRecord {
  readonly type: 'intent';
  readonly key: string;
  readonly kind: StepKind;
  readonly name: string;
  readonly effect: Effect;
  readonly at: number;
  readonly input?: JsonValue;
  /** SHA-256 of the input; only ledgers that ask for it get one. */
  readonly inputHash?: string;
  /** When a wait ends: milliseconds since the Unix epoch. */
  readonly wakeAt?: number;
  /** True for a call of an agent whose words are the caller's answer. */
  readonly forward?: true;
  /** Which of its parent's steps this is, counted from 0; left out where the order of the records says so. */
  readonly order?: number;
}
/** A value that is known at once and has no effect: a clock reading or a random value. */
interface ValueRecord {
  readonly type: 'value';
  readonly key: string;
  readonly kind: StepKind;
  readonly at: number;
  readonly value: JsonValue;
  readonly order?: number;
}
/** The last record of a run that is over. */
type TerminalRecord = {
  readonly type: 'finish';
  readonly at: number;
  readonly output: JsonValue;
  /** Why the model stopped that gave the output. */
  readonly finishReason?: FinishReason;
} | {
  readonly type: 'error';
  readonly at: number;
  readonly error: SerializedError;
  /** The failed steps that led to the end, for whoever takes the run up again. */
  readonly failed?: readonly string[];
} | {
  readonly type: 'cancel';
  readonly at: number;
  readonly reason: CancelReason;
  readonly error: SerializedError;
};
/** One line of a ledger. Times are milliseconds since the Unix epoch. Every record survives JSON. */
type LedgerRecord = RunRecord | IntentRecord | {
  readonly type: 'outcome';
  readonly key: string;
  readonly at: number;
  readonly value: JsonValue;
} | {
  readonly type: 'failure';
  readonly key: string;
  readonly at: number;
  readonly error: SerializedError;
} | ValueRecord |
/** The run ended while the step's effect was under way; what became of it is not known. */
{
  readonly type: 'unknown';
  readonly key: string;
  readonly at: number;
} |
/** The step's effect never began: the run was called off between its intent and its effect. */
{
  readonly type: 'unbegun';
  readonly key: string;
  readonly at: number;
} |
/** Word from outside for a step that waits: an approval, a message, a decision about an unknown outcome. */
{
  readonly type: 'signal';
  readonly key: string;
  readonly name: string;
  readonly value: JsonValue;
  readonly by: string;
  readonly at: number;
} |
/** A message that the run gave to one of its agent's outputs; written together with its end. */
{
  readonly type: 'emit';
  readonly outlet: string;
  readonly messageId: string;
  readonly at: number;
} |
/** The run is taken up again after a failure: the failures of these steps before it, and the end before it, are void. */
{
  readonly type: 'retry';
  readonly keys: readonly string[];
  readonly attempt: number;
  readonly at: number;
} |
/** Says that the records up to here are folded: steps within completed steps are gone. */
{
  readonly type: 'snapshot';
  readonly upTo: number;
} | TerminalRecord;
/** What a parked run waits for. */
interface ParkedWait {
  /** The first of its timers, in milliseconds since the Unix epoch. */
  readonly until?: number;
  /** Keys of the steps that wait for a signal. */
  readonly signals: readonly string[];
  readonly waitingFor: readonly WaitingFor[];
}
/** Word from outside for a step of a run. */
type SignalRecord = Extract<LedgerRecord, {
  type: 'signal';
}>;
/**
 * How urgently a record must be kept. `safe`: nothing goes on before it is, as before an effect that must happen only once,
 * and before anybody is given an answer. `ordered`: it may follow later, but never after one that was appended later.
 */
type AppendNeed = 'safe' | 'ordered';
/**
 * The record of one run: what was intended and what came of it, in order. Stores implement it; a run appends to its ledger
 * only through here, and has it alone.
 */
interface Ledger {
  /** What was recorded before this attempt at the run, oldest first. Empty for a new run. Read once, at the start. */
  readonly history: Iterable<LedgerRecord> | AsyncIterable<LedgerRecord>;
  /** Grows each time a run is opened; a store refuses what an older owner appends. 0 where nobody else could. */
  readonly epoch?: number;
  /** True when intents must carry the hash of their input. */
  readonly hashInputs?: boolean;
  /** Aborts when the run has another owner, or nothing can be appended any more. The run stops then and writes no end. */
  readonly lost?: AbortSignal | undefined;
  /**
   * Adds records, all of a batch or none of it. Takes its copy before it returns. What it returns settles when the records
   * are kept as `need` says; nothing is returned where they are at once, which costs no turn of the event loop. After one
   * rejection every later append rejects. Rejects with RunError `LEASE_LOST` or `LEDGER_FAILED`, so that the run counts as
   * interrupted and not as failed.
   */
  append(batch: LedgerRecord | readonly LedgerRecord[], need: AppendNeed): void | Promise<void>;
  /**
   * Puts the run away until a timer or a signal comes. A ledger without it cannot: its run waits in the process.
   * Resolves when this is safe; the owner is free then to forget the run.
   */
  park?(wait: ParkedWait): Promise<void>;
  /**
   * Tells of signals that come while the run is under way, which are safe by then. The owner appends each of them as well,
   * and the ledger keeps one. Returns a way to stop listening.
   */
  onSignal?(listener: (signal: SignalRecord) => void): () => void;
  /** Gives the run back. Called once, when its owner is done with it, however it ended. */
  close?(): void | Promise<void>;
}
/**
 * What a finished run gives back. Its JSON is what whoever asked may see. What was thought, said and given by tools on the
 * way is no part of that: `reasoning`, `messages` and `ledger` are there for code that asks for them by name.
 */
interface RunResult<Output> {
  readonly output: Output;
  /**
   * Why the model stopped that gave the output; `length` and `content-filter` say that it is not complete. Undefined
   * where no model gave it.
   */
  readonly finishReason: FinishReason | undefined;
  /**
   * The turns of this run: what the agent was asked, the calls of its tools and their results, its answer. Put behind what
   * was said before and followed by another question, they are the next input: `agent.run({ messages })`. Plain JSON.
   */
  readonly messages: readonly ConversationMessage[];
  /** What the model thought before it gave the output, where its provider tells. */
  readonly reasoning: string | undefined;
  /** Tokens of all model calls of the run, nested agents included. */
  readonly usage: Usage;
  /** What those calls cost, and how many of them have no known price. */
  readonly cost: CostSum;
  /** The same by the agent that made the calls. */
  readonly costByAgent: Readonly<Record<string, CostSum>>;
  readonly runId: string;
  /** What the models and the run found worth saying, such as settings a provider ignored. */
  readonly warnings: readonly string[];
  /** The record of the run. */
  readonly ledger: Ledger;
}
/** A message as it arrived. */
interface Received {
  readonly message: Message;
  /** The agent or channel that sent it. */
  readonly from: string;
}
/** What a context must know of an agent to call it. Every agent is one. */
interface Callable<Input, Output, Context = unknown> {
  readonly name: string;
  run(input: Input, ...options: never): Promise<RunResult<Output>>;
  /** Exists for the compiler only. */
  readonly '~context'?: ((context: Context) => void) | undefined;
}
/** How an agent is called by another one. */
interface ContextCallOptions {
  /** Gives this call up. It comes on top of the run's own cancellation and does not replace it. */
  readonly signal?: AbortSignal;
  /** Milliseconds after which the call is given up with `DEADLINE_EXCEEDED`. */
  readonly timeoutMs?: number;
  /** True where the called agent's answer is the caller's own: its text is then part of the text of the run's stream. */
  readonly forward?: boolean;
}
/** How an effect of your own is taken through the door. */
interface OwnStepOptions<Value> {
  /** What may be repeated after a crash; `once` unless said otherwise. */
  readonly effect?: Effect;
  /** Recorded with the intent and shown in events. */
  readonly input?: unknown;
  /** Asked when an earlier attempt has no outcome: resolves to the outcome, or `undefined` when the effect did not happen. */
  readonly reconcile?: Reconcile<Value>;
  /** The most that the step may take of a budget; it is refused where that does not fit. */
  readonly estimate?: Spending;
  /** Name of a model that the step asks and whose price is not known: a budget in money refuses the step. */
  readonly unpriced?: string | undefined;
}
/** What a person, or whoever may decide, is asked. */
interface Question {
  readonly title: string;
  /** What the decision is about. */
  readonly input?: unknown;
  /** The answers there are; `approve` and `deny` unless said otherwise. */
  readonly options?: readonly string[];
}
/** The answer to a question. */
interface Decision {
  /** One of the question's options. */
  readonly answer: string;
  /** Who decided. */
  readonly by: string;
  readonly comment?: string;
}
/**
 * All that an agent's own code sees of the world while it handles one input. Everything that reaches outside goes through
 * it, so that it is recorded, traced and not repeated after a crash. Its functions may be taken apart:
 * `({ call, signal }) => ...`.
 */
interface AgentContext<Context = unknown> {
  readonly runId: string;
  /** Name of the agent this context belongs to. */
  readonly agent: string;
  /** Key of the step this context is nested in; empty at the root of a run. */
  readonly path: string;
  /** Aborts when the caller gives up, a deadline passes, the runtime stops, or the run ends while something in it is still under way. */
  readonly signal: AbortSignal;
  /** The caller's own dependencies, as given to `run`. */
  readonly context: Context;
  /** The conversation this run belongs to, if any. */
  readonly session: string | undefined;
  /** On whose behalf the run is made, if that is known. */
  readonly tenant: string | undefined;
  /** The message this run handles and who sent it. None where the agent was called directly or by another agent. */
  readonly received?: Received | undefined;
  /**
   * Makes an effect of your own happen, records what came of it, and announces both; on replay gives the recorded value.
   * The value is what JSON makes of it (a Date is its ISO text; bytes survive), live as on replay.
   * @throws RunError `STEP_INVALID` for options that make no sense, `VALUE_NOT_JSON` when JSON has no word for the value,
   * `RUN_CLOSED` after the run has ended.
   *
   * @example
   * const receipt = await context.step('charge', ({ idempotencyKey }) => bank.charge(amount, idempotencyKey))
   */
  step<Value>(name: string, execute: (step: StepContext<Context>) => Value | Promise<Value>, options?: OwnStepOptions<Value>): Promise<Value>;
  /** A scope with keys of its own, for code that races: what starts first in one branch cannot shift the keys of another. */
  branch(name: string): AgentContext<Context>;
  /**
   * Calls another agent as a step of this run: through the runtime where that hosts it, within this run otherwise. It gets
   * this run's context, so that must hold what the agent needs.
   */
  call<Input, Output>(agent: Callable<Input, Output, Context>, input: NoInfer<Input>, options?: ContextCallOptions): Promise<Output>;
  /** Waits for so many milliseconds in all, whatever happens to the process; parks the run where its store can keep it. */
  sleep(delayMs: number): Promise<void>;
  /**
   * Asks somebody outside to decide. The promise does not settle before there is an answer: the run is parked, and no
   * `catch` sees it. @throws RunError `WAIT_UNAVAILABLE` where the run has no store that it could wait in.
   */
  ask(question: Question): Promise<Decision>;
  /** Waits for a value that is signalled from outside under this name. As `ask`; with a time limit, gives `undefined` after it. */
  receive<Value = unknown>(name: string): Promise<Value>;
  receive<Value = unknown>(name: string, options: {
    readonly timeoutMs: number;
  }): Promise<Value | undefined>;
  /** The wall clock, in milliseconds since the Unix epoch, as recorded. */
  now(): number;
  /** A number in [0, 1), as recorded. */
  random(): number;
  /** A unique id, as recorded. */
  id(): string;
  /** Tells listeners something that is worth knowing but is no error. */
  warn(message: string): void;
}
/** What an effect gets to know about the step it runs in; it is also the context for steps nested in it. */
interface StepContext<Context = unknown> extends AgentContext<Context> {
  readonly key: string;
  /** The same for every attempt of this step, across retries and crashes; another for every other step. */
  readonly idempotencyKey: string;
  /** The id that a model gave to the call which this step serves. */
  readonly toolCallId: string | undefined;
}
/** Told of every event of a run. What it throws is reported and changes nothing. */
type RunListener = (event: RunEvent) => void;
/** What a tool's code gets beside its input: the step it runs in, and the caller's own dependencies. */
interface ToolContext<Context = unknown> extends StepContext<Context> {
  /** The id the model gave this call. */
  readonly toolCallId: string;
}
/** What a provider is told of a tool that it runs itself. */
interface ProviderDefinition {
  /** Provider and name of the tool: `anthropic.web_search_20250305`. */
  readonly id: `${string}.${string}`;
  readonly args: Readonly<Record<string, unknown>>;
}
/**
 * A function a model may ask for. Make one with `defineTool`.
 * An error thrown by `execute` is given to the model as the tool's answer; it does not end the run.
 */
interface Tool<Name extends string = string, Input = unknown, Output = unknown, Context = unknown> {
  readonly name: Name;
  /** Tells the model what the tool is for and when to use it. */
  readonly description: string;
  /** Any Standard Schema (zod, valibot, arktype, ...) or a JSON Schema object. */
  readonly input: AnySchema;
  /** The schema as JSON Schema, where `input` cannot be exported. */
  readonly jsonSchema?: object | undefined;
  readonly effect: Effect;
  /** Milliseconds after which the call is aborted and the model told. */
  readonly timeoutMs?: number | undefined;
  /** The most characters of a result that the model gets; what is longer is cut with a mark. False for no limit. */
  readonly maxResultChars?: number | false | undefined;
  /** Set where the model's provider runs the tool, and nobody here does. */
  readonly provider?: ProviderDefinition | undefined;
  execute(input: Input, context: ToolContext<Context>): Output | Promise<Output>;
  /** Asked after a crash whether the effect happened. Resolves to its result, or `undefined` when it did not. */
  reconcile?(idempotencyKey: string): Promise<{
    readonly value: Output;
  } | undefined>;
  /** Exists for the compiler only: makes an agent whose tools need a context ask for it. */
  readonly '~context'?: ((context: Context) => void) | undefined;
}
/** A tool of any input and output, needing a context that `Context` satisfies. */
type AnyTool<Context = never> = Tool<string, never, unknown, Context>;
/** A slot of an agent that a run holds. Plain data. */
interface HeldSlot {
  readonly agent: string;
  /** Tells it from the agent's other slots. */
  readonly number: number;
}
/** A call of an agent by a run, on its way to whoever hosts the agent. Plain data but for the agent and the functions. */
interface CallRequest {
  readonly agent: Callable<never, unknown, never>;
  readonly input: unknown;
  /** Id of the run that the call begins; it follows from the calling step, so a call that is repeated begins no other run. */
  readonly runId: string;
  /** Id of the run at the root of all that called each other. */
  readonly rootId: string;
  /** The step that calls. */
  readonly parent: {
    readonly runId: string;
    readonly key: string;
  };
  /** Milliseconds since the Unix epoch. */
  readonly deadline: number | undefined;
  /** The caller's budgets, which the called agent draws on too. */
  readonly budgets: readonly BudgetAccount[];
  /** Limits for this call alone. */
  readonly budget: Budget | undefined;
  readonly session: string | undefined;
  readonly tenant: string | undefined;
  readonly correlationId: string | undefined;
  readonly round: number | undefined;
  /** The W3C trace context that the call goes on with. */
  readonly traceparent: string | undefined;
  /** What the caller's host gives on. */
  readonly origin: unknown;
  readonly context: unknown;
  readonly isStreaming: boolean;
  /** The slots that the callers above hold, the outermost first. */
  readonly slots: readonly HeldSlot[];
  /** How deep the caller is nested. */
  readonly depth: number;
  readonly signal: AbortSignal;
  readonly onEvent: ((event: RunEvent) => void) | undefined;
}
/** What came of a call. */
interface CallResult {
  readonly output: unknown;
  readonly usage: Usage;
  readonly cost: CostSum;
  /** Why the model stopped that gave the output. */
  readonly finishReason: FinishReason | undefined;
  readonly reasoning: string | undefined;
  readonly messages: readonly ConversationMessage[];
}
/** Hosts agents: calls of them take their slots, count in their figures, and keep their limits. */
interface CallPort {
  /** True when calls of this agent must go through here. */
  hosts(agent: Callable<never, unknown, never>): boolean;
  /** Begins a run of the agent, or joins the one that was begun under this id. */
  call(request: CallRequest): Promise<CallResult>;
  /** Runs code so that what it calls from outside a context finds the caller: a place of a run. */
  activate<Value>(place: object, code: () => Value): Value;
}
/** How a model came to the answer of a run. */
interface AnswerNotes {
  /** Why the model stopped. */
  readonly finishReason: FinishReason;
  /** What it thought before it answered, where its provider tells. */
  readonly reasoning: string | undefined;
  /** The turns of the run as the agent had them; made when they are asked for. */
  readonly turns: () => readonly ConversationMessage[];
}
/** What a model costs, in US dollars for a million tokens. */
interface TokenPrices {
  readonly input: number;
  /** Input read from the provider's cache; like `input` where the provider gives no discount. */
  readonly cachedInput?: number;
  /** Input written to the provider's cache; like `input` where writing costs nothing extra. */
  readonly cacheWrite?: number;
  /** Output, reasoning included. */
  readonly output: number;
}
/** The price of a model, and in a table of one's own its limits, which a worst case is reckoned from; others come from its profile. */
interface ModelPrice extends TokenPrices {
  /** Other prices for all tokens of a request whose input has more tokens than this. */
  readonly longInput?: TokenPrices & {
    readonly above: number;
  };
  /** Tokens of input and output that fit into one request. */
  readonly window?: number;
  /** Most tokens that the model writes in one answer. */
  readonly maxOutput?: number;
}
/**
 * Prices by model: `provider:model`, or a bare model name for any provider. A name also covers its dated and `-latest`
 * forms; a name that ends in `*` covers everything that begins with it.
 */
type PriceTable = Readonly<Record<string, ModelPrice>>;
/** A step as the interceptors see it. */
interface InterceptedStep {
  readonly runId: string;
  readonly agent: string;
  readonly depth: number;
  readonly key: string;
  readonly idempotencyKey: string;
  readonly request: StepLabel & {
    readonly effect: Effect;
    readonly input?: JsonValue;
    readonly requestOf?: () => unknown;
    readonly toolCallId?: string;
    readonly estimate?: Spending;
    readonly unpriced?: string | undefined;
  };
  readonly session: string | undefined;
  readonly tenant: string | undefined;
  readonly isAborted: boolean;
  readonly world: {
    readonly clock: Clock;
    readonly prices: PriceTable | undefined;
  };
  /** The budgets that hold here. */
  readonly budgets: readonly BudgetAccount[];
  meter: Meter | undefined;
  warn(message: string): void;
  /**
   * Has a function called when the run is over, or put away (true) while the step waits: what is held for the step is given
   * back then, because it may never settle in this process. What is returned takes that back.
   */
  whenReleased(giveBack: (isParked: boolean) => void): () => void;
}
/**
 * Wraps every step of a run: budgets, cost, tapes, policies, approvals and telemetry are written once, here. All members
 * may be left out; what nobody has costs nothing.
 */
interface StepInterceptor {
  readonly name: string;
  /**
   * Told of each step that the code asks for, live and on replay, before it is answered. Awaited before the run ends, not
   * before the step; a rejection ends the run.
   */
  readonly onAsk?: ((step: InterceptedStep) => void | Promise<void>) | undefined;
  /** Says which steps `around` wraps; all of them where it is left out. Must be cheap. */
  readonly appliesTo?: ((step: InterceptedStep) => boolean) | undefined;
  /**
   * Wraps a live step. `next` makes the effect happen, its intent before it, and is called once; a step whose `next` is not
   * called is refused with what is thrown, which is recorded as its failure. What is resolved is recorded as its outcome.
   * Not called on replay.
   */
  readonly around?: (<Value>(step: InterceptedStep, next: () => Promise<Value>) => Promise<Value>) | undefined;
  /** Told of every outcome, live and from the record, in the order of the record. Must not throw. */
  readonly onOutcome?: ((outcome: SettledStep) => void) | undefined;
}
/** A step with its outcome. */
interface SettledStep extends StepLabel {
  readonly key: string;
  readonly agent: string;
  readonly value: JsonValue;
  /** True when the outcome comes from the record. */
  readonly isReplayed: boolean;
}
/**
 * Gives the event loop a turn after every few hundred pieces of work, however fast they come. Those that must wait for it go on
 * in order of arrival, as many in each turn as may.
 */
declare class Yielder {
  #private;
  /** True when the caller must wait for `next` before it goes on. */
  spent(): boolean;
  /** Waits for a turn of the event loop. */
  next(): Promise<void>;
}
/** The outside of a run, as one value: a test, a tape or a simulator hands in its own. */
interface World {
  readonly clock: Clock;
  readonly random: Random;
  readonly resolveModel: ModelResolver;
  /** The caller's own prices, which win over the built-in ones. */
  readonly prices: PriceTable | undefined;
  /** Where budgets that outlive a run are kept; a run with a budget of its own makes one where there is none. */
  readonly budgets: Budgets | undefined;
  /** Hosts agents; calls of agents that it hosts go through it. */
  readonly calls: CallPort | undefined;
  /** Wrap every step, the outermost first, around those of the run itself. */
  readonly interceptors: readonly StepInterceptor[];
  /** Counts the runs that begin, so that runs which wait for nothing leave room for timers and signals. */
  readonly yielder: Yielder;
}
/** What may be handed in. Everything has a default. */
interface WorldOptions {
  readonly clock?: Clock | undefined;
  readonly random?: Random | undefined;
  /** Turns model names into models; by default the built-in providers with keys from the environment. */
  readonly resolveModel?: ModelResolver | undefined;
  /** Prices of your own, by `provider:model`; they win over the built-in ones. */
  readonly prices?: PriceTable | undefined;
  /** Where budgets of agents, sessions, tenants and of everything are kept; made for this run alone unless given. */
  readonly budgets?: Budgets | undefined;
}
/** One call through the door to the outside world. */
interface StepRequest<Value> extends StepLabel {
  readonly effect: Effect;
  /** Recorded with the intent and shown in events; leave out what would be large or is recorded elsewhere. */
  readonly input?: JsonValue;
  /** All that is asked, where it is more than `input`. Made only for interceptors that keep or compare whole requests. */
  readonly requestOf?: () => unknown;
  /** The id that a model gave to the call which this step serves. */
  readonly toolCallId?: string;
  /** The most that the step may take of a budget, where that is known before it begins. */
  readonly estimate?: Spending;
  /** A model that the step asks and whose price is not known. */
  readonly unpriced?: string | undefined;
  /** Milliseconds after which a step that waits is over; its end is recorded with its intent. */
  readonly waitMs?: number;
  /** True for a call of an agent whose words are the caller's answer. */
  readonly forwards?: boolean;
  /** The effect itself. Not called when the ledger has its outcome. */
  readonly execute: (step: EngineStep) => Value | Promise<Value>;
  /** Asked when an earlier attempt has no outcome. */
  readonly reconcile?: Reconcile<Value>;
}
/**
 * What implementers of agents have of a run, at one place of its call tree. User code never sees it: it is given `user`.
 */
interface EngineContext {
  readonly runId: string;
  /** Name of the agent this context belongs to. */
  readonly agent: string;
  /** Key of the step this context is nested in; empty at the root of a run. */
  readonly path: string;
  /** How many calls of agents lie between the run's own agent and this place. */
  readonly depth: number;
  /** Aborts when the work here is called off. Made when it is first asked for, so ask only where it is passed on. */
  readonly signal: AbortSignal;
  /** True once the work here is called off; asking does not make the signal. */
  readonly isAborted: boolean;
  readonly context: unknown;
  readonly session: string | undefined;
  readonly tenant: string | undefined;
  readonly received: Received | undefined;
  /** True when the caller wants deltas while the model writes. */
  readonly isStreaming: boolean;
  /** True when somebody listens to events, so that progress is worth making. */
  readonly isHeard: boolean;
  readonly world: World;
  /** The context for user code at this place. */
  readonly user: AgentContext;
  /** Takes one effect through the door: records it, announces it; on replay gives the recorded outcome instead. */
  step<Value>(request: StepRequest<Value>): Promise<Value>;
  /** A scope with keys of its own. */
  branch(name: string): EngineContext;
  /** The same place of the run under another signal, for work with a time limit of its own. The signal must follow `signal`. */
  withSignal(signal: AbortSignal): EngineContext;
  /** The same place of the run under a budget of this agent's, which the agents it calls share. */
  withBudget(budget: Budget): EngineContext;
  call<Input, Output>(agent: Callable<Input, Output, never>, input: Input, options?: ContextCallOptions): Promise<Output>;
  sleep(delayMs: number): Promise<void>;
  /** Tells listeners something that is worth knowing but is no error. */
  warn(message: string): void;
  /** Notes how the agent's answer came about, which counts where that answer is the run's. */
  endWith(notes: AnswerNotes): void;
  /** Notes what was said before another agent took the conversation over; its own turns follow. */
  handOver(turns: () => readonly ConversationMessage[]): void;
  /** Runs user code so that what it calls finds this place (`runtime.call` from within an agent). */
  activate<Value>(code: () => Value): Value;
}
/** What an effect has of the step it runs in; it is also the context for steps nested in it. */
interface EngineStep extends EngineContext {
  readonly key: string;
  readonly request: StepRequest<unknown>;
  /** The same for every attempt of this step, across retries and crashes; another for every other step. */
  readonly idempotencyKey: string;
  readonly user: StepContext;
  /** How the step spends, where budgets hold; put there by the budget's interceptor. */
  meter: Meter | undefined;
  /** Why the work here was called off; nothing while it was not. */
  readonly aborted: {
    readonly reason: unknown;
  } | undefined;
  /** Calls back once when the work here is called off; what it returns stops that. Costs less than a listener of `signal`. */
  onAbort(listener: () => void): () => void;
  /** Announces live progress. Not recorded; a replay announces one delta for each part of the outcome. */
  announce(progress: StepProgress): void;
  withSignal(signal: AbortSignal): EngineStep;
  /**
   * Says that it is not known whether the effect happened: its time is up, and it did not stop. Resolves with what
   * `reconcile` says; where it knows nothing, the run waits for a person, and the promise does not settle.
   */
  unknownOutcome(): Promise<never>;
}
/** An agent as a run executes it. Written by implementers. */
interface Runnable<Input = unknown, Output = unknown> {
  readonly name: string;
  /** Version of the agent's definition. */
  readonly version?: string | undefined;
  doRun(input: Input, context: EngineContext): Output | Promise<Output>;
}
/** A run cannot go on. */
declare class RunError extends AixgoError {
  static readonly name: string;
  readonly code: CodeOf<'run'>;
  constructor(code: CodeOf<'run'>, message: string, options?: AixgoErrorOptions);
  /** True for the errors of this family alone, whichever copy of the package threw or restored them. */
  static isInstance(value: unknown): value is RunError;
}
/** What one model call came to; this is what the ledger keeps of a `model` step. */
interface ModelOutcome extends ModelReport {
  readonly content: readonly LanguageModelV4Content[];
  readonly finishReason: FinishReason;
  /** The provider's own word for the reason, where it says more. */
  readonly rawFinishReason?: string;
  readonly usage: Usage;
  /** The model that answered, as it is priced. */
  readonly model?: {
    readonly provider: string;
    readonly modelId: string;
  };
  /** What the call cost; absent where the price of the model is not known. */
  readonly cost?: Cost;
  readonly warnings?: readonly string[];
  /** The model that answered, as it calls itself. */
  readonly modelId?: string;
}
/** What the model is told of a tool call; this is what the ledger keeps of a `tool` step. */
interface ToolOutcome {
  readonly output: JsonValue;
  /** True when the output says what went wrong, so that the model can try again or do without. */
  readonly isError?: boolean;
  /** True when the output is a list of parts, texts and files, which the model is to get as such. */
  readonly isContent?: boolean;
}
/** What has become of a run. `open`: under way, or interrupted and not taken up again yet. */
type RunStatus = 'open' | 'parked' | 'finished' | 'failed' | 'cancelled';
/** A run as a list shows it. */
interface RunSummary {
  readonly runId: string;
  readonly agent: string;
  readonly status: RunStatus;
  /** Milliseconds since the Unix epoch. */
  readonly startedAt: number;
  readonly updatedAt: number;
  readonly session?: string;
  readonly tenant?: string;
  /** What a parked run waits for. */
  readonly waitingFor?: readonly WaitingFor[];
}
/** Which runs are listed. Everything given must hold. */
interface RunFilter {
  readonly status?: RunStatus | readonly RunStatus[];
  readonly agent?: string;
  readonly session?: string;
  readonly tenant?: string;
  /** Most runs that are given, oldest first; all unless said otherwise. */
  readonly limit?: number;
}
/**
 * Keeps the ledgers of runs. Implementations pass the suite `describeRunStore` of `aixgo/testing`.
 * A run has one owner at a time: who opens it takes the lease, and the ledgers of earlier owners refuse what they append.
 */
interface RunStore {
  /** Names the kind of store, for people. */
  readonly name: string;
  /** True when its runs survive the process. */
  readonly durable: boolean;
  /**
   * Opens the run of this id and takes its lease. `start` says that it may be a new one, and what it is then: its run appends
   * that as its first record. Where there is one, `start` is left aside.
   * @throws RunError `STORE_FAILED` where it cannot be opened, or there is no such run and no `start`.
   */
  open(runId: string, start?: RunRecord): Promise<Ledger>;
  /** The runs, oldest first. */
  list(filter?: RunFilter): AsyncIterable<RunSummary>;
  /**
   * Leaves word for a step of a run that waits for it, under the step's own name. Safe when it resolves. `late`: the step has its answer already, or
   * the run is over. @throws RunError `STORE_FAILED` when there is no such run, `SIGNAL_INVALID` for what the step cannot take.
   */
  signal(runId: string, key: string, value: JsonValue, by: string): Promise<'accepted' | 'late'>;
  /** Parked runs whose timer or signal has come, the longest due first. */
  due(now: number): AsyncIterable<string>;
  /** Gives everything back. Idempotent. */
  close?(): Promise<void>;
}
/** How a run is started. Everything has a default. */
interface RunOptions extends WorldOptions {
  /** Stops the run for good: the model request and the tools are aborted, and the run rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /**
   * Milliseconds after which the run is aborted with `DEADLINE_EXCEEDED`. A run that is taken up again
   * keeps the limit it was started with; one that had none is given this, from now on.
   */
  readonly timeoutMs?: number;
  /** The conversation this run belongs to. */
  readonly session?: string;
  /** On whose behalf the run is made; its budget is that of the store. */
  readonly tenant?: string;
  /** Where the run is recorded. With a history, the run continues from it and repeats no recorded step. */
  readonly ledger?: Ledger;
  /** Where the run is recorded, instead of `ledger`: a store of runs, which knows them by their ids. */
  readonly store?: RunStore;
  /**
   * The run's id, made up unless given. Starting a run that exists in the store attaches to it: where it is under way in this
   * process, its own `signal`, `timeoutMs`, `budget` and context go on holding, and of these options only `onEvent` counts.
   */
  readonly runId?: string;
  /** Told of every event of the run, in order. What it throws changes nothing. */
  readonly onEvent?: RunListener;
  /** Limits for this run and all agents that it calls. */
  readonly budget?: Budget;
  /** The step of another run that caused this one, as `runId/key`. */
  readonly parent?: string;
}
/** A value of which anything may still be missing, at any depth. */
type DeepPartial<Value> = Value extends readonly (infer Item)[] ? readonly DeepPartial<Item>[] : Value extends object ? { readonly [Key in keyof Value]?: DeepPartial<Value[Key]>; } : Value;
/** The caller's own dependencies: asked for when the agent's tools need them. */
type WithContext<Context> = unknown extends Context ? {
  readonly context?: Context;
} : {
  readonly context: Context;
};
/** Arguments after the input: options, which may be left out unless a context is needed. */
type RunArguments<Context> = unknown extends Context ? [options?: RunOptions & WithContext<Context>] : [options: RunOptions & WithContext<Context>];
/**
 * A run in progress, as typed events. It has one reader: one loop over it, or over its `text()` or `partials()`; asking for
 * another one throws `STREAM_IN_USE` at once, also when the first has finished or left. Ending the loop early aborts the
 * run. Deltas of one step that wait for a reader are merged, so a stream that nobody reads stays small.
 */
interface RunStream<Output> extends AsyncIterable<RunEvent> {
  /** Settles when the run ends; may be awaited with or without reading the events. */
  readonly result: Promise<RunResult<Output>>;
  /** Only the text the model writes, as it is written. Takes the place of the reader when it is called. */
  text(): AsyncIterable<string>;
  /**
   * The output as far as it is written, each time there is more of it; not validated yet. Starts anew where the model
   * must correct itself. Await `result` for the validated output. Takes the place of the reader when it is called.
   */
  partials(): AsyncIterable<DeepPartial<Output>>;
}
/**
 * A named thing that takes an input and answers. Roles, patterns and remote agents are agents.
 * Make one with `defineAgent` (a model with tools) or `defineCustomAgent` (your own code).
 */
interface Agent<Name extends string = string, Input = unknown, Output = unknown, Context = unknown> {
  readonly name: Name;
  /** The kind of agent, such as `react`. */
  readonly role: string;
  /** What the agent is for; shown to people and to models that may call it. */
  readonly description?: string | undefined;
  /** The `type` of the messages this agent emits, such as `analysis`; `message` unless said otherwise. */
  readonly messageType?: string | undefined;
  /** Input is text unless there is a schema. */
  readonly inputSchema?: AnySchema | undefined;
  /** Output is text unless there is a schema. */
  readonly outputSchema?: AnySchema | undefined;
  /** Milliseconds the work on one message may take, all attempts and the waits between them included. */
  readonly timeoutMs?: number | undefined;
  /** Runs the agent and gives its validated output. Rejects with an `AixgoError`, with the signal's reason, or with what a custom agent threw. */
  run(input: Input, ...options: RunArguments<Context>): Promise<RunResult<Output>>;
  /** Runs the agent and gives its events as they happen. */
  stream(input: Input, ...options: RunArguments<Context>): RunStream<Output>;
  /** Exists for the compiler only. */
  readonly '~context'?: ((context: Context) => void) | undefined;
}
/** An agent of any input, output and context. */
type AnyAgent = Agent<string, never, unknown, never>;
/** How an agent is offered as a tool. */
interface AgentToolOptions {
  /** Defaults to the agent's name. */
  readonly name?: string;
  /** Defaults to the agent's description. */
  readonly description?: string;
}
/**
 * Offers an agent to another agent's model as a tool. The model's arguments are the agent's input, by its input schema,
 * or `{ input: text }` for an agent that takes text. The call is a step of the same run.
 */
declare function agentTool<Name extends string, Input, Output, Context>(agent: Agent<Name, Input, Output, Context>, options?: AgentToolOptions): Tool<string, InferSchema<AnySchema, JsonObject>, Output, Context>;
/** What a source, or an agent that is started, sees of the world. The signal aborts when the agent must stop. */
interface SourceContext {
  readonly agent: string;
  readonly signal: AbortSignal;
  readonly clock: Clock;
  readonly random: Random;
  /** Tells listeners of the runtime something that is worth knowing but is no error. */
  readonly warn?: ((message: string) => void) | undefined;
}
/** What implementers write of an agent, and runs and runtimes call; users of the agent never do. */
interface AgentHooks<Input, Output> {
  /** The agent's answer to one input. Everything that reaches outside goes through the context. */
  doRun(input: Input, context: EngineContext): Output | Promise<Output>;
  /**
   * Present on agents that bring messages into a system by themselves. Each item is emitted to the agent's outputs;
   * the next one is asked for when there is room. Ends when the signal aborts.
   */
  readonly source?: ((context: SourceContext) => AsyncIterable<JsonValue>) | undefined;
  /** Gets the agent ready to serve, where that takes something; a runtime awaits it before anything reaches the agent. */
  readonly doStart?: ((context: SourceContext) => Promise<void>) | undefined;
  /** Gives back what `doStart` took. Called once, after the last run has ended. */
  readonly doStop?: (() => Promise<void>) | undefined;
  /**
   * Present on agents that give schemas to a model. Exports them, and gives an error for each that cannot be, naming agent
   * and tool. A runtime asks when it is made, so that nothing of the kind waits for the first message. `asked` holds the
   * agents that were asked before, and takes in this one.
   */
  readonly doCheck?: ((asked?: Set<unknown>) => Promise<readonly AixgoError[]>) | undefined;
}
/** An agent as those who run it see it. */
interface AgentImplementation extends Runnable<never>, Omit<AgentHooks<never, unknown>, 'doRun'> {
  /** The same in all copies of the agent, such as one with a time limit around it, so that a host knows them for one. */
  readonly identity: object;
}
/** What the implementer of an agent wrote. */
declare function implementationOf(agent: AnyAgent): AgentImplementation;
/** A copy of an agent that does some things in another way. For a host it is the same agent. */
declare function withHooks<Changed extends AnyAgent>(agent: Changed, hooks: Partial<AgentHooks<never, unknown>>): Changed;
/** How a model is told of an agent that it can hand the conversation over to. */
interface HandoffOptions<Name extends string = string> {
  /** Name of the tool; `transfer_to_` and the agent's name unless said otherwise. */
  readonly name?: Name | undefined;
  /** When to hand over; the agent's description unless said otherwise. */
  readonly description?: string | undefined;
}
/** A tool that hands the conversation over. The answer of the run is then that of the other agent. */
interface Handoff<Name extends string, Output, Context> extends Tool<Name, JsonObject, string, Context> {
  /** Exists for the compiler only. */
  readonly '~handedOver'?: Output;
}
/**
 * Lets an agent's model hand the conversation over to another agent, for good: the other agent gets all messages under its
 * own instructions, and its answer is the run's. (`agentTool` asks another agent and goes on with its answer.)
 *
 * @example
 * const triage = defineAgent({ name: 'triage', model, tools: [handoff(billing), handoff(support)] })
 *
 * @throws AgentError `AGENT_OPTIONS_INVALID` for an agent with an input schema, which cannot take a conversation.
 */
declare function handoff<const AgentName extends string, Output, Context, const Name extends string = `transfer_to_${AgentName}`>(agent: Agent<AgentName, UserInput, Output, Context>, options?: HandoffOptions<Name>): Handoff<Name, Output, Context>;
/** What an implementer writes; everything else of an agent is the same for all of them. */
interface AgentDefinition<Name extends string, Input, Output> extends AgentHooks<Input, Output> {
  readonly name: Name;
  readonly role: string;
  readonly description?: string | undefined;
  readonly messageType?: string | undefined;
  readonly inputSchema?: AnySchema | undefined;
  readonly outputSchema?: AnySchema | undefined;
}
/** Makes an agent from its definition: adds `run` and `stream`, which start a run around `doRun`. */
declare function createAgent<Name extends string, Input, Output, Context = unknown>(definition: AgentDefinition<Name, Input, Output>): Agent<Name, Input, Output, Context>;
/** How hard a model thinks before it answers. */
type ReasoningEffort = (typeof reasoningEfforts)[number];
declare const reasoningEfforts: readonly ['none', 'minimal', 'low', 'medium', 'high', 'xhigh', 'max'];
/** Which tools a model may call: as it likes, none, at least one, or this one. */
type ToolChoice = 'auto' | 'none' | 'required' | {
  readonly tool: string;
};
/** Options by provider (`openai`, `anthropic`, ...), handed to it as they are. */
type ProviderOptions = Readonly<Record<string, JsonObject>>;
/** Settings a model call understands. Unset means the provider's own default; `temperature: 0` is honoured. */
interface ModelSettings {
  readonly temperature?: number | undefined;
  /** The most tokens of one answer, reasoning included where the provider counts it so. */
  readonly maxOutputTokens?: number | undefined;
  readonly topP?: number | undefined;
  readonly topK?: number | undefined;
  readonly presencePenalty?: number | undefined;
  readonly frequencyPenalty?: number | undefined;
  readonly stopSequences?: readonly string[] | undefined;
  readonly seed?: number | undefined;
  /** How much the model thinks before it answers: an effort, or tokens where the provider counts them. */
  readonly reasoning?: ReasoningEffort | {
    readonly budgetTokens: number;
  } | undefined;
  /** A choice that is forced holds until a tool was called: otherwise the model could never answer. */
  readonly toolChoice?: ToolChoice | undefined;
  /** False has the model call one tool at a time. */
  readonly parallelToolCalls?: boolean | undefined;
  /** What only one provider knows; each provider sees its own. */
  readonly providerOptions?: ProviderOptions | undefined;
  /** Sent with each request, beside the provider's own. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}
/** How failed calls are repeated. */
interface RetryPolicy {
  /** Attempts in all, the first included; 3 unless said otherwise. */
  readonly maxAttempts?: number | undefined;
  /** Longest wait before the second attempt; 500 ms unless said otherwise. */
  readonly initialBackoffMs?: number | undefined;
  /** Longest wait between any two attempts; 30 s unless said otherwise. */
  readonly maxBackoffMs?: number | undefined;
  /** Factor by which the wait grows; 2 unless said otherwise. */
  readonly multiplier?: number | undefined;
  /** Longest wait that a provider may ask for with `Retry-After`; 60 s. A longer one is an error at once. */
  readonly maxRetryAfterMs?: number | undefined;
  /** Codes that are tried again; those that the error itself calls retryable unless given. */
  readonly retryOn?: readonly CodeOf<'model'>[] | undefined;
  /**
   * True to start a stream again although some of its text was announced already; the event `text-reset` then says that
   * what came before is void. Otherwise such a stream fails with its error.
   */
  readonly restartStream?: boolean | undefined;
}
/**
 * How long things may take, in milliseconds. What is not said is as long as the model's family needs (reasoning models
 * are silent for long), and otherwise the usual time that is given here.
 */
interface TimeoutPolicy {
  /**
   * From the request to the beginning of a stream, connecting included, and from there to its first part; usually 60 s.
   * Whatever arrives, such as a comment that keeps the stream alive, lets it begin anew.
   */
  readonly firstByteMs?: number | undefined;
  /** Between two parts of a stream, and between whatever else arrives of it; usually 60 s. */
  readonly idleMs?: number | undefined;
  /**
   * One whole answer without streaming; usually 10 minutes. In a stream the time without a part, however it is kept
   * alive, where that is longer than the two above.
   */
  readonly answerMs?: number | undefined;
  /** All attempts at one model, waits included; then a fallback takes over. No limit unless given. */
  readonly modelMs?: number | undefined;
  /** The whole call with all its attempts and fallbacks. No limit unless given. */
  readonly totalMs?: number | undefined;
}
/** When an endpoint is left alone after failures. */
interface CircuitBreakerPolicy {
  /** Failures in a row that open the circuit; 5 unless said otherwise. */
  readonly failureThreshold?: number | undefined;
  /** How long nothing is asked then; 30 s unless said otherwise. After it one request probes the endpoint. */
  readonly openMs?: number | undefined;
}
/** A model to fall back to. */
interface FallbackModel {
  readonly model: ModelReference;
  /** All attempts at this model; the policy's `modelMs` unless given. */
  readonly timeoutMs?: number | undefined;
}
/** Which models are asked when the first one cannot answer. */
interface FallbackPolicy {
  readonly models: readonly (ModelReference | FallbackModel)[];
  /** `ordered` begins with the agent's own model each time; `round-robin` begins with the next one for each call. */
  readonly strategy?: 'ordered' | 'round-robin' | undefined;
}
/** How much may be asked of an endpoint. Calls that have to wait take turns by agent, each agent's in order. */
interface LimitPolicy {
  /** Calls at the same time. */
  readonly concurrency?: number | undefined;
  readonly requestsPerMinute?: number | undefined;
  /** Tokens of requests and answers together: estimated before a call, corrected by the reported usage after it. */
  readonly tokensPerMinute?: number | undefined;
}
/** When a second, equal request is sent because the first one is slow; the first answer wins and the other is aborted. */
interface HedgePolicy {
  readonly afterMs: number;
}
/** Keeps answers to equal requests. */
interface CachePolicy {
  /** How long an answer is kept; 1 hour unless said otherwise. */
  readonly ttlMs?: number | undefined;
  /** How many answers are kept; 1000 unless said otherwise. The one that was not used for longest goes first. */
  readonly maxEntries?: number | undefined;
}
/**
 * How calls of a model are protected. Retries and timeouts have defaults and are left out with `false`; the rest is off
 * unless given.
 */
interface ResiliencePolicy {
  readonly retry?: RetryPolicy | false | undefined;
  readonly timeouts?: TimeoutPolicy | false | undefined;
  readonly fallback?: FallbackPolicy | undefined;
  readonly circuitBreaker?: CircuitBreakerPolicy | undefined;
  readonly limits?: LimitPolicy | undefined;
  readonly hedge?: HedgePolicy | undefined;
  readonly cache?: CachePolicy | undefined;
}
/** What a tool that the provider runs is made from. */
interface ProviderToolOptions<Name extends string = string> {
  /** Provider and name of the tool, as the provider's package of the AI SDK has them: `anthropic.web_search_20250305`. */
  readonly id: ProviderDefinition['id'];
  /** What the tool is called in the conversation; the end of its id without its date unless said otherwise. */
  readonly name?: Name;
  /** What the provider is told about the tool, as the AI SDK names it. */
  readonly args?: Readonly<Record<string, unknown>>;
}
/** A tool as the packages of the AI SDK make them: `anthropic.tools.webSearch_20250305({ maxUses: 3 })`. */
interface ProviderToolObject {
  readonly type: 'provider';
  readonly id: ProviderDefinition['id'];
  readonly args: Readonly<Record<string, unknown>>;
  readonly name?: string | undefined;
  /** False for tools that the provider defines and leaves to others to run. */
  readonly isProviderExecuted?: boolean | undefined;
}
/** A tool as agents take it: one of one's own, or one that a package of the AI SDK made. */
type GivenTool<Context = never> = AnyTool<Context> | ProviderToolObject;
/**
 * Declares a tool that the provider of the model runs, such as its web search. What it did is part of the model's answer.
 *
 * @example
 * defineAgent({
 *   name: 'researcher',
 *   model: 'anthropic:claude-sonnet-4-5',
 *   tools: [providerTool({ id: 'anthropic.web_search_20250305', args: { maxUses: 3 } })],
 * })
 *
 * @throws ToolError `TOOL_OPTIONS_INVALID`, `TOOL_NAME_INVALID`.
 */
declare function providerTool<const Name extends string = string>(options: ProviderToolOptions<Name>): Tool<Name, never, never>;
/**
 * What is done when a conversation outgrows the model's window. `evict-tool-results`: the oldest results of tools are
 * replaced by a note. `sliding`: the oldest exchanges are removed. `summarise`: a model call of its own puts a summary in
 * their place. `pin`: everything goes at once that is neither pinned nor recent. `none`: nothing.
 */
type WindowStrategy = 'evict-tool-results' | 'sliding' | 'summarise' | 'pin' | 'none';
/** How an agent keeps its conversation within the model's window. */
interface ContextWindowOptions {
  /** One strategy, or several that are tried in order until it fits. `evict-tool-results`, then `sliding`, unless said otherwise. */
  readonly strategy?: WindowStrategy | readonly WindowStrategy[];
  /** Tokens that prompt and answer may have together; the model's own window unless said otherwise. */
  readonly maxTokens?: number;
  /** Tokens kept free for the answer; `maxOutputTokens`, else 4096 or a quarter of the window, unless said otherwise. */
  readonly reserveTokens?: number;
  /** How many of the latest exchanges stay as they are; 2 unless said otherwise. */
  readonly keepLast?: number;
  /** Messages that are never removed or changed beside the instructions and the input: names of tools whose results stay, or a test. */
  readonly pin?: readonly string[] | ((message: LanguageModelV4Message) => boolean);
  /** Counts the tokens of a text exactly. Without it they are estimated, by what the model has reported so far. */
  readonly countTokens?: (text: string) => number;
}
/** What a model can do by itself, as far as an agent must know before it asks. */
interface ModelAbilities {
  /** Calls tools through its provider's own interface. */
  readonly tools: boolean;
  /** Calls one when it must. False where the provider refuses to force it, or fails at it. */
  readonly forcedTools: boolean;
  /** Keeps to a JSON Schema that the request carries. `alone`: only in requests without tools. */
  readonly schema: boolean | 'alone';
  /** Takes `strict: true` beside a schema that satisfies the provider's rules for it. */
  readonly strict: boolean;
  /** Answers by the fields of a request and follows no instructions, so that nothing can be asked of it in words. */
  readonly fieldsOnly?: boolean;
}
/** How long a model may take, in milliseconds, where the usual limits are too short for it. */
interface ModelTimeouts {
  /** To the first part of a stream. */
  readonly firstByteMs?: number;
  /** Between two parts of a stream. */
  readonly idleMs?: number;
  /** A whole answer without streaming. */
  readonly answerMs?: number;
}
/**
 * What is known of a model: from its family, and from the provider where that decides. What is not known is absent, and
 * a model that no family fits counts as able to do everything.
 */
interface ModelProfile {
  /** The family's name, such as `gpt-5` or `claude-4.5`; `unknown` where none fits. */
  readonly family: string;
  /** Tokens of prompt and answer together. Absent where the server decides it, as Ollama's and vLLM's do. */
  readonly window?: number;
  /** Most tokens of one answer. */
  readonly maxOutput?: number;
  readonly abilities: ModelAbilities;
  /** Whether it thinks before it answers: never, when it is told to, or always. */
  readonly reasoning: 'none' | 'optional' | 'always';
  /**
   * Whether its reasoning may stand in the text. `written`: between `<think>` and `</think>`, both written by the model.
   * `opened`: the same, or up to a `</think>` alone, because the prompt ended with the opening tag.
   */
  readonly thinkTags: 'none' | 'written' | 'opened';
  /** True where `temperature`, `topP` and penalties are refused. */
  readonly fixedSampling: boolean;
  /** What Chat Completions call the limit of an answer for it. */
  readonly outputLimitName: 'max_tokens' | 'max_completion_tokens';
  readonly timeouts: ModelTimeouts;
}
/**
 * How a model is brought to give a structured output. `native`: the request carries the schema. `tool`: the model must
 * call a tool whose arguments are the output. `prompt`: the instructions hold the schema.
 */
type OutputMode = 'native' | 'tool' | 'prompt';
/** How a model asks for tools: through its provider's interface, or by blocks in its text. */
type ToolMode = 'native' | 'text';
/** What a request is about to be made of. */
interface IterationArguments<Context = unknown> {
  /** Which request of the run it is, counted from 1. */
  readonly iteration: number;
  /** The conversation as it would be sent. */
  readonly messages: readonly LanguageModelV4Message[];
  /** The run; `context.context` are the caller's own dependencies. What reaches outside goes through `context.step`. */
  readonly context: AgentContext<Context>;
}
/** What is changed of one request. What is left out stays as it is; the next request begins anew. */
interface IterationChanges<Context = unknown> {
  readonly model?: ModelReference;
  /** The conversation that is sent. The run's own goes on as it was. */
  readonly messages?: readonly LanguageModelV4Message[];
  /** Takes the place of the agent's tools. */
  readonly tools?: readonly GivenTool<Context>[];
  /** Over the agent's own settings. */
  readonly settings?: ModelSettings;
}
/** Changes a request before it is sent. */
type PrepareIteration<Context = unknown> = (options: IterationArguments<Context>) => IterationChanges<Context> | undefined | void | Promise<IterationChanges<Context> | undefined | void>;
/** A model's request to run a tool, as it arrives: the input is JSON text. */
interface ToolRequest {
  readonly toolCallId: string;
  readonly toolName: string;
  readonly input: string;
}
/** One model call and the tools it asked for. */
interface Iteration {
  /** Counts from 1. */
  readonly number: number;
  readonly model: ModelOutcome;
  readonly toolCalls: readonly ToolRequest[];
  /** What the tools answered, in the order of the calls; absent until they have. */
  readonly toolResults?: readonly ToolOutcome[];
}
/** Decides after each iteration with tool calls whether the run ends there. Must depend on nothing but its argument. */
type StopCondition = (iterations: readonly Iteration[]) => boolean;
/** Stops after `count` iterations and gives the text the model has written so far. */
declare function iterationCountIs(count: number): StopCondition;
/** Stops once the model has called the tool. */
declare function hasToolCall(toolName: string): StopCondition;
/** How patient the loop detector is. Counts are in iterations of the loop. */
interface LoopDetection {
  /** Iterations in a circle, or without progress, before a warning; 4. */
  readonly warnAfter?: number | undefined;
  /** Iterations in a circle, or without progress, before the agent is stopped; 8. */
  readonly stopAfter?: number | undefined;
  /**
   * Iterations with the same calls but other results, as when something is polled, before the agent is stopped. Not
   * stopped unless given: there is a warning after 30 of them.
   */
  readonly pollStopAfter?: number | undefined;
}
/** What the detector has found. */
interface StuckLoop {
  readonly action: 'warn' | 'stop';
  readonly kind: 'repetition' | 'ping-pong' | 'no-progress' | 'polling';
  readonly iterations: number;
  /** Says what goes round. */
  readonly reason: string;
}
/**
 * Looks for an agent that goes round in circles: the same calls with the same results again and again, a few that
 * alternate, or iterations that bring nothing that was not known before. A call that was never made before is progress,
 * even where it fails, and so is a result that differs from the one before. Depends on nothing but its arguments.
 */
declare function detectStuckLoop(iterations: readonly Iteration[], options?: LoopDetection): StuckLoop | undefined;
/** What an agent takes: text, or what is written for its input schema. */
type AgentInput$1<Schema> = Schema extends AnySchema ? InferWritten<Schema, JsonObject> : UserInput;
/** What an agent's own code gets: text, or what its input schema makes of the input. */
type CheckedInput<Schema> = Schema extends AnySchema ? InferSchema<Schema, JsonObject> : UserInput;
/** What an agent answers: text, or what its output schema describes. */
type AgentOutput$1<Schema> = Schema extends AnySchema ? InferSchema<Schema, JsonObject> : string;
/** What instructions, the model and the tools of a run may depend on, where they are functions. */
interface InstructionsArguments<Input, Context> {
  readonly input: Input;
  /** The caller's own dependencies, as given to `run`. */
  readonly context: Context;
  /** The door to the outside: what is read through it is recorded, and the same when the run is taken up again. */
  readonly step: AgentContext['step'];
}
/** A value, or a function that gives it when a run begins. It is asked again on replay, and must depend on its argument only. */
type ForRun<Value, Input, Context> = Value | ((options: InstructionsArguments<Input, Context>) => Value | Promise<Value>);
/** What an agent is made from. */
interface AgentOptions<Name extends string, InputSchema, OutputSchema, Context> {
  readonly name: Name;
  /** `provider:model`, a bare model name, or any AI SDK `LanguageModelV4` object; a function chooses one for each run. */
  readonly model: ForRun<ModelReference, CheckedInput<InputSchema>, Context>;
  /** The standing text given to the model; a function makes it anew for each run. */
  readonly instructions?: ForRun<string, CheckedInput<InputSchema>, Context>;
  readonly description?: string;
  /** What the model may ask for, also tools that its provider runs; a function chooses it for each run. */
  readonly tools?: ForRun<readonly GivenTool<Context>[], CheckedInput<InputSchema>, Context>;
  /** Schema of the input; text without one. */
  readonly input?: InputSchema;
  /** Schema of the output; text without one. */
  readonly output?: OutputSchema;
  readonly settings?: ModelSettings;
  /** Called before each request: may change its model, messages, tools and settings. Must depend on its argument only. */
  readonly prepareIteration?: PrepareIteration<Context>;
  /** Retries, time limits, fallback models and more; models of the built-in providers have retries and limits without it. */
  readonly resilience?: ResiliencePolicy;
  /** How many model calls a run may make; 20 unless said otherwise. */
  readonly maxIterations?: number;
  /** How often the model may correct an output that does not match the schema; 2 unless said otherwise. */
  readonly maxRepairs?: number;
  /**
   * How the model is brought to give a structured output: the request carries the schema, it must call a tool, or the
   * instructions hold the schema. Chosen by what the model can do unless said otherwise.
   */
  readonly outputMode?: 'auto' | OutputMode;
  /** How the model asks for tools: natively, or by blocks in its text. Chosen by what the model can do unless said otherwise. */
  readonly toolMode?: 'auto' | ToolMode;
  /** What happens when the conversation outgrows the model's window. */
  readonly contextWindow?: ContextWindowOptions;
  /** Ends a run after an iteration with tool calls, when any of them holds. */
  readonly stopWhen?: StopCondition | readonly StopCondition[];
  /** Limits for this agent and all that it calls: for each run, or for all runs that share a store of budgets. */
  readonly budget?: Budget;
  /** How soon an agent that goes round in circles is warned of and stopped; false switches the detector off. */
  readonly loopDetection?: LoopDetection | false;
  /** Milliseconds for each tool call; no limit unless said otherwise. A tool's own limit wins. */
  readonly toolTimeoutMs?: number;
  /**
   * The most characters that the model gets of a tool's result, where the tool sets no limit of its own: what is longer is
   * cut with a mark, and whole on the record. 100,000, and never more than a quarter of the model's window, unless said
   * otherwise; false for no limit.
   */
  readonly maxResultChars?: number | false;
  /** Milliseconds a tool gets to stop after its signal aborted, before it is abandoned; 1000 unless said otherwise. */
  readonly abortGraceMs?: number;
  readonly messageType?: string;
}
/**
 * Declares an agent: a model with instructions and tools. Nothing happens until it is run.
 *
 * @example
 * const analyst = defineAgent({
 *   name: 'analyst',
 *   model: 'openai:gpt-4o',
 *   instructions: 'You are a data analyst.',
 *   output: z.object({ risk: z.enum(['low', 'high']) }),
 * })
 * const { output } = await analyst.run('Review the March numbers')
 *
 * @throws AgentError `AGENT_OPTIONS_INVALID`, `AGENT_SCHEMA_INVALID`, ToolError `TOOL_DUPLICATE`, RunError `BUDGET_INVALID`.
 */
declare function defineAgent<const Name extends string, InputSchema extends AnySchema | undefined = undefined, OutputSchema extends AnySchema | undefined = undefined, Context = unknown>(options: AgentOptions<Name, InputSchema, OutputSchema, Context>): Agent<Name, AgentInput$1<InputSchema>, AgentOutput$1<OutputSchema>, Context>;
/** What a custom agent is made from. */
interface CustomAgentOptions<Name extends string, InputSchema, Output, Context> {
  readonly name: Name;
  readonly description?: string;
  /** Schema of the input; text without one. */
  readonly input?: InputSchema;
  /**
   * The agent's code. What reaches outside goes through the context (`step`, `call`, `sleep`, `now`, `random`, `id`),
   * so that it is recorded, traced and not repeated after a crash.
   */
  readonly execute: (input: CheckedInput<InputSchema>, context: AgentContext<Context>) => Output | Promise<Output>;
  readonly messageType?: string;
}
/**
 * Declares an agent whose answer is made by your own code.
 *
 * @example
 * const shout = defineCustomAgent({ name: 'shout', execute: (text) => String(text).toUpperCase() })
 */
declare function defineCustomAgent<const Name extends string, Output, InputSchema extends AnySchema | undefined = undefined, Context = unknown>(options: CustomAgentOptions<Name, InputSchema, Output, Context>): Agent<Name, AgentInput$1<InputSchema>, Output, Context>;
/** One message, as a logger writes it. */
interface LogRecord {
  /** Milliseconds since the Unix epoch: when the message was made. */
  readonly at: number;
  /** The logger that writes it. */
  readonly logger: string;
  /** Who sent the message; `undefined` where the logger was called directly. */
  readonly from: string | undefined;
  /** The kind of message, such as `analysis`. */
  readonly type: string;
  /** The id of the message; `undefined` where the logger was called directly. */
  readonly id: string | undefined;
  /** What the message carries. */
  readonly value: JsonValue;
  /** The same for every attempt to write this record, and another for every other record. */
  readonly key: string;
}
/** Where a logger writes. Several loggers may share one sink; whoever makes a sink closes it. */
interface LogSink {
  /**
   * Writes one record, whole and behind all records given before it. Resolves when it is handed to the system; rejects
   * when it could not be written.
   */
  write(record: LogRecord): void | Promise<void>;
  /**
   * Says whether a record was written by an earlier attempt, in another process perhaps. Left out by sinks that cannot
   * know; after a crash they may write a record twice.
   */
  readonly wasWritten?: ((record: LogRecord) => Promise<boolean>) | undefined;
  /** True for a sink that only shows, such as a terminal: it also gets what a replayed run has written before. */
  readonly showsReplays?: boolean | undefined;
  /** Writes what is pending and makes it safe. May be called twice. Nothing can be written afterwards. */
  close(): Promise<void>;
}
/** Where a sink puts finished text: a terminal, a pipe, or a list in a test. Each call is one or more whole lines. */
type WriteText = (text: string) => void | Promise<void>;
/** What a logger is made from. */
interface LoggerOptions<Name extends string = string> {
  readonly name: Name;
  readonly description?: string | undefined;
  /** Where it writes: `textSink`, `jsonSink`, `fileSink` or your own. Whoever makes the sink closes it. */
  readonly sink: LogSink;
  /** The `type` of the messages the logger passes on. */
  readonly messageType?: string | undefined;
}
/**
 * Declares a logger: an agent that writes every message it gets and answers with it unchanged, so that it can stand
 * anywhere in a chain.
 *
 * @example
 * await using sink = fileSink({ path: 'answers.jsonl' })
 * const logger = loggerAgent({ name: 'log', sink })
 */
declare function loggerAgent<const Name extends string, Value = UserInput | JsonValue>(options: LoggerOptions<Name>): Agent<Name, Value, Value>;
/** What a sink that appends to a file is made from. */
interface FileSinkOptions {
  readonly path: string;
  /** Where a relative path starts from; the current directory of the process unless said otherwise. */
  readonly directory?: string | undefined;
  /** `json` (unless said otherwise): one JSON value per line. `text`: one line per record. Nothing is shortened. */
  readonly format?: 'json' | 'text' | undefined;
}
/** A sink that writes to a file. */
interface FileSink extends LogSink, AsyncDisposable {
  /** Opens the file now, to learn early whether it can be written; otherwise the first record does. */
  open(): Promise<void>;
  write(record: LogRecord): Promise<void>;
  wasWritten(record: LogRecord): Promise<boolean>;
}
/**
 * A sink that appends each record to a file as one line. The file is opened for the first record and may be shared with
 * other sinks and other processes; it is written with O_APPEND, so copying and truncating it (log rotation) is safe.
 */
declare function fileSink({ path, directory, format }: FileSinkOptions): FileSink;
/** What a sink of JSON lines is made from. */
interface JsonSinkOptions {
  readonly write: WriteText;
}
/** A sink that writes each record as one line of JSON: for pipes and other programs. */
declare function jsonSink({ write }: JsonSinkOptions): LogSink;
/** How records look on a terminal. */
interface TerminalLayoutOptions {
  /** The keys of objects to show as columns; those of the first object when there are none. */
  readonly columns?: readonly string[] | undefined;
  /** A longer text is cut after this many characters; 2000 unless said otherwise. */
  readonly maxLength?: number | undefined;
  readonly color?: boolean | undefined;
}
/** What a sink of readable text is made from. */
interface TextSinkOptions extends TerminalLayoutOptions {
  readonly write: WriteText;
  /** The columns of the terminal, asked anew for each record. Left out, each record is one line, nothing shortened. */
  readonly width?: (() => number) | undefined;
}
/**
 * A sink that writes for people. On a terminal: aligned, wrapped, objects as a table, long texts shortened. Loggers that
 * share a terminal share one sink, so that their lines are aligned.
 */
declare function textSink(options: TextSinkOptions): LogSink;
type _JSONSchema = boolean | JSONSchema;
type SchemaType = "object" | "array" | "string" | "number" | "boolean" | "null" | "integer";
type JSONSchema = {
  [k: string]: unknown;
  $schema?: "https://json-schema.org/draft/2020-12/schema" | "http://json-schema.org/draft-07/schema#" | "http://json-schema.org/draft-04/schema#";
  $id?: string;
  $anchor?: string;
  $ref?: string;
  $dynamicRef?: string;
  $dynamicAnchor?: string;
  $vocabulary?: Record<string, boolean>;
  $comment?: string;
  $defs?: Record<string, JSONSchema>;
  type?: SchemaType | SchemaType[];
  additionalItems?: _JSONSchema;
  unevaluatedItems?: _JSONSchema;
  prefixItems?: _JSONSchema[];
  items?: _JSONSchema | _JSONSchema[];
  contains?: _JSONSchema;
  additionalProperties?: _JSONSchema;
  unevaluatedProperties?: _JSONSchema;
  properties?: Record<string, _JSONSchema>;
  patternProperties?: Record<string, _JSONSchema>;
  dependentSchemas?: Record<string, _JSONSchema>;
  propertyNames?: _JSONSchema;
  if?: _JSONSchema;
  then?: _JSONSchema;
  else?: _JSONSchema;
  allOf?: JSONSchema[];
  anyOf?: JSONSchema[];
  oneOf?: JSONSchema[];
  not?: _JSONSchema;
  multipleOf?: number;
  maximum?: number;
  exclusiveMaximum?: number | boolean;
  minimum?: number;
  exclusiveMinimum?: number | boolean;
  maxLength?: number;
  minLength?: number;
  pattern?: string;
  maxItems?: number;
  minItems?: number;
  uniqueItems?: boolean;
  maxContains?: number;
  minContains?: number;
  maxProperties?: number;
  minProperties?: number;
  required?: string[];
  dependentRequired?: Record<string, string[]>;
  enum?: Array<string | number | boolean | null>;
  const?: string | number | boolean | null;
  id?: string;
  title?: string;
  description?: string;
  default?: unknown;
  deprecated?: boolean;
  readOnly?: boolean;
  writeOnly?: boolean;
  nullable?: boolean;
  examples?: unknown[];
  format?: string;
  contentMediaType?: string;
  contentEncoding?: string;
  contentSchema?: JSONSchema;
  _prefault?: unknown;
};
type BaseSchema = JSONSchema;
/** The Standard interface. */
interface StandardTypedV1<Input = unknown, Output = Input> {
  /** The Standard properties. */
  readonly "~standard": StandardTypedV1.Props<Input, Output>;
}
declare namespace StandardTypedV1 {
  /** The Standard properties interface. */
  interface Props<Input = unknown, Output = Input> {
    /** The version number of the standard. */
    readonly version: 1;
    /** The vendor name of the schema library. */
    readonly vendor: string;
    /** Inferred types associated with the schema. */
    readonly types?: Types<Input, Output> | undefined;
  }
  /** The Standard types interface. */
  interface Types<Input = unknown, Output = Input> {
    /** The input type of the schema. */
    readonly input: Input;
    /** The output type of the schema. */
    readonly output: Output;
  }
  /** Infers the input type of a Standard. */
  type InferInput<Schema extends StandardTypedV1> = NonNullable<Schema["~standard"]["types"]>["input"];
  /** Infers the output type of a Standard. */
  type InferOutput<Schema extends StandardTypedV1> = NonNullable<Schema["~standard"]["types"]>["output"];
}
/** The Standard Schema interface. */
interface StandardSchemaV1<Input = unknown, Output = Input> {
  /** The Standard Schema properties. */
  readonly "~standard": StandardSchemaV1.Props<Input, Output>;
}
declare namespace StandardSchemaV1 {
  /** The Standard Schema properties interface. */
  interface Props<Input = unknown, Output = Input> extends StandardTypedV1.Props<Input, Output> {
    /** Validates unknown input values. */
    readonly validate: (value: unknown, options?: StandardSchemaV1.Options | undefined) => Result<Output> | Promise<Result<Output>>;
  }
  /** The result interface of the validate function. */
  type Result<Output> = SuccessResult<Output> | FailureResult;
  /** The result interface if validation succeeds. */
  interface SuccessResult<Output> {
    /** The typed output value. */
    readonly value: Output;
    /** The absence of issues indicates success. */
    readonly issues?: undefined;
  }
  interface Options {
    /** Implicit support for additional vendor-specific parameters, if needed. */
    readonly libraryOptions?: Record<string, unknown> | undefined;
  }
  /** The result interface if validation fails. */
  interface FailureResult {
    /** The issues of failed validation. */
    readonly issues: ReadonlyArray<Issue>;
  }
  /** The issue interface of the failure output. */
  interface Issue {
    /** The error message of the issue. */
    readonly message: string;
    /** The path of the issue, if any. */
    readonly path?: ReadonlyArray<PropertyKey | PathSegment> | undefined;
  }
  /** The path segment interface of the issue. */
  interface PathSegment {
    /** The key representing a path segment. */
    readonly key: PropertyKey;
  }
  /** The Standard types interface. */
  interface Types<Input = unknown, Output = Input> extends StandardTypedV1.Types<Input, Output> {}
  /** Infers the input type of a Standard. */
  type InferInput<Schema extends StandardTypedV1> = StandardTypedV1.InferInput<Schema>;
  /** Infers the output type of a Standard. */
  type InferOutput<Schema extends StandardTypedV1> = StandardTypedV1.InferOutput<Schema>;
}
declare const $output: unique symbol;
type $output = typeof $output;
declare const $input: unique symbol;
type $input = typeof $input;
type $replace<Meta, S extends $ZodType> = Meta extends $output ? output$1<S> : Meta extends $input ? input$1<S> : Meta extends (infer M)[] ? $replace<M, S>[] : Meta extends ((...args: infer P) => infer R) ? (...args: { [K in keyof P]: $replace<P[K], S>; }) => $replace<R, S> : Meta extends object ? { [K in keyof Meta]: $replace<Meta[K], S>; } : Meta;
type MetadataType = object | undefined;
declare class $ZodRegistry<Meta extends MetadataType = MetadataType, Schema extends $ZodType = $ZodType> {
  _meta: Meta;
  _schema: Schema;
  _map: WeakMap<Schema, $replace<Meta, Schema>>;
  _idmap: Map<string, Schema>;
  add<S extends Schema>(schema: S, ..._meta: undefined extends Meta ? [$replace<Meta, S>?] : [$replace<Meta, S>]): this;
  clear(): this;
  remove(schema: Schema): this;
  get<S extends Schema>(schema: S): $replace<Meta, S> | undefined;
  has(schema: Schema): boolean;
}
type Processor<T extends $ZodType = $ZodType> = (schema: T, ctx: ToJSONSchemaContext, json: BaseSchema, params: ProcessParams) => void;
/**
 * Called for each schema that has no JSON Schema equivalent. Return a JSON Schema to use in its
 * place, `"any"` to fall back to the `unrepresentable: "any"` behavior, or `"throw"`/`undefined` to
 * throw the default error. Throwing from the handler propagates, so custom errors work too.
 */
type UnrepresentableHandler<T extends $ZodType = $ZodType> = (ctx: {
  zodSchema: T;
  path: (string | number)[];
  /** The error Zod would throw. Distinguishes sites that share a `zodSchema`, e.g. an `undefined`
   *  vs a `bigint` member of the same literal. */
  message: string;
}) => BaseSchema | "throw" | "any" | undefined;
interface ProcessParams {
  schemaPath: $ZodType[];
  path: (string | number)[];
}
interface Seen {
  /** JSON Schema result for this Zod schema */
  schema: BaseSchema;
  /** A cached version of the schema that doesn't get overwritten during ref resolution */
  def?: BaseSchema;
  defId?: string | undefined;
  /** Number of times this schema was encountered during traversal */
  count: number;
  /** Cycle path */
  cycle?: (string | number)[] | undefined;
  isParent?: boolean | undefined;
  /** Schema to inherit JSON Schema properties from (set by processor for wrappers) */
  ref?: $ZodType | null;
  /** JSON Schema property path for this schema */
  path?: (string | number)[] | undefined;
}
interface ToJSONSchemaContext {
  processors: Record<string, Processor>;
  metadataRegistry: $ZodRegistry<Record<string, any>>;
  target: "draft-04" | "draft-07" | "draft-2020-12" | "openapi-3.0" | ({} & string);
  unrepresentable: "throw" | "any" | UnrepresentableHandler;
  override: (ctx: {
    zodSchema: $ZodType;
    jsonSchema: BaseSchema;
    path: (string | number)[];
  }) => void;
  io: "input" | "output";
  counter: number;
  seen: Map<$ZodType, Seen>;
  /** Registry conversions share one `seen` map across every emitted schema. These hold the
   * `external` the whole-map passes below last ran for, so the passes are not repeated once per
   * schema — and still re-run if the map grows or `external` is swapped. `sharedEmitDoneFor`
   * covers both passes in `finalize`: the ref flattening and the `$defs` build.
   *
   * The passes are valid only while nothing they read has changed, so both are cleared in
   * `processSchema()` when the map grows, and in `JSONSchemaGenerator.emit()`, which can also change
   * the `cycles` and `reused` they branch on.
   *
   * One case is deliberately not covered: an `override` callback that writes to
   * `metadataRegistry` mid-conversion. It runs inside `finalize`, so a registry conversion has
   * nowhere left to clear the guards, and later schemas keep the ids the first pass saw. That
   * output was never coherent — before this, whether a shared subschema was inlined or extracted
   * depended on which registry entry happened to be emitted when the callback fired. */
  sharedDefsExtractedFor?: ToJSONSchemaContext["external"];
  sharedEmitDoneFor?: ToJSONSchemaContext["external"];
  cycles: "ref" | "throw";
  reused: "ref" | "inline";
  /** The `allOf` array of each intersection encountered during traversal, innermost first. `finalize` folds every emitted object holding one; see `foldIntersection`. */
  intersections: BaseSchema[][];
  /** Rewrites a processor deferred to `finalize`, where the flatten has resolved every ref and the union branches are in place. */
  deferred: (() => void)[];
  external?: {
    registry: $ZodRegistry<{
      id?: string | undefined;
    }>;
    uri?: ((id: string) => string) | undefined;
    defs: Record<string, BaseSchema>;
  } | undefined;
}
type IsAny<T> = 0 extends 1 & T ? true : false;
type Omit$1<T, K extends keyof T> = Pick<T, Exclude<keyof T, K>>;
type MakePartial<T, K extends keyof T> = Omit$1<T, K> & InexactPartial<Pick<T, K>>;
type NoUndefined<T> = T extends undefined ? never : T;
type LoosePartial<T extends object> = InexactPartial<T> & {
  [k: string]: unknown;
};
type Writeable<T> = { -readonly [P in keyof T]: T[P]; } & {};
type InexactPartial<T> = { [P in keyof T]?: T[P] | undefined; };
type Identity<T> = T;
type Flatten<T> = Identity<{ [k in keyof T]: T[k]; }>;
type Prettify<T> = { [K in keyof T]: T[K]; } & {};
type AnyFunc = (...args: any[]) => any;
type MaybeAsync<T> = T | Promise<T>;
type EnumValue = string | number;
type EnumLike = Readonly<Record<string, EnumValue>>;
type ToEnum<T extends EnumValue> = Flatten<{ [k in T]: k; }>;
type Literal = string | number | bigint | boolean | null | undefined;
type Primitive = string | number | symbol | bigint | boolean | null | undefined;
type HasLength = {
  length: number;
};
type Numeric = number | bigint | Date;
type SafeParseResult<T> = SafeParseSuccess<T> | SafeParseError<T>;
type SafeParseSuccess<T> = {
  success: true;
  data: T;
  error?: never;
};
type SafeParseError<T> = {
  success: false;
  data?: never;
  error: $ZodError<T>;
};
type PropValues = Record<string, Set<Primitive>>;
type PrimitiveSet = Set<Primitive>;
type EmptyToNever<T> = keyof T extends never ? never : T;
declare abstract class Class {
  constructor(..._args: any[]);
}
/** A trait's prototype members: a partial view of its own interface, with `this` typed as the instance. */
type ProtoOf<T> = { [K in keyof T]?: (T[K] extends ((...args: infer A) => infer R) ? (...args: A) => R : T[K]) | undefined; } & ThisType<T>;
declare const version: {
  readonly major: 4;
  readonly minor: 6;
  readonly patch: number;
};
interface ParseContext<T extends $ZodIssueBase = never> {
  /** Customize error messages. */
  readonly error?: $ZodErrorMap<T>;
  /** Include the `input` field in issue objects. Default `false`. */
  readonly reportInput?: boolean;
  /** Skip eval-based fast path. Default `false`. */
  readonly jitless?: boolean;
}
/** @internal */
interface ParseContextInternal<T extends $ZodIssueBase = never> extends ParseContext<T> {
  readonly async?: boolean | undefined;
  readonly direction?: "forward" | "backward";
  readonly skipChecks?: boolean;
  /** Set only by `validate`/`validateAsync`. A container may stop before its next child, never inside one, so a map entry and a tuple's fixed items parse whole. */
  readonly abortEarly?: boolean;
}
interface ParsePayload<T = unknown> {
  value: T;
  issues: $ZodRawIssue[];
  /** A way to mark a whole payload as aborted. Used in codecs/pipes. */
  aborted?: boolean;
  /** @internal Set when the value came from a repeat visit to a node still being
   * parsed. Its checks run on the node itself, against the finished value. */
  memo?: boolean | undefined;
}
type CheckFn<T> = (input: ParsePayload<T>) => MaybeAsync<void>;
interface $ZodTypeDef {
  type: "string" | "number" | "int" | "boolean" | "bigint" | "symbol" | "null" | "undefined" | "void" | "never" | "any" | "unknown" | "date" | "object" | "record" | "file" | "array" | "tuple" | "union" | "intersection" | "map" | "set" | "enum" | "literal" | "nullable" | "optional" | "nonoptional" | "success" | "transform" | "default" | "prefault" | "catch" | "nan" | "pipe" | "readonly" | "template_literal" | "promise" | "lazy" | "function" | "custom";
  error?: $ZodErrorMap<never> | undefined;
  checks?: $ZodCheck<never>[];
}
interface _$ZodTypeInternals {
  /** The `@zod/core` version of this schema */
  version: typeof version;
  /** Schema definition. */
  def: $ZodTypeDef;
  /** @internal Randomly generated ID for this schema. */
  /** @internal List of deferred initializers. */
  deferred: AnyFunc[] | undefined;
  /** @internal Parses input and runs all checks (refinements). */
  run(payload: ParsePayload<any>, ctx: ParseContextInternal): MaybeAsync<ParsePayload>;
  /** @internal Parses input, doesn't run checks. */
  parse(payload: ParsePayload<any>, ctx: ParseContextInternal): MaybeAsync<ParsePayload>;
  /** @internal  Stores identifiers for the set of traits implemented by this schema. */
  traits: Set<string>;
  /** @internal Indicates that a schema output type should be considered optional inside objects.
   * @default Required
   */
  /** @internal Three rungs, each strictly stronger than the last:
   *   undefined    — required; the container may not omit this slot
   *   "optional"   — the container may omit it; nothing is supplied in its place
   *   "defaulted"  — the container may omit it AND this schema substitutes a value
   * Consumers asking "may the slot be absent?" test `!== undefined`.
   * $ZodOptional asks the stronger question and tests `=== "defaulted"`. */
  optin?: "optional" | "defaulted" | undefined;
  /** @internal */
  optout?: "optional" | undefined;
  /** @internal The set of literal values that will pass validation. Must be an exhaustive set. Used to determine optionality in z.record().
   *
   * Defined on: enum, const, literal, null, undefined
   * Passthrough: optional, nullable, branded, default, catch, pipe
   * Todo: unions?
   */
  values?: PrimitiveSet | undefined;
  /** Default value bubbled up from  */
  /** @internal A set of literal discriminators used for the fast path in discriminated unions. */
  propValues?: PropValues | undefined;
  /** @internal This flag indicates that a schema validation can be represented with a regular expression. Used to determine allowable schemas in z.templateLiteral(). */
  pattern: RegExp | undefined;
  /** @internal The constructor function of this schema. */
  constr: new (def: any) => $ZodType;
  /** @internal A catchall object for bag metadata related to this schema. Commonly modified by checks using `onattach`. */
  bag: Record<string, unknown>;
  /** @internal The set of issues this schema might throw during type checking. */
  isst: $ZodIssueBase;
  /** @internal Subject to change, not a public API. */
  processJSONSchema?: ((ctx: ToJSONSchemaContext, json: BaseSchema, params: ProcessParams) => void) | undefined;
  /** An optional method used to override `toJSONSchema` logic. */
  toJSONSchema?: () => unknown;
  /** @internal The parent of this schema. Only set during certain clone operations. */
  parent?: $ZodType | undefined;
}
/** @internal */
interface $ZodTypeInternals<out O = unknown, out I = unknown> extends _$ZodTypeInternals {
  /** @internal The inferred output type */
  output: O;
  /** @internal The inferred input type */
  input: I;
}
type $ZodStandardSchema<T> = StandardSchemaV1.Props<input$1<T>, output$1<T>>;
type SomeType$1 = {
  _zod: _$ZodTypeInternals;
};
interface $ZodType<O = unknown, I = unknown, Internals extends $ZodTypeInternals<O, I> = $ZodTypeInternals<O, I>> {
  _zod: Internals;
  "~standard": $ZodStandardSchema<this>;
}
interface _$ZodType<T extends $ZodTypeInternals = $ZodTypeInternals> extends $ZodType<T["output"], T["input"], T> {}
declare const $ZodType: $constructor<$ZodType>;
interface $ZodStringDef extends $ZodTypeDef {
  type: "string";
  coerce?: boolean;
  checks?: $ZodCheck<string>[];
}
interface $ZodStringInternals<Input> extends $ZodTypeInternals<string, Input> {
  def: $ZodStringDef;
  /** @deprecated Internal API, use with caution (not deprecated) */
  pattern: RegExp;
  /** @deprecated Internal API, use with caution (not deprecated) */
  isst: $ZodIssueInvalidType;
  bag: LoosePartial<{
    minimum: number;
    maximum: number;
    patterns: Set<RegExp>;
    format: string;
    contentEncoding: string;
    /** the pattern admits strings its `format` keyword forbids, so `toJSONSchema` must not emit it */
    laxFormat: boolean;
  }>;
}
interface $ZodString<Input = unknown> extends _$ZodType<$ZodStringInternals<Input>> {}
declare const $ZodString: $constructor<$ZodString>;
interface $ZodNumberDef extends $ZodTypeDef {
  type: "number";
  coerce?: boolean;
}
interface $ZodNumberInternals<Input = unknown> extends $ZodTypeInternals<number, Input> {
  def: $ZodNumberDef;
  /** @deprecated Internal API, use with caution (not deprecated) */
  pattern: RegExp;
  /** @deprecated Internal API, use with caution (not deprecated) */
  isst: $ZodIssueInvalidType;
  bag: LoosePartial<{
    minimum: number;
    maximum: number;
    exclusiveMinimum: number;
    exclusiveMaximum: number;
    format: string;
    pattern: RegExp;
  }>;
}
interface $ZodNumber<Input = unknown> extends $ZodType {
  _zod: $ZodNumberInternals<Input>;
}
declare const $ZodNumber: $constructor<$ZodNumber>;
interface $ZodNumberFormatDef<Format extends $ZodNumberFormats = $ZodNumberFormats> extends $ZodNumberDef, $ZodCheckNumberFormatDef<Format> {}
interface $ZodNumberFormatInternals<Format extends $ZodNumberFormats = $ZodNumberFormats> extends $ZodNumberInternals<number>, $ZodCheckNumberFormatInternals<Format> {
  def: $ZodNumberFormatDef<Format>;
  isst: $ZodIssueInvalidType;
}
interface $ZodNumberFormat<Format extends $ZodNumberFormats = $ZodNumberFormats> extends $ZodType {
  _zod: $ZodNumberFormatInternals<Format>;
}
declare const $ZodNumberFormat: $constructor<$ZodNumberFormat>;
interface $ZodBooleanDef extends $ZodTypeDef {
  type: "boolean";
  coerce?: boolean;
  checks?: $ZodCheck<boolean>[];
}
interface $ZodBooleanInternals<T = unknown> extends $ZodTypeInternals<boolean, T> {
  pattern: RegExp;
  def: $ZodBooleanDef;
  isst: $ZodIssueInvalidType;
}
interface $ZodBoolean<T = unknown> extends $ZodType {
  _zod: $ZodBooleanInternals<T>;
}
declare const $ZodBoolean: $constructor<$ZodBoolean>;
interface $ZodUnknownDef extends $ZodTypeDef {
  type: "unknown";
}
interface $ZodUnknownInternals extends $ZodTypeInternals<unknown, unknown> {
  def: $ZodUnknownDef;
  isst: never;
}
interface $ZodArrayDef<T extends SomeType$1 = $ZodType> extends $ZodTypeDef {
  type: "array";
  element: T;
}
interface $ZodArrayInternals<T extends SomeType$1 = $ZodType> extends _$ZodTypeInternals {
  def: $ZodArrayDef<T>;
  isst: $ZodIssueInvalidType;
  output: output$1<T>[];
  input: input$1<T>[];
}
interface $ZodArray<T extends SomeType$1 = $ZodType> extends $ZodType<any, any, $ZodArrayInternals<T>> {}
declare const $ZodArray: $constructor<$ZodArray>;
type OptionalOutSchema = {
  _zod: {
    optout: "optional";
  };
};
type OptionalInSchema = {
  _zod: {
    optin: "optional" | "defaulted";
  };
};
type $InferObjectOutput<T extends $ZodLooseShape, Extra extends Record<string, unknown>> = string extends keyof T ? IsAny<T[keyof T]> extends true ? Record<string, unknown> : { [k in string]: output$1<T[keyof T]>; } : keyof (T & Extra) extends never ? Record<string, never> : Prettify<{ -readonly [k in keyof T as T[k] extends OptionalOutSchema ? never : k]: T[k]["_zod"]["output"]; } & { -readonly [k in keyof T as T[k] extends OptionalOutSchema ? k : never]?: T[k]["_zod"]["output"]; } & Extra>;
type $InferObjectInput<T extends $ZodLooseShape, Extra extends Record<string, unknown>> = string extends keyof T ? IsAny<T[keyof T]> extends true ? Record<string, unknown> : { [k in string]: input$1<T[keyof T]>; } : keyof (T & Extra) extends never ? Record<string, never> : Prettify<{ -readonly [k in keyof T as T[k] extends OptionalInSchema ? never : k]: T[k]["_zod"]["input"]; } & { -readonly [k in keyof T as T[k] extends OptionalInSchema ? k : never]?: T[k]["_zod"]["input"]; } & Extra>;
type $ZodObjectConfig = {
  out: Record<string, unknown>;
  in: Record<string, unknown>;
};
type $strict = {
  out: {};
  in: {};
};
type $strip = {
  out: {};
  in: {};
};
type $ZodShape = Readonly<{
  [k: string]: $ZodType;
}>;
interface $ZodObjectDef<Shape extends $ZodShape = $ZodShape> extends $ZodTypeDef {
  type: "object";
  shape: Shape;
  catchall?: $ZodType | undefined;
}
interface $ZodObjectInternals<
/** @ts-ignore Cast variance */
out Shape extends $ZodShape = $ZodShape, out Config extends $ZodObjectConfig = $ZodObjectConfig> extends _$ZodTypeInternals {
  def: $ZodObjectDef<Shape>;
  config: Config;
  isst: $ZodIssueInvalidType | $ZodIssueUnrecognizedKeys;
  propValues: PropValues;
  output: $InferObjectOutput<Shape, Config["out"]>;
  input: $InferObjectInput<Shape, Config["in"]>;
  optin?: "optional" | undefined;
  optout?: "optional" | undefined;
}
type $ZodLooseShape = Record<string, any>;
interface $ZodObject<
/** @ts-ignore Cast variance */
out Shape extends Readonly<$ZodShape> = Readonly<$ZodShape>, out Params extends $ZodObjectConfig = $ZodObjectConfig> extends $ZodType<any, any, $ZodObjectInternals<Shape, Params>> {}
declare const $ZodObject: $constructor<$ZodObject>;
type $InferUnionOutput<T extends SomeType$1> = T extends any ? output$1<T> : never;
type $InferUnionInput<T extends SomeType$1> = T extends any ? input$1<T> : never;
interface $ZodUnionDef<Options extends readonly SomeType$1[] = readonly $ZodType[]> extends $ZodTypeDef {
  type: "union";
  options: Options;
  inclusive?: boolean;
}
type IsOptionalIn<T extends SomeType$1> = T extends OptionalInSchema ? true : false;
type IsOptionalOut<T extends SomeType$1> = T extends OptionalOutSchema ? true : false;
interface $ZodUnionInternals<T extends readonly SomeType$1[] = readonly $ZodType[]> extends _$ZodTypeInternals {
  def: $ZodUnionDef<T>;
  isst: $ZodIssueInvalidUnion;
  pattern: T[number]["_zod"]["pattern"];
  values: T[number]["_zod"]["values"];
  output: $InferUnionOutput<T[number]>;
  input: $InferUnionInput<T[number]>;
  optin: IsOptionalIn<T[number]> extends false ? "optional" | "defaulted" | undefined : "optional" | "defaulted";
  optout: IsOptionalOut<T[number]> extends false ? "optional" | undefined : "optional";
}
interface $ZodUnion<T extends readonly SomeType$1[] = readonly $ZodType[]> extends $ZodType<any, any, $ZodUnionInternals<T>> {
  _zod: $ZodUnionInternals<T>;
}
declare const $ZodUnion: $constructor<$ZodUnion>;
type $ZodRecordKey = $ZodType<string | number | symbol, unknown>;
interface $ZodRecordDef<Key extends $ZodRecordKey = $ZodRecordKey, Value extends SomeType$1 = $ZodType> extends $ZodTypeDef {
  type: "record";
  keyType: Key;
  valueType: Value;
  /** @default "strict" - errors on keys not matching keyType. "loose" passes through non-matching keys unchanged. */
  mode?: "strict" | "loose";
  partial?: boolean;
}
type $InferZodRecordOutput<Key extends $ZodRecordKey = $ZodRecordKey, Value extends SomeType$1 = $ZodType> = Key extends $partial ? Partial<Record<output$1<Key>, output$1<Value>>> : Record<output$1<Key>, output$1<Value>>;
type $InferZodRecordInput<Key extends $ZodRecordKey = $ZodRecordKey, Value extends SomeType$1 = $ZodType> = Key extends $partial ? Partial<Record<input$1<Key> & PropertyKey, input$1<Value>>> : [Value] extends [OptionalInSchema] ? Partial<Record<input$1<Key> & PropertyKey, input$1<Value>>> : Record<input$1<Key> & PropertyKey, input$1<Value>>;
interface $ZodRecordInternals<Key extends $ZodRecordKey = $ZodRecordKey, Value extends SomeType$1 = $ZodType> extends $ZodTypeInternals {
  def: $ZodRecordDef<Key, Value>;
  output: $InferZodRecordOutput<Key, Value>;
  input: $InferZodRecordInput<Key, Value>;
  isst: $ZodIssueInvalidType | $ZodIssueInvalidKey<Record<PropertyKey, unknown>>;
  optin?: "optional" | undefined;
  optout?: "optional" | undefined;
}
type $partial = {
  "~~partial": true;
};
interface $ZodRecord<Key extends $ZodRecordKey = $ZodRecordKey, Value extends SomeType$1 = $ZodType> extends $ZodType {
  _zod: $ZodRecordInternals<Key, Value>;
}
declare const $ZodRecord: $constructor<$ZodRecord>;
type $InferEnumOutput<T extends EnumLike> = T[keyof T] & {};
type $InferEnumInput<T extends EnumLike> = T[keyof T] & {};
interface $ZodEnumDef<T extends EnumLike = EnumLike> extends $ZodTypeDef {
  type: "enum";
  entries: T;
}
interface $ZodEnumInternals<
/** @ts-ignore Cast variance */
out T extends EnumLike = EnumLike> extends $ZodTypeInternals<$InferEnumOutput<T>, $InferEnumInput<T>> {
  def: $ZodEnumDef<T>;
  /** @deprecated Internal API, use with caution (not deprecated) */
  values: PrimitiveSet;
  /** @deprecated Internal API, use with caution (not deprecated) */
  pattern: RegExp;
  isst: $ZodIssueInvalidValue;
}
interface $ZodEnum<T extends EnumLike = EnumLike> extends $ZodType {
  _zod: $ZodEnumInternals<T>;
}
declare const $ZodEnum: $constructor<$ZodEnum>;
interface $ZodLiteralDef<T extends Literal> extends $ZodTypeDef {
  type: "literal";
  values: T[];
}
interface $ZodLiteralInternals<T extends Literal = Literal> extends $ZodTypeInternals<T, T> {
  def: $ZodLiteralDef<T>;
  values: Set<T>;
  pattern: RegExp;
  isst: $ZodIssueInvalidValue;
}
interface $ZodLiteral<T extends Literal = Literal> extends $ZodType {
  _zod: $ZodLiteralInternals<T>;
}
declare const $ZodLiteral: $constructor<$ZodLiteral>;
interface $ZodTransformDef extends $ZodTypeDef {
  type: "transform";
  transform: (input: unknown, payload: ParsePayload<unknown>) => MaybeAsync<unknown>;
}
interface $ZodTransformInternals<O = unknown, I = unknown> extends $ZodTypeInternals<O, I> {
  def: $ZodTransformDef;
  isst: never;
}
interface $ZodOptionalDef<T extends SomeType$1 = $ZodType> extends $ZodTypeDef {
  type: "optional";
  innerType: T;
}
interface $ZodOptionalInternals<T extends SomeType$1 = $ZodType> extends $ZodTypeInternals<output$1<T> | undefined, input$1<T> | undefined> {
  def: $ZodOptionalDef<T>;
  optin: "optional" | "defaulted";
  optout: "optional";
  isst: never;
  values: T["_zod"]["values"];
  pattern: T["_zod"]["pattern"];
}
interface $ZodOptional<T extends SomeType$1 = $ZodType> extends $ZodType {
  _zod: $ZodOptionalInternals<T>;
}
declare const $ZodOptional: $constructor<$ZodOptional>;
interface $ZodDefaultDef<T extends SomeType$1 = $ZodType> extends $ZodTypeDef {
  type: "default";
  innerType: T;
  /** The default value. May be a getter. */
  defaultValue: NoUndefined<output$1<T>>;
}
interface $ZodDefaultInternals<T extends SomeType$1 = $ZodType> extends $ZodTypeInternals<NoUndefined<output$1<T>>, input$1<T> | undefined> {
  def: $ZodDefaultDef<T>;
  optin: "defaulted";
  optout?: "optional" | undefined;
  isst: never;
  values: T["_zod"]["values"];
}
interface $ZodPipeDef<A extends SomeType$1 = $ZodType, B extends SomeType$1 = $ZodType> extends $ZodTypeDef {
  type: "pipe";
  in: A;
  out: B;
  /** Only defined inside $ZodCodec instances. */
  transform?: (value: output$1<A>, payload: ParsePayload<output$1<A>>) => MaybeAsync<input$1<B>>;
  /** Only defined inside $ZodCodec instances. */
  reverseTransform?: (value: input$1<B>, payload: ParsePayload<input$1<B>>) => MaybeAsync<output$1<A>>;
}
interface $ZodPipeInternals<A extends SomeType$1 = $ZodType, B extends SomeType$1 = $ZodType> extends $ZodTypeInternals<output$1<B>, input$1<A>> {
  def: $ZodPipeDef<A, B>;
  isst: never;
  values: A["_zod"]["values"];
  optin: A["_zod"]["optin"];
  optout: B["_zod"]["optout"];
  propValues: A["_zod"]["propValues"];
}
interface $ZodCustomDef<O = unknown> extends $ZodTypeDef, $ZodCheckDef {
  type: "custom";
  check: "custom";
  path?: PropertyKey[] | undefined;
  error?: $ZodErrorMap | undefined;
  params?: Record<string, any> | undefined;
  fn: (arg: O) => unknown;
}
interface $ZodCustomInternals<O = unknown, I = unknown> extends $ZodTypeInternals<O, I>, $ZodCheckInternals<O> {
  def: $ZodCustomDef;
  issc: $ZodIssue;
  isst: never;
  bag: LoosePartial<{
    Class: typeof Class;
  }>;
}
interface $ZodCustom<O = unknown, I = unknown> extends $ZodType {
  _zod: $ZodCustomInternals<O, I>;
}
declare const $ZodCustom: $constructor<$ZodCustom>;
interface $ZodCheckDef {
  check: string;
  error?: $ZodErrorMap<never> | undefined;
  /** If true, no later checks will be executed if this check fails. Default `false`. */
  abort?: boolean | undefined;
  /** If provided, the check runs only when this returns `true`. By default, it is skipped if prior parsing produced aborting issues. */
  when?: ((payload: ParsePayload) => boolean) | undefined;
}
interface $ZodCheckInternals<T> {
  def: $ZodCheckDef;
  /** The set of issues this check might throw. */
  issc?: $ZodIssueBase;
  check(payload: ParsePayload<T>): MaybeAsync<void>;
  onattach: ((schema: $ZodType) => void)[];
}
interface $ZodCheck<in T = never> {
  _zod: $ZodCheckInternals<T>;
}
declare const $ZodCheck: $constructor<$ZodCheck<any>>;
interface $ZodCheckLessThanDef extends $ZodCheckDef {
  check: "less_than";
  value: Numeric;
  inclusive: boolean;
}
interface $ZodCheckLessThanInternals<T extends Numeric = Numeric> extends $ZodCheckInternals<T> {
  def: $ZodCheckLessThanDef;
  issc: $ZodIssueTooBig<T>;
}
interface $ZodCheckLessThan<T extends Numeric = Numeric> extends $ZodCheck<T> {
  _zod: $ZodCheckLessThanInternals<T>;
}
declare const $ZodCheckLessThan: $constructor<$ZodCheckLessThan>;
interface $ZodCheckGreaterThanDef extends $ZodCheckDef {
  check: "greater_than";
  value: Numeric;
  inclusive: boolean;
}
interface $ZodCheckGreaterThanInternals<T extends Numeric = Numeric> extends $ZodCheckInternals<T> {
  def: $ZodCheckGreaterThanDef;
  issc: $ZodIssueTooSmall<T>;
}
interface $ZodCheckGreaterThan<T extends Numeric = Numeric> extends $ZodCheck<T> {
  _zod: $ZodCheckGreaterThanInternals<T>;
}
declare const $ZodCheckGreaterThan: $constructor<$ZodCheckGreaterThan>;
type $ZodNumberFormats = "int32" | "uint32" | "float32" | "float64" | "safeint";
interface $ZodCheckNumberFormatDef<Format extends $ZodNumberFormats = $ZodNumberFormats> extends $ZodCheckDef {
  check: "number_format";
  format: Format;
}
interface $ZodCheckNumberFormatInternals<Format extends $ZodNumberFormats = $ZodNumberFormats> extends $ZodCheckInternals<number> {
  def: $ZodCheckNumberFormatDef<Format>;
  issc: $ZodIssueInvalidType | $ZodIssueTooBig<"number"> | $ZodIssueTooSmall<"number">;
}
interface $ZodCheckNumberFormat<Format extends $ZodNumberFormats = $ZodNumberFormats> extends $ZodCheck<number> {
  _zod: $ZodCheckNumberFormatInternals<Format>;
}
declare const $ZodCheckNumberFormat: $constructor<$ZodCheckNumberFormat>;
interface $ZodCheckMinLengthDef extends $ZodCheckDef {
  check: "min_length";
  minimum: number;
}
interface $ZodCheckMinLengthInternals<T extends HasLength = HasLength> extends $ZodCheckInternals<T> {
  def: $ZodCheckMinLengthDef;
  issc: $ZodIssueTooSmall<T>;
}
interface $ZodCheckMinLength<T extends HasLength = HasLength> extends $ZodCheck<T> {
  _zod: $ZodCheckMinLengthInternals<T>;
}
declare const $ZodCheckMinLength: $constructor<$ZodCheckMinLength>;
type $ZodStringFormats = "email" | "url" | "emoji" | "uuid" | "guid" | "nanoid" | "cuid" | "cuid2" | "ulid" | "xid" | "ksuid" | "datetime" | "date" | "time" | "duration" | "ipv4" | "ipv6" | "cidrv4" | "cidrv6" | "base64" | "base64url" | "json_string" | "e164" | "credit_card" | "iban" | "lowercase" | "uppercase" | "regex" | "jwt" | "starts_with" | "ends_with" | "includes";
interface $ZodIssueBase {
  readonly code?: string;
  readonly input?: unknown;
  readonly path: PropertyKey[];
  readonly message: string;
}
type $ZodInvalidTypeExpected = "string" | "number" | "int" | "boolean" | "bigint" | "symbol" | "undefined" | "null" | "never" | "void" | "date" | "array" | "object" | "tuple" | "record" | "map" | "set" | "file" | "nonoptional" | "nan" | "function" | (string & {});
interface $ZodIssueInvalidType<Input = unknown> extends $ZodIssueBase {
  readonly code: "invalid_type";
  readonly expected: $ZodInvalidTypeExpected;
  readonly input?: Input;
}
interface $ZodIssueTooBig<Input = unknown> extends $ZodIssueBase {
  readonly code: "too_big";
  readonly origin: "number" | "int" | "bigint" | "date" | "string" | "array" | "set" | "file" | (string & {});
  readonly maximum: number | bigint;
  readonly inclusive?: boolean;
  readonly exact?: boolean;
  readonly input?: Input;
}
interface $ZodIssueTooSmall<Input = unknown> extends $ZodIssueBase {
  readonly code: "too_small";
  readonly origin: "number" | "int" | "bigint" | "date" | "string" | "array" | "set" | "file" | (string & {});
  readonly minimum: number | bigint;
  /** True if the allowable range includes the minimum */
  readonly inclusive?: boolean;
  /** True if the allowed value is fixed (e.g.` z.length(5)`), not a range (`z.minLength(5)`) */
  readonly exact?: boolean;
  readonly input?: Input;
}
interface $ZodIssueInvalidStringFormat extends $ZodIssueBase {
  readonly code: "invalid_format";
  readonly format: $ZodStringFormats | (string & {});
  readonly pattern?: string;
  readonly input?: string;
}
interface $ZodIssueNotMultipleOf<Input extends number | bigint = number | bigint> extends $ZodIssueBase {
  readonly code: "not_multiple_of";
  readonly divisor: number;
  readonly input?: Input;
}
interface $ZodIssueUnrecognizedKeys extends $ZodIssueBase {
  readonly code: "unrecognized_keys";
  readonly keys: string[];
  readonly input?: Record<string, unknown>;
}
interface $ZodIssueInvalidUnionNoMatch extends $ZodIssueBase {
  readonly code: "invalid_union";
  readonly errors: $ZodIssue[][];
  readonly input?: unknown;
  readonly discriminator?: string | undefined;
  readonly options?: Primitive[];
  readonly inclusive?: true;
}
interface $ZodIssueInvalidUnionMultipleMatch extends $ZodIssueBase {
  readonly code: "invalid_union";
  readonly errors: [];
  readonly input?: unknown;
  readonly discriminator?: string | undefined;
  readonly inclusive: false;
  /** Indices of the options that matched */
  readonly matches: number[];
}
type $ZodIssueInvalidUnion = $ZodIssueInvalidUnionNoMatch | $ZodIssueInvalidUnionMultipleMatch;
interface $ZodIssueInvalidKey<Input = unknown> extends $ZodIssueBase {
  readonly code: "invalid_key";
  readonly origin: "map" | "record";
  readonly issues: $ZodIssue[];
  readonly input?: Input;
}
interface $ZodIssueInvalidElement<Input = unknown> extends $ZodIssueBase {
  readonly code: "invalid_element";
  readonly origin: "map" | "set";
  readonly key: unknown;
  readonly issues: $ZodIssue[];
  readonly input?: Input;
}
interface $ZodIssueInvalidValue<Input = unknown> extends $ZodIssueBase {
  readonly code: "invalid_value";
  readonly values: Primitive[];
  readonly input?: Input;
}
interface $ZodIssueCustom extends $ZodIssueBase {
  readonly code: "custom";
  readonly params?: Record<string, any> | undefined;
  readonly input?: unknown;
}
type $ZodIssue = $ZodIssueInvalidType | $ZodIssueTooBig | $ZodIssueTooSmall | $ZodIssueInvalidStringFormat | $ZodIssueNotMultipleOf | $ZodIssueUnrecognizedKeys | $ZodIssueInvalidUnion | $ZodIssueInvalidKey | $ZodIssueInvalidElement | $ZodIssueInvalidValue | $ZodIssueCustom;
type $ZodInternalIssue<T extends $ZodIssueBase = $ZodIssue> = T extends any ? RawIssue<T> : never;
type RawIssue<T extends $ZodIssueBase> = T extends any ? Flatten<MakePartial<T, "message" | "path"> & {
  /** The input data */
  readonly input: unknown;
  /** The schema or check that originated this issue. */
  readonly inst?: $ZodType | $ZodCheck;
  /** The schema that owns the issue. Equal to `inst` when a schema originated the issue, and the schema the check was attached to when a check did. */
  readonly schema?: $ZodType | undefined;
  /** If `true`, Zod will continue executing checks/refinements after this issue. */
  readonly continue?: boolean | undefined;
} & Record<string, unknown>> : never;
type $ZodRawIssue<T extends $ZodIssueBase = $ZodIssue> = $ZodInternalIssue<T>;
interface $ZodErrorMap<T extends $ZodIssueBase = $ZodIssue> {
  (issue: $ZodRawIssue<T>): {
    message: string;
  } | string | undefined | null;
}
interface $ZodError<T = unknown> extends Error {
  type: T;
  issues: $ZodIssue[];
  _zod: {
    output: T;
    def: $ZodIssue[];
  };
  stack?: string;
  name: string;
}
declare const $ZodError: $constructor<$ZodError>;
type ZodTrait = {
  _zod: {
    def: any;
    [k: string]: any;
  };
};
interface $constructor<T extends ZodTrait, D = T["_zod"]["def"]> {
  new (def: D): T;
  init(inst: T, def: D): asserts inst is T;
}
interface $constructorParams {
  Parent?: typeof Class;
}
declare function $constructor<T extends ZodTrait, D = T["_zod"]["def"]>(name: string, initializer: (inst: T, def: D) => void,
/** This trait's members, installed once on every prototype that composes it. They cannot be declared in the initializer above: that runs per instance, and the prototype is shared. */
proto?: ProtoOf<T>, params?: $constructorParams): $constructor<T, D>;
declare const $brand: unique symbol;
type $brand<T extends string | number | symbol = string | number | symbol> = {
  [$brand]: { [k in T]: true; };
};
type $ZodBranded<T extends SomeType$1, Brand extends string | number | symbol, Dir extends "in" | "out" | "inout" = "out"> = T & (Dir extends "inout" ? {
  _zod: {
    input: input$1<T> & $brand<Brand>;
    output: output$1<T> & $brand<Brand>;
  };
} : Dir extends "in" ? {
  _zod: {
    input: input$1<T> & $brand<Brand>;
  };
} : {
  _zod: {
    output: output$1<T> & $brand<Brand>;
  };
});
type input$1<T> = T extends {
  _zod: {
    input: any;
  };
} ? T["_zod"]["input"] : unknown;
type output$1<T> = T extends {
  _zod: {
    output: any;
  };
} ? T["_zod"]["output"] : unknown;
type Params<T extends $ZodType | $ZodCheck, IssueTypes extends $ZodIssueBase, OmitKeys extends keyof T["_zod"]["def"] = never> = Flatten<Partial<EmptyToNever<Omit<T["_zod"]["def"], OmitKeys> & ([IssueTypes] extends [never] ? {} : {
  error?: string | $ZodErrorMap<IssueTypes> | undefined;
  /** @deprecated This parameter is deprecated. Use `error` instead. */
  message?: string | undefined;
})>>>;
type TypeParams<T extends $ZodType = $ZodType & {
  _isst: never;
}, AlsoOmit extends Exclude<keyof T["_zod"]["def"], "type" | "checks" | "error"> = never> = Params<T, NonNullable<T["_zod"]["isst"]>, "type" | "checks" | "error" | AlsoOmit>;
type CheckParams<T extends $ZodCheck = $ZodCheck // & { _issc: never },
, AlsoOmit extends Exclude<keyof T["_zod"]["def"], "check" | "error"> = never> = Params<T, NonNullable<T["_zod"]["issc"]>, "check" | "error" | AlsoOmit>;
type CheckTypeParams<T extends $ZodType & $ZodCheck = $ZodType & $ZodCheck, AlsoOmit extends Exclude<keyof T["_zod"]["def"], "type" | "checks" | "error" | "check"> = never> = Params<T, NonNullable<T["_zod"]["isst"] | T["_zod"]["issc"]>, "type" | "checks" | "error" | "check" | AlsoOmit>;
type $ZodStringParams = TypeParams<$ZodString<string>, "coerce"> & {
  checks?: readonly $ZodCheck<string>[];
};
type $ZodNumberParams = TypeParams<$ZodNumber<number>, "coerce"> & {
  checks?: readonly $ZodCheck<number>[];
};
type $ZodCheckNumberFormatParams = CheckParams<$ZodCheckNumberFormat, "format" | "when">;
type $ZodBooleanParams = TypeParams<$ZodBoolean<boolean>, "coerce">;
type $ZodCheckLessThanParams = CheckParams<$ZodCheckLessThan, "inclusive" | "value" | "when">;
declare function _lte(value: Numeric, params?: string | $ZodCheckLessThanParams): $ZodCheckLessThan<Numeric>;
type $ZodCheckGreaterThanParams = CheckParams<$ZodCheckGreaterThan, "inclusive" | "value" | "when">;
declare function _gt(value: Numeric, params?: string | $ZodCheckGreaterThanParams): $ZodCheckGreaterThan;
declare function _gte(value: Numeric, params?: string | $ZodCheckGreaterThanParams): $ZodCheckGreaterThan;
type $ZodCheckMinLengthParams = CheckParams<$ZodCheckMinLength, "minimum" | "when">;
declare function _minLength(minimum: number, params?: string | $ZodCheckMinLengthParams): $ZodCheckMinLength<HasLength>;
type $ZodArrayParams = TypeParams<$ZodArray, "element">;
type $ZodObjectParams = TypeParams<$ZodObject, "shape" | "catchall">;
type $ZodUnionParams = TypeParams<$ZodUnion, "options">;
type $ZodRecordParams = TypeParams<$ZodRecord, "keyType" | "valueType" | "partial">;
type $ZodEnumParams = TypeParams<$ZodEnum, "entries">;
type $ZodLiteralParams = TypeParams<$ZodLiteral, "values">;
type $ZodCustomParams = CheckTypeParams<$ZodCustom, "fn">;
type SomeType = SomeType$1;
interface ZodMiniType<out Output = unknown, out Input = unknown, out Internals extends $ZodTypeInternals<Output, Input> = $ZodTypeInternals<Output, Input>> extends $ZodType<Output, Input, Internals> {
  type: Internals["def"]["type"];
  check(...checks: (CheckFn<output$1<this>> | $ZodCheck<output$1<this>>)[]): this;
  with(...checks: (CheckFn<output$1<this>> | $ZodCheck<output$1<this>>)[]): this;
  clone(def?: Internals["def"], params?: {
    parent: boolean;
  }): this;
  register<R extends $ZodRegistry>(registry: R, ...meta: this extends R["_schema"] ? undefined extends R["_meta"] ? [$replace<R["_meta"], this>?] : [$replace<R["_meta"], this>] : ["Incompatible schema"]): this;
  brand<T extends PropertyKey = PropertyKey, Dir extends "in" | "out" | "inout" = "out">(value?: T): PropertyKey extends T ? this : $ZodBranded<this, T, Dir>;
  def: Internals["def"];
  parse(data: unknown, params?: ParseContext<$ZodIssue>): output$1<this>;
  safeParse(data: unknown, params?: ParseContext<$ZodIssue>): SafeParseResult<output$1<this>>;
  parseAsync(data: unknown, params?: ParseContext<$ZodIssue>): Promise<output$1<this>>;
  safeParseAsync(data: unknown, params?: ParseContext<$ZodIssue>): Promise<SafeParseResult<output$1<this>>>;
  apply<T, TArgs extends unknown[] = []>(fn: (schema: this, ...args: TArgs) => T, ...args: TArgs): T;
}
interface _ZodMiniType<out Internals extends $ZodTypeInternals = $ZodTypeInternals> extends ZodMiniType<any, any, Internals> {}
declare const ZodMiniType: $constructor<ZodMiniType>;
interface _ZodMiniString<T extends $ZodStringInternals<unknown> = $ZodStringInternals<unknown>> extends _ZodMiniType<T>, $ZodString<T["input"]> {
  _zod: T;
}
interface ZodMiniString<Input = unknown> extends _ZodMiniString<$ZodStringInternals<Input>>, $ZodString<Input> {}
declare const ZodMiniString: $constructor<ZodMiniString>;
declare function string(params?: string | $ZodStringParams): ZodMiniString<string>;
interface _ZodMiniNumber<T extends $ZodNumberInternals<unknown> = $ZodNumberInternals<unknown>> extends _ZodMiniType<T>, $ZodNumber<T["input"]> {
  _zod: T;
}
interface ZodMiniNumber<Input = unknown> extends _ZodMiniNumber<$ZodNumberInternals<Input>>, $ZodNumber<Input> {}
declare const ZodMiniNumber: $constructor<ZodMiniNumber>;
declare function number(params?: string | $ZodNumberParams): ZodMiniNumber<number>;
interface ZodMiniNumberFormat<Format extends $ZodNumberFormats = $ZodNumberFormats> extends _ZodMiniNumber<$ZodNumberFormatInternals<Format>>, $ZodNumberFormat<Format> {}
declare const ZodMiniNumberFormat: $constructor<ZodMiniNumberFormat>;
interface ZodMiniInt extends ZodMiniNumberFormat<"safeint"> {}
declare function int(params?: string | $ZodCheckNumberFormatParams): ZodMiniInt;
interface ZodMiniBoolean<T = unknown> extends _ZodMiniType<$ZodBooleanInternals<T>> {}
declare const ZodMiniBoolean: $constructor<ZodMiniBoolean>;
declare function boolean(params?: string | $ZodBooleanParams): ZodMiniBoolean<boolean>;
interface ZodMiniUnknown extends _ZodMiniType<$ZodUnknownInternals> {}
declare const ZodMiniUnknown: $constructor<ZodMiniUnknown>;
declare function unknown(): ZodMiniUnknown;
interface ZodMiniArray<T extends SomeType = $ZodType> extends _ZodMiniType<$ZodArrayInternals<T>>, $ZodArray<T> {}
declare const ZodMiniArray: $constructor<ZodMiniArray>;
declare function array<T extends SomeType>(element: T, params?: string | $ZodArrayParams): ZodMiniArray<T>;
interface ZodMiniObject<
/** @ts-ignore Cast variance */
out Shape extends $ZodShape = $ZodShape, out Config extends $ZodObjectConfig = $strip> extends ZodMiniType<any, any, $ZodObjectInternals<Shape, Config>>, $ZodObject<Shape, Config> {
  shape: Shape;
}
declare const ZodMiniObject: $constructor<ZodMiniObject>;
declare function strictObject<T extends $ZodLooseShape>(shape: T, params?: string | $ZodObjectParams): ZodMiniObject<Writeable<T>, $strict>;
interface ZodMiniUnion<T extends readonly SomeType[] = readonly $ZodType[]> extends _ZodMiniType<$ZodUnionInternals<T>> {}
declare const ZodMiniUnion: $constructor<ZodMiniUnion>;
declare function union<const T extends readonly SomeType[]>(options: T, params?: string | $ZodUnionParams): ZodMiniUnion<T>;
interface ZodMiniRecord<Key extends $ZodRecordKey = $ZodRecordKey, Value extends SomeType = $ZodType> extends _ZodMiniType<$ZodRecordInternals<Key, Value>> {}
declare const ZodMiniRecord: $constructor<ZodMiniRecord>;
declare function record<Key extends $ZodRecordKey, Value extends SomeType>(keyType: Key, valueType: Value, params?: string | $ZodRecordParams): ZodMiniRecord<Key, Value>;
interface ZodMiniEnum<T extends EnumLike = EnumLike> extends _ZodMiniType<$ZodEnumInternals<T>> {
  options: Array<T[keyof T]>;
}
declare const ZodMiniEnum: $constructor<ZodMiniEnum>;
declare function _enum<const T extends readonly string[]>(values: T, params?: string | $ZodEnumParams): ZodMiniEnum<ToEnum<T[number]>>;
declare function _enum<T extends EnumLike>(entries: T, params?: string | $ZodEnumParams): ZodMiniEnum<T>;
interface ZodMiniLiteral<T extends Literal = Literal> extends _ZodMiniType<$ZodLiteralInternals<T>> {}
declare const ZodMiniLiteral: $constructor<ZodMiniLiteral>;
declare function literal<const T extends ReadonlyArray<Literal>>(value: T, params?: string | $ZodLiteralParams): ZodMiniLiteral<T[number]>;
declare function literal<const T extends Literal>(value: T, params?: string | $ZodLiteralParams): ZodMiniLiteral<T>;
interface ZodMiniTransform<O = unknown, I = unknown> extends _ZodMiniType<$ZodTransformInternals<O, I>> {}
declare const ZodMiniTransform: $constructor<ZodMiniTransform>;
declare function transform<I = unknown, O = I>(fn: (input: I, ctx: ParsePayload) => O): ZodMiniTransform<Awaited<O>, I>;
interface ZodMiniOptional<T extends SomeType = $ZodType> extends _ZodMiniType<$ZodOptionalInternals<T>>, $ZodOptional<T> {}
declare const ZodMiniOptional: $constructor<ZodMiniOptional>;
declare function optional<T extends SomeType>(innerType: T): ZodMiniOptional<T>;
interface ZodMiniDefault<T extends SomeType = $ZodType> extends _ZodMiniType<$ZodDefaultInternals<T>> {}
declare const ZodMiniDefault: $constructor<ZodMiniDefault>;
declare function _default<T extends SomeType>(innerType: T, defaultValue: NoUndefined<output$1<T>> | (() => NoUndefined<output$1<T>>)): ZodMiniDefault<T>;
interface ZodMiniPipe<A extends SomeType = $ZodType, B extends SomeType = $ZodType> extends _ZodMiniType<$ZodPipeInternals<A, B>> {}
declare const ZodMiniPipe: $constructor<ZodMiniPipe>;
declare function pipe<const A extends SomeType, B extends $ZodType<unknown, output$1<A>> = $ZodType<unknown, output$1<A>>>(in_: A, out: B | $ZodType<unknown, output$1<A>>): ZodMiniPipe<A, B>;
interface ZodMiniCustom<O = unknown, I = unknown> extends _ZodMiniType<$ZodCustomInternals<O, I>> {}
declare const ZodMiniCustom: $constructor<ZodMiniCustom>;
declare function custom<O = unknown, I = O>(fn?: (data: O) => unknown, _params?: string | $ZodCustomParams | undefined): ZodMiniCustom<O, I>;
declare function refine<T>(fn: (arg: NoInfer<T>) => MaybeAsync<unknown>, _params?: string | $ZodCustomParams): $ZodCheck<T>;
type output<T> = output$1<T>;
/** See `classic/in-out.ts`. */
declare function output<T extends $ZodType>(schema: T): ZodMiniType<output$1<T>, output$1<T>>;
/** What the tables of keys use of zod. All of it at once would be loaded with every configuration. */
declare const zod: {
  readonly _default: typeof _default;
  readonly array: typeof array;
  readonly boolean: typeof boolean;
  readonly custom: typeof custom;
  readonly enum: typeof _enum;
  readonly gt: typeof _gt;
  readonly int: typeof int;
  readonly literal: typeof literal;
  readonly maximum: typeof _lte;
  readonly minimum: typeof _gte;
  readonly minLength: typeof _minLength;
  readonly number: typeof number;
  readonly optional: typeof optional;
  readonly pipe: typeof pipe;
  readonly record: typeof record;
  readonly refine: typeof refine;
  readonly strictObject: typeof strictObject;
  readonly string: typeof string;
  readonly transform: typeof transform;
  readonly union: typeof union;
  readonly unknown: typeof unknown;
};
/** zod, which is handed to what makes a schema: the tables of keys are data, and only what checks values loads it. */
type Zod = typeof zod;
declare const unit: unique symbol;
/** Milliseconds read from a duration; its key gets the suffix `Ms` in code. */
type Duration = number & {
  readonly [unit]: 'ms';
};
/** What is done with a file: it is read, written, or imported as code. */
type FileUse = 'read' | 'write' | 'import';
/** A kind of value: how it is checked, and what documents call it. */
interface ValueKind<Schema extends ZodMiniType = ZodMiniType> {
  readonly schema: (z: Zod) => Schema;
  readonly type: string;
  readonly format?: 'duration' | 'path' | 'number' | 'boolean';
  /** What is done with the file that the value names. One that is read or imported must exist. */
  readonly use?: FileUse;
  /** What editors check of a text beyond that it is one. */
  readonly pattern?: string;
}
/** A whole number of at least `minimum`. */
declare function wholeNumber(minimum: number): {
  readonly schema: (z: Zod) => ZodMiniInt;
  readonly type: `whole number, at least ${number}`;
  readonly format: 'number';
};
/** A number of at least `minimum`. */
declare function numberFrom(minimum: number): {
  readonly schema: (z: Zod) => ZodMiniNumber<number>;
  readonly type: `number, at least ${number}`;
  readonly format: 'number';
};
/** A number from `minimum` to `maximum`. */
declare function numberBetween(minimum: number, maximum: number): {
  readonly schema: (z: Zod) => ZodMiniNumber<number>;
  readonly type: `number from ${number} to ${number}`;
  readonly format: 'number';
};
/** One of a few words. */
declare function oneOf<const Words extends readonly [string, ...string[]]>(words: Words): {
  schema: (z: Zod) => ZodMiniEnum<{ [k in Words[number]]: k; } extends (infer T) ? { [k in keyof T]: T[k]; } : never>;
  type: string;
};
/** A key that has a value in the configuration: it works, or it is kept and a notice says what it will mean. */
interface ValueEntry<Schema extends ZodMiniType = ZodMiniType> {
  readonly status: 'working' | 'notice';
  readonly description: string;
  /** What the notice says. */
  readonly notice?: string;
  /** Makes the schema of the value when it is first asked for. */
  readonly schema: (z: Zod) => Schema;
  /** The kind of value, in the words of the documentation. */
  readonly type: string;
  readonly required: boolean;
  /** What holds when the key is absent, in the words of the documentation. */
  readonly defaultText?: string | undefined;
  /** Set on durations, which get the suffix `Ms` in code; on paths, where `~` is expanded; on numbers and truth values. */
  readonly format?: ValueKind['format'] | undefined;
  /** What is done with the file that the value names. */
  readonly use?: ValueKind['use'] | undefined;
  /** What editors check of a text beyond that it is one. */
  readonly pattern?: string | undefined;
  /** The keys of the mapping, or of each mapping in the list, that this key holds. */
  readonly keys?: KeyTable;
  readonly list?: boolean;
  /** The key below it that a text in place of the mapping stands for. */
  readonly shortFor?: string | undefined;
  /** An absent key is an empty list. */
  readonly isEmptyWhenAbsent?: boolean;
  /** Another name that files may use for this key. */
  readonly alias?: string | undefined;
}
/** A documented key that this version refuses. */
interface UnsupportedEntry {
  readonly status: 'unsupported';
  readonly description: string;
  /** Why, or what to use. */
  readonly instead: string;
  /** The keys below it, refused with it, separated by white space. */
  readonly below: string;
}
/** One row of the table of keys. */
type KeyEntry = ValueEntry | UnsupportedEntry;
/** The keys of one mapping. */
type KeyTable = Readonly<Record<string, KeyEntry>>;
/** The zod shape of a table: its keys that have a value. */
type ShapeOf<Keys extends KeyTable> = { [Name in keyof Keys as Keys[Name] extends ValueEntry ? Name : never]: Keys[Name] extends ValueEntry<infer Schema> ? Schema : never; };
interface KeyOptions {
  readonly defaultText?: string;
  readonly alias?: string;
}
/** A key that must be there. */
declare function requiredKey<Schema extends ZodMiniType>(kind: ValueKind<Schema>, description: string, options?: KeyOptions): {
  readonly schema: (z: Zod) => Schema;
  readonly type: string;
  readonly format?: 'duration' | 'path' | 'number' | 'boolean';
  readonly use?: FileUse;
  readonly pattern?: string;
  readonly defaultText?: string;
  readonly alias?: string;
  readonly status: 'working';
  readonly description: string;
  readonly required: true;
};
/** A key that may be absent. */
declare function optionalKey<Schema extends ZodMiniType>(kind: ValueKind<Schema>, description: string, options?: KeyOptions): {
  readonly type: string;
  readonly format?: 'duration' | 'path' | 'number' | 'boolean';
  readonly use?: FileUse;
  readonly pattern?: string;
  readonly defaultText?: string;
  readonly alias?: string;
  readonly status: 'working';
  readonly description: string;
  readonly schema: (z: Zod) => ZodMiniOptional<Schema>;
  readonly required: false;
};
/** A key whose kind of value is a list, empty when absent. */
declare function defaultKey<Schema extends ZodMiniType>(kind: ValueKind<Schema>, description: string, options?: KeyOptions): {
  readonly schema: (z: Zod) => Schema;
  readonly type: string;
  readonly format?: 'duration' | 'path' | 'number' | 'boolean';
  readonly use?: FileUse;
  readonly pattern?: string;
  readonly defaultText?: string;
  readonly alias?: string;
  readonly status: 'working';
  readonly description: string;
  readonly required: false;
  readonly isEmptyWhenAbsent: true;
};
/** A key that holds a mapping. */
declare function groupKey<const Keys extends KeyTable>(keys: Keys, description: string, { shortFor }?: {
  readonly shortFor?: keyof Keys & string;
}): {
  readonly status: 'working';
  readonly description: string;
  readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniObject<ShapeOf<Keys> extends (infer T) ? { -readonly [P in keyof T]: T[P]; } : never, $strict>>;
  readonly type: "mapping" | "mapping, or a text";
  readonly required: false;
  readonly keys: Keys;
  readonly shortFor?: string;
};
/** A key that holds a list of mappings; empty when absent. */
declare function listKey<const Keys extends KeyTable>(keys: Keys, description: string): {
  readonly status: 'working';
  readonly description: string;
  readonly schema: (z: Zod) => ZodMiniDefault<ZodMiniArray<ZodMiniObject<ShapeOf<Keys> extends (infer T) ? { -readonly [P in keyof T]: T[P]; } : never, $strict>>>;
  readonly type: 'list of mappings';
  readonly required: false;
  readonly keys: Keys;
  readonly list: true;
  readonly isEmptyWhenAbsent: true;
};
/** The schema of a mapping with the keys of a table and no others. */
declare function objectOf<const Keys extends KeyTable>(z: Zod, keys: Keys): ZodMiniObject<ShapeOf<Keys> extends (infer T) ? { -readonly [P in keyof T]: T[P]; } : never, $strict>;
/** `max_tokens` as TypeScript writes it: `maxTokens`. */
type CamelCase<Name extends string> = Name extends `${infer Head}_${infer Tail}` ? `${Head}${Capitalize<CamelCase<Tail>>}` : Name;
type OptionName<Name extends string, Value> = [NonNullable<Value>] extends [Duration] ? `${CamelCase<Name>}Ms` : CamelCase<Name>;
/**
 * What a part of a file becomes in code: keys in camelCase, durations as milliseconds under a key that ends in `Ms`.
 * Mappings with keys of the user's own (JSON Schemas, headers) stay as they are.
 */
type Configured<Value> = Value extends Duration ? number : Value extends readonly (infer Item)[] ? readonly Configured<Item>[] : Value extends object ? string extends keyof Value ? Value : { readonly [Name in keyof Value as OptionName<Name & string, Value[Name]>]: Configured<Value[Name]>; } : Value;
/** Where a value stands: keys, and positions in lists. */
type ValuePath = readonly (string | number)[];
/**
 * What a check of values gets beside them, and where it tells what it finds. Paths start at what is checked: for a role at
 * the agent, so that `['source', 'csv']` is a key of a key of the agent. Keys are those of the file (`max_tokens`).
 */
interface ValueCheck {
  /** Refuses the file: what is wrong, and what to do. */
  error(path: ValuePath, message: string, hint?: string): void;
  /** Tells of something that may be meant, and rarely is. */
  warn(path: ValuePath, message: string, hint?: string): void;
  /** True where a value is not known, because its variable is not set, or is already known to be wrong: say nothing of it. */
  isDoubtful(path: ValuePath): boolean;
  /** True for a key that an unknown key was probably meant to be: say nothing of its absence. */
  isMeant(path: ValuePath): boolean;
  /** True for a key that stands in the file, whatever its value. */
  isWritten(path: ValuePath): boolean;
  /** The value of a variable, from the environment or the `.env` file. */
  lookup(variable: string): string | undefined;
  /** True for a name that the file itself gives to a model, under `model_services`. */
  isOwnModel(name: string): boolean;
  /** True when the program resolves models by itself, so that any name may be right. */
  readonly acceptsAnyModel: boolean;
}
/** The keys that agents of every role have. */
declare const commonAgentKeys: {
  readonly name: {
    readonly schema: (z: Zod) => ZodMiniString<string>;
    readonly type: string;
    readonly format?: 'duration' | 'path' | 'number' | 'boolean';
    readonly use?: FileUse;
    readonly pattern?: string;
    readonly defaultText?: string;
    readonly alias?: string;
    readonly status: 'working';
    readonly description: string;
    readonly required: true;
  };
  readonly role: {
    readonly schema: (z: Zod) => ZodMiniString<string>;
    readonly type: string;
    readonly format?: 'duration' | 'path' | 'number' | 'boolean';
    readonly use?: FileUse;
    readonly pattern?: string;
    readonly defaultText?: string;
    readonly alias?: string;
    readonly status: 'working';
    readonly description: string;
    readonly required: true;
  };
  readonly description: {
    readonly type: string;
    readonly format?: 'duration' | 'path' | 'number' | 'boolean';
    readonly use?: FileUse;
    readonly pattern?: string;
    readonly defaultText?: string;
    readonly alias?: string;
    readonly status: 'working';
    readonly description: string;
    readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniString<string>>;
    readonly required: false;
  };
  readonly outputs: {
    readonly status: 'working';
    readonly description: string;
    readonly schema: (z: Zod) => ZodMiniDefault<ZodMiniArray<ZodMiniObject<{
      target: ZodMiniString<string>;
      addr: ZodMiniOptional<ZodMiniString<string>>;
    }, $strict>>>;
    readonly type: 'list of mappings';
    readonly required: false;
    readonly keys: {
      readonly target: {
        readonly schema: (z: Zod) => ZodMiniString<string>;
        readonly type: string;
        readonly format?: 'duration' | 'path' | 'number' | 'boolean';
        readonly use?: FileUse;
        readonly pattern?: string;
        readonly defaultText?: string;
        readonly alias?: string;
        readonly status: 'working';
        readonly description: string;
        readonly required: true;
      };
      readonly addr: {
        readonly type: string;
        readonly format?: 'duration' | 'path' | 'number' | 'boolean';
        readonly use?: FileUse;
        readonly pattern?: string;
        readonly defaultText?: string;
        readonly alias?: string;
        readonly description: string;
        readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniString<string>>;
        readonly required: false;
        readonly status: 'notice';
        readonly notice: string;
      };
      readonly type: UnsupportedEntry;
      readonly description: UnsupportedEntry;
      readonly condition: UnsupportedEntry;
      readonly durable: UnsupportedEntry;
    };
    readonly list: true;
    readonly isEmptyWhenAbsent: true;
  };
  readonly depends_on: {
    readonly schema: (z: Zod) => ZodMiniDefault<ZodMiniArray<ZodMiniString<string>>>;
    readonly type: string;
    readonly format?: 'duration' | 'path' | 'number' | 'boolean';
    readonly use?: FileUse;
    readonly pattern?: string;
    readonly defaultText?: string;
    readonly alias?: string;
    readonly status: 'working';
    readonly description: string;
    readonly required: false;
    readonly isEmptyWhenAbsent: true;
  };
  readonly restart: {
    readonly status: 'working';
    readonly description: string;
    readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniObject<{
      max_attempts: ZodMiniOptional<ZodMiniInt>;
      initial_backoff: ZodMiniOptional<ZodMiniPipe<ZodMiniString<string>, ZodMiniTransform<Duration, string>>>;
      max_backoff: ZodMiniOptional<ZodMiniPipe<ZodMiniString<string>, ZodMiniTransform<Duration, string>>>;
      multiplier: ZodMiniOptional<ZodMiniNumber<number>>;
    }, $strict>>;
    readonly type: "mapping" | "mapping, or a text";
    readonly required: false;
    readonly keys: {
      readonly max_attempts: {
        readonly type: string;
        readonly format?: 'duration' | 'path' | 'number' | 'boolean';
        readonly use?: FileUse;
        readonly pattern?: string;
        readonly defaultText?: string;
        readonly alias?: string;
        readonly status: 'working';
        readonly description: string;
        readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniInt>;
        readonly required: false;
      };
      readonly initial_backoff: {
        readonly type: string;
        readonly format?: 'duration' | 'path' | 'number' | 'boolean';
        readonly use?: FileUse;
        readonly pattern?: string;
        readonly defaultText?: string;
        readonly alias?: string;
        readonly status: 'working';
        readonly description: string;
        readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniPipe<ZodMiniString<string>, ZodMiniTransform<Duration, string>>>;
        readonly required: false;
      };
      readonly max_backoff: {
        readonly type: string;
        readonly format?: 'duration' | 'path' | 'number' | 'boolean';
        readonly use?: FileUse;
        readonly pattern?: string;
        readonly defaultText?: string;
        readonly alias?: string;
        readonly status: 'working';
        readonly description: string;
        readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniPipe<ZodMiniString<string>, ZodMiniTransform<Duration, string>>>;
        readonly required: false;
      };
      readonly multiplier: {
        readonly type: string;
        readonly format?: 'duration' | 'path' | 'number' | 'boolean';
        readonly use?: FileUse;
        readonly pattern?: string;
        readonly defaultText?: string;
        readonly alias?: string;
        readonly status: 'working';
        readonly description: string;
        readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniNumber<number>>;
        readonly required: false;
      };
    };
    readonly shortFor?: string;
  };
  readonly listen: {
    readonly type: string;
    readonly format?: 'duration' | 'path' | 'number' | 'boolean';
    readonly use?: FileUse;
    readonly pattern?: string;
    readonly defaultText?: string;
    readonly alias?: string;
    readonly description: string;
    readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniString<string>>;
    readonly required: false;
    readonly status: 'notice';
    readonly notice: string;
  };
};
/** The keys of agents that receive messages. */
declare const receiverKeys: {
  readonly inputs: {
    readonly status: 'working';
    readonly description: string;
    readonly schema: (z: Zod) => ZodMiniDefault<ZodMiniArray<ZodMiniObject<{
      source: ZodMiniString<string>;
    }, $strict>>>;
    readonly type: 'list of mappings';
    readonly required: false;
    readonly keys: {
      readonly source: {
        readonly schema: (z: Zod) => ZodMiniString<string>;
        readonly type: string;
        readonly format?: 'duration' | 'path' | 'number' | 'boolean';
        readonly use?: FileUse;
        readonly pattern?: string;
        readonly defaultText?: string;
        readonly alias?: string;
        readonly status: 'working';
        readonly description: string;
        readonly required: true;
      };
      readonly type: UnsupportedEntry;
      readonly description: UnsupportedEntry;
      readonly metadata: UnsupportedEntry;
    };
    readonly list: true;
    readonly isEmptyWhenAbsent: true;
  };
  readonly mailbox: {
    readonly status: 'working';
    readonly description: string;
    readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniObject<{
      capacity: ZodMiniOptional<ZodMiniInt>;
      overflow: ZodMiniOptional<ZodMiniEnum<{
        block: "block";
        "drop-newest": "drop-newest";
        "drop-oldest": "drop-oldest";
        error: "error";
      }>>;
    }, $strict>>;
    readonly type: "mapping" | "mapping, or a text";
    readonly required: false;
    readonly keys: {
      readonly capacity: {
        readonly type: string;
        readonly format?: 'duration' | 'path' | 'number' | 'boolean';
        readonly use?: FileUse;
        readonly pattern?: string;
        readonly defaultText?: string;
        readonly alias?: string;
        readonly status: 'working';
        readonly description: string;
        readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniInt>;
        readonly required: false;
      };
      readonly overflow: {
        readonly type: string;
        readonly format?: 'duration' | 'path' | 'number' | 'boolean';
        readonly use?: FileUse;
        readonly pattern?: string;
        readonly defaultText?: string;
        readonly alias?: string;
        readonly status: 'working';
        readonly description: string;
        readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniEnum<{
          block: "block";
          "drop-newest": "drop-newest";
          "drop-oldest": "drop-oldest";
          error: "error";
        }>>;
        readonly required: false;
      };
    };
    readonly shortFor?: string;
  };
};
/** The key of agents that may work on several messages at once. */
declare const concurrencyKeys: {
  readonly concurrency: {
    readonly type: string;
    readonly format?: 'duration' | 'path' | 'number' | 'boolean';
    readonly use?: FileUse;
    readonly pattern?: string;
    readonly defaultText?: string;
    readonly alias?: string;
    readonly status: 'working';
    readonly description: string;
    readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniInt>;
    readonly required: false;
  };
};
/** What every agent has: the common keys, checked, in camelCase. */
type CommonConfig = Configured<output<ReturnType<typeof objectOf<typeof commonAgentKeys>>>>;
/** What a role gets of its agent: the common keys and its own, checked, in camelCase. */
type RoleConfig<Keys extends KeyTable> = Configured<output<ReturnType<typeof objectOf<typeof commonAgentKeys & Keys>>>>;
/** How texts are embedded. */
interface EmbedOptions {
  /** Gives up: requests under way are aborted, and the promise rejects with the signal's reason. */
  readonly signal?: AbortSignal | undefined;
  /** Whose texts these are; limits take turns by it. */
  readonly agent?: string | undefined;
}
/** What embedding took. */
interface EmbeddingUsage {
  /** Tokens that the provider reported; `undefined` where it did not report all of them. */
  readonly tokens: number | undefined;
  /** Requests that were answered. */
  readonly requests: number;
}
/** The vectors of some texts, and what they took. */
interface Embedded {
  /** One for each text, in the order of the texts, all of one length. */
  readonly vectors: readonly Float32Array[];
  readonly usage: EmbeddingUsage;
  /** In US dollars; `undefined` where the price, or the number of tokens, is not known. */
  readonly cost: Cost | undefined;
}
/** What embedding may take, before it is done. */
interface EmbeddingEstimate {
  /** By the length of the texts; on the high side. */
  readonly tokens: number;
  readonly requests: number;
  /** In US dollars; `undefined` where the price is not known. */
  readonly usd: number | undefined;
}
/** Turns texts into vectors: texts of similar meaning into vectors of similar direction. */
interface Embedder {
  /** `provider:model`. Vectors of different models cannot be compared. */
  readonly name: string;
  /** How many numbers a vector has; `undefined` until that is known, which it is after the first text. */
  readonly dimensions: number | undefined;
  /**
   * Embeds texts, in as few requests as the provider allows. No text, no request. A text that is empty or too long is an
   * error that names it: nothing is left out or cut.
   * @throws ModelError
   */
  embed(texts: readonly string[], options?: EmbedOptions): Promise<Embedded>;
  /** Finds a missing key or an unknown model name before the first text. Asks nobody. */
  prepare?(): Promise<void>;
  /** What embedding these texts may take. Asks nobody. */
  estimate?(texts: readonly string[]): EmbeddingEstimate;
}
/** Text that arrives in pieces, such as standard input. One with a `destroy` is destroyed when its reader stops. */
type TextStream = AsyncIterable<Uint8Array | string> & {
  readonly destroy?: () => unknown;
};
/** What agents need of `fetch`. */
type FetchFunction = (url: string, init: {
  readonly headers: Readonly<Record<string, string>>;
  readonly signal: AbortSignal;
}) => Promise<Response>;
/** What a role gets from whoever builds a system from a configuration, beside the agent's own keys. */
interface RoleHost {
  /** Absolute path that relative paths start from: the folder of the configuration. */
  readonly directory: string;
  /** The agent's model, with its provider, address and key; the offline model where that is asked for. */
  readonly model: ModelReference | undefined;
  /** How the calls of that model are protected, where the file says so. */
  readonly resilience?: ResiliencePolicy | undefined;
  /** The team's embedder; the offline one where that is asked for, and none where the file has no `embeddings`. */
  readonly embedder?: Embedder | undefined;
  /** The agent's tools, loaded and bound. */
  readonly tools: readonly AnyTool[];
  readonly fetch: FetchFunction;
  /** Standard input; taken by one agent at most. */
  readonly openInput: () => TextStream;
  /** The output of the program, to be logged to; the format is the agent's own choice, or what suits the output. */
  readonly openOutput: (format: 'text' | 'json' | undefined) => LogSink;
  /** Imports a module named in the configuration. Relative paths start from `directory`. */
  readonly loadModule: (path: string) => Promise<Readonly<Record<string, unknown>>>;
}
/** What an agent takes and gives, as JSON Schemas: text where there is none, anything where it is `{}`. */
interface RoleSchemas {
  readonly input?: JsonSchema | undefined;
  readonly output?: JsonSchema | undefined;
}
/**
 * A kind of agent that a configuration can name: what its keys mean to each other, what is shown of it, and how an agent is
 * made. Everything but `create` is asked when a file is only checked or drawn, so code that agents run with belongs behind
 * an `import()` in `create`. `Config` is what it gets of an agent: its checked keys in camelCase, durations as milliseconds.
 */
interface Role<Config> {
  /** Makes the agent. The values of its keys are checked. */
  readonly create: (config: Config, host: RoleHost) => AnyAgent | Promise<AnyAgent>;
  /**
   * Checks what the keys say of each other, which no key can know alone. Gets the values as the file has them; one that is
   * wrong by itself is among them and was told already.
   */
  readonly check?: (values: Readonly<Record<string, unknown>>, check: ValueCheck) => void;
  /** What the agent is made of, in a few words for a drawing: a model, a file. */
  readonly describe?: (config: Config) => string;
  /** What the agent takes and gives, for `aixgo types`; text both unless said otherwise. */
  readonly schemas?: (config: Config) => RoleSchemas;
  /**
   * Where such an agent stands in the flow of messages. A `source` brings them in and takes none; a `sink` writes down what
   * it gets, so that what it passes on is no news. It is drawn so, and `aixgo run` prints no answers of sinks.
   */
  readonly flow?: 'source' | 'sink';
  /** True for an agent that writes what it gets to the output of the program, where it need not be shown again. */
  readonly printsItself?: (config: Config) => boolean;
}
/** A role with a table of the keys it adds to those of every agent; all others are refused. */
interface KeyedRole<Keys extends KeyTable = KeyTable> extends Role<RoleConfig<Keys>> {
  readonly keys: Keys;
}
/**
 * Declares a role with keys of its own. The files that they name are those whose kind says so (`inputFile`, `outputFile`,
 * `modulePath`): a file that is read must exist, and none that is read may be written.
 *
 * @example
 * const echo = defineRole({
 *   keys: { ...receiverKeys, suffix: optionalKey(kinds.text, 'What is put behind each text.') },
 *   create: ({ name, suffix = '' }) => defineCustomAgent({ name, execute: (input) => `${String(input)}${suffix}` }),
 * })
 */
declare function defineRole<const Keys extends KeyTable>(role: KeyedRole<Keys>): KeyedRole<Keys>;
/** What a source sees of the world while it is open. */
interface SourceScope extends SourceContext {
  /** Absolute path that relative paths start from. */
  readonly directory: string;
}
/**
 * Opens a source: the items from the start, read as they are asked for. Leaving the loop early, or the signal, closes what
 * was opened. Called again when the producer is restarted.
 */
type OpenSource = (scope: SourceScope) => AsyncIterable<JsonValue>;
/** What a configuration says of a source: its keys in camelCase. */
type SourceConfig<Keys extends KeyTable> = Configured<output<ReturnType<typeof objectOf<Keys>>>>;
/**
 * A kind of source: its keys below `source` in a file, what they come to, and how it is opened. `Setting` is what it is made
 * from in code: `producerAgent({ source: { csv: setting } })`.
 */
interface Source<Setting, Keys extends KeyTable = KeyTable> {
  /**
   * Its keys. The first one says that this source is meant; others, such as `export` beside `module`, add to it. Made when
   * a configuration is read: code that makes a producer by itself does without them.
   */
  readonly keys: () => Keys;
  /** Checks what its keys say of each other; paths start at `source`. Called wherever one of its keys may be there. */
  readonly check?: (values: Readonly<Record<string, unknown>>, check: ValueCheck) => void;
  /** What it reads, in a few words for a drawing: a path, an address. */
  readonly describe: (config: SourceConfig<Keys>) => string;
  /** What it is made from, where a file describes it. */
  readonly configure: (config: SourceConfig<Keys>, host: RoleHost) => Setting | Promise<Setting>;
  /** What is wrong with a setting given in code, to follow the name of the producer: `polls an address that is no URL.` */
  readonly problem?: (setting: Setting) => string | undefined;
  /** True for items that are made when they are asked for: with an interval, each is asked for when its time has come. */
  readonly isLive?: boolean;
  /** The setting with the producer's interval in it, for a source that waits by itself and has no interval of its own. */
  readonly withInterval?: (setting: Setting, intervalMs: number) => Setting | undefined;
  /** Makes the source. Called once per producer, so what must outlive a restart may be kept in it; nothing is opened yet. */
  readonly create: (setting: Setting) => OpenSource;
}
/** An address that is asked again and again for what is new. */
interface HttpPoll {
  readonly url: string;
  /** Milliseconds between two requests; the producer's own interval when there is none here, else 60,000. */
  readonly intervalMs?: number | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
  /** Milliseconds one request may take; 30,000 unless said otherwise. */
  readonly timeoutMs?: number | undefined;
  /** What makes the requests: the global `fetch`, or one of your own. */
  readonly fetch: FetchFunction;
}
type Items = Iterable<JsonValue> | AsyncIterable<JsonValue>;
/** Your own source: a generator, an async generator, or any function that gives something to iterate over. */
type ItemGenerator = (context: SourceContext) => Items | Promise<Items>;
/** Every kind of source a producer can read, by its name in code. A new source is a file and a line here. */
declare const sources: {
  /** Path of a text file; each line is an item. */
  readonly file: Source<string, {
    readonly file: {
      readonly type: string;
      readonly format?: 'duration' | 'path' | 'number' | 'boolean';
      readonly use?: FileUse;
      readonly pattern?: string;
      readonly defaultText?: string;
      readonly alias?: string;
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniString<string>>;
      readonly required: false;
    };
  }>;
  /** Path of a CSV file with a header row; each row is an item, an object of texts. */
  readonly csv: Source<string, {
    readonly csv: {
      readonly type: string;
      readonly format?: 'duration' | 'path' | 'number' | 'boolean';
      readonly use?: FileUse;
      readonly pattern?: string;
      readonly defaultText?: string;
      readonly alias?: string;
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniString<string>>;
      readonly required: false;
    };
  }>;
  /** Path of a file with one JSON value per line; each value is an item. */
  readonly jsonl: Source<string, {
    readonly jsonl: {
      readonly type: string;
      readonly format?: 'duration' | 'path' | 'number' | 'boolean';
      readonly use?: FileUse;
      readonly pattern?: string;
      readonly defaultText?: string;
      readonly alias?: string;
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniString<string>>;
      readonly required: false;
    };
  }>;
  /** Pattern of paths; each matching file is an item, `{ path, text }`. */
  readonly glob: Source<string, {
    readonly glob: {
      readonly type: string;
      readonly format?: 'duration' | 'path' | 'number' | 'boolean';
      readonly use?: FileUse;
      readonly pattern?: string;
      readonly defaultText?: string;
      readonly alias?: string;
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniString<string>>;
      readonly required: false;
    };
  }>;
  /** Usually `process.stdin`; each line is an item. */
  readonly stdin: Source<TextStream, {
    readonly stdin: {
      readonly type: string;
      readonly format?: 'duration' | 'path' | 'number' | 'boolean';
      readonly use?: FileUse;
      readonly pattern?: string;
      readonly defaultText?: string;
      readonly alias?: string;
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniBoolean<boolean>>;
      readonly required: false;
    };
  }>;
  /** An address that is asked again and again; each new answer is an item. */
  readonly http: Source<HttpPoll, {
    readonly http: {
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniObject<{
        url: ZodMiniString<string>;
        interval: ZodMiniOptional<ZodMiniPipe<ZodMiniString<string>, ZodMiniTransform<Duration, string>>>;
        headers: ZodMiniOptional<ZodMiniRecord<ZodMiniString<string>, ZodMiniString<string>>>;
      }, $strict>>;
      readonly type: "mapping" | "mapping, or a text";
      readonly required: false;
      readonly keys: {
        readonly url: {
          readonly schema: (z: Zod) => ZodMiniString<string>;
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly required: true;
        };
        readonly interval: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniPipe<ZodMiniString<string>, ZodMiniTransform<Duration, string>>>;
          readonly required: false;
        };
        readonly headers: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniRecord<ZodMiniString<string>, ZodMiniString<string>>>;
          readonly required: false;
        };
      };
      readonly shortFor?: string;
    };
  }>;
  /** Your own generator; each value it gives is an item. */
  readonly generate: Source<ItemGenerator, {
    readonly module: {
      readonly type: string;
      readonly format?: 'duration' | 'path' | 'number' | 'boolean';
      readonly use?: FileUse;
      readonly pattern?: string;
      readonly defaultText?: string;
      readonly alias?: string;
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniString<string>>;
      readonly required: false;
    };
    readonly export: {
      readonly type: string;
      readonly format?: 'duration' | 'path' | 'number' | 'boolean';
      readonly use?: FileUse;
      readonly pattern?: string;
      readonly defaultText?: string;
      readonly alias?: string;
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniString<string>>;
      readonly required: false;
    };
  }>;
};
/** The sources as the compiler knows them. */
type Sources = typeof sources;
/** The name of a kind of source. */
type SourceKind = keyof Sources;
/** Every kind of source by its name, with what it is made from. Paths may be relative to the producer's directory. */
type SourceSettings = { readonly [Kind in SourceKind]: Sources[Kind] extends Source<infer Setting, infer _Keys> ? Setting : never; };
/** Where a producer's items come from: exactly one kind of source. */
type ProducerSource = { readonly [Kind in SourceKind]: { readonly [Key in Kind]: SourceSettings[Key]; } & { readonly [Other in Exclude<SourceKind, Kind>]?: undefined; }; }[SourceKind];
/** What a producer is made from. It needs an interval, a source, or both. */
interface ProducerOptions<Name extends string = string> {
  readonly name: Name;
  readonly description?: string | undefined;
  /** Milliseconds between two items. Without a source, each item is `{ tick, at }`. */
  readonly intervalMs?: number | undefined;
  readonly source?: ProducerSource | undefined;
  /** The most items per second. */
  readonly rate?: number | undefined;
  /** The producer is exhausted after this many items. */
  readonly limit?: number | undefined;
  /** Where relative paths start from; the current directory of the process unless said otherwise. */
  readonly directory?: string | undefined;
  /** The `type` of the messages the producer emits. */
  readonly messageType?: string | undefined;
}
/**
 * Declares a producer: an agent that brings messages into a system, on an interval or from a source. Nothing is opened
 * before a runtime asks for the first item. Called like any other agent, it answers with its input.
 *
 * @example
 * const reader = producerAgent({ name: 'reader', source: { file: 'data/dpkg.log' }, rate: 50 })
 *
 * @throws AgentError `AGENT_OPTIONS_INVALID`.
 */
declare function producerAgent<const Name extends string, Value = UserInput | JsonValue>(options: ProducerOptions<Name>): Agent<Name, Value, Value>;
/** A configuration file, or something it names, is wrong. */
declare class ConfigError extends AixgoError {
  static readonly name: string;
  readonly code: CodeOf<'config'>;
  constructor(code: CodeOf<'config'>, message: string, options?: AixgoErrorOptions);
  /** True for the errors of this family alone, whichever copy of the package threw or restored them. */
  static isInstance(value: unknown): value is ConfigError;
}
/** A model, or the provider that serves it, failed. */
declare class ModelError extends AixgoError {
  static readonly name: string;
  readonly code: CodeOf<'model'>;
  constructor(code: CodeOf<'model'>, message: string, options?: AixgoErrorOptions);
  /** True for the errors of this family alone, whichever copy of the package threw or restored them. */
  static isInstance(value: unknown): value is ModelError;
}
/** The runtime refused or could not deliver. */
declare class RuntimeError extends AixgoError {
  static readonly name: string;
  readonly code: CodeOf<'runtime'>;
  constructor(code: CodeOf<'runtime'>, message: string, options?: AixgoErrorOptions);
  /** True for the errors of this family alone, whichever copy of the package threw or restored them. */
  static isInstance(value: unknown): value is RuntimeError;
}
/** A tool failed. */
declare class ToolError extends AixgoError {
  static readonly name: string;
  readonly code: CodeOf<'tool'>;
  constructor(code: CodeOf<'tool'>, message: string, options?: AixgoErrorOptions);
  /** True for the errors of this family alone, whichever copy of the package threw or restored them. */
  static isInstance(value: unknown): value is ToolError;
}
/**
 * What a full mailbox does with one more message: `block` makes the sender wait, `drop-oldest` and `drop-newest` give up
 * a message (it becomes a dead letter), `error` refuses with `MAILBOX_FULL`.
 */
type Overflow = 'block' | 'drop-oldest' | 'drop-newest' | 'error';
/** A step of a run. The key is empty for the end of the run. */
interface StepRef {
  readonly runId: string;
  readonly key: string;
}
/** What begins a run of a runtime. */
interface RunCause {
  readonly agent: AnyAgent;
  readonly input: unknown;
  /** Who sent the message; none for a call. */
  readonly from: string | undefined;
  /** The step that emitted the message, or that calls; none from outside. */
  readonly parent: StepRef | undefined;
}
/** How a run is started with a tape. */
interface TapedStart {
  readonly target: Runnable<never>;
  readonly ledger: Ledger;
  /** The tape at the door. */
  readonly interceptor: StepInterceptor;
  /** Chance of the run's own. */
  readonly random?: Random | undefined;
}
/** Starts a run with a tape. */
type StartTapedRun = (start: TapedStart) => Promise<RunResult<unknown>>;
/** One run of a runtime, recorded or played from a tape. */
interface TapedRun {
  /** True when the run comes from a tape, which says how it ended: it is not attempted again. */
  readonly isFinal: boolean;
  /** Makes an attempt at the run; `ledger` is where it would be recorded without the tape. */
  attempt(ledger: Ledger, start: StartTapedRun): Promise<RunResult<unknown>>;
}
/** Listens to all that a runtime takes from the world, or stands in for the world. Make one with `tapeRecorder` or `tapePlayer`. */
interface RuntimeTape {
  /** True where all runs come from a tape, so that what they sent must be sent again for others to get it. */
  readonly isPlayed: boolean;
  /** What takes the place of the runtime's own. */
  readonly ports: {
    readonly clock?: Clock;
    readonly random?: Random;
    readonly resolveModel?: ModelResolver;
  };
  /** The agent as the runtime uses it. */
  wrap(agent: AnyAgent): AnyAgent;
  /** Told of each message that code sends; `to` is `null` where it enters by itself. */
  noteInput(to: string | null, content: MessageContent): void;
  /** Called when a run is about to begin, in the order in which an agent takes up its messages. */
  open(cause: RunCause): TapedRun;
}
/** How an agent is tried again after an error that is worth retrying. */
interface RestartPolicy {
  /** Attempts in all, the first included. 1 never tries again. */
  readonly maxAttempts: number;
  readonly initialBackoffMs: number;
  readonly maxBackoffMs: number;
  /** How much longer each wait is than the one before. */
  readonly multiplier: number;
}
/** How an agent is wired and run inside a runtime. */
interface AgentWiring {
  /** Agents whose outputs this one reads, and channels it reads from. */
  readonly inputs?: readonly string[];
  /** Agents its outputs are delivered to, and channels they are put on. */
  readonly outputs?: readonly string[];
  /** Agents that must be ready before this one starts. */
  readonly dependsOn?: readonly string[];
  /** Runs it may have in progress; 1 unless said otherwise, which keeps messages in order. */
  readonly concurrency?: number;
  /** How many messages wait for it (100), and what happens to one more (`block`: its sender waits). */
  readonly mailbox?: {
    readonly capacity?: number;
    readonly overflow?: Overflow;
  };
  /** How it is tried again after errors that are worth retrying. */
  readonly restart?: Partial<RestartPolicy>;
}
/** An agent with its wiring. */
interface AgentRegistration<Registered extends AnyAgent = AnyAgent> extends AgentWiring {
  readonly agent: Registered;
}
/** What a runtime takes as an agent. */
type AgentEntry = AnyAgent | AgentRegistration;
/** What applies to all agents of a runtime. Everything has a default. */
interface RuntimeSettings {
  readonly clock?: Clock;
  readonly random?: Random;
  /** Turns model names into models, in all runs; by default the built-in providers with keys from the environment. */
  readonly resolveModel?: ModelResolver;
  /** Where all runs count what they spend; made for this runtime unless given. */
  readonly budgets?: Budgets;
  /** Prices of your own, by `provider:model`; they win over the built-in ones. */
  readonly prices?: PriceTable;
  /**
   * Told of every event: what moves between agents, and what happens inside their runs. Left out, only what goes wrong is
   * reported, as a warning of the process.
   */
  readonly onEvent?: EventListener;
  /** True to have models stream, so that listeners see text as it is written. */
  readonly streaming?: boolean;
  /** Milliseconds each agent has to get ready; 30,000. */
  readonly startTimeoutMs?: number;
  /** How often one agent may be entered again by what one message caused; 10. */
  readonly maxRounds?: number;
  /** Ends all sources once this many messages have come in from outside. */
  readonly stopAfterRounds?: number;
  /** Milliseconds that closing waits for work to finish before it aborts it; 8,000. */
  readonly drainTimeoutMs?: number;
  /** Milliseconds that aborted code has to stop before it is no longer waited for; 1,000. */
  readonly abandonGraceMs?: number;
  /** Calls that may be in progress at once; unlimited. */
  readonly maxConcurrentCalls?: number;
  /** Milliseconds `send` waits for room before it rejects with `MAILBOX_FULL`; unlimited. */
  readonly sendTimeoutMs?: number;
  /** Dead letters that are kept; 1,000. */
  readonly maxDeadLetters?: number;
  /** Where runs are recorded; in memory, for as long as they go on, unless given. */
  readonly store?: RunStore;
  /** Wrap every step of every run, the outermost first: policies, approvals, telemetry. */
  readonly interceptors?: readonly StepInterceptor[];
  /** Records all that happens (`tapeRecorder`), or plays what was recorded (`tapePlayer`). */
  readonly tape?: RuntimeTape;
}
/** What a runtime is made from. */
interface RuntimeOptions<Agents extends readonly AgentEntry[] = readonly AgentEntry[]> extends RuntimeSettings {
  readonly agents: Agents;
  /** False to get a runtime that is not started yet; call `start` on it. */
  readonly start?: boolean;
}
/** A message that could not be handled, and why. */
interface DeadLetter {
  /** Names this letter for `redeliver`. */
  readonly id: string;
  readonly message: Message;
  readonly from: string;
  readonly to: string;
  readonly reason: DeadLetterReason;
  /** What went wrong, where something was thrown. */
  readonly error: Error | undefined;
  /** How often the agent tried. */
  readonly attempts: number;
  readonly session: string | undefined;
  readonly tenant: string | undefined;
  /** Milliseconds since the Unix epoch. */
  readonly at: number;
}
/** Where an agent is in its life. `failed` agents brought messages in by themselves and had to give up. */
type AgentState = 'waiting' | 'ready' | 'failed' | 'stopped';
/** Figures of one agent since the runtime was made. */
interface AgentStats {
  readonly state: AgentState;
  /** Why the agent failed. */
  readonly error: SerializedError | undefined;
  /** Messages in the mailbox now. */
  readonly queued: number;
  readonly capacity: number;
  /** The most messages that ever were in the mailbox at once. */
  readonly highWater: number;
  /** Senders that wait for room in the mailbox now. */
  readonly blockedSenders: number;
  /** Messages the mailbox took in. */
  readonly delivered: number;
  readonly handled: number;
  /** Messages whose run failed for good. */
  readonly failed: number;
  /** Messages that became dead letters here, for whatever reason. */
  readonly deadLetters: number;
  /** Messages and calls in the agent's hands now, calls that wait for a slot included. */
  readonly inFlight: number;
  /** Calls that began; they are not counted as messages. */
  readonly calls: number;
  /** Further attempts after errors that were worth retrying, at messages or at the agent's source. */
  readonly restarts: number;
  /** Milliseconds from taking messages out of the mailbox to having their outputs accepted, summed. */
  readonly handlingMs: number;
}
/** Figures of a runtime. */
interface RuntimeStats {
  readonly agents: Readonly<Record<string, AgentStats>>;
  readonly totals: Readonly<Pick<AgentStats, 'queued' | 'delivered' | 'handled' | 'failed' | 'inFlight' | 'calls' | 'restarts'> & {
    readonly deadLetters: number;
  }>;
  readonly rounds: {
    readonly started: number;
    readonly finished: number;
  };
}
/** How a subscriber wants its messages kept until it reads them. */
interface ReceiveOptions {
  /** Messages kept for the reader; 100 unless said otherwise. */
  readonly capacity?: number;
  /** What happens when they are too many; `block` unless said otherwise, which slows down who emits them. */
  readonly overflow?: Overflow;
  /** Closes the subscription. */
  readonly signal?: AbortSignal;
}
/** Messages as they come. Ends when it is closed, or with the runtime after what is left has been read. */
interface MessageStream extends AsyncIterable<Message>, AsyncDisposable {
  /** Messages that a `drop` policy gave up. */
  readonly dropped: number;
  /** Stops listening; ending a `for await` loop early does it too. */
  close(): void;
}
/** How an agent is called. Everything has a default. */
interface CallOptions {
  /** Gives the call up: the run is aborted, and the call rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Milliseconds after which the call is aborted with `DEADLINE_EXCEEDED`, the wait for the agent included. */
  readonly timeoutMs?: number;
  /** The conversation the run belongs to. */
  readonly session?: string;
  /** On whose behalf the run is made; its budget is that of the runtime's store. */
  readonly tenant?: string;
  /** Limits for this run and all agents that it calls. */
  readonly budget?: Budget;
  /** The run's id, made up unless given. Calling with one that the runtime's store knows attaches to that run. */
  readonly runId?: string;
}
/** The agents in a list of entries. */
type AgentIn<Entry> = Entry extends {
  readonly agent: infer Registered;
} ? Registered : Entry;
/** The names of a runtime's agents; `string` where they are not known when it is compiled. */
type AgentName<Agents extends readonly AgentEntry[]> = AgentIn<Agents[number]> extends (infer Registered) ? (Registered extends AnyAgent ? Registered['name'] : never) : never;
type AgentNamed<Agents extends readonly AgentEntry[], Name> = Extract<AgentIn<Agents[number]>, {
  readonly name: Name;
}>;
/** What the agent of this name takes. */
type AgentInput<Agents extends readonly AgentEntry[], Name> = string extends AgentName<Agents> ? unknown : AgentNamed<Agents, Name> extends Agent<string, infer Input, infer _Output, infer _Context> ? Input : never;
/** What the agent of this name answers. */
type AgentOutput<Agents extends readonly AgentEntry[], Name> = string extends AgentName<Agents> ? unknown : AgentNamed<Agents, Name> extends Agent<string, infer _Input, infer Output, infer _Context> ? Output : never;
/** The dependencies that the agent of this name needs. */
type AgentDependencies<Agents extends readonly AgentEntry[], Name> = string extends AgentName<Agents> ? unknown : AgentNamed<Agents, Name> extends Agent<string, infer _Input, infer _Output, infer Context> ? Context : never;
/** Arguments of a call after the input: options, which may be left out unless the agent needs a context. */
type CallArguments<Context> = unknown extends Context ? [options?: CallOptions & WithContext<Context>] : [options: CallOptions & WithContext<Context>];
/** An input that all the named agents take. */
type SharedInput<Agents extends readonly AgentEntry[], Name> = (Name extends unknown ? (input: AgentInput<Agents, Name>) => void : never) extends ((input: infer Input) => void) ? Input : never;
type SharedContext<Agents extends readonly AgentEntry[], Name> = (Name extends unknown ? (context: AgentDependencies<Agents, Name>) => void : never) extends ((context: infer Context) => void) ? Context : never;
/** What came of calling several agents, by name. Each agent is in one of the two. */
interface ParallelResult<Agents extends readonly AgentEntry[], Name extends string> {
  readonly results: { readonly [Called in Name]?: RunResult<AgentOutput<Agents, Called>>; };
  readonly failures: { readonly [Called in Name]?: Error; };
}
/** How a message is sent. Everything has a default. */
interface SendOptions {
  /** Who sends, for events and readers; `outside` unless said otherwise. */
  readonly from?: string;
  /** The `type` of the message; `message` unless said otherwise. */
  readonly type?: string;
  /** Ties together all that this message causes; the message's own id unless said otherwise. */
  readonly correlationId?: string;
  /** Milliseconds since the Unix epoch after which nobody wants an answer. Travels with all that the message causes. */
  readonly deadline?: number;
  /** The conversation the message belongs to. Travels with all that the message causes. */
  readonly session?: string;
  /** On whose behalf the message is handled; the tenant's budget holds for all that it causes. */
  readonly tenant?: string;
  /** The W3C trace context that the message goes on with. */
  readonly traceparent?: string;
  /** Further metadata of the message. */
  readonly metadata?: JsonObject;
  /** Gives up waiting for room; rejects with its reason. */
  readonly signal?: AbortSignal;
}
/** How a wait for the system is called off. */
interface WaitOptions {
  readonly signal?: AbortSignal;
}
/** Messages that could not be handled. */
interface DeadLetters {
  /** Letters there ever were; only the last of them are kept. */
  readonly total: number;
  /** The letters that are kept, oldest first. */
  list(): readonly DeadLetter[];
  /**
   * Delivers a letter's message again, as a message from outside, and takes the letter out of the list. Resolves when the
   * message is accepted. @throws RuntimeError `DEAD_LETTER_NOT_FOUND`.
   */
  redeliver(id: string, options?: WaitOptions): Promise<void>;
}
/**
 * Agents that work together in one process: it owns their mailboxes, their wiring and their lives.
 * Whatever is accepted is handled or becomes a dead letter.
 */
interface Runtime<Agents extends readonly AgentEntry[] = readonly AgentEntry[]> extends AsyncDisposable {
  /** The agents' names, in the order they were given. */
  readonly agents: readonly AgentName<Agents>[];
  /** Agents that nothing inside feeds: where `feed` puts messages. */
  readonly entries: readonly string[];
  /** True when every agent can take up work. */
  readonly ready: boolean;
  readonly deadLetters: DeadLetters;
  /**
   * Starts the agents, level by level, and then their sources. Only needed after `createRuntime({ start: false })`.
   * @throws RuntimeError `START_FAILED`, `START_TIMEOUT`; agents that had started are stopped again.
   */
  start(): Promise<void>;
  /**
   * Runs an agent when it has a free slot and gives its answer, which is not sent to the agent's outputs.
   * Rejects as `agent.run` does.
   */
  call<Name extends AgentName<Agents>>(name: Name, input: AgentInput<Agents, Name>, ...options: CallArguments<AgentDependencies<Agents, Name>>): Promise<RunResult<AgentOutput<Agents, Name>>>;
  /** Calls several agents with the same input at once. Never rejects: failures are part of the result. */
  callParallel<Name extends AgentName<Agents>>(names: readonly Name[], input: SharedInput<Agents, Name>, ...options: CallArguments<SharedContext<Agents, Name>>): Promise<ParallelResult<Agents, Name>>;
  /**
   * Sends a message to an agent, or puts it on a channel. Resolves with the message's id when every reader has accepted
   * it, which is when there is room. @throws RuntimeError `MAILBOX_FULL`, `CHANNEL_CLOSED`; AgentError `AGENT_NOT_FOUND`.
   */
  send(target: AgentName<Agents> | (string & {}), content: MessageContent, options?: SendOptions): Promise<string>;
  /** Sends one message to every agent. All others still get it when one refuses; then it rejects with the first refusal. */
  broadcast(content: MessageContent, options?: SendOptions): Promise<string>;
  /** Sends one message to where messages from outside enter: to all agents that nothing inside feeds. */
  feed(content: MessageContent, options?: SendOptions): Promise<string>;
  /** Subscribes to what an agent emits, or to what is put on a channel, from now on. Every subscriber gets every message. */
  recv(name: AgentName<Agents> | (string & {}), options?: ReceiveOptions): MessageStream;
  /**
   * Leaves word for a step that waits: an answer to a question, a value to receive, or what became of a step whose outcome is
   * not known. `key` is what `RUN_PARKED` names. Safe when it resolves; the run goes on when it is parked here. `late`: the
   * step has its answer, or the run is over. @throws RunError `STORE_FAILED`, `SIGNAL_INVALID` for what the step cannot take; RuntimeError `RUNTIME_STATE` without a store.
   */
  signal(runId: string, key: string, value: JsonValue, options?: {
    readonly by?: string;
  }): Promise<'accepted' | 'late'>;
  stats(): RuntimeStats;
  /** Resolves when no source brings anything in any more and nothing is queued or in flight; also when closed. */
  idle(options?: WaitOptions): Promise<void>;
  /**
   * Ends the sources, refuses new messages, finishes what is queued and stops the agents. After `timeoutMs` what is left
   * is aborted and becomes dead letters. Calling it again can only shorten the time: 0 aborts at once.
   */
  drain(options?: {
    readonly timeoutMs?: number;
  }): Promise<void>;
  /** Drains with the runtime's own time limit. May be called any number of times. */
  close(): Promise<void>;
}
/**
 * Makes a runtime and starts its agents. Close it when you are done, or declare it with `await using`.
 *
 * @example
 * await using runtime = await createRuntime({ agents: [analyst, { agent: writer, inputs: ['analyst'] }] })
 * const { output } = await runtime.call('analyst', 'Review the March numbers')
 *
 * @throws AgentError `AGENT_SCHEMA_INVALID`, ToolError `TOOL_SCHEMA_INVALID`, RuntimeError `START_FAILED`, `START_TIMEOUT`, `DEPENDENCY_CYCLE`, `DEPENDENCY_UNKNOWN`, `RUNTIME_OPTIONS_INVALID`
 */
declare function createRuntime<const Agents extends readonly AgentEntry[]>(options: RuntimeOptions<Agents>): Promise<Runtime<Agents>>;
/** How a supervisor runs its agents: all that a runtime can be told. */
interface SupervisorOptions extends RuntimeSettings {
  /**
   * How often one agent may be entered again by what one message caused (10). When given, a run also ends after this many
   * messages from outside, unless `stopAfterRounds` says otherwise.
   */
  readonly maxRounds?: number;
  /** Outputs kept for each name; 1,000. The oldest go when there are more. */
  readonly maxOutputs?: number;
}
/** What a supervisor's run gives back. */
interface SupervisorResult {
  /** What left the system, oldest first: by channel, and by agent for agents whose outputs nobody inside reads. */
  readonly outputs: Readonly<Record<string, readonly JsonValue[]>>;
  /** Messages that came in from outside and were worked off. */
  readonly rounds: number;
  readonly deadLetters: readonly DeadLetter[];
  readonly stats: RuntimeStats;
}
/** Builds a team of agents and runs it. */
interface Supervisor {
  readonly name: string;
  /** Adds an agent. Gives the supervisor, so that calls can be chained. */
  add(agent: AnyAgent, wiring?: AgentWiring): Supervisor;
  /**
   * Starts the agents, feeds `input` to those that nothing inside feeds, and resolves when the system is idle, the round
   * limit is reached or `stop` is called. Rejects when an agent does not start, and with the signal's reason.
   */
  run(input?: MessageContent, options?: WaitOptions): Promise<SupervisorResult>;
  /** Ends the run in progress as `Runtime.close` does; the run resolves with what there is. */
  stop(): Promise<void>;
}
/**
 * Makes a builder for a team of agents.
 *
 * @example
 * const supervisor = createSupervisor('coordinator', { maxRounds: 10 })
 * supervisor.add(producer, { outputs: ['analyst'] }).add(analyst)
 * const { outputs } = await supervisor.run()
 */
declare function createSupervisor(name: string, options?: SupervisorOptions): Supervisor;
/** What a tool is made from. */
interface ToolOptions<Name extends string, Schema extends AnySchema, Output, Context> {
  readonly name: Name;
  readonly description: string;
  readonly input: Schema;
  /** The schema as JSON Schema, where the library of `input` cannot export it. */
  readonly jsonSchema?: object;
  /** What may be repeated after a crash; `once` unless said otherwise. */
  readonly effect?: Effect;
  /** Milliseconds after which the call is aborted and the model told. No limit unless the agent sets one. */
  readonly timeoutMs?: number;
  /**
   * The most characters of a result that the model gets: what is longer is cut with a mark, and whole on the record. False
   * for no limit. That of the agent, else 100,000 and a quarter of the model's window, unless said otherwise.
   */
  readonly maxResultChars?: number | false;
  readonly execute: (input: InferSchema<Schema, JsonObject>, context: ToolContext<Context>) => Output | Promise<Output>;
  readonly reconcile?: (idempotencyKey: string) => Promise<{
    readonly value: Output;
  } | undefined>;
}
/**
 * Declares a tool. Nothing happens until a model asks for it.
 *
 * @example
 * const lookup = defineTool({
 *   name: 'query_database',
 *   description: 'Query the sales database',
 *   input: z.object({ query: z.string() }),
 *   effect: 'none',
 *   execute: ({ query }, { signal }) => database.query(query, { signal }),
 * })
 *
 * @throws ToolError `TOOL_NAME_INVALID` when providers would refuse the name, `TOOL_OPTIONS_INVALID` for an option that makes
 * no sense, `TOOL_SCHEMA_INVALID` for an input that is no schema.
 */
declare function defineTool<const Name extends string, Schema extends AnySchema, Output, Context = unknown>(options: ToolOptions<Name, Schema, Output, Context>): Tool<Name, InferSchema<Schema, JsonObject>, Output, Context>;
/** One piece of what a tool shows the model. */
type ToolContentPart = TextPart | FilePart | DataPart;
declare const mark: unique symbol;
/** A tool's result that the model gets as texts and files instead of as JSON. Made by `toolContent`. */
interface ToolContent {
  readonly [mark]: true;
  readonly parts: readonly ToolContentPart[];
}
/**
 * Gives a model texts, images and other files as the result of a tool. It must be the whole result.
 *
 * @example
 * execute: async ({ url }) => toolContent([
 *   { type: 'text', text: `A picture of ${url}` },
 *   { type: 'file', mediaType: 'image/png', data: await screenshot(url) },
 * ])
 *
 * @throws ToolError `TOOL_FAILED` for what is no such part, which the model is told.
 */
declare function toolContent(parts: readonly ToolContentPart[]): ToolContent;
/** Every role that a configuration can name without a program's help. A new role is a folder and a line here. */
declare const roles: {
  readonly producer: KeyedRole<{
    readonly interval: {
      readonly type: string;
      readonly format?: 'duration' | 'path' | 'number' | 'boolean';
      readonly use?: FileUse;
      readonly pattern?: string;
      readonly defaultText?: string;
      readonly alias?: string;
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniPipe<ZodMiniString<string>, ZodMiniTransform<Duration, string>>>;
      readonly required: false;
    };
    readonly source: {
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniObject<{
        csv: ZodMiniOptional<ZodMiniString<string>>;
        file: ZodMiniOptional<ZodMiniString<string>>;
        module: ZodMiniOptional<ZodMiniString<string>>;
        export: ZodMiniOptional<ZodMiniString<string>>;
        glob: ZodMiniOptional<ZodMiniString<string>>;
        http: ZodMiniOptional<ZodMiniObject<{
          url: ZodMiniString<string>;
          interval: ZodMiniOptional<ZodMiniPipe<ZodMiniString<string>, ZodMiniTransform<Duration, string>>>;
          headers: ZodMiniOptional<ZodMiniRecord<ZodMiniString<string>, ZodMiniString<string>>>;
        }, $strict>>;
        jsonl: ZodMiniOptional<ZodMiniString<string>>;
        stdin: ZodMiniOptional<ZodMiniBoolean<boolean>>;
      }, $strict>>;
      readonly type: "mapping" | "mapping, or a text";
      readonly required: false;
      readonly keys: {
        readonly csv: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniString<string>>;
          readonly required: false;
        };
        readonly file: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniString<string>>;
          readonly required: false;
        };
        readonly module: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniString<string>>;
          readonly required: false;
        };
        readonly export: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniString<string>>;
          readonly required: false;
        };
        readonly glob: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniString<string>>;
          readonly required: false;
        };
        readonly http: {
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniObject<{
            url: ZodMiniString<string>;
            interval: ZodMiniOptional<ZodMiniPipe<ZodMiniString<string>, ZodMiniTransform<Duration, string>>>;
            headers: ZodMiniOptional<ZodMiniRecord<ZodMiniString<string>, ZodMiniString<string>>>;
          }, $strict>>;
          readonly type: "mapping" | "mapping, or a text";
          readonly required: false;
          readonly keys: {
            readonly url: {
              readonly schema: (z: Zod) => ZodMiniString<string>;
              readonly type: string;
              readonly format?: 'duration' | 'path' | 'number' | 'boolean';
              readonly use?: FileUse;
              readonly pattern?: string;
              readonly defaultText?: string;
              readonly alias?: string;
              readonly status: 'working';
              readonly description: string;
              readonly required: true;
            };
            readonly interval: {
              readonly type: string;
              readonly format?: 'duration' | 'path' | 'number' | 'boolean';
              readonly use?: FileUse;
              readonly pattern?: string;
              readonly defaultText?: string;
              readonly alias?: string;
              readonly status: 'working';
              readonly description: string;
              readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniPipe<ZodMiniString<string>, ZodMiniTransform<Duration, string>>>;
              readonly required: false;
            };
            readonly headers: {
              readonly type: string;
              readonly format?: 'duration' | 'path' | 'number' | 'boolean';
              readonly use?: FileUse;
              readonly pattern?: string;
              readonly defaultText?: string;
              readonly alias?: string;
              readonly status: 'working';
              readonly description: string;
              readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniRecord<ZodMiniString<string>, ZodMiniString<string>>>;
              readonly required: false;
            };
          };
          readonly shortFor?: string;
        };
        readonly jsonl: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniString<string>>;
          readonly required: false;
        };
        readonly stdin: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniBoolean<boolean>>;
          readonly required: false;
        };
      };
      readonly shortFor?: string;
    };
    readonly rate: {
      readonly type: string;
      readonly format?: 'duration' | 'path' | 'number' | 'boolean';
      readonly use?: FileUse;
      readonly pattern?: string;
      readonly defaultText?: string;
      readonly alias?: string;
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniNumber<number>>;
      readonly required: false;
    };
    readonly limit: {
      readonly type: string;
      readonly format?: 'duration' | 'path' | 'number' | 'boolean';
      readonly use?: FileUse;
      readonly pattern?: string;
      readonly defaultText?: string;
      readonly alias?: string;
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniInt>;
      readonly required: false;
    };
  }>;
  readonly react: KeyedRole<{
    readonly inputs: {
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniDefault<ZodMiniArray<ZodMiniObject<{
        source: ZodMiniString<string>;
      }, $strict>>>;
      readonly type: 'list of mappings';
      readonly required: false;
      readonly keys: {
        readonly source: {
          readonly schema: (z: Zod) => ZodMiniString<string>;
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly required: true;
        };
        readonly type: UnsupportedEntry;
        readonly description: UnsupportedEntry;
        readonly metadata: UnsupportedEntry;
      };
      readonly list: true;
      readonly isEmptyWhenAbsent: true;
    };
    readonly mailbox: {
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniObject<{
        capacity: ZodMiniOptional<ZodMiniInt>;
        overflow: ZodMiniOptional<ZodMiniEnum<{
          block: "block";
          "drop-newest": "drop-newest";
          "drop-oldest": "drop-oldest";
          error: "error";
        }>>;
      }, $strict>>;
      readonly type: "mapping" | "mapping, or a text";
      readonly required: false;
      readonly keys: {
        readonly capacity: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniInt>;
          readonly required: false;
        };
        readonly overflow: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniEnum<{
            block: "block";
            "drop-newest": "drop-newest";
            "drop-oldest": "drop-oldest";
            error: "error";
          }>>;
          readonly required: false;
        };
      };
      readonly shortFor?: string;
    };
    readonly concurrency: {
      readonly type: string;
      readonly format?: 'duration' | 'path' | 'number' | 'boolean';
      readonly use?: FileUse;
      readonly pattern?: string;
      readonly defaultText?: string;
      readonly alias?: string;
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniInt>;
      readonly required: false;
    };
    readonly presence_penalty: {
      readonly type: string;
      readonly format?: 'duration' | 'path' | 'number' | 'boolean';
      readonly use?: FileUse;
      readonly pattern?: string;
      readonly defaultText?: string;
      readonly alias?: string;
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniNumber<number>>;
      readonly required: false;
    };
    readonly frequency_penalty: {
      readonly type: string;
      readonly format?: 'duration' | 'path' | 'number' | 'boolean';
      readonly use?: FileUse;
      readonly pattern?: string;
      readonly defaultText?: string;
      readonly alias?: string;
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniNumber<number>>;
      readonly required: false;
    };
    readonly stop_sequences: {
      readonly type: string;
      readonly format?: 'duration' | 'path' | 'number' | 'boolean';
      readonly use?: FileUse;
      readonly pattern?: string;
      readonly defaultText?: string;
      readonly alias?: string;
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniArray<ZodMiniString<string>>>;
      readonly required: false;
    };
    readonly seed: {
      readonly type: string;
      readonly format?: 'duration' | 'path' | 'number' | 'boolean';
      readonly use?: FileUse;
      readonly pattern?: string;
      readonly defaultText?: string;
      readonly alias?: string;
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniInt>;
      readonly required: false;
    };
    readonly reasoning: {
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniObject<{
        effort: ZodMiniOptional<ZodMiniEnum<{
          high: "high";
          low: "low";
          max: "max";
          medium: "medium";
          minimal: "minimal";
          none: "none";
          xhigh: "xhigh";
        }>>;
        budget_tokens: ZodMiniOptional<ZodMiniInt>;
      }, $strict>>;
      readonly type: "mapping" | "mapping, or a text";
      readonly required: false;
      readonly keys: {
        readonly effort: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniEnum<{
            high: "high";
            low: "low";
            max: "max";
            medium: "medium";
            minimal: "minimal";
            none: "none";
            xhigh: "xhigh";
          }>>;
          readonly required: false;
        };
        readonly budget_tokens: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniInt>;
          readonly required: false;
        };
      };
      readonly shortFor?: string;
    };
    readonly tool_choice: {
      readonly type: string;
      readonly format?: 'duration' | 'path' | 'number' | 'boolean';
      readonly use?: FileUse;
      readonly pattern?: string;
      readonly defaultText?: string;
      readonly alias?: string;
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniString<string>>;
      readonly required: false;
    };
    readonly parallel_tool_calls: {
      readonly type: string;
      readonly format?: 'duration' | 'path' | 'number' | 'boolean';
      readonly use?: FileUse;
      readonly pattern?: string;
      readonly defaultText?: string;
      readonly alias?: string;
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniBoolean<boolean>>;
      readonly required: false;
    };
    readonly provider_options: {
      readonly type: string;
      readonly format?: 'duration' | 'path' | 'number' | 'boolean';
      readonly use?: FileUse;
      readonly pattern?: string;
      readonly defaultText?: string;
      readonly alias?: string;
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniRecord<ZodMiniString<string>, ZodMiniCustom<JsonObject, JsonObject>>>;
      readonly required: false;
    };
    readonly headers: {
      readonly type: string;
      readonly format?: 'duration' | 'path' | 'number' | 'boolean';
      readonly use?: FileUse;
      readonly pattern?: string;
      readonly defaultText?: string;
      readonly alias?: string;
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniRecord<ZodMiniString<string>, ZodMiniString<string>>>;
      readonly required: false;
    };
    readonly retry: {
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniObject<{
        max_attempts: ZodMiniOptional<ZodMiniInt>;
        initial_backoff: ZodMiniOptional<ZodMiniPipe<ZodMiniString<string>, ZodMiniTransform<Duration, string>>>;
        max_backoff: ZodMiniOptional<ZodMiniPipe<ZodMiniString<string>, ZodMiniTransform<Duration, string>>>;
        multiplier: ZodMiniOptional<ZodMiniNumber<number>>;
        max_retry_after: ZodMiniOptional<ZodMiniPipe<ZodMiniString<string>, ZodMiniTransform<Duration, string>>>;
        retry_on: ZodMiniOptional<ZodMiniArray<ZodMiniEnum<{
          invalid_response: "invalid_response";
          network_error: "network_error";
          rate_limit: "rate_limit";
          server_error: "server_error";
          stream_cut: "stream_cut";
          timeout: "timeout";
        }>>>;
        restart_stream: ZodMiniOptional<ZodMiniBoolean<boolean>>;
      }, $strict>>;
      readonly type: "mapping" | "mapping, or a text";
      readonly required: false;
      readonly keys: {
        readonly max_attempts: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniInt>;
          readonly required: false;
        };
        readonly initial_backoff: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniPipe<ZodMiniString<string>, ZodMiniTransform<Duration, string>>>;
          readonly required: false;
        };
        readonly max_backoff: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniPipe<ZodMiniString<string>, ZodMiniTransform<Duration, string>>>;
          readonly required: false;
        };
        readonly multiplier: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniNumber<number>>;
          readonly required: false;
        };
        readonly max_retry_after: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniPipe<ZodMiniString<string>, ZodMiniTransform<Duration, string>>>;
          readonly required: false;
        };
        readonly retry_on: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniArray<ZodMiniEnum<{
            invalid_response: "invalid_response";
            network_error: "network_error";
            rate_limit: "rate_limit";
            server_error: "server_error";
            stream_cut: "stream_cut";
            timeout: "timeout";
          }>>>;
          readonly required: false;
        };
        readonly restart_stream: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniBoolean<boolean>>;
          readonly required: false;
        };
        readonly backoff: UnsupportedEntry;
      };
      readonly shortFor?: string;
    };
    readonly timeouts: {
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniObject<{
        first_byte: ZodMiniOptional<ZodMiniPipe<ZodMiniString<string>, ZodMiniTransform<Duration, string>>>;
        idle: ZodMiniOptional<ZodMiniPipe<ZodMiniString<string>, ZodMiniTransform<Duration, string>>>;
        answer: ZodMiniOptional<ZodMiniPipe<ZodMiniString<string>, ZodMiniTransform<Duration, string>>>;
        total: ZodMiniOptional<ZodMiniPipe<ZodMiniString<string>, ZodMiniTransform<Duration, string>>>;
      }, $strict>>;
      readonly type: "mapping" | "mapping, or a text";
      readonly required: false;
      readonly keys: {
        readonly first_byte: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniPipe<ZodMiniString<string>, ZodMiniTransform<Duration, string>>>;
          readonly required: false;
        };
        readonly idle: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniPipe<ZodMiniString<string>, ZodMiniTransform<Duration, string>>>;
          readonly required: false;
        };
        readonly answer: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniPipe<ZodMiniString<string>, ZodMiniTransform<Duration, string>>>;
          readonly required: false;
        };
        readonly total: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniPipe<ZodMiniString<string>, ZodMiniTransform<Duration, string>>>;
          readonly required: false;
        };
      };
      readonly shortFor?: string;
    };
    readonly providers: {
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniDefault<ZodMiniArray<ZodMiniObject<{
        provider: ZodMiniOptional<ZodMiniEnum<{
          [x: string]: string;
        }>>;
        model: ZodMiniOptional<ZodMiniString<string>>;
        base_url: ZodMiniOptional<ZodMiniString<string>>;
        api_key: ZodMiniOptional<ZodMiniString<string>>;
        api_key_env: ZodMiniOptional<ZodMiniString<string>>;
        timeout: ZodMiniOptional<ZodMiniPipe<ZodMiniString<string>, ZodMiniTransform<Duration, string>>>;
        region: ZodMiniOptional<ZodMiniString<string>>;
        project_id: ZodMiniOptional<ZodMiniString<string>>;
      }, $strict>>>;
      readonly type: 'list of mappings';
      readonly required: false;
      readonly keys: {
        readonly provider: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniEnum<{
            [x: string]: string;
          }>>;
          readonly required: false;
        };
        readonly model: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniString<string>>;
          readonly required: false;
        };
        readonly base_url: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniString<string>>;
          readonly required: false;
        };
        readonly api_key: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniString<string>>;
          readonly required: false;
        };
        readonly api_key_env: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniString<string>>;
          readonly required: false;
        };
        readonly timeout: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniPipe<ZodMiniString<string>, ZodMiniTransform<Duration, string>>>;
          readonly required: false;
        };
        readonly region: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniString<string>>;
          readonly required: false;
        };
        readonly project_id: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniString<string>>;
          readonly required: false;
        };
        readonly runtime: UnsupportedEntry;
      };
      readonly list: true;
      readonly isEmptyWhenAbsent: true;
    };
    readonly fallback_strategy: {
      readonly type: string;
      readonly format?: 'duration' | 'path' | 'number' | 'boolean';
      readonly use?: FileUse;
      readonly pattern?: string;
      readonly defaultText?: string;
      readonly alias?: string;
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniEnum<{
        ordered: "ordered";
        round_robin: "round_robin";
      }>>;
      readonly required: false;
    };
    readonly rate_limit: {
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniObject<{
        concurrency: ZodMiniOptional<ZodMiniInt>;
        requests_per_minute: ZodMiniOptional<ZodMiniInt>;
        tokens_per_minute: ZodMiniOptional<ZodMiniInt>;
      }, $strict>>;
      readonly type: "mapping" | "mapping, or a text";
      readonly required: false;
      readonly keys: {
        readonly concurrency: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniInt>;
          readonly required: false;
        };
        readonly requests_per_minute: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniInt>;
          readonly required: false;
        };
        readonly tokens_per_minute: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniInt>;
          readonly required: false;
        };
      };
      readonly shortFor?: string;
    };
    readonly circuit_breaker: {
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniObject<{
        enabled: ZodMiniOptional<ZodMiniBoolean<boolean>>;
        failure_threshold: ZodMiniOptional<ZodMiniInt>;
        open: ZodMiniOptional<ZodMiniPipe<ZodMiniString<string>, ZodMiniTransform<Duration, string>>>;
      }, $strict>>;
      readonly type: "mapping" | "mapping, or a text";
      readonly required: false;
      readonly keys: {
        readonly enabled: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniBoolean<boolean>>;
          readonly required: false;
        };
        readonly failure_threshold: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniInt>;
          readonly required: false;
        };
        readonly open: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniPipe<ZodMiniString<string>, ZodMiniTransform<Duration, string>>>;
          readonly required: false;
        };
      };
      readonly shortFor?: string;
    };
    readonly hedge: {
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniObject<{
        after: ZodMiniOptional<ZodMiniPipe<ZodMiniString<string>, ZodMiniTransform<Duration, string>>>;
      }, $strict>>;
      readonly type: "mapping" | "mapping, or a text";
      readonly required: false;
      readonly keys: {
        readonly after: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniPipe<ZodMiniString<string>, ZodMiniTransform<Duration, string>>>;
          readonly required: false;
        };
      };
      readonly shortFor?: string;
    };
    readonly cache: {
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniObject<{
        enabled: ZodMiniDefault<ZodMiniBoolean<boolean>>;
        ttl: ZodMiniOptional<ZodMiniPipe<ZodMiniString<string>, ZodMiniTransform<Duration, string>>>;
        max_entries: ZodMiniOptional<ZodMiniInt>;
      }, $strict>>;
      readonly type: "mapping" | "mapping, or a text";
      readonly required: false;
      readonly keys: {
        readonly enabled: {
          readonly schema: (z: Zod) => ZodMiniDefault<ZodMiniBoolean<boolean>>;
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly required: false;
          readonly isEmptyWhenAbsent: true;
        };
        readonly ttl: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniPipe<ZodMiniString<string>, ZodMiniTransform<Duration, string>>>;
          readonly required: false;
        };
        readonly max_entries: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniInt>;
          readonly required: false;
        };
      };
      readonly shortFor?: string;
    };
    readonly model: {
      readonly schema: (z: Zod) => ZodMiniString<string>;
      readonly type: string;
      readonly format?: 'duration' | 'path' | 'number' | 'boolean';
      readonly use?: FileUse;
      readonly pattern?: string;
      readonly defaultText?: string;
      readonly alias?: string;
      readonly status: 'working';
      readonly description: string;
      readonly required: true;
    };
    readonly prompt: {
      readonly type: string;
      readonly format?: 'duration' | 'path' | 'number' | 'boolean';
      readonly use?: FileUse;
      readonly pattern?: string;
      readonly defaultText?: string;
      readonly alias?: string;
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniString<string>>;
      readonly required: false;
    };
    readonly tools: {
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniDefault<ZodMiniArray<ZodMiniObject<{
        name: ZodMiniOptional<ZodMiniString<string>>;
        description: ZodMiniOptional<ZodMiniString<string>>;
        input_schema: ZodMiniOptional<ZodMiniCustom<JsonObject, JsonObject>>;
        module: ZodMiniOptional<ZodMiniString<string>>;
        export: ZodMiniOptional<ZodMiniString<string>>;
        effect: ZodMiniOptional<ZodMiniEnum<{
          idempotent: "idempotent";
          none: "none";
          once: "once";
        }>>;
        timeout: ZodMiniOptional<ZodMiniPipe<ZodMiniString<string>, ZodMiniTransform<Duration, string>>>;
        max_result_chars: ZodMiniOptional<ZodMiniUnion<readonly [ZodMiniInt, ZodMiniLiteral<false>]>>;
      }, $strict>>>;
      readonly type: 'list of mappings';
      readonly required: false;
      readonly keys: {
        readonly name: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniString<string>>;
          readonly required: false;
        };
        readonly description: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniString<string>>;
          readonly required: false;
        };
        readonly input_schema: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniCustom<JsonObject, JsonObject>>;
          readonly required: false;
        };
        readonly module: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniString<string>>;
          readonly required: false;
        };
        readonly export: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniString<string>>;
          readonly required: false;
        };
        readonly effect: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniEnum<{
            idempotent: "idempotent";
            none: "none";
            once: "once";
          }>>;
          readonly required: false;
        };
        readonly timeout: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniPipe<ZodMiniString<string>, ZodMiniTransform<Duration, string>>>;
          readonly required: false;
        };
        readonly max_result_chars: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniUnion<readonly [ZodMiniInt, ZodMiniLiteral<false>]>>;
          readonly required: false;
        };
        readonly vectorstore: UnsupportedEntry;
      };
      readonly list: true;
      readonly isEmptyWhenAbsent: true;
    };
    readonly provider_tools: {
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniDefault<ZodMiniArray<ZodMiniObject<{
        id: ZodMiniString<string>;
        name: ZodMiniOptional<ZodMiniString<string>>;
        args: ZodMiniOptional<ZodMiniCustom<JsonObject, JsonObject>>;
      }, $strict>>>;
      readonly type: 'list of mappings';
      readonly required: false;
      readonly keys: {
        readonly id: {
          readonly schema: (z: Zod) => ZodMiniString<string>;
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly required: true;
        };
        readonly name: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniString<string>>;
          readonly required: false;
        };
        readonly args: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniCustom<JsonObject, JsonObject>>;
          readonly required: false;
        };
      };
      readonly list: true;
      readonly isEmptyWhenAbsent: true;
    };
    readonly input_schema: {
      readonly type: string;
      readonly format?: 'duration' | 'path' | 'number' | 'boolean';
      readonly use?: FileUse;
      readonly pattern?: string;
      readonly defaultText?: string;
      readonly alias?: string;
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniCustom<JsonObject, JsonObject>>;
      readonly required: false;
    };
    readonly output_schema: {
      readonly type: string;
      readonly format?: 'duration' | 'path' | 'number' | 'boolean';
      readonly use?: FileUse;
      readonly pattern?: string;
      readonly defaultText?: string;
      readonly alias?: string;
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniCustom<JsonObject, JsonObject>>;
      readonly required: false;
    };
    readonly output_mode: {
      readonly type: string;
      readonly format?: 'duration' | 'path' | 'number' | 'boolean';
      readonly use?: FileUse;
      readonly pattern?: string;
      readonly defaultText?: string;
      readonly alias?: string;
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniEnum<{
        auto: "auto";
        native: "native";
        prompt: "prompt";
        tool: "tool";
      }>>;
      readonly required: false;
    };
    readonly tool_mode: {
      readonly type: string;
      readonly format?: 'duration' | 'path' | 'number' | 'boolean';
      readonly use?: FileUse;
      readonly pattern?: string;
      readonly defaultText?: string;
      readonly alias?: string;
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniEnum<{
        auto: "auto";
        native: "native";
        text: "text";
      }>>;
      readonly required: false;
    };
    readonly context: {
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniObject<{
        strategy: ZodMiniOptional<ZodMiniEnum<{
          "evict-tool-results": "evict-tool-results";
          none: "none";
          pin: "pin";
          sliding: "sliding";
          summarise: "summarise";
        }>>;
        max_tokens: ZodMiniOptional<ZodMiniInt>;
        reserve_tokens: ZodMiniOptional<ZodMiniInt>;
        keep_last: ZodMiniOptional<ZodMiniInt>;
        pin: ZodMiniDefault<ZodMiniArray<ZodMiniString<string>>>;
      }, $strict>>;
      readonly type: "mapping" | "mapping, or a text";
      readonly required: false;
      readonly keys: {
        readonly strategy: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniEnum<{
            "evict-tool-results": "evict-tool-results";
            none: "none";
            pin: "pin";
            sliding: "sliding";
            summarise: "summarise";
          }>>;
          readonly required: false;
        };
        readonly max_tokens: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniInt>;
          readonly required: false;
        };
        readonly reserve_tokens: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniInt>;
          readonly required: false;
        };
        readonly keep_last: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniInt>;
          readonly required: false;
        };
        readonly pin: {
          readonly schema: (z: Zod) => ZodMiniDefault<ZodMiniArray<ZodMiniString<string>>>;
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly required: false;
          readonly isEmptyWhenAbsent: true;
        };
      };
      readonly shortFor?: string;
    };
    readonly temperature: {
      readonly type: string;
      readonly format?: 'duration' | 'path' | 'number' | 'boolean';
      readonly use?: FileUse;
      readonly pattern?: string;
      readonly defaultText?: string;
      readonly alias?: string;
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniNumber<number>>;
      readonly required: false;
    };
    readonly max_tokens: {
      readonly type: string;
      readonly format?: 'duration' | 'path' | 'number' | 'boolean';
      readonly use?: FileUse;
      readonly pattern?: string;
      readonly defaultText?: string;
      readonly alias?: string;
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniInt>;
      readonly required: false;
    };
    readonly top_p: {
      readonly type: string;
      readonly format?: 'duration' | 'path' | 'number' | 'boolean';
      readonly use?: FileUse;
      readonly pattern?: string;
      readonly defaultText?: string;
      readonly alias?: string;
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniNumber<number>>;
      readonly required: false;
    };
    readonly top_k: {
      readonly type: string;
      readonly format?: 'duration' | 'path' | 'number' | 'boolean';
      readonly use?: FileUse;
      readonly pattern?: string;
      readonly defaultText?: string;
      readonly alias?: string;
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniInt>;
      readonly required: false;
    };
    readonly timeout: {
      readonly type: string;
      readonly format?: 'duration' | 'path' | 'number' | 'boolean';
      readonly use?: FileUse;
      readonly pattern?: string;
      readonly defaultText?: string;
      readonly alias?: string;
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniPipe<ZodMiniString<string>, ZodMiniTransform<Duration, string>>>;
      readonly required: false;
    };
    readonly max_iterations: {
      readonly type: string;
      readonly format?: 'duration' | 'path' | 'number' | 'boolean';
      readonly use?: FileUse;
      readonly pattern?: string;
      readonly defaultText?: string;
      readonly alias?: string;
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniInt>;
      readonly required: false;
    };
    readonly max_result_chars: {
      readonly type: string;
      readonly format?: 'duration' | 'path' | 'number' | 'boolean';
      readonly use?: FileUse;
      readonly pattern?: string;
      readonly defaultText?: string;
      readonly alias?: string;
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniUnion<readonly [ZodMiniInt, ZodMiniLiteral<false>]>>;
      readonly required: false;
    };
    readonly budget: {
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniObject<{
        max_cost: ZodMiniOptional<ZodMiniNumber<number>>;
        max_tokens: ZodMiniOptional<ZodMiniInt>;
        max_model_calls: ZodMiniOptional<ZodMiniInt>;
        max_tool_calls: ZodMiniOptional<ZodMiniInt>;
        max_time: ZodMiniOptional<ZodMiniPipe<ZodMiniString<string>, ZodMiniTransform<Duration, string>>>;
        on_exhausted: ZodMiniOptional<ZodMiniEnum<{
          ask: "ask";
          "cheaper-model": "cheaper-model";
          stop: "stop";
        }>>;
        cheaper_model: ZodMiniOptional<ZodMiniString<string>>;
      }, $strict>>;
      readonly type: "mapping" | "mapping, or a text";
      readonly required: false;
      readonly keys: {
        readonly max_cost: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniNumber<number>>;
          readonly required: false;
        };
        readonly max_tokens: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniInt>;
          readonly required: false;
        };
        readonly max_model_calls: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniInt>;
          readonly required: false;
        };
        readonly max_tool_calls: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniInt>;
          readonly required: false;
        };
        readonly max_time: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniPipe<ZodMiniString<string>, ZodMiniTransform<Duration, string>>>;
          readonly required: false;
        };
        readonly on_exhausted: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniEnum<{
            ask: "ask";
            "cheaper-model": "cheaper-model";
            stop: "stop";
          }>>;
          readonly required: false;
        };
        readonly cheaper_model: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniString<string>>;
          readonly required: false;
        };
      };
      readonly shortFor?: string;
    };
    readonly loop_detection: {
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniObject<{
        enabled: ZodMiniOptional<ZodMiniBoolean<boolean>>;
        warn_after: ZodMiniOptional<ZodMiniInt>;
        stop_after: ZodMiniOptional<ZodMiniInt>;
        poll_stop_after: ZodMiniOptional<ZodMiniInt>;
      }, $strict>>;
      readonly type: "mapping" | "mapping, or a text";
      readonly required: false;
      readonly keys: {
        readonly enabled: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniBoolean<boolean>>;
          readonly required: false;
        };
        readonly warn_after: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniInt>;
          readonly required: false;
        };
        readonly stop_after: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniInt>;
          readonly required: false;
        };
        readonly poll_stop_after: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniInt>;
          readonly required: false;
        };
      };
      readonly shortFor?: string;
    };
    readonly guided_config: {
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniObject<{
        enabled: ZodMiniOptional<ZodMiniBoolean<boolean>>;
        max_iterations: ZodMiniOptional<ZodMiniInt>;
      }, $strict>>;
      readonly type: "mapping" | "mapping, or a text";
      readonly required: false;
      readonly keys: {
        readonly enabled: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniBoolean<boolean>>;
          readonly required: false;
        };
        readonly max_iterations: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniInt>;
          readonly required: false;
        };
        readonly verification_prompt: UnsupportedEntry;
        readonly require_confirmation: UnsupportedEntry;
      };
      readonly shortFor?: string;
    };
    readonly provider: {
      readonly type: string;
      readonly format?: 'duration' | 'path' | 'number' | 'boolean';
      readonly use?: FileUse;
      readonly pattern?: string;
      readonly defaultText?: string;
      readonly alias?: string;
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniEnum<{
        [x: string]: string;
      }>>;
      readonly required: false;
    };
    readonly base_url: {
      readonly type: string;
      readonly format?: 'duration' | 'path' | 'number' | 'boolean';
      readonly use?: FileUse;
      readonly pattern?: string;
      readonly defaultText?: string;
      readonly alias?: string;
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniString<string>>;
      readonly required: false;
    };
    readonly api_key: {
      readonly type: string;
      readonly format?: 'duration' | 'path' | 'number' | 'boolean';
      readonly use?: FileUse;
      readonly pattern?: string;
      readonly defaultText?: string;
      readonly alias?: string;
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniString<string>>;
      readonly required: false;
    };
    readonly api_key_env: {
      readonly type: string;
      readonly format?: 'duration' | 'path' | 'number' | 'boolean';
      readonly use?: FileUse;
      readonly pattern?: string;
      readonly defaultText?: string;
      readonly alias?: string;
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniString<string>>;
      readonly required: false;
    };
    readonly region: {
      readonly type: string;
      readonly format?: 'duration' | 'path' | 'number' | 'boolean';
      readonly use?: FileUse;
      readonly pattern?: string;
      readonly defaultText?: string;
      readonly alias?: string;
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniString<string>>;
      readonly required: false;
    };
    readonly project_id: {
      readonly type: string;
      readonly format?: 'duration' | 'path' | 'number' | 'boolean';
      readonly use?: FileUse;
      readonly pattern?: string;
      readonly defaultText?: string;
      readonly alias?: string;
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniString<string>>;
      readonly required: false;
    };
    readonly offline: {
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniObject<{
        replies: ZodMiniDefault<ZodMiniArray<ZodMiniObject<{
          match: ZodMiniOptional<ZodMiniString<string>>;
          text: ZodMiniOptional<ZodMiniString<string>>;
          tool_call: ZodMiniOptional<ZodMiniObject<{
            name: ZodMiniString<string>;
            input: ZodMiniOptional<ZodMiniCustom<JsonObject, JsonObject>>;
          }, $strict>>;
        }, $strict>>>;
      }, $strict>>;
      readonly type: "mapping" | "mapping, or a text";
      readonly required: false;
      readonly keys: {
        readonly replies: {
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniDefault<ZodMiniArray<ZodMiniObject<{
            match: ZodMiniOptional<ZodMiniString<string>>;
            text: ZodMiniOptional<ZodMiniString<string>>;
            tool_call: ZodMiniOptional<ZodMiniObject<{
              name: ZodMiniString<string>;
              input: ZodMiniOptional<ZodMiniCustom<JsonObject, JsonObject>>;
            }, $strict>>;
          }, $strict>>>;
          readonly type: 'list of mappings';
          readonly required: false;
          readonly keys: {
            readonly match: {
              readonly type: string;
              readonly format?: 'duration' | 'path' | 'number' | 'boolean';
              readonly use?: FileUse;
              readonly pattern?: string;
              readonly defaultText?: string;
              readonly alias?: string;
              readonly status: 'working';
              readonly description: string;
              readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniString<string>>;
              readonly required: false;
            };
            readonly text: {
              readonly type: string;
              readonly format?: 'duration' | 'path' | 'number' | 'boolean';
              readonly use?: FileUse;
              readonly pattern?: string;
              readonly defaultText?: string;
              readonly alias?: string;
              readonly status: 'working';
              readonly description: string;
              readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniString<string>>;
              readonly required: false;
            };
            readonly tool_call: {
              readonly status: 'working';
              readonly description: string;
              readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniObject<{
                name: ZodMiniString<string>;
                input: ZodMiniOptional<ZodMiniCustom<JsonObject, JsonObject>>;
              }, $strict>>;
              readonly type: "mapping" | "mapping, or a text";
              readonly required: false;
              readonly keys: {
                readonly name: {
                  readonly schema: (z: Zod) => ZodMiniString<string>;
                  readonly type: string;
                  readonly format?: 'duration' | 'path' | 'number' | 'boolean';
                  readonly use?: FileUse;
                  readonly pattern?: string;
                  readonly defaultText?: string;
                  readonly alias?: string;
                  readonly status: 'working';
                  readonly description: string;
                  readonly required: true;
                };
                readonly input: {
                  readonly type: string;
                  readonly format?: 'duration' | 'path' | 'number' | 'boolean';
                  readonly use?: FileUse;
                  readonly pattern?: string;
                  readonly defaultText?: string;
                  readonly alias?: string;
                  readonly status: 'working';
                  readonly description: string;
                  readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniCustom<JsonObject, JsonObject>>;
                  readonly required: false;
                };
              };
              readonly shortFor?: string;
            };
          };
          readonly list: true;
          readonly isEmptyWhenAbsent: true;
        };
      };
      readonly shortFor?: string;
    };
  }>;
  readonly logger: KeyedRole<{
    readonly inputs: {
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniDefault<ZodMiniArray<ZodMiniObject<{
        source: ZodMiniString<string>;
      }, $strict>>>;
      readonly type: 'list of mappings';
      readonly required: false;
      readonly keys: {
        readonly source: {
          readonly schema: (z: Zod) => ZodMiniString<string>;
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly required: true;
        };
        readonly type: UnsupportedEntry;
        readonly description: UnsupportedEntry;
        readonly metadata: UnsupportedEntry;
      };
      readonly list: true;
      readonly isEmptyWhenAbsent: true;
    };
    readonly mailbox: {
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniObject<{
        capacity: ZodMiniOptional<ZodMiniInt>;
        overflow: ZodMiniOptional<ZodMiniEnum<{
          block: "block";
          "drop-newest": "drop-newest";
          "drop-oldest": "drop-oldest";
          error: "error";
        }>>;
      }, $strict>>;
      readonly type: "mapping" | "mapping, or a text";
      readonly required: false;
      readonly keys: {
        readonly capacity: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniInt>;
          readonly required: false;
        };
        readonly overflow: {
          readonly type: string;
          readonly format?: 'duration' | 'path' | 'number' | 'boolean';
          readonly use?: FileUse;
          readonly pattern?: string;
          readonly defaultText?: string;
          readonly alias?: string;
          readonly status: 'working';
          readonly description: string;
          readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniEnum<{
            block: "block";
            "drop-newest": "drop-newest";
            "drop-oldest": "drop-oldest";
            error: "error";
          }>>;
          readonly required: false;
        };
      };
      readonly shortFor?: string;
    };
    readonly file: {
      readonly type: string;
      readonly format?: 'duration' | 'path' | 'number' | 'boolean';
      readonly use?: FileUse;
      readonly pattern?: string;
      readonly defaultText?: string;
      readonly alias?: string;
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniString<string>>;
      readonly required: false;
    };
    readonly format: {
      readonly type: string;
      readonly format?: 'duration' | 'path' | 'number' | 'boolean';
      readonly use?: FileUse;
      readonly pattern?: string;
      readonly defaultText?: string;
      readonly alias?: string;
      readonly status: 'working';
      readonly description: string;
      readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniEnum<{
        json: "json";
        text: "text";
      }>>;
      readonly required: false;
    };
  }>;
};
/** The name of a role of this version. */
type RoleName = keyof typeof roles;
declare const model$1: {
  readonly type: string;
  readonly format?: 'duration' | 'path' | 'number' | 'boolean';
  readonly use?: FileUse;
  readonly pattern?: string;
  readonly defaultText?: string;
  readonly alias?: string;
  readonly status: 'working';
  readonly description: string;
  readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniString<string>>;
  readonly required: false;
};
type CustomRoleKeys = Omit<(typeof roles)['react']['keys'], 'model'> & Pick<(typeof roles)['producer']['keys'], 'interval'> & {
  readonly model: typeof model$1;
};
/** The keys that are checked on agents of a registered role without a table of keys; all others are handed to it as `extra`. */
declare const customRoleKeys: CustomRoleKeys;
/** What a registered role without a table of keys gets: the checked keys, and those that are its own, as written. */
type CustomRoleConfig = RoleConfig<CustomRoleKeys> & {
  /** The role as the file names it. */
  readonly customRole: string;
  /** The keys that are the role's own, as written, with variables filled in. */
  readonly extra: JsonObject;
};
/** A role that a program registers: one with a table of keys, or one that takes any. */
type RegisteredRole$1 = (Role<never> & {
  readonly keys: KeyedRole['keys'];
}) | (Role<CustomRoleConfig> & {
  readonly keys?: undefined;
});
/** The kinds of values that keys of a role can have. */
declare const kinds: {
  readonly data: {
    schema: (z: Zod) => ZodMiniCustom<JsonObject, JsonObject>;
    type: string;
  };
  readonly duration: {
    readonly schema: (z: Zod) => ZodMiniPipe<ZodMiniString<string>, ZodMiniTransform<Duration, string>>;
    readonly type: 'duration';
    readonly format: 'duration';
    readonly pattern: string;
  };
  readonly filledText: {
    schema: (z: Zod) => ZodMiniString<string>;
    type: string;
  };
  readonly httpUrl: {
    schema: (z: Zod) => ZodMiniString<string>;
    type: string;
    pattern: string;
  };
  readonly inputFile: {
    readonly schema: (z: Zod) => ZodMiniString<string>;
    readonly type: 'path';
    readonly format: 'path';
    readonly use: 'read';
  };
  readonly jsonSchema: {
    schema: (z: Zod) => ZodMiniCustom<JsonObject, JsonObject>;
    type: string;
  };
  readonly modulePath: {
    readonly schema: (z: Zod) => ZodMiniString<string>;
    readonly format: 'path';
    readonly type: 'path of a module';
    readonly use: 'import';
  };
  readonly numberBetween: typeof numberBetween;
  readonly numberFrom: typeof numberFrom;
  readonly oneOf: typeof oneOf;
  readonly outputFile: {
    readonly schema: (z: Zod) => ZodMiniString<string>;
    readonly type: 'path';
    readonly format: 'path';
    readonly use: 'write';
  };
  readonly positiveNumber: {
    readonly schema: (z: Zod) => ZodMiniNumber<number>;
    readonly type: 'number above 0';
    readonly format: 'number';
  };
  readonly text: {
    schema: (z: Zod) => ZodMiniString<string>;
    type: string;
  };
  readonly textMap: {
    schema: (z: Zod) => ZodMiniRecord<ZodMiniString<string>, ZodMiniString<string>>;
    type: string;
  };
  readonly texts: {
    schema: (z: Zod) => ZodMiniDefault<ZodMiniArray<ZodMiniString<string>>>;
    type: string;
  };
  readonly truth: {
    readonly schema: (z: Zod) => ZodMiniBoolean<boolean>;
    readonly type: '`true` or `false`';
    readonly format: 'boolean';
  };
  readonly wholeNumber: typeof wholeNumber;
};
/** A file that a configuration names. */
interface NamedFile {
  /** The path of the file, as it is written, with variables and `~` filled in. */
  readonly file: string;
  readonly use: FileUse;
  /** Where it is named. */
  readonly path: ValuePath;
}
/** How much a problem matters: an `error` refuses the file, the others are told and the file is used. */
type ProblemSeverity = 'error' | 'warning' | 'notice';
/** A stable code: those of `ConfigError`, and `CONFIG_NOTICE` for what is worth knowing but no mistake. */
type ProblemCode = CodeOf<'config'> | 'CONFIG_NOTICE';
/** The steps from the root of the file to a value: mapping keys and list positions. */
type ConfigPath = readonly (string | number)[];
/** A stretch of a file's text, as offsets; the end is exclusive. */
interface Span {
  readonly start: number;
  readonly end: number;
}
/** A place in a file as editors count: lines and columns from 1, the end column exclusive and on the same line. */
interface Position {
  readonly line: number;
  readonly column: number;
  readonly endColumn: number;
}
/** One problem of a configuration file, as data: what `aixgo validate --json` prints. */
interface ConfigProblem {
  readonly severity: ProblemSeverity;
  readonly code: ProblemCode;
  readonly message: string;
  readonly hint?: string | undefined;
  readonly file: string;
  /** Absent, like `column`, when there is no place to point at, as for a file that does not exist. */
  readonly line?: number | undefined;
  readonly column?: number | undefined;
  /** Where in the structure, such as `agents[0].prompt`. */
  readonly path?: string | undefined;
  /** The lines around the place, with the place marked and secrets masked. */
  readonly frame?: string | undefined;
}
/** The keys of each role, by name. */
type RoleKeys = { readonly [Name in RoleName]: (typeof roles)[Name]['keys']; };
/** Roles that a program registers: with what they are, or their names alone, where nothing is built. */
type RolesOption = Iterable<string> | Readonly<Record<string, RegisteredRole$1>>;
/** The text of one file, with a quick way from an offset to a line and column. */
declare class SourceText {
  #private;
  /** The name shown to people: the path as they gave it. */
  readonly file: string;
  readonly text: string;
  constructor(file: string, text: string);
  /** Where a span begins, and how far it reaches on that line. */
  position(span: Span): Position;
  /** The offsets of a line, counted from 1, without its line break; `undefined` behind the last line. */
  lineSpan(line: number): Span | undefined;
}
/** A text, number, truth value or null. */
interface YamlScalar {
  readonly kind: 'scalar';
  readonly value: string | number | boolean | null;
  /** True when written without quotes and tag, so that `5` is a number. */
  readonly plain: boolean;
  readonly span: Span;
}
/** A list. */
interface YamlSequence {
  readonly kind: 'sequence';
  readonly items: readonly YamlNode[];
  readonly span: Span;
}
/** One key of a mapping and its value. */
interface YamlEntry {
  readonly key: string;
  readonly keySpan: Span;
  readonly value: YamlNode;
}
/** A mapping. A `Map`, so that no key can reach a prototype. */
interface YamlMapping {
  readonly kind: 'mapping';
  readonly entries: ReadonlyMap<string, YamlEntry>;
  readonly span: Span;
}
/** One node of a parsed file. An alias is the very node it stands for. */
type YamlNode = YamlScalar | YamlSequence | YamlMapping;
/** Where the keys and values of a file stand, by their path (`['agents', 0, 'prompt']`). */
declare class Positions {
  #private;
  /** The text that the places are in. */
  readonly source: SourceText;
  constructor(source: SourceText, root: YamlNode);
  /** The place of the key a path ends with; `undefined` for list items and for paths that the file does not have. */
  key(path: ConfigPath): Position | undefined;
  /** The place of a value; of a block, the place of its first key or dash. */
  value(path: ConfigPath): Position | undefined;
  keySpan(path: ConfigPath): Span | undefined;
  /** The place to show for a path: its value, else its key, else the nearest part of the path that the file has. */
  nearestSpan(path: ConfigPath): Span;
}
/** The keys that agents of every role have. */
declare const agentKeys: {
  readonly name: {
    readonly schema: (z: Zod) => ZodMiniString<string>;
    readonly type: string;
    readonly format?: 'duration' | 'path' | 'number' | 'boolean';
    readonly use?: FileUse;
    readonly pattern?: string;
    readonly defaultText?: string;
    readonly alias?: string;
    readonly status: 'working';
    readonly description: string;
    readonly required: true;
  };
  readonly description: {
    readonly type: string;
    readonly format?: 'duration' | 'path' | 'number' | 'boolean';
    readonly use?: FileUse;
    readonly pattern?: string;
    readonly defaultText?: string;
    readonly alias?: string;
    readonly status: 'working';
    readonly description: string;
    readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniString<string>>;
    readonly required: false;
  };
  readonly outputs: {
    readonly status: 'working';
    readonly description: string;
    readonly schema: (z: Zod) => ZodMiniDefault<ZodMiniArray<ZodMiniObject<{
      target: ZodMiniString<string>;
      addr: ZodMiniOptional<ZodMiniString<string>>;
    }, $strict>>>;
    readonly type: 'list of mappings';
    readonly required: false;
    readonly keys: {
      readonly target: {
        readonly schema: (z: Zod) => ZodMiniString<string>;
        readonly type: string;
        readonly format?: 'duration' | 'path' | 'number' | 'boolean';
        readonly use?: FileUse;
        readonly pattern?: string;
        readonly defaultText?: string;
        readonly alias?: string;
        readonly status: 'working';
        readonly description: string;
        readonly required: true;
      };
      readonly addr: {
        readonly type: string;
        readonly format?: 'duration' | 'path' | 'number' | 'boolean';
        readonly use?: FileUse;
        readonly pattern?: string;
        readonly defaultText?: string;
        readonly alias?: string;
        readonly description: string;
        readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniString<string>>;
        readonly required: false;
        readonly status: 'notice';
        readonly notice: string;
      };
      readonly type: UnsupportedEntry;
      readonly description: UnsupportedEntry;
      readonly condition: UnsupportedEntry;
      readonly durable: UnsupportedEntry;
    };
    readonly list: true;
    readonly isEmptyWhenAbsent: true;
  };
  readonly depends_on: {
    readonly schema: (z: Zod) => ZodMiniDefault<ZodMiniArray<ZodMiniString<string>>>;
    readonly type: string;
    readonly format?: 'duration' | 'path' | 'number' | 'boolean';
    readonly use?: FileUse;
    readonly pattern?: string;
    readonly defaultText?: string;
    readonly alias?: string;
    readonly status: 'working';
    readonly description: string;
    readonly required: false;
    readonly isEmptyWhenAbsent: true;
  };
  readonly restart: {
    readonly status: 'working';
    readonly description: string;
    readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniObject<{
      max_attempts: ZodMiniOptional<ZodMiniInt>;
      initial_backoff: ZodMiniOptional<ZodMiniPipe<ZodMiniString<string>, ZodMiniTransform<Duration, string>>>;
      max_backoff: ZodMiniOptional<ZodMiniPipe<ZodMiniString<string>, ZodMiniTransform<Duration, string>>>;
      multiplier: ZodMiniOptional<ZodMiniNumber<number>>;
    }, $strict>>;
    readonly type: "mapping" | "mapping, or a text";
    readonly required: false;
    readonly keys: {
      readonly max_attempts: {
        readonly type: string;
        readonly format?: 'duration' | 'path' | 'number' | 'boolean';
        readonly use?: FileUse;
        readonly pattern?: string;
        readonly defaultText?: string;
        readonly alias?: string;
        readonly status: 'working';
        readonly description: string;
        readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniInt>;
        readonly required: false;
      };
      readonly initial_backoff: {
        readonly type: string;
        readonly format?: 'duration' | 'path' | 'number' | 'boolean';
        readonly use?: FileUse;
        readonly pattern?: string;
        readonly defaultText?: string;
        readonly alias?: string;
        readonly status: 'working';
        readonly description: string;
        readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniPipe<ZodMiniString<string>, ZodMiniTransform<Duration, string>>>;
        readonly required: false;
      };
      readonly max_backoff: {
        readonly type: string;
        readonly format?: 'duration' | 'path' | 'number' | 'boolean';
        readonly use?: FileUse;
        readonly pattern?: string;
        readonly defaultText?: string;
        readonly alias?: string;
        readonly status: 'working';
        readonly description: string;
        readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniPipe<ZodMiniString<string>, ZodMiniTransform<Duration, string>>>;
        readonly required: false;
      };
      readonly multiplier: {
        readonly type: string;
        readonly format?: 'duration' | 'path' | 'number' | 'boolean';
        readonly use?: FileUse;
        readonly pattern?: string;
        readonly defaultText?: string;
        readonly alias?: string;
        readonly status: 'working';
        readonly description: string;
        readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniNumber<number>>;
        readonly required: false;
      };
    };
    readonly shortFor?: string;
  };
  readonly listen: {
    readonly type: string;
    readonly format?: 'duration' | 'path' | 'number' | 'boolean';
    readonly use?: FileUse;
    readonly pattern?: string;
    readonly defaultText?: string;
    readonly alias?: string;
    readonly description: string;
    readonly schema: (z: Zod) => ZodMiniOptional<ZodMiniString<string>>;
    readonly required: false;
    readonly status: 'notice';
    readonly notice: string;
  };
  readonly role: {
    readonly schema: (z: Zod) => ZodMiniString<string>;
    readonly type: string;
    readonly format?: 'duration' | 'path' | 'number' | 'boolean';
    readonly use?: FileUse;
    readonly pattern?: string;
    readonly defaultText?: string;
    readonly alias?: string;
    readonly status: 'working';
    readonly required: true;
    readonly description: `Kind of agent: ${string}, or a role that a program has registered.`;
  };
};
type AgentTables = { readonly [Name in RoleName]: typeof agentKeys & RoleKeys[Name]; };
/** The schemas made from the tables, each when it is first needed. */
declare const topLevelSchema: () => ZodMiniObject<{
  supervisor: ZodMiniOptional<ZodMiniObject<{
    name: ZodMiniOptional<ZodMiniString<string>>;
    model: ZodMiniOptional<ZodMiniString<string>>;
    max_rounds: ZodMiniOptional<ZodMiniInt>;
    budget: ZodMiniOptional<ZodMiniObject<{
      max_cost: ZodMiniOptional<ZodMiniNumber<number>>;
      max_tokens: ZodMiniOptional<ZodMiniInt>;
      max_model_calls: ZodMiniOptional<ZodMiniInt>;
      max_tool_calls: ZodMiniOptional<ZodMiniInt>;
      max_time: ZodMiniOptional<ZodMiniPipe<ZodMiniString<string>, ZodMiniTransform<Duration, string>>>;
      on_exhausted: ZodMiniOptional<ZodMiniEnum<{
        ask: "ask";
        "cheaper-model": "cheaper-model";
        stop: "stop";
      }>>;
      cheaper_model: ZodMiniOptional<ZodMiniString<string>>;
    }, $strict>>;
  }, $strict>>;
  config: ZodMiniOptional<ZodMiniObject<{
    agent_start_timeout: ZodMiniOptional<ZodMiniPipe<ZodMiniString<string>, ZodMiniTransform<Duration, string>>>;
  }, $strict>>;
  model_services: ZodMiniDefault<ZodMiniArray<ZodMiniObject<{
    name: ZodMiniString<string>;
    model: ZodMiniString<string>;
    runtime: ZodMiniOptional<ZodMiniEnum<{
      cloud: "cloud";
      ollama: "ollama";
      vllm: "vllm";
    }>>;
    provider: ZodMiniOptional<ZodMiniString<string>>;
    address: ZodMiniOptional<ZodMiniString<string>>;
    config: ZodMiniOptional<ZodMiniObject<{
      address: ZodMiniOptional<ZodMiniString<string>>;
      api_key: ZodMiniOptional<ZodMiniString<string>>;
    }, $strict>>;
    transport: ZodMiniOptional<ZodMiniString<string>>;
  }, $strict>>>;
  embeddings: ZodMiniOptional<ZodMiniObject<{
    model: ZodMiniOptional<ZodMiniString<string>>;
    provider: ZodMiniOptional<ZodMiniString<string>>;
    api_key: ZodMiniOptional<ZodMiniString<string>>;
    api_key_env: ZodMiniOptional<ZodMiniString<string>>;
    base_url: ZodMiniOptional<ZodMiniString<string>>;
    region: ZodMiniOptional<ZodMiniString<string>>;
    project_id: ZodMiniOptional<ZodMiniString<string>>;
    dimensions: ZodMiniOptional<ZodMiniInt>;
    batch_size: ZodMiniOptional<ZodMiniInt>;
    openai: ZodMiniOptional<ZodMiniObject<{
      api_key: ZodMiniOptional<ZodMiniString<string>>;
      model: ZodMiniOptional<ZodMiniString<string>>;
      base_url: ZodMiniOptional<ZodMiniString<string>>;
      dimensions: ZodMiniOptional<ZodMiniInt>;
    }, $strict>>;
    huggingface: ZodMiniOptional<ZodMiniObject<{
      api_key: ZodMiniOptional<ZodMiniString<string>>;
      model: ZodMiniOptional<ZodMiniString<string>>;
      endpoint: ZodMiniOptional<ZodMiniString<string>>;
      wait_for_model: ZodMiniOptional<ZodMiniBoolean<boolean>>;
      use_cache: ZodMiniOptional<ZodMiniBoolean<boolean>>;
    }, $strict>>;
    huggingface_tei: ZodMiniOptional<ZodMiniObject<{
      endpoint: ZodMiniOptional<ZodMiniString<string>>;
      model: ZodMiniOptional<ZodMiniString<string>>;
      normalize: ZodMiniOptional<ZodMiniBoolean<boolean>>;
    }, $strict>>;
  }, $strict>>;
  prices: ZodMiniOptional<ZodMiniString<string>>;
}, $strict>;
declare const agentSchemas: { readonly [Name in RoleName]: () => ReturnType<typeof objectOf<AgentTables[Name]>>; };
type AgentOf<Role, Schema extends () => ZodMiniType> = Omit<Configured<output<ReturnType<Schema>>>, 'role'> & {
  readonly role: Role;
};
type RoleConfigs = { readonly [Name in RoleName]: AgentOf<Name, (typeof agentSchemas)[Name]>; };
/** A checked agent with a role of this version, by the name of the role. */
type AgentConfigOf<Name extends RoleName> = RoleConfigs[Name];
/** A checked agent of a registered role. Which keys beside the common ones it has depends on the role. */
type CustomAgentConfig = Omit<CommonConfig, 'role'> & Partial<Omit<CustomRoleConfig, keyof CommonConfig | 'role' | 'customRole' | 'extra'>> & {
  readonly role: 'custom';
  /** The role as the file names it. */
  readonly customRole: string;
  /** The keys that are the role's own, as written, with variables filled in; none where it has a table of keys. */
  readonly extra: JsonObject;
};
/** A checked agent. `role` tells which; for roles that a program has registered it is `custom`. */
type AgentConfig = RoleConfigs[RoleName] | CustomAgentConfig;
/** A checked configuration, with keys in camelCase. */
type AixgoConfig = Configured<output<ReturnType<typeof topLevelSchema>>> & {
  readonly agents: readonly AgentConfig[];
};
/** How the files that a configuration names are found. */
interface FileLookup {
  /** Folder that relative paths start from. */
  readonly directory: string;
  readonly exists: (path: string) => boolean;
}
/** How big a YAML file may be before it is refused. A value exactly at its limit passes. */
interface YamlLimits {
  /** Bytes of the file. */
  readonly fileBytes: number;
  /** Levels of nesting; the root is level 0. What an alias stands for is one level deeper than the alias. */
  readonly depth: number;
  /** Keys, values and list items; what an alias stands for counts again at every use. */
  readonly nodes: number;
  /** Bytes of one key. */
  readonly keyBytes: number;
  /** Bytes of one value. */
  readonly valueBytes: number;
}
/** The limits used unless others are passed. */
declare const defaultYamlLimits: YamlLimits;
/** What may be set when a configuration is read. */
interface ConfigOptions {
  /** `run` (unless said otherwise) refuses unset variables, `validate` only warns of them. */
  readonly mode?: 'run' | 'validate';
  /** Variables for `${NAME}`; the process's environment unless said otherwise. They win over a `.env` file. */
  readonly env?: Readonly<Record<string, string | undefined>>;
  /** Roles beside this version's own that the program registers: the roles themselves, or their names alone. */
  readonly roles?: RolesOption;
  /** True when the program resolves models by itself, so that their names are not checked. */
  readonly anyModel?: boolean;
  /** Safety limits that differ from the default ones. */
  readonly limits?: Partial<YamlLimits>;
  /** What `~` stands for; the user's home folder unless said otherwise. */
  readonly home?: string;
}
/** What else is needed where the text does not come from a file. */
interface ConfigTextOptions extends ConfigOptions {
  /** Name of the file for messages. */
  readonly file: string;
  /** Variables of the `.env` file. */
  readonly dotenv?: ReadonlyMap<string, string>;
  /** How to look for files that the configuration names; they are not looked for without it. */
  readonly files?: FileLookup;
}
/** What a check has found. `config` is there when nothing refuses the file. */
interface CheckedText {
  readonly config?: AixgoConfig;
  /** The files that it names. */
  readonly files: readonly NamedFile[];
  readonly problems: readonly ConfigProblem[];
  readonly secrets: ReadonlySet<string>;
  readonly positions?: Positions;
}
/** Checks the text of a configuration and gives everything found at once, in the order of the file. */
declare function checkConfigText(text: string, options: ConfigTextOptions): CheckedText;
/** A configuration that may be used, and what is known about it. */
interface LoadedConfig {
  readonly config: AixgoConfig;
  /** Keys that have no effect yet, and names worth a second look. */
  readonly notices: readonly ConfigProblem[];
  readonly warnings: readonly ConfigProblem[];
  /** The files that it names. */
  readonly files: readonly NamedFile[];
  /** Values to keep out of everything that is shown or stored. */
  readonly secrets: ReadonlySet<string>;
  readonly positions: Positions;
  /** The path as it was given. */
  readonly file: string;
  /** The absolute folder of the file, from which its relative paths start. */
  readonly directory: string;
  /** The variables that were used: those of `.env`, under those of the environment. For provider keys. */
  readonly env: Readonly<Record<string, string | undefined>>;
}
/** What a check of a file has found. `loaded` is there when nothing refuses the file. */
interface ConfigCheck {
  readonly problems: readonly ConfigProblem[];
  readonly loaded?: LoadedConfig;
}
/** Reads and checks a configuration file and the `.env` beside it. Gives all problems as data; throws for none of them. */
declare function checkConfig(file: string, options?: ConfigOptions): Promise<ConfigCheck>;
/**
 * Reads a configuration file and the `.env` beside it.
 *
 * @throws ConfigError with every problem in its message, each as `file:line:column: message` with a code frame. Its code is
 * that of the first problem; `details` has their `count` and `codes`.
 */
declare function loadConfig(file: string, options?: ConfigOptions): Promise<LoadedConfig>;
/** Writes one problem: `file:line:column: message`, what to do, and the code frame. */
declare function formatProblem(problem: ConfigProblem): string;
/**
 * The JSON Schema (draft 7) of configuration files, made from the table that checks them, so that editors complete and
 * check as one types. `roles` are those that a program registers, or their names.
 */
declare function configJsonSchema(options?: {
  readonly roles?: RolesOption;
}): JsonSchema;
/** An agent or an external channel of a system. */
interface SystemNode {
  readonly name: string;
  /** The agent's role, or `channel`. */
  readonly role: string;
  /** What it is made of, in a few words. */
  readonly about: string;
  /** What brings messages in, or writes down what it gets. */
  readonly flow?: 'source' | 'sink' | undefined;
}
/** Messages that go from one node to another. */
interface SystemEdge {
  readonly from: string;
  readonly to: string;
}
/** Who sends to whom, and who starts when. */
interface SystemGraph {
  readonly nodes: readonly SystemNode[];
  readonly edges: readonly SystemEdge[];
  /** Agents that start together, first ones first. */
  readonly startLevels: readonly (readonly string[])[];
}
/** Describes the system of a checked configuration without building it. `roles` are those that a program registers. */
declare function describeSystem(config: AixgoConfig, roles?: RolesOption): SystemGraph;
/**
 * Writes the declarations of a configuration: `Agents` with what each agent takes and gives, `Tools` with what each tool
 * that the file declares takes. With them the compiler checks names, inputs and outputs:
 *
 * @example
 * import type { Agents } from './agents.d.ts'
 * const system = await loadSystem<Agents>('agents.yaml')
 * const { output } = await system.call('analyst', 'Review March')
 *
 * @param file name of the configuration, for the comment at the top
 * @param roles those that a program registers
 */
declare function generateTypes(config: AixgoConfig, file?: string, roles?: RolesOption): string;
/** What a provider takes in one request beside the number of texts, which `maxEmbeddingsPerCall` says. */
interface EmbeddingLimits {
  /** Bytes of all texts together, as UTF-8. A token is at least one of them, so this stands for a limit in tokens. */
  readonly bytesPerRequest?: number | undefined;
  /** Characters of one text. */
  readonly charactersPerText?: number | undefined;
}
/** An embedding model of the AI SDK, which may say more of its limits. */
type EmbeddingModel = EmbeddingModelV4 & {
  readonly limits?: PromiseLike<EmbeddingLimits | undefined> | EmbeddingLimits | undefined;
};
/** How an embedding model is named: `provider:model` (`openai:text-embedding-3-small`), or any AI SDK `EmbeddingModelV4`. */
type EmbedderReference = string | EmbeddingModel;
/**
 * Turns a reference into an embedding model.
 * @throws ModelError when the name is not understood, its provider has no embeddings, or its key is missing.
 */
type EmbedderResolver = (reference: EmbedderReference) => EmbeddingModel | Promise<EmbeddingModel>;
/** Code for a tool that a configuration declares by its schema: a tool, or just the function. */
type ToolBinding = AnyTool | ((input: never, context: ToolContext) => unknown);
/** The types of a system whose file the compiler has not seen. */
type UnknownAgents = {
  readonly [name: string]: {
    readonly input: unknown;
    readonly output: unknown;
  };
};
/** The agents of a YAML file, built and wired. Start it, feed it, close it. */
interface System<Agents = UnknownAgents> extends AsyncDisposable {
  /** The checked file, with what is worth knowing about it. */
  readonly loaded: LoadedConfig;
  readonly agents: ReadonlyMap<string, AnyAgent>;
  readonly runtime: Runtime;
  /** What the file's `embeddings` describe; none where it has none. */
  readonly embedder: Embedder | undefined;
  /** Channels that are fed from outside; where there are none, the agents that nothing feeds. */
  readonly inputs: readonly string[];
  /** Channels whose messages leave the system. */
  readonly outputs: readonly string[];
  /** Names of tools that are declared by schema alone, by agent. */
  readonly unboundTools: ReadonlyMap<string, readonly string[]>;
  /** Starts the agents, and then what brings in messages. */
  start(): Promise<void>;
  /** Runs one agent and gives its answer. Checked by the compiler with the types that `aixgo types` writes. */
  call<Name extends keyof Agents & string>(name: Name, input: Agents[Name] extends {
    readonly input: infer Input;
  } ? Input : unknown, options?: CallOptions): Promise<RunResult<Agents[Name] extends {
    readonly output: infer Output;
  } ? Output : unknown>>;
  /** Finishes what was accepted, and stops. May be called twice. */
  close(): Promise<void>;
}
/** What a system is built with. Everything has a default. */
interface SystemOptions extends Omit<RuntimeSettings, 'resolveModel'> {
  /** Replaces every model by the deterministic offline model: no key, no network, no cost. */
  readonly offline?: boolean;
  /** Used for every agent instead of its own model. */
  readonly model?: string;
  /** Turns model names into models, instead of the built-in providers. */
  readonly resolveModel?: ModelResolver;
  /** Turns the name of the file's embedder into an embedding model, instead of the built-in providers. */
  readonly resolveEmbedder?: EmbedderResolver;
  /** Code for tools that the file declares by schema alone, by name. */
  readonly tools?: Readonly<Record<string, ToolBinding>>;
  /** Roles of your own, by the name the file uses. One without a table of keys gets those that are not known as `extra`. */
  readonly roles?: Readonly<Record<string, RegisteredRole$1>>;
  /** Variables for `${NAME}` and for provider keys; the process's environment unless given. */
  readonly environment?: Readonly<Record<string, string | undefined>>;
  readonly fetch?: typeof globalThis.fetch;
  /** Standard input, for agents that read it. */
  readonly openInput?: () => TextStream;
  /** Where agents write what they log to no file. Left out, that is standard output: text, unless they say JSON. */
  readonly openOutput?: (format: 'text' | 'json' | undefined) => LogSink;
}
/**
 * Reads a YAML file and builds its system. Nothing is started.
 *
 * @example
 * await using system = await loadSystem('agents.yaml', { offline: true })
 * await system.start()
 * const { output } = await system.call('analyst', 'Review the March numbers')
 *
 * @throws ConfigError with every problem of the file.
 */
declare function loadSystem<Agents = UnknownAgents>(file: string, options?: SystemOptions): Promise<System<Agents>>;
/** Builds the system of a checked file. */
declare function buildSystem<Agents = UnknownAgents>(loaded: LoadedConfig, options?: SystemOptions): Promise<System<Agents>>;
/** The command line was used wrongly. */
declare class UsageError extends AixgoError {
  static readonly name: string;
  readonly code: CodeOf<'usage'>;
  constructor(code: CodeOf<'usage'>, message: string, options?: AixgoErrorOptions);
  /** True for the errors of this family alone, whichever copy of the package threw or restored them. */
  static isInstance(value: unknown): value is UsageError;
}
/**
 * What is known of a model by its name: `provider:model`, a bare name, or `provider:model` of a model object. Loads
 * nothing and asks nobody.
 */
declare function profileOf(name: string): ModelProfile;
/** How a call through the breaker came out; a call that was given up tells nothing of the endpoint. */
type Outcome = 'success' | 'failure' | 'unknown';
/**
 * Counts the failures of one endpoint. Closed, it lets everything through; after failures in a row it opens and lets
 * nothing through; after a while it is half open: one call probes, and its outcome closes or opens it.
 */
declare class CircuitBreaker {
  #private;
  constructor({ failureThreshold, openMs }: CircuitBreakerPolicy);
  /** Lets a call in, and gives what must be told its outcome; or the milliseconds until it makes sense to come again. */
  enter(clock: Clock): ((outcome: Outcome) => void) | number;
}
/** Refuses calls of an endpoint that keeps failing, with `MODEL_CIRCUIT_OPEN`, before they are made. */
declare function withCircuitBreaker(model: LanguageModelV4, breaker: CircuitBreaker, endpoint: string): LanguageModelV4;
/** A call that asks to be let in. */
interface LimitedCall {
  readonly agent: string;
  /** What the call will use of the tokens, as far as can be told. */
  readonly tokens: number;
  readonly clock: Clock;
  readonly signal: AbortSignal | undefined;
}
/** Told once when a call is over, with the tokens it used where they are known. */
type Release = (usedTokens: number | undefined) => void;
/** Lets calls in as far as the limits allow; the others wait, and agents take turns. */
declare class RateLimiter {
  #private;
  constructor(limits: LimitPolicy);
  /** Resolves when the call may be made. Rejects with the signal's reason, and then has used nothing. */
  enter(call: LimitedCall): Promise<Release>;
}
type Answer = {
  readonly type: 'generate';
  readonly result: LanguageModelV4GenerateResult;
} | {
  readonly type: 'stream';
  readonly parts: readonly LanguageModelV4StreamPart[];
};
/** Answers by the key of their request, in memory. The one that was not used for longest makes room. */
declare class ResponseCache {
  #private;
  constructor({ ttlMs, maxEntries }: CachePolicy);
  get(key: string, clock: Clock): Answer | undefined;
  set(key: string, answer: Answer, clock: Clock): void;
}
/**
 * What calls share: a breaker and a limiter for each endpoint, and a cache. Whoever wraps several models that must know
 * of each other hands the same object to all. Different settings for one endpoint make separate breakers and limiters.
 */
declare class SharedResilience {
  #private;
  breaker(endpoint: string, policy: CircuitBreakerPolicy): CircuitBreaker;
  limiter(endpoint: string, policy: LimitPolicy): RateLimiter;
  cache(policy: CachePolicy): ResponseCache;
}
/** What the middleware needs of the world. Everything has a default. */
interface ResiliencePorts {
  /** For calls that bring no clock of their own; agents bring the run's. */
  readonly clock?: Clock | undefined;
  readonly random?: Random | undefined;
  /** Turns the names of fallback models into models; the built-in providers unless given. */
  readonly resolveModel?: ModelResolver | undefined;
  /** Breakers, limits and cache; its own unless given. */
  readonly shared?: SharedResilience | undefined;
}
/**
 * Wraps a model with retries, time limits, a circuit breaker, fallbacks, limits, hedging and a cache, as the policy says.
 * From the outside in: cache, total time limit, fallback, and for each model: its time limit, retry, circuit breaker,
 * limits, hedge, time limits of one attempt, and at last what opens and closes each request for the caller. What happened
 * arrives in `providerMetadata.aixgo`.
 *
 * @example
 * const model = resilientModel(configureModel('openai:gpt-4o', {}), { fallback: { models: ['anthropic:claude-sonnet-4-5'] } })
 *
 * @throws ModelError `MODEL_REQUEST_INVALID` for a policy that makes no sense.
 */
declare function resilientModel(model: LanguageModelV4, policy?: ResiliencePolicy, ports?: ResiliencePorts): LanguageModelV4;
/**
 * Sends a second, equal request when the first has not begun to answer after a while, takes whichever answers first and
 * aborts the other. A request that fails leaves the answer to the other one; when both fail, the first error counts. Where
 * the caller refuses the second request, the first goes on alone; where it refuses the first, that ends the call.
 */
declare function withHedge(model: LanguageModelV4, { afterMs }: HedgePolicy): LanguageModelV4;
/**
 * Repeats calls that failed for a reason that may go away. Waits a random time below a bound that grows from attempt to
 * attempt; where the provider says how long to wait, that long and a random bit more, so that not all come back at once.
 */
declare function withRetry(model: LanguageModelV4, policy: RetryPolicy, isOutermost?: boolean): LanguageModelV4;
/** Time limits of one layer, in milliseconds; what is absent is not limited. */
interface TimeLimits {
  /** From the request to the beginning of a stream, and from there to its first part. */
  readonly firstByteMs?: number | undefined;
  /** Between two signs of life of a stream that has begun: parts, or bytes of any kind. */
  readonly idleMs?: number | undefined;
  /** A whole answer without streaming; in a stream the time without a part, whatever keeps it alive. */
  readonly answerMs?: number | undefined;
  /** The whole call, streaming or not. */
  readonly totalMs?: number | undefined;
}
/** Ends calls that take too long with `MODEL_TIMEOUT`, and aborts the request. */
declare function withTimeouts(model: LanguageModelV4, limits: TimeLimits): LanguageModelV4;
/** What a provider makes a model from. Complete: nothing is read from the environment any more. */
interface CreateModelOptions {
  readonly modelId: string;
  /** What is known of the model by its name. */
  readonly profile: ModelProfile;
  /** Absent only where the provider works without one. */
  readonly apiKey: string | undefined;
  readonly baseUrl: string;
  /** The region or location, for providers that have them. */
  readonly region: string | undefined;
  /** The project, for providers that have them. */
  readonly project: string | undefined;
  /** Values of the provider's `secretVariables` and `otherVariables` that are set. */
  readonly variables: Readonly<Record<string, string>>;
  readonly headers: Readonly<Record<string, string>>;
  /** The `fetch` to use; the global one without it. */
  readonly fetch: typeof globalThis.fetch | undefined;
}
/** What a provider makes an embedding model from. */
type CreateEmbedderOptions = Omit<CreateModelOptions, 'profile'>;
/** What login was found, without trying it. */
interface LoginReport {
  /** `machine-login` where only the machine itself could have one, which does not show from here. */
  readonly state: 'ready' | 'machine-login';
  /** What holds the login, where it is no variable. */
  readonly holder?: string;
  /** What is worth a second look. */
  readonly message?: string;
}
/** How a provider says settings that the AI SDK's interface has no word for, as options of its own. */
interface SettingWords {
  /** Whether the model may call several tools at once. */
  readonly parallelToolCalls?: (allowed: boolean) => ProviderOptions;
  /** How many tokens the model may think for. */
  readonly reasoningBudget?: (tokens: number) => ProviderOptions;
}
/** A request for nothing that only a good login gets answered. */
interface ProviderProbe {
  /** What follows the base URL, or another address that stands for the provider's own. */
  readonly path: string;
  /** The headers of the login; a bearer token unless said. */
  readonly headers?: (apiKey: string) => Readonly<Record<string, string>>;
  /** Statuses that refuse the login, beside 401 and 403. */
  readonly refusals?: readonly number[];
}
/**
 * Who serves models, and how to reach it. A provider is a small file beside the package that does the work; the package
 * is imported by `create`, so naming a provider, or learning that its key is missing, loads nothing.
 */
interface Provider$1 {
  /** The part of a model reference before the colon. */
  readonly name: string;
  /** Environment variables that may hold the key; the first that is set wins, and the first is named in messages. */
  readonly keyVariables: readonly string[];
  /** True where the provider answers without a key; `at-own-address` where only a server of one's own does. */
  readonly keyOptional?: boolean | 'at-own-address';
  /** Sets of variables that do instead of a key, each set complete. */
  readonly keyAlternatives?: readonly (readonly string[])[];
  /** Environment variable that may hold another address. */
  readonly baseUrlVariable: string;
  /** The address used without one, or how it follows from the region. Absent where there is no usual address: then one has to be given. */
  readonly defaultBaseUrl?: string | ((region: string) => string);
  /** Added to an address that has no path, where clients of this provider commonly leave it out. */
  readonly defaultPath?: string;
  /** Environment variables that may hold the region or location; the first that is set wins. */
  readonly regionVariables?: readonly string[];
  /** The region used without one. */
  readonly defaultRegion?: string;
  /** Environment variables that may hold the project; the first that is set wins. */
  readonly projectVariables?: readonly string[];
  /** Variables that `create` needs beside the key, and whose values are never shown. */
  readonly secretVariables?: readonly string[];
  /** Further variables that `create` needs. */
  readonly otherVariables?: readonly string[];
  /** How the provider's own keys begin; another beginning is worth a second look. */
  readonly keyShape?: RegExp;
  /** What login there is, where the provider can do without a key. Calls nobody. */
  readonly inspectLogin?: (settings: Omit<CreateModelOptions, 'modelId' | 'profile' | 'fetch'>) => Promise<LoginReport>;
  /** How it says settings that have no word of their own; those it does not say are a warning. */
  readonly settingWords?: SettingWords;
  /** A request that costs nothing and shows whether the login is good. */
  readonly probe?: ProviderProbe;
  /** A small model to ask for one token, where no request is for nothing. */
  readonly probeModel?: string;
  /** Makes the model; loads the provider's package. Written by implementers; users name a model instead. */
  create(options: CreateModelOptions): Promise<LanguageModelV4>;
  /** Makes an embedding model, as `create` does; absent where the provider has none. */
  createEmbedder?(options: CreateEmbedderOptions): Promise<EmbeddingModel>;
}
/** Variables by name, such as `process.env` or what a `.env` file adds to it. */
type Environment = Readonly<Record<string, string | undefined>>;
/** What may be set for a provider in code; it wins over the environment. */
interface ProviderSettings {
  readonly apiKey?: string | undefined;
  readonly baseUrl?: string | undefined;
  /** Region or location of a provider that has them, such as `eu-central-1`. */
  readonly region?: string | undefined;
  /** Project of a provider that has them. */
  readonly project?: string | undefined;
  /** Sent with every request, beside the provider's own. */
  readonly headers?: Readonly<Record<string, string>> | undefined;
}
/** The providers by the name that stands before the colon. Nothing of a provider is loaded before it is named. */
declare const providers: {
  readonly 'amazon-bedrock': () => Promise<Provider$1>;
  readonly anthropic: () => Promise<Provider$1>;
  readonly azure: () => Promise<Provider$1>;
  readonly deepseek: () => Promise<Provider$1>;
  readonly google: () => Promise<Provider$1>;
  readonly 'google-vertex': () => Promise<Provider$1>;
  readonly groq: () => Promise<Provider$1>;
  readonly huggingface: () => Promise<Provider$1>;
  readonly mistral: () => Promise<Provider$1>;
  readonly ollama: () => Promise<Provider$1>;
  readonly openai: () => Promise<Provider$1>;
  readonly 'openai-compatible': () => Promise<Provider$1>;
  readonly openrouter: () => Promise<Provider$1>;
  readonly vllm: () => Promise<Provider$1>;
  readonly xai: () => Promise<Provider$1>;
};
/** A provider that this version serves. */
type ProviderName = keyof typeof providers;
/** What a resolver needs. */
interface ModelResolverOptions {
  /** Where keys, addresses and proxies are looked up; `process.env` unless given. Read when a model is first named. */
  readonly environment?: Environment | undefined;
  /** Settings per provider that win over the environment. */
  readonly overrides?: Readonly<Partial<Record<ProviderName, ProviderSettings>>> | undefined;
  /**
   * Used for all requests. Without it a global `fetch` that was replaced is used, and otherwise the one that is fastest:
   * on Node.js one of this package, which keeps connections, follows the proxies of the environment and sets no limit of
   * time by itself.
   */
  readonly fetch?: typeof globalThis.fetch | undefined;
}
/**
 * Makes a resolver: names become models of the built-in providers, model objects pass through. Each name is resolved
 * once; a failure is not kept, so a key set later is found.
 */
declare function createModelResolver(options?: ModelResolverOptions): ModelResolver;
/** The resolver of library users who set none: the built-in providers, keys from `process.env`, read on first use. */
declare const defaultModelResolver: ModelResolver;
/** Settings of one model. */
interface ConfigureModelOptions extends ProviderSettings, Pick<ModelResolverOptions, 'environment' | 'fetch'> {}
/**
 * A model with settings of its own, as an object that any agent takes. Nothing is loaded, and no key looked up, before
 * its first call.
 *
 * @example
 * const model = configureModel('openai:llama-3', { baseUrl: 'http://localhost:1234/v1', apiKey: 'none' })
 *
 * @throws ModelError `MODEL_NAME_INVALID`; `MODEL_REQUEST_INVALID` for a setting that does not exist.
 */
declare function configureModel(name: ModelName, options: ConfigureModelOptions): LanguageModelV4;
/**
 * An embedding model with settings of its own, as an object that `createEmbedder` takes. Nothing is loaded, and no key
 * looked up, before it is first used.
 *
 * @example
 * const model = configureEmbedder('openai-compatible:bge-m3', { baseUrl: 'http://localhost:1234/v1' })
 *
 * @throws ModelError `MODEL_NAME_INVALID`; `MODEL_REQUEST_INVALID` for a setting that does not exist.
 */
declare function configureEmbedder(name: string, options: ConfigureModelOptions): EmbeddingModel;
/**
 * How requests for vectors are protected. Retries and time limits have defaults and are left out with `false`; the rest is
 * off unless given. There is no fallback: vectors of another model cannot be compared with those of this one.
 */
interface EmbedderResilience extends Pick<ResiliencePolicy, 'retry' | 'circuitBreaker' | 'limits'> {
  /** Of one request (`answerMs`, 2 minutes unless said otherwise), and of one `embed` with all its requests (`totalMs`). */
  readonly timeouts?: Pick<TimeoutPolicy, 'answerMs' | 'totalMs'> | false | undefined;
}
/** What an embedder is made of. Everything but the model has a default. */
interface EmbedderOptions {
  /** `provider:model`, or an embedding model of the AI SDK. */
  readonly model: EmbedderReference;
  /** How many numbers a vector is to have, where the model leaves the choice. */
  readonly dimensions?: number | undefined;
  /** Most texts in one request; what the provider takes unless that is less. */
  readonly batchSize?: number | undefined;
  /** Most requests at the same time for one `embed`; 4 unless said otherwise. */
  readonly maxParallel?: number | undefined;
  /** Handed to the provider as it is, by the provider's name: `{ google: { taskType: 'RETRIEVAL_QUERY' } }`. */
  readonly providerOptions?: EmbeddingModelV4CallOptions['providerOptions'] | undefined;
  readonly resilience?: EmbedderResilience | undefined;
  /** Prices of your own, which win over the built-in ones. */
  readonly prices?: PriceTable | undefined;
  /** Turns the name into a model; the built-in providers unless given. */
  readonly resolveEmbedder?: EmbedderResolver | undefined;
  /** Breakers and limits that other embedders share; its own unless given. */
  readonly shared?: SharedResilience | undefined;
  readonly clock?: Clock | undefined;
  readonly random?: Random | undefined;
}
/**
 * Makes an embedder. Nothing is loaded, and no key looked up, before its first text.
 *
 * @example
 * const embedder = createEmbedder({ model: 'openai:text-embedding-3-small' })
 * const { vectors } = await embedder.embed(['How do I get my money back?', 'Refunds take five days.'])
 *
 * @throws ModelError `MODEL_NAME_INVALID`; `MODEL_REQUEST_INVALID` for options that make no sense.
 */
declare function createEmbedder(options: EmbedderOptions): Embedder;
/** A provider that serves embeddings and no language models. */
type EmbedderProvider = Omit<Provider$1, 'create'> & Required<Pick<Provider$1, 'createEmbedder'>>;
/** Providers that serve embeddings and no language models. */
declare const embeddingsOnly: {
  readonly 'huggingface-tei': () => Promise<EmbedderProvider>;
};
/** The providers of language models that serve embeddings too; a test compares them with their files. */
declare const alsoEmbeddings: readonly ["amazon-bedrock", "azure", "google", "google-vertex", "huggingface", "mistral", "ollama", "openai", "openai-compatible", "openrouter", "vllm"];
/** A provider that this version can ask for embeddings. */
type EmbedderProviderName = keyof typeof embeddingsOnly | (typeof alsoEmbeddings)[number];
/**
 * Embeds texts as a step of a run: recorded, so that a replay does not ask again, counted in the run's usage and cost, and
 * held to its budgets before anything is sent. The record holds the vectors, and of the texts a checksum.
 */
declare function embedStep(context: AgentContext, embedder: Embedder, texts: readonly string[]): Promise<Embedded>;
/**
 * An embedding model that needs no provider: words and their parts of three letters are hashed into numbers. The same text
 * gives the same vector on every machine and engine; texts with words in common are near each other. It knows nothing of
 * meaning: "car" and "automobile" are strangers.
 */
declare function offlineEmbedder({ name }?: {
  readonly name?: string;
}): EmbeddingModel;
/** What a resolver of embedding models needs. */
interface EmbedderResolverOptions extends Omit<ModelResolverOptions, 'overrides'> {
  /** Settings per provider that win over the environment. */
  readonly overrides?: Readonly<Partial<Record<EmbedderProviderName, ProviderSettings>>> | undefined;
}
/**
 * Makes a resolver: names become embedding models of the built-in providers, model objects pass through. Each name is
 * resolved once; a failure is not kept, so a key set later is found.
 */
declare function createEmbedderResolver(options?: EmbedderResolverOptions): EmbedderResolver;
/** The resolver of library users who set none: the built-in providers, keys from `process.env`, read on first use. */
declare const defaultEmbedderResolver: EmbedderResolver;
/** A reply that the offline model gives instead of its own, to every input that matches. */
interface OfflineReply {
  /** Text that the input holds, in any case, or a pattern it matches; every input without it. */
  readonly match?: string | RegExp;
  /** What to say; marked as any text of the offline model. */
  readonly text?: string;
  /** A tool to call first, once for each thing the user says. */
  readonly toolCall?: OfflineToolCall;
}
/** A tool call in a scripted reply. */
interface OfflineToolCall {
  readonly name: string;
  readonly input: JsonObject;
}
/** How an offline model is made. */
interface OfflineModelOptions {
  /** The name it goes by, such as that of the model it stands in for. */
  readonly name?: string;
  /** Replies to give instead of its own; the first that matches the input wins. */
  readonly replies?: readonly OfflineReply[];
}
/**
 * Makes the offline model: it answers from the input alone, without network, clock or chance, so the same request gets
 * the same answer on every machine. Its text is marked with `[offline] `; it never stands in for a real model unless
 * asked to. See docs/offline.md for what it does with which input.
 */
declare function offlineModel(options?: OfflineModelOptions): LanguageModelV4;
/**
 * Makes a resolver that puts the offline model in the place of every model, named or handed in as an object, without
 * asking whether the name means one. This is what `--offline` uses.
 */
declare function offlineResolver(options?: Omit<OfflineModelOptions, 'name'>): ModelResolver;
/** What a call with this usage costs at this price. */
declare function costOf(usage: Usage, price: ModelPrice): Cost;
/**
 * The price of a model, or `undefined` where it is not known. The user's own table is asked first, then the dated one.
 * `provider` is the name before the colon, or the longer one that a model object has (`openai.responses`).
 */
declare function findPrice(provider: string, model: string, own?: PriceTable): ModelPrice | undefined;
/**
 * The day the prices below were collected. Each block names the vendor's public page that has them. They were read from
 * copies of those pages or, where there was none, from public catalogues that quote them (models.dev, github/docs). What
 * sources disagreed about is left out: an unknown price is shown as unknown.
 */
declare const pricesAsOf = "2026-11-22";
/** Prices by provider and model, in US dollars for a million tokens. */
declare const prices: Readonly<Record<string, PriceTable>>;
/** A model's name, taken apart. `offline` is the built-in model that needs no provider. */
interface ParsedModelName {
  readonly provider: ProviderName | 'offline';
  readonly model: string;
}
/** What is said beside a model's name. */
interface NameSettings {
  /** The provider, under any of its names. */
  readonly provider?: string | undefined;
  /** True where an address is given: then what no provider stands before is a name of that server's own. */
  readonly hasBaseUrl?: boolean;
}
/**
 * Takes a model's name apart: `provider:model`, `provider/model`, or a bare name whose beginning says the provider. All
 * that reads names of models goes through it.
 *
 * A provider before a colon always wins, beside an address and beside another provider too, unless that one is a server
 * whose models may have any colon in their names. `provider/model` is understood where nothing stands beside the name.
 * @throws ModelError `MODEL_NAME_INVALID`.
 */
declare function parseModelName(name: string, settings?: NameSettings): ParsedModelName;
/** What the file store asks of the file system; a test hands in one that fails. */
interface FilePort {
  /** Makes a folder that only its owner can enter, and the folders that it is in. */
  makeFolder(path: string): Promise<void>;
  /** The names in a folder. */
  list(path: string): Promise<readonly string[]>;
  /** Opens a file for reading and writing, which only its owner can do. Makes it where that is asked for. */
  open(path: string, options: {
    readonly create: boolean;
  }): Promise<StoredFile>;
  /** Resolves when the names in a folder survive a power cut. */
  syncFolder(path: string): Promise<void>;
}
/** An open file. */
interface StoredFile {
  size(): Promise<number>;
  /** Gives how many bytes were read; 0 at the end of the file. */
  read(target: Uint8Array, position: number): Promise<number>;
  /** Gives how many bytes were written, which may be fewer than were asked for. */
  write(bytes: Uint8Array, position: number): Promise<number>;
  /** Resolves when all that was written survives a power cut. */
  sync(): Promise<void>;
  truncate(size: number): Promise<void>;
  close(): Promise<void>;
}
/** What a store in a folder is made with. Everything has a default. */
interface FileStoreOptions {
  /** Where the times of signals and of parking come from. */
  readonly clock?: Clock;
  /** How files are read and written; a test hands in some that fail. */
  readonly files?: FilePort;
}
/**
 * Keeps each run in a file of its own in a folder, as lines of JSON. For one process on one machine: a second one is refused.
 * Nothing is touched before the store is used.
 *
 * @example
 * const store = fileStore('.aixgo/runs')
 * await agent.run('Refund order 7', { store, runId: 'refund-7' })
 */
declare function fileStore(folder: string, options?: FileStoreOptions): RunStore;
/** What is limited beyond a single run. Everything may be left out. */
interface BudgetsOptions {
  /** For all runs that use this store together. */
  readonly total?: Budget | undefined;
  /** For each session; a function may give each its own. */
  readonly session?: Budget | ((session: string) => Budget | undefined) | undefined;
  /** For each tenant; a function may give each its own. */
  readonly tenant?: Budget | ((tenant: string) => Budget | undefined) | undefined;
  /** True to count the spending of sessions, tenants and of everything where there is no limit too. Their accounts are kept until `forget`. */
  readonly track?: boolean;
  readonly clock?: Clock;
}
/**
 * Makes a store of budgets, in memory. Runs that are given the same store draw on the same accounts.
 *
 * @example
 * const budgets = createBudgets({ tenant: { usd: 5 } })
 * await analyst.run('Review the March numbers', { budgets, tenant: 'acme' })
 *
 * @throws RunError `BUDGET_INVALID`.
 */
declare function createBudgets(options?: BudgetsOptions): Budgets;
/** How a run is forked. */
interface ForkOptions {
  /** Id of the new run. */
  readonly runId: string;
  /** How many records of the run are taken over, its first one included; all but its end unless said otherwise. */
  readonly seq?: number;
}
/**
 * The history of a new run that begins as another one did: what that one had on record by then is not done again, and from
 * there it goes its own way. It has an id of its own, and so idempotency keys of its own: an effect whose outcome was not
 * known in the other run is another effect here.
 *
 * @example
 * const history = forkRun(ledger.records, { runId: 'second-try', seq: 12 })
 * await agent.run('Review the March numbers', { ledger: memoryLedger(history) })
 *
 * @throws RunError `RUN_DIVERGED` when these are no records of a run.
 */
declare function forkRun(records: readonly LedgerRecord[], { runId, seq }: ForkOptions): readonly LedgerRecord[];
/** A ledger that lives and dies with the process. `records` holds all of it, history included. */
interface MemoryLedger extends Ledger {
  readonly history: readonly LedgerRecord[];
  readonly records: readonly LedgerRecord[];
}
/**
 * Makes a ledger in memory, empty or continuing from `history` (for example a finished run's records, or a part of them).
 * It behaves as a ledger on a disk does: what is appended is copied.
 */
declare function memoryLedger(history?: readonly LedgerRecord[]): MemoryLedger;
/** What a store in memory is made with. Everything has a default. */
interface MemoryStoreOptions {
  /** Where the times of signals and of parking come from. */
  readonly clock?: Clock;
}
/**
 * Keeps runs in memory: they wait, are signalled and are taken up again as in any store, but end with the process. For
 * tests, and for runs that need no more.
 *
 * @example
 * const store = memoryStore()
 * await agent.run('Refund order 7', { store, runId: 'refund-7' })
 */
declare function memoryStore(options?: MemoryStoreOptions): RunStore;
/** The message form of the original Go system: one string payload and a time in RFC 3339. */
interface PayloadMessage {
  readonly id: string;
  readonly type: string;
  readonly payload: string;
  readonly timestamp: string;
  readonly metadata?: JsonObject;
}
/** Reads the original's form. A payload that is a JSON object or array becomes a data part, anything else text. */
declare function fromPayload(message: PayloadMessage): Message;
/** Writes the original's form: text as it is, data as JSON. */
declare function toPayload(message: Message): PayloadMessage;
/** The first line of a tape: what it is and how it was made. */
interface TapeHeader {
  /** Version of the format. */
  readonly version: 1;
  /** Version of the package that wrote it. */
  readonly aixgo: string;
  /** The agents of the system, or the one agent that was run. */
  readonly agents: readonly string[];
  /** True when the models were replaced by the offline model. */
  readonly offline?: boolean;
  /** The model that was used for every agent, where one was. */
  readonly model?: string;
}
/** A message that code sent into a system. */
interface TapeInput {
  /** The agent or channel; `null` for what was fed to wherever messages enter. */
  readonly to: string | null;
  readonly value: JsonValue;
}
/** An item that an agent brought in by itself. */
interface TapeItem {
  readonly from: string;
  readonly value: JsonValue;
}
/** One run, whole. */
interface TapeRun {
  /** What caused the run, and so the same in every recording: `reader[1]>triage` handles the first item of `reader`. */
  readonly id: string;
  readonly agent: string;
  /** The ledger of the run, always to an end. Times are not on tapes. */
  readonly records: readonly LedgerRecord[];
  /** What each model was asked in full, by the key of its step. */
  readonly requests: ReadonlyMap<string, JsonValue>;
}
/** Everything that runs took from the world, so that they can be run again without it. */
interface Tape {
  readonly header: TapeHeader;
  readonly inputs: readonly TapeInput[];
  readonly items: readonly TapeItem[];
  readonly runs: readonly TapeRun[];
  /** The file it was read from, for messages. */
  readonly file?: string;
}
/**
 * Writes a tape as JSON Lines, in an order that does not depend on what finished first. Keys inside values keep the order
 * they have, because models and tools see them in it.
 */
declare function formatTape({ header, inputs, items, runs }: Tape): string;
/**
 * Reads a tape from its text. `file` is what messages call it.
 * @throws RunError `TAPE_INVALID` with the number of the first line that is wrong.
 */
declare function parseTape(text: string, file?: string): Tape;
/** How a run is recorded. */
interface RecordTapeOptions extends RunOptions {
  /** Where the tape is written, at the end of the run; without it, only `tape` of the result has it. */
  readonly file?: string;
  /** Values that must not be on the tape, beside all that looks like a key. */
  readonly secrets?: Iterable<string>;
  /** True to have the models stream. */
  readonly streaming?: boolean;
  /** The caller's own dependencies, as for `run`. */
  readonly context?: unknown;
}
/** A recorded run's result, with its tape. */
interface RecordedResult<Output> extends RunResult<Output> {
  readonly tape: Tape;
}
/**
 * Runs an agent and keeps all that it took from the world on a tape. A run that fails is written too, and then rejects
 * as `run` does.
 *
 * @example
 * const { output } = await recordTape(analyst, 'Review March', { file: 'tapes/march.jsonl' })
 */
declare function recordTape<Input, Output>(agent: Callable<Input, Output, never>, input: NoInfer<Input>, options?: RecordTapeOptions): Promise<RecordedResult<Output>>;
/**
 * Makes a tape of a run's ledger, for example one of production, to replay it in a test. Ledgers do not keep what models
 * were asked, so a replay compares the steps, their inputs and the output.
 */
declare function tapeFromLedger(ledger: Ledger | readonly LedgerRecord[], options?: Pick<RecordTapeOptions, 'secrets'>): Tape;
/** How a tape is replayed. */
interface ReplayTapeOptions {
  /** Values that were taken out when the tape was recorded, where the agent still has them. */
  readonly secrets?: Iterable<string>;
  /** Told of every event of the run, in order. */
  readonly onEvent?: RunListener;
  /** True to announce deltas, one for each part of a model's answer. */
  readonly streaming?: boolean;
  /** The caller's own dependencies, as for `run`. Tools are not run, so only instructions see them. */
  readonly context?: unknown;
}
/**
 * Runs an agent on a tape, or on the file of one: at once, without a model, a tool, a clock or a network. Rejects with
 * `RUN_DIVERGED` and both sides beside each other when the agent asks for anything else than was recorded, and with what
 * the recorded run failed with where it failed.
 *
 * @example
 * const { output } = await replayTape(analyst, 'tapes/march.jsonl', 'Review March')
 *
 * @throws RunError `RUN_DIVERGED`, `TAPE_INVALID`.
 */
declare function replayTape<Input, Output>(agent: Callable<Input, Output, never>, source: Tape | string, input: NoInfer<Input>, options?: ReplayTapeOptions): Promise<RunResult<Output>>;
/**
 * Reads a tape.
 * @throws RunError `TAPE_INVALID`: it is missing, damaged or cut short; the message has the line.
 */
declare function readTape(file: string): Tape;
/**
 * Writes a tape, whole or not at all: a reader sees the old tape until the new one is complete.
 * @throws RunError `TAPE_INVALID` when the file cannot be written.
 */
declare function writeTape(file: string, tape: Tape): void;
/** How a system is played again. */
interface TapePlayerOptions {
  /** Values that were taken out when the tape was recorded, where the system still has them. */
  readonly secrets?: Iterable<string>;
}
/** Stands in for the world: sources give the recorded items at once, and every run comes from the tape. */
interface TapePlayer extends RuntimeTape {
  readonly tape: Tape;
  /** What was sent into the recorded system; send it again where it was sent. */
  readonly inputs: readonly TapeInput[];
  /**
   * Call when the runtime is idle.
   * @throws RunError `RUN_DIVERGED` with the first difference, in the order of the tape.
   */
  assertSame(): void;
}
/**
 * Makes a player for one runtime or system from a tape or its file.
 *
 * @example
 * const player = tapePlayer('tapes/order.jsonl')
 * await using runtime = await createRuntime({ agents, tape: player })
 * await runtime.feed('Where is my order?')
 * await runtime.idle()
 * player.assertSame()
 *
 * @throws RunError `TAPE_INVALID`.
 */
declare function tapePlayer(tape: Tape | string, options?: TapePlayerOptions): TapePlayer;
/** How a system is recorded. */
interface TapeRecorderOptions {
  /** Values that must not be on the tape, beside all that looks like a key. */
  readonly secrets?: Iterable<string>;
  /**
   * True for a system that takes nothing from the world: its clock stands still and its chance is counted, so that each
   * recording gives the same tape. Waits still take their time.
   */
  readonly deterministic?: boolean;
  /** What is told of the models on the tape. */
  readonly header?: Pick<TapeHeader, 'offline' | 'model'>;
}
/** Records what a runtime takes from the world. Hand it in as `tape`, and take the tape when the runtime is closed. */
interface TapeRecorder extends RuntimeTape {
  /** The tape of all that has happened so far; runs in progress end there. */
  finish(): Tape;
}
/**
 * Makes a recorder for one runtime or system.
 *
 * @example
 * const recorder = tapeRecorder()
 * await using runtime = await createRuntime({ agents, tape: recorder })
 * await runtime.feed('Where is my order?')
 * await runtime.idle()
 * writeTape('tapes/order.jsonl', recorder.finish())
 */
declare function tapeRecorder(options?: TapeRecorderOptions): TapeRecorder;
/** What an embedding model's provider does with the requests of one test. */
type EmbeddingScenario =
/** Answers with one vector for each text, which depends on the text alone. */
{
  readonly type: 'answer';
} |
/** Answers with one vector too few. */
{
  readonly type: 'one-missing';
} |
/** Answers with something that is no JSON. */
{
  readonly type: 'unreadable';
} | {
  readonly type: 'error';
  readonly status: number;
  readonly message: string;
} |
/** Takes the request and says nothing. */
{
  readonly type: 'hang';
};
/**
 * What an implementation may lack: `dimensions` chooses the length of vectors, `errors` has a provider that can fail,
 * `hanging` one that can be silent.
 */
type EmbeddingAbility = 'dimensions' | 'errors' | 'hanging';
/** The two functions of a test runner that a conformance suite needs; vitest, Jest, `node:test` and `bun:test` have them. */
interface TestRunner {
  readonly describe: (name: string, define: () => void) => unknown;
  readonly it: (name: string, test: () => Promise<void>) => unknown;
}
/** An embedding model set up for one scenario. */
interface EmbedderUnderTest {
  readonly model: EmbeddingModelV4;
  /** Resolves when the model's request has arrived where it was sent; lets a test abort a request under way. */
  readonly requested?: Promise<void>;
  /** Ends what was started for it, such as a server. */
  readonly close?: () => Promise<void>;
}
/** How the suite gets at the implementation. */
interface DescribeEmbedderOptions extends Partial<TestRunner> {
  /** Makes a model whose provider does what the scenario says. Called once for each test. */
  readonly create: (scenario: EmbeddingScenario) => EmbedderUnderTest | Promise<EmbedderUnderTest>;
  /** What the implementation cannot do; those tests are left out. */
  readonly without?: readonly EmbeddingAbility[];
}
/**
 * The behaviour every embedding model must show, as `createEmbedder` relies on it: one vector for each text in order, of one
 * length, the same for the same text; abort; and errors as `ModelError`.
 *
 * @example
 * describeEmbedder('my embeddings', { describe, it, create: () => ({ model: myEmbeddings() }), without: ['errors', 'hanging'] })
 */
declare function describeEmbedder(name: string, options: DescribeEmbedderOptions): void;
/**
 * What the suite for models tests, one ability at a time; the suite's rows, and the rows of the table in the
 * documentation.
 */
declare const modelAbilities: {
  readonly answers: 'answers in text, streamed and not';
  readonly limits: 'says when an answer was cut at its limit';
  readonly usage: 'reports the tokens used, cached ones included';
  readonly 'reasoning-usage': 'reports the tokens of reasoning apart';
  readonly 'missing-usage': 'leaves usage unknown where the provider told none';
  readonly tools: 'calls tools and takes their results';
  readonly 'parallel-tools': 'calls several tools at once';
  readonly 'tool-choice': 'sends how tools are to be chosen';
  readonly 'tool-schemas': 'sends tool inputs as the provider takes them';
  readonly 'structured-output': 'answers with JSON that matches a schema';
  readonly 'loose-schemas': 'asks for strict decoding only where the schema fits it';
  readonly 'provider-tools': 'tells what the provider ran itself, and goes on after it';
  readonly 'provider-tool-results': 'sends back what the provider ran itself, as it was';
  readonly images: 'takes images, and names the type of a file that is refused';
  readonly 'tool-images': 'takes images in the results of tools';
  readonly settings: 'sends each setting, or warns that it does not';
  readonly 'request-options': 'sends headers and provider options';
  readonly reasoning: 'keeps reasoning apart from the answer';
  readonly 'signed-reasoning': 'sends signed or encrypted reasoning back unchanged';
  readonly 'redacted-reasoning': 'sends redacted reasoning back unchanged';
  readonly 'empty-reasoning': 'sends reasoning back that has a signature and no text';
  readonly 'open-reasoning': 'sends reasoning back that has a text and no signature, where the provider wants it';
  readonly filters: 'says when a filter stopped the answer; a filtered answer without words is an error';
  readonly 'filtered-prompts': 'refuses a prompt for reasons of content, as an error';
  readonly refusals: 'makes an error of a refusal, with words and without';
  readonly 'exceeded-windows': 'makes an error of an answer that ended because the window was full';
  readonly 'long-prompts': 'names a prompt that is too long for the window';
  readonly pauses: 'says when the model wants to be asked to go on';
  readonly 'empty-answers': 'makes an error of an answer that holds nothing';
  readonly accidents: 'makes a retryable error of an answer that the provider calls broken';
  readonly 'unheard-reasons': 'passes on a reason that nobody has heard of';
  readonly 'missing-reasons': 'says that the reason is unknown where the provider gave none';
  readonly abort: 'ends with the reason of an abort, at every point';
  readonly hanging: 'can be aborted while nothing comes';
  readonly errors: "names refused calls by code, in the provider's words";
  readonly 'error-forms': 'reads errors in the forms of proxies and gateways';
  readonly quotas: 'tells an account without money from a limit of rate';
  readonly 'retry-after': 'heeds how long the provider asks to wait';
  readonly 'errors-in-answers': 'finds an error in an answer that looks successful';
  readonly 'stream-errors': 'ends with the error that a stream brings';
  readonly 'cut-streams': 'never takes half a stream for an answer';
  readonly 'late-cuts': 'keeps an answer whose stream was cut after its reason';
  readonly 'keep-alive': 'reads past what only keeps a connection alive';
  readonly 'open-ends': 'ends when the answer does, whatever its connection does then';
  readonly history: 'mends a conversation that the provider would refuse';
};
/** The abilities that the suite for models tests one by one. */
type ModelAbility = keyof typeof modelAbilities;
/** A tool call that a scenario's model makes. */
interface ScenarioToolCall {
  readonly toolName: string;
  readonly input: JsonObject;
}
/** What the model under test is to do; whoever runs the suite makes it happen behind the model. */
type ModelScenario = ScenarioReply |
/** One reply for each request, in order; the last one for all that follow. */
{
  readonly type: 'conversation';
  readonly replies: readonly ScenarioReply[];
};
/** What the model does with one request. */
type ScenarioReply = ScenarioAnswer | ScenarioError | ScenarioFailure |
/** Nothing ever comes. */
{
  readonly type: 'hang';
} |
/** The stream brings this text, in pieces, and then nothing any more. */
{
  readonly type: 'hang-in-stream';
  readonly text: string;
} | ScenarioCut;
/** A complete answer. */
interface ScenarioAnswer {
  readonly type: 'answer';
  /** What the model thought before it answered. */
  readonly reasoning?: readonly ScenarioReasoning[];
  /** What the provider did with a tool that it runs itself, before it answered. */
  readonly run?: ScenarioRun;
  readonly text?: string;
  readonly toolCalls?: readonly ScenarioToolCall[];
  /** Why the model stopped; `stop`, or `tool-calls` with tool calls, unless said otherwise. */
  readonly finishReason?: ScenarioFinishReason;
  /** `unreported`: the provider says nothing of it. */
  readonly usage?: ScenarioUsage | 'unreported';
  /** True where a stream carries, between its parts, what only keeps a connection alive: comments, pings, empty data. */
  readonly keepsAlive?: boolean;
  /** What follows the end of a stream: the connection is closed unless it stays open, breaks, or brings an error. */
  readonly afterwards?: 'stays-open' | 'breaks' | 'error';
}
/**
 * Why a model stopped. `filtered-prompt`: the provider would not touch the prompt. `refusal`: the model declined.
 * `window-exceeded`: prompt and answer filled the window. `pause`: it wants to be asked to go on. `accident`: the
 * provider calls the answer broken. `unheard-of`: a word that no version of this package knows. `missing`: the answer
 * ends as complete ones do, but without a reason.
 */
type ScenarioFinishReason = 'stop' | 'length' | 'content-filter' | 'tool-calls' | 'filtered-prompt' | 'refusal' | 'window-exceeded' | 'pause' | 'accident' | 'unheard-of' | 'missing';
/** One piece of reasoning. */
interface ScenarioReasoning {
  /** Empty where the provider keeps it to itself. */
  readonly text: string;
  /** What the provider wants back with it, unchanged: a signature, or the reasoning in a form that only it can read. */
  readonly signature?: string;
  /** True where `signature` is all there is, by a decision of the provider. */
  readonly isRedacted?: boolean;
}
/** What a provider did itself, with a tool of its own such as a web search. */
interface ScenarioRun {
  /** What it looked for, or the program that it ran. */
  readonly input: string;
  /** What came of it, as the provider wants it back; absent where the model paused before it came. */
  readonly output?: string;
}
/** Tokens that the provider reports. */
interface ScenarioUsage {
  readonly inputTokens: number;
  readonly outputTokens: number;
  readonly cachedInputTokens?: number;
  /** Those of the output tokens that were spent on reasoning. */
  readonly reasoningTokens?: number;
}
/** The provider refuses: an HTTP status and its own short words. */
interface ScenarioError {
  readonly type: 'error';
  readonly status: 400 | 401 | 402 | 403 | 404 | 408 | 413 | 422 | 429 | 500 | 502 | 503 | 529;
  readonly message: string;
  /** Whose form the answer has: the provider's own unless said, or that of what stands before it. */
  readonly form?: 'text' | 'html' | 'detail' | 'detail-list' | 'message' | 'error-text';
  /** Seconds after which the provider says it may be asked again. */
  readonly retryAfter?: number;
}
/** The provider fails, in the way in which it tells of this cause. */
interface ScenarioFailure {
  readonly type: 'failure';
  readonly cause: 'rate-limit' | 'overload' | 'fault' | 'authentication' | 'quota' | 'window' | 'content';
  readonly message: string;
  /** By the status of the answer, in the body of one with status 200, or in a stream after some text. */
  readonly place: 'status' | 'body' | 'stream';
  /** What a stream brings before it. */
  readonly text?: string;
}
/** The stream is closed (`cut`), or its connection breaks, without the provider's sign of a complete answer. */
interface ScenarioCut {
  readonly type: 'cut' | 'break';
  /** What the stream brings, in pieces. */
  readonly text: string;
  /**
   * Where: before anything, in the middle of the text (unless said), between the text and a tool call, or after the
   * reason why the model stopped.
   */
  readonly at?: 'start' | 'middle' | 'between-parts' | 'end';
}
/** A request as it arrived where the model sent it. */
interface ModelRequestSeen {
  /** By lower-case name. */
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: JsonObject;
}
/** Provider options of a model, and a text that its requests carry with them. */
interface ProviderOptionsExample {
  readonly providerOptions: NonNullable<LanguageModelV4CallOptions['providerOptions']>;
  readonly shows: string;
}
/** A tool that the provider of a model runs itself. */
type ProviderTool = Extract<NonNullable<LanguageModelV4CallOptions['tools']>[number], {
  type: 'provider';
}>;
/** A model set up for one scenario. */
interface ModelUnderTest {
  readonly model: LanguageModelV4;
  /** Resolves when the model's request has arrived where it was sent; lets the abort tests abort a request under way. */
  readonly requested?: Promise<void>;
  /** The requests that have arrived where they were sent, oldest first; most tests of what is sent need them. */
  readonly requests?: () => readonly ModelRequestSeen[];
  /** Ends what was started for it, such as a server. */
  readonly close?: () => Promise<void>;
}
/** How the suite gets at the implementation. */
interface DescribeModelOptions extends Partial<TestRunner> {
  /** Makes a model that does what the scenario says with the next requests. Called once for each test. */
  readonly create: (scenario: ModelScenario) => ModelUnderTest | Promise<ModelUnderTest>;
  /** What the implementation cannot do, as a list or each with the reason; those tests are left out. */
  readonly without?: readonly ModelAbility[] | Readonly<Partial<Record<ModelAbility, string>>>;
  /** What alone is to be tested, for implementations that can do little of it, such as those in memory. */
  readonly only?: readonly ModelAbility[];
  /** Options that the implementation understands, and what shows them in its requests. */
  readonly example?: ProviderOptionsExample;
  /** A tool that the provider runs itself; what the scenarios have it do is done with this one. */
  readonly providerTool?: ProviderTool;
}
/**
 * The behaviour every model must show, as the agent loop relies on it: the same answer streamed and not, tool calls with
 * ids, structured output, usage, abort, errors as `ModelError`, and whatever else `ModelAbility` names.
 *
 * @example
 * describeModel('my model', { describe, it, create: (scenario) => ({ model: myModel(serverFor(scenario)) }) })
 */
declare function describeModel(name: string, options: DescribeModelOptions): void;
/** A role that a program registers. */
type RegisteredRole = NonNullable<SystemOptions['roles']>[string];
/** What a role is tested with. */
interface DescribeRoleOptions extends Partial<TestRunner> {
  /** The role, where a program registers it; left out for one that every configuration can name. */
  readonly role?: RegisteredRole;
  /** The fewest keys that an agent needs beside `name` and `role`, as a file has them: `{ model: 'openai:gpt-4o' }`. */
  readonly example: JsonObject;
  /** The files that the example names, by path. */
  readonly files?: Readonly<Record<string, string>>;
  /** What the agent is sent; `Hello` unless given. A role that brings messages in is sent nothing. */
  readonly input?: JsonValue;
  /** What the system is built with, such as `openInput`. It is always offline. */
  readonly options?: SystemOptions;
}
/**
 * What holds for every role that a configuration can name: its keys are described and checked, with place and advice;
 * editors and checks agree; its files are those it names; it runs offline, gives what it says, and stops when it is told to.
 *
 * @example
 * describeRole('echo', { describe, it, role: echo, example: { suffix: '!' } })
 */
declare function describeRole(name: string, options: DescribeRoleOptions): void;
/** Where a producer's items come from, as `producerAgent` takes it. */
type ProducedFrom = NonNullable<Parameters<typeof producerAgent>[0]['source']>;
/**
 * What some sources cannot do or show: they `end`, they give the same items `again` when they are opened again, and how far
 * they have read can be seen, for `back-pressure`.
 */
type SourceAbility = 'end' | 'again' | 'back-pressure';
/** A source that was made for one test. */
interface SourceUnderTest {
  /** As `producerAgent` takes it: `{ csv: 'data.csv' }`. */
  readonly source: ProducedFrom;
  /** The first items it gives, and all of them where it ends; at least two. */
  readonly items: readonly JsonValue[];
  /** True while something is open that the source has opened. */
  readonly isOpen: () => boolean;
  /** How much was read, and the most that may be read for one item; in whatever unit. */
  readonly read?: {
    readonly soFar: () => number;
    readonly mostForOne: number;
  };
  /** Where relative paths start from. */
  readonly directory?: string;
  /** The time by which it waits; the real one unless given. */
  readonly clock?: Clock;
  /** The same source in a file, where one can name it: the keys below `source`, and what the system is built with. */
  readonly file?: {
    readonly keys: JsonObject;
    readonly options?: SystemOptions;
  };
  /** Removes what was made for it. */
  readonly close?: () => void | Promise<void>;
}
/** A source that was made to fail. */
type BrokenSourceUnderTest = Pick<SourceUnderTest, 'source' | 'isOpen' | 'directory' | 'clock' | 'close'>;
/** A source that cannot be read to its end. */
interface BrokenSource {
  readonly create: () => BrokenSourceUnderTest | Promise<BrokenSourceUnderTest>;
  /** What the error says of the place: `Line 3 of "data.csv"`. */
  readonly place: string;
}
/** How the suite gets at the source. */
interface DescribeSourceOptions extends Partial<TestRunner> {
  /** Makes the source. Called once for each test. */
  readonly create: () => SourceUnderTest | Promise<SourceUnderTest>;
  /** Sources that fail, by what is wrong with them. */
  readonly broken: Readonly<Record<string, BrokenSource>>;
  /** What the source cannot do or show, with the reason; those tests are left out. */
  readonly without?: Readonly<Partial<Record<SourceAbility, string>>>;
}
/**
 * What holds for every source of a producer: its items come in order and as they are asked for; it opens what it needs
 * with the first and closes it at the end, when its reader leaves and when it is aborted; errors say where; and a file that
 * names it gets the same.
 *
 * @example
 * describeSource('jsonl', { describe, it, create: () => ({ source: { jsonl: 'data.jsonl' }, items: [1, 2], ... }), broken: {} })
 */
declare function describeSource(name: string, options: DescribeSourceOptions): void;
/** A store that was made for one test. */
interface RunStoreUnderTest {
  readonly store: RunStore;
  /** Gives the same runs to a new store, as after a restart; the one before was closed. Left out where runs end with their store. */
  readonly reopen?: () => RunStore | Promise<RunStore>;
  /** Removes what was made for it. The stores are closed already. */
  readonly close?: () => void | Promise<void>;
}
/** How the suite gets at the implementation. */
interface DescribeRunStoreOptions extends Partial<TestRunner> {
  /** Makes an empty store. Called once for each test. */
  readonly create: () => RunStoreUnderTest | Promise<RunStoreUnderTest>;
}
/**
 * The behaviour every store of runs must show: records as they were appended, in order and whole; one owner of a run at a
 * time; waiting, being signalled and coming due; lists; and runs of agents that are interrupted anywhere and repeat nothing.
 *
 * @example
 * describeRunStore('my store', { describe, it, create: () => ({ store: myStore() }) })
 */
declare function describeRunStore(name: string, options: DescribeRunStoreOptions): void;
/** A clock that stands still until a test moves it. */
interface FakeClock extends Clock {
  /** Timers that are set and have neither fired nor been cancelled. */
  readonly pendingTimers: number;
  /** Milliseconds until the next timer fires; undefined where none is set. */
  readonly nextTimerMs: number | undefined;
  /**
   * Moves time on. Timers fire in the order they are due, and after each one all code that was waiting for it runs, so
   * that timers which that code sets fire too when they are due in time.
   */
  advance(durationMs: number): Promise<void>;
}
/** Makes a clock for tests. It starts at the Unix epoch unless told otherwise. */
declare function fakeClock(startAt?: number): FakeClock;
/** A tool call in a scripted reply. */
interface ScriptedToolCall {
  readonly toolName: string;
  /** JSON, or text that is sent as it is, for a model that writes broken JSON. */
  readonly input: JsonValue;
  /** Made from the numbers of the call and of the position unless given. */
  readonly toolCallId?: string;
}
/** What a scripted model answers. */
interface ScriptedAnswer {
  readonly text?: string;
  /** The text in pieces that the test decides; from an async iterable they come when the test sends them. */
  readonly chunks?: Iterable<string> | AsyncIterable<string>;
  readonly reasoning?: string;
  readonly toolCalls?: readonly ScriptedToolCall[];
  /** A structured output: sent as JSON text. */
  readonly object?: JsonValue;
  /** Thrown by the call; in a stream, after the text. */
  readonly error?: unknown;
  /** True for a stream that ends without a finish. */
  readonly cut?: boolean;
  readonly finishReason?: LanguageModelV4FinishReason['unified'];
  /** The provider's own word for it, such as `pause_turn`. */
  readonly rawFinishReason?: string;
  readonly usage?: {
    readonly inputTokens: number;
    readonly outputTokens: number;
    readonly cachedInputTokens?: number;
  };
  readonly warnings?: readonly string[];
}
declare const neverMark: unique symbol;
/** A reply that does not come until the call is aborted. */
interface NeverReply {
  readonly [neverMark]: true;
}
type ReplyValue = string | ScriptedAnswer | NeverReply;
/** One reply: text, an answer in full, or a function of what the model was asked; `callNumber` counts from 1. */
type ScriptedReply = ReplyValue | ((options: LanguageModelV4CallOptions, callNumber: number) => ReplyValue | Promise<ReplyValue>);
/** A reply that hangs until the call is aborted, and then fails with the signal's reason. */
declare function never(): NeverReply;
/** What a reply is played with. */
interface PlayOptions {
  readonly modelId: string;
  readonly callNumber: number;
  readonly call: LanguageModelV4CallOptions;
  readonly chunk: (text: string) => readonly string[];
}
/** One call that a scripted model got. */
interface ScriptedCall {
  readonly options: LanguageModelV4CallOptions;
  readonly streaming: boolean;
}
/** A model that says what it is told to, in order, and remembers what it was asked. */
interface ScriptedModel extends LanguageModelV4 {
  readonly calls: readonly ScriptedCall[];
  /** @throws Error when replies are left, or when it was called more often than there are replies. */
  assertComplete(): void;
}
/** Settings of a scripted model. */
interface ScriptedModelOptions {
  readonly modelId?: string;
  /** How text is cut into the pieces of a stream; by words unless said otherwise. */
  readonly chunk?: PlayOptions['chunk'];
}
/**
 * Makes a model for tests: each call gets the next reply. No network, no clock, no chance.
 *
 * @example
 * const model = scriptedModel([{ toolCalls: [{ toolName: 'add', input: { a: 1, b: 2 } }] }, 'The sum is 3.'])
 * const result = await defineAgent({ name: 'sums', model, tools: [add] }).run('1 + 2?')
 * model.assertComplete()
 */
declare function scriptedModel(replies: readonly ScriptedReply[], options?: ScriptedModelOptions): ScriptedModel;
export {
  Agent,
  AgentConfig,
  AgentConfigOf,
  AgentContext,
  AgentDefinition,
  AgentEntry,
  AgentError,
  AgentHooks,
  AgentImplementation,
  AgentInput$1 as AgentInput,
  AgentOptions,
  AgentOutput$1 as AgentOutput,
  AgentRegistration,
  AgentState,
  AgentStats,
  AgentToolOptions,
  AgentWiring,
  AixgoConfig,
  AixgoError,
  AixgoErrorOptions,
  AnswerNotes,
  AnswerPart,
  AnyAgent,
  AnySchema,
  AnyTool,
  AppendNeed,
  BrokenSource,
  BrokenSourceUnderTest,
  Budget,
  BudgetAccount,
  BudgetAction,
  BudgetMeasure,
  BudgetReport,
  BudgetScope,
  Budgets,
  BudgetsOptions,
  CachePolicy,
  CallOptions,
  Callable,
  CheckedText,
  CircuitBreaker,
  CircuitBreakerPolicy,
  Clock,
  ConfigCheck,
  ConfigError,
  ConfigOptions,
  ConfigProblem,
  ConfigTextOptions,
  ConfigureModelOptions,
  ContextCallOptions,
  ContextWindowOptions,
  Conversation,
  ConversationMessage,
  Cost,
  CostSum,
  CreateEmbedderOptions,
  CreateModelOptions,
  CustomAgentConfig,
  CustomAgentOptions,
  CustomRoleConfig,
  DataPart,
  DeadLetter,
  DeadLetterReason,
  DeadLetters,
  Decision,
  DeepPartial,
  DescribeEmbedderOptions,
  DescribeModelOptions,
  DescribeRoleOptions,
  DescribeRunStoreOptions,
  DescribeSourceOptions,
  Effect,
  EmbedOptions,
  Embedded,
  Embedder,
  EmbedderOptions,
  EmbedderProviderName,
  EmbedderReference,
  EmbedderResilience,
  EmbedderResolver,
  EmbedderResolverOptions,
  EmbedderUnderTest,
  EmbeddingAbility,
  EmbeddingEstimate,
  EmbeddingLimits,
  EmbeddingModel,
  EmbeddingModelV4,
  EmbeddingScenario,
  EmbeddingUsage,
  EngineContext,
  EngineStep,
  Environment,
  ErrorCode,
  ErrorCodeEntry,
  ErrorDetails,
  ErrorFamily,
  Event,
  EventListener,
  FakeClock,
  FallbackModel,
  FallbackPolicy,
  FetchFunction,
  FilePart,
  FilePort,
  FileSinkOptions,
  FileStoreOptions,
  FileUse,
  ForkOptions,
  Handoff,
  HandoffOptions,
  HedgePolicy,
  HttpPoll,
  InferInput,
  InferOutput,
  InferSchema,
  InputPart,
  InstructionsArguments,
  ItemGenerator,
  Iteration,
  JsonObject,
  JsonSchema,
  JsonSinkOptions,
  JsonValue,
  KeyEntry,
  KeyTable,
  KeyedRole,
  KnownModelName,
  LanguageModelV4,
  Ledger,
  LedgerRecord,
  LimitPolicy,
  LoadedConfig,
  LogRecord,
  LogSink,
  LoggerOptions,
  LoginReport,
  LoopDetection,
  MemoryLedger,
  MemoryStoreOptions,
  Message,
  MessageContent,
  MessageOptions,
  MessagePart,
  MessageStream,
  ModelAbilities,
  ModelAbility,
  ModelAttempt,
  ModelError,
  ModelName,
  ModelOutcome,
  ModelPrice,
  ModelProfile,
  ModelReference,
  ModelReport,
  ModelRequestSeen,
  ModelResolver,
  ModelResolverOptions,
  ModelScenario,
  ModelSettings,
  ModelTimeouts,
  ModelUnderTest,
  NamedFile,
  NeverReply,
  OfflineReply,
  OfflineToolCall,
  OutputError,
  OutputMode,
  OutputProblem,
  Overflow,
  OwnStepOptions,
  ParallelResult,
  ParkedWait,
  ParsedModelName,
  PayloadMessage,
  Position,
  Positions,
  PriceTable,
  ProblemCode,
  ProblemSeverity,
  ProducerOptions,
  ProducerSource,
  Provider$1 as Provider,
  ProviderDefinition,
  ProviderName,
  ProviderNotes,
  ProviderOptions,
  ProviderOptionsExample,
  ProviderProbe,
  ProviderSettings,
  ProviderTool,
  ProviderToolObject,
  ProviderToolOptions,
  Question,
  Random,
  ReasoningEffort,
  ReasoningPart,
  ReceiveOptions,
  Received,
  RecordTapeOptions,
  RecordedResult,
  RegisteredRole$1 as RegisteredRole,
  ReplayTapeOptions,
  ResiliencePolicy,
  ResiliencePorts,
  RestartPolicy,
  RetryPolicy,
  Role,
  RoleHost,
  RoleSchemas,
  RolesOption,
  RunCause,
  RunError,
  RunEvent,
  RunFilter,
  RunOptions,
  RunRecord,
  RunResult,
  RunStart,
  RunStatus,
  RunStore,
  RunStoreUnderTest,
  RunStream,
  RunSummary,
  Runtime,
  RuntimeError,
  RuntimeEvent,
  RuntimeOptions,
  RuntimeSettings,
  RuntimeStats,
  RuntimeTape,
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
  ScriptedAnswer,
  ScriptedCall,
  ScriptedModel,
  ScriptedModelOptions,
  ScriptedReply,
  ScriptedToolCall,
  SendOptions,
  SerializedError,
  SharedResilience,
  Shortfall,
  SourceAbility,
  SourceContext,
  SourceUnderTest,
  Spending,
  StandardSchema,
  StartTapedRun,
  StepContext,
  StepInterceptor,
  StepKind,
  StepProgress,
  StepRequest,
  StopCondition,
  StoredFile,
  StuckLoop,
  Supervisor,
  SupervisorOptions,
  SupervisorResult,
  System,
  SystemEdge,
  SystemGraph,
  SystemNode,
  SystemOptions,
  Tape,
  TapeHeader,
  TapeInput,
  TapeItem,
  TapePlayer,
  TapePlayerOptions,
  TapeRecorder,
  TapeRecorderOptions,
  TapeRun,
  TapedRun,
  TestRunner,
  TextPart,
  TextSinkOptions,
  TextStream,
  TimeLimits,
  TimeoutPolicy,
  TokenPrices,
  Tool,
  ToolBinding,
  ToolCallPart,
  ToolChoice,
  ToolContent,
  ToolContentPart,
  ToolContext,
  ToolError,
  ToolMode,
  ToolOptions,
  ToolOutcome,
  ToolResultPart,
  TraceContext,
  UnknownAgents,
  Usage,
  UsageError,
  UserInput,
  ValueCheck,
  ValueEntry,
  ValueKind,
  WaitOptions,
  WindowStrategy,
  World,
  WriteText,
  YamlLimits,
  agentTool,
  buildSystem,
  checkConfig,
  checkConfigText,
  concurrencyKeys,
  configJsonSchema,
  configureEmbedder,
  configureModel,
  costOf,
  createAgent,
  createBudgets,
  createEmbedder,
  createEmbedderResolver,
  createMessage,
  createModelResolver,
  createRuntime,
  createSupervisor,
  customRoleKeys,
  defaultEmbedderResolver,
  defaultKey,
  defaultModelResolver,
  defaultYamlLimits,
  defineAgent,
  defineCustomAgent,
  defineRole,
  defineTool,
  describeEmbedder,
  describeModel,
  describeRole,
  describeRunStore,
  describeSource,
  describeSystem,
  detectStuckLoop,
  embedStep,
  errorCodes,
  fakeClock,
  fileSink,
  fileStore,
  findPrice,
  forkRun,
  formatCost,
  formatProblem,
  formatTape,
  fromPayload,
  generateTypes,
  groupKey,
  handoff,
  hasToolCall,
  implementationOf,
  iterationCountIs,
  jsonSink,
  kinds,
  listKey,
  loadConfig,
  loadSystem,
  loggerAgent,
  memoryLedger,
  memoryStore,
  messageText,
  messageValue,
  never,
  offlineEmbedder,
  offlineModel,
  offlineResolver,
  optionalKey,
  parseModelName,
  parseTape,
  prices,
  pricesAsOf,
  producerAgent,
  profileOf,
  providerTool,
  providers,
  readTape,
  receiverKeys,
  recordTape,
  replayTape,
  requiredKey,
  resilientModel,
  scriptedModel,
  systemClock,
  systemRandom,
  tapeFromLedger,
  tapePlayer,
  tapeRecorder,
  textSink,
  toPayload,
  toolContent,
  withCircuitBreaker,
  withHedge,
  withHooks,
  withMetadata,
  withRetry,
  withTimeouts,
  writeTape,
};