import { schemaKeys, schemaLists, schemaMaps } from '../keywords.ts'

/** What a keyword of JSON Schema holds. */
export type KeywordKind =
  | 'schema'
  | 'schemas'
  | 'schemaMap'
  | 'text'
  | 'pattern'
  | 'number'
  | 'count'
  | 'flag'
  | 'names'
  | 'values'
  | 'reference'
  | 'type'
  | 'any'

/** The keywords of drafts 7 to 2020-12, and the ones that OpenAPI and editors add to say something to people. */
const keywordsOf: Readonly<Record<KeywordKind, readonly string[]>> = {
  schema: schemaKeys,
  schemas: schemaLists,
  schemaMap: schemaMaps,
  text: [
    '$schema',
    '$id',
    '$anchor',
    '$dynamicRef',
    '$dynamicAnchor',
    '$recursiveRef',
    '$comment',
    'title',
    'description',
    'format',
    'contentEncoding',
    'contentMediaType',
  ],
  pattern: ['pattern'],
  number: ['minimum', 'maximum', 'exclusiveMinimum', 'exclusiveMaximum', 'multipleOf'],
  count: [
    'minLength',
    'maxLength',
    'minItems',
    'maxItems',
    'minProperties',
    'maxProperties',
    'minContains',
    'maxContains',
  ],
  flag: ['uniqueItems', 'readOnly', 'writeOnly', 'deprecated', 'nullable', '$recursiveAnchor'],
  names: ['required'],
  values: ['enum'],
  reference: ['$ref'],
  type: ['type'],
  any: [
    'const',
    'default',
    'examples',
    'dependentRequired',
    'dependencies',
    '$vocabulary',
    'example',
    'discriminator',
    'xml',
    'externalDocs',
    'propertyOrdering',
    'enumNames',
    'enumDescriptions',
    'markdownDescription',
    'errorMessage',
    'tsType',
  ],
}

/** Every known keyword, and what it holds. */
export const keywordKinds: ReadonlyMap<string, KeywordKind> = /* @__PURE__ */ new Map(
  // The table's keys are the kinds.
  (Object.entries(keywordsOf) as [KeywordKind, readonly string[]][]).flatMap(([kind, names]) =>
    names.map((name): [string, KeywordKind] => [name, kind]),
  ),
)

/** Keywords of old drafts, and what is written today. */
export const outdated: Readonly<Record<string, string>> = {
  id: '"id" is written "$id" since draft 6. Leave it out: nothing refers to it.',
  divisibleBy: '"divisibleBy" is written "multipleOf" since draft 4.',
  extends: '"extends" is written "allOf" since draft 4.',
  disallow: '"disallow" is written "not" since draft 4.',
}
