import type { ScenarioAnswer } from '../../../../src/testing/model-scenario.ts'
import type { JsonObject } from '../../../../src/util/json/json.ts'
import { firstIn, firstOf, isTable, listed, repeated, table, tables, text, unknownKey } from './reading.ts'

interface Turn {
  readonly role: string
  readonly parts: readonly JsonObject[]
}

/** What the rules know beside the request. */
interface GeminiContext {
  readonly model: string
  readonly said: readonly ScenarioAnswer[]
}

const requestKeys = listed(
  'cachedContent contents generationConfig labels safetySettings serviceTier systemInstruction toolConfig tools',
)
const configKeys = listed(
  'candidateCount frequencyPenalty imageConfig logprobs maxOutputTokens mediaResolution presencePenalty ' +
    'responseJsonSchema responseLogprobs responseMimeType responseModalities responseSchema seed ' +
    'speechConfig stopSequences temperature thinkingConfig topK topP',
)

/** Why the Gemini API refuses a request, in its words; undefined where it takes it. */
export function refusedByGemini(body: JsonObject, { model, said }: GeminiContext): string | undefined {
  const turns = tables(body.contents).map(({ role, parts }): Turn => ({ role: text(role), parts: tables(parts) }))
  return firstOf(
    () => unknownName('', body, requestKeys),
    () => unknownName('generation_config.', table(body.generationConfig), configKeys),
    () => toolProblem(body),
    () => schemaProblem('generation_config.response_json_schema', table(body.generationConfig).responseJsonSchema),
    () => systemProblem(body.systemInstruction),
    () => turnProblem(turns),
    () => firstIn(turns, (_, index) => functionProblem(turns, index)),
    () => signatureProblem(turns, { model, said }),
  )
}

function unknownName(path: string, value: JsonObject, known: readonly string[]): string | undefined {
  const key = unknownKey(value, known)
  return key === undefined
    ? undefined
    : `Invalid JSON payload received. Unknown name "${key}"${path === '' ? '' : ` at '${path.slice(0, -1)}'`}: Cannot find field.`
}

function toolProblem({ tools, generationConfig }: JsonObject): string | undefined {
  const declarations = tables(tools).flatMap(({ functionDeclarations }) => tables(functionDeclarations))
  if (declarations.length > 0 && table(generationConfig).responseMimeType === 'application/json') {
    return "Function calling with a response mime type: 'application/json' is unsupported"
  }
  const twice = repeated(declarations.map(({ name }) => text(name)))
  if (twice !== undefined) return `Duplicate function declaration found: ${twice}`
  return firstIn(declarations, ({ name, parametersJsonSchema, parameters }, index) => {
    const path = `tools[0].function_declarations[${index}]`
    if (!isFunctionName(name)) return nameProblem(`GenerateContentRequest.${path}.name`)
    if (parameters !== undefined && parametersJsonSchema !== undefined) {
      return `${path}: only one of parameters and parameters_json_schema may be set`
    }
    if (parametersJsonSchema !== undefined && table(parametersJsonSchema).type !== 'object') {
      return `* GenerateContentRequest.${path}.parameters_json_schema: schema should be of OBJECT type.`
    }
    return schemaProblem(`${path}.parameters_json_schema`, parametersJsonSchema)
  })
}

function isFunctionName(name: unknown): boolean {
  return /^[a-zA-Z_][a-zA-Z0-9_.-]{0,63}$/.test(text(name))
}

function nameProblem(path: string): string {
  return `* ${path}: Invalid function name. Must start with a letter or an underscore. Must be alphameric (a-z, A-Z, 0-9), underscores (_), dots (.) or dashes (-), with a maximum length of 64.`
}

/** Beside a reference nothing else may stand, and lists must say what they hold. */
function schemaProblem(path: string, schema: unknown): string | undefined {
  if (Array.isArray(schema)) return firstIn(schema, (part, index) => schemaProblem(`${path}[${index}]`, part))
  if (!isTable(schema)) return undefined
  if ('$ref' in schema && Object.keys(schema).some((key) => !key.startsWith('$'))) {
    return `* GenerateContentRequest.${path}: if $ref is set, no other fields may be set.`
  }
  if (schema.type === 'array' && schema.items === undefined && schema.prefixItems === undefined) {
    return `* GenerateContentRequest.${path}.items: missing field.`
  }
  return firstIn(Object.entries(schema), ([key, part]) =>
    key === 'enum' || key === 'default' || key === 'examples' ? undefined : schemaProblem(`${path}.${key}`, part),
  )
}

function systemProblem(instruction: unknown): string | undefined {
  return instruction !== undefined && tables(table(instruction).parts).some((part) => text(part.text) === '')
    ? 'Unable to submit request because it has an empty text parameter in the system instruction. Add a value to the parameter and try again.'
    : undefined
}

const dataKeys = [
  'text',
  'inlineData',
  'fileData',
  'functionCall',
  'functionResponse',
  'executableCode',
  'codeExecutionResult',
]
const partKeys = [...dataKeys, 'thought', 'thoughtSignature', 'videoMetadata']

function turnProblem(turns: readonly Turn[]): string | undefined {
  if (turns.length === 0) return '* GenerateContentRequest.contents: contents is not specified'
  return firstIn(turns, ({ role, parts }, index) => {
    const path = `contents[${index}]`
    if (role !== 'user' && role !== 'model') return 'Please use a valid role: user, model.'
    if (parts.length === 0) return `* GenerateContentRequest.${path}.parts: contents.parts must not be empty.`
    const before = turns[index - 1]
    // A user may speak after the results of functions, which have the same role.
    if (before?.role === role && !before.parts.some((part) => 'functionResponse' in part)) {
      return 'Please ensure that multiturn requests alternate between user and model.'
    }
    if (index === 0 && role !== 'user') return 'Please ensure that multiturn requests start with a user turn.'
    return firstIn(parts, (part, place) => partProblem(part, `${path}.parts[${place}]`))
  })
}

function partProblem(part: JsonObject, path: string): string | undefined {
  if (!dataKeys.some((key) => part[key] !== undefined)) {
    return `* GenerateContentRequest.${path}.data: required oneof field 'data' must have one initialized field`
  }
  const unknown = unknownName(`${path}.`, part, partKeys)
  if (unknown !== undefined) return unknown
  // An empty text may only carry a signature.
  if (part.text === '' && part.thoughtSignature === undefined) {
    return 'Unable to submit request because it has an empty text parameter. Add a value to the parameter and try again.'
  }
  if (part.functionResponse !== undefined) {
    const { name, response } = table(part.functionResponse)
    if (!isFunctionName(name)) return nameProblem(`GenerateContentRequest.${path}.function_response.name`)
    return isTable(response)
      ? undefined
      : `Invalid value at '${path}.function_response.response' (type.googleapis.com/google.protobuf.Struct)`
  }
  if (part.functionCall === undefined) return undefined
  const { name, args } = table(part.functionCall)
  if (!isFunctionName(name)) return nameProblem(`GenerateContentRequest.${path}.function_call.name`)
  return isTable(args)
    ? undefined
    : `Invalid value at '${path}.function_call.args' (type.googleapis.com/google.protobuf.Struct), ${JSON.stringify(args)}`
}

const having = (turn: Turn | undefined, key: string): readonly JsonObject[] =>
  turn?.parts.filter((part) => part[key] !== undefined) ?? []

function functionProblem(turns: readonly Turn[], index: number): string | undefined {
  const calls = having(turns[index], 'functionCall')
  const responses = having(turns[index], 'functionResponse')
  const callsBefore = having(turns[index - 1], 'functionCall')
  if (calls.length > 0 && index === 0) {
    return 'Please ensure that function call turn comes immediately after a user turn or after a function response turn.'
  }
  if (responses.length > 0 && callsBefore.length === 0) {
    return 'Please ensure that function response turn comes immediately after a function call turn.'
  }
  const after = having(turns[index + 1], 'functionResponse')
  if (calls.length !== after.length) {
    return 'Please ensure that the number of function response parts is equal to the number of function call parts of the function call turn.'
  }
  const called = calls.map(({ functionCall }) => text(table(functionCall).name)).sort()
  const answered = after.map(({ functionResponse }) => text(table(functionResponse).name)).sort()
  return called.join() === answered.join()
    ? undefined
    : 'Please ensure that the function response parts have the names of the function call parts of the function call turn.'
}

const noSignature = 'skip_thought_signature_validator'

/** Signatures must be those that were given; Gemini 3 wants one with the first call of each turn of the loop under way. */
function signatureProblem(turns: readonly Turn[], { model, said }: GeminiContext): string | undefined {
  const given = said.flatMap(({ reasoning = [] }) => reasoning.map(({ signature }) => signature))
  const forged = turns
    .flatMap(({ parts }) => parts)
    .some(({ thoughtSignature: mark }) => mark !== undefined && mark !== noSignature && !given.includes(text(mark)))
  if (forged) return 'Thought signature is not valid.'
  const start = turns.findLastIndex(
    ({ role, parts }) => role === 'user' && parts.some((part) => !('functionResponse' in part)),
  )
  const answers = turns.slice(start + 1).filter(({ role }) => role === 'model')
  return firstIn(answers, (turn, round) => {
    const answer = said[said.length - answers.length + round]
    const signature = answer?.reasoning?.at(-1)?.signature
    const [first] = having(turn, 'functionCall')
    if (first === undefined) return undefined
    const isMissing =
      signature === undefined
        ? model.startsWith('gemini-3') && first.thoughtSignature === undefined
        : first.thoughtSignature !== signature
    return isMissing
      ? `Function call is missing a thought_signature in functionCall parts. This is required for tools to work correctly, and missing thought_signature may lead to degraded model performance. Additional data, function call \`default_api:${text(table(first.functionCall).name)}\` , position ${turns.indexOf(turn) + 1}. Please refer to https://ai.google.dev/gemini-api/docs/thought-signatures for more details.`
      : undefined
  })
}
