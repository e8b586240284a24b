import { groupKey, optionalKey, requiredKey } from '../../keys/key-entry.ts'
import {
  duration,
  filledText,
  httpUrl,
  path,
  positiveNumber,
  textMap,
  truth,
  wholeNumber,
} from '../../keys/value-kinds.ts'

const httpKeys = {
  url: requiredKey(httpUrl, 'Address to fetch.'),
  interval: optionalKey(duration, 'Time between two fetches.', { defaultText: '`interval` of the agent, else 60s' }),
  headers: optionalKey(textMap, 'Headers to send. Values may hold `${NAME}`.'),
} as const

/** The keys of `source`: exactly one kind of source. */
const sourceKeys = {
  file: optionalKey(path, 'One message per line of a text file.'),
  csv: optionalKey(path, 'One message per row of a CSV file, a mapping of texts; the first row names the fields.'),
  jsonl: optionalKey(path, 'One message per line of a JSON Lines file, its value.'),
  glob: optionalKey(
    { ...path, type: 'path pattern' },
    'One message per file that matches, such as `docs/**/*.md`: `{ path, text }`.',
  ),
  stdin: optionalKey(truth, 'One message per line of standard input; write `true`.'),
  http: groupKey(httpKeys, 'What is new at a web address, fetched again and again.'),
  module: optionalKey(
    { ...path, type: 'path of a module' },
    'One message per item of a generator function in a TypeScript or JavaScript file.',
  ),
  export: optionalKey(filledText, 'Which function of the module.', { defaultText: '`default`, or the only one' }),
} as const

/** The names of the kinds of source. */
export const sourceKinds = ['file', 'csv', 'jsonl', 'glob', 'stdin', 'http', 'module'] as const

/** The keys of agents with the role `producer`. */
export const producerKeys = {
  interval: optionalKey(
    duration,
    'Time between two messages. Without `source` each is `{ tick, at }`. Required unless `source` is given.',
  ),
  source: groupKey(sourceKeys, 'Where messages come from: exactly one kind.'),
  rate: optionalKey(positiveNumber, 'Most messages per second.', { defaultText: 'no limit' }),
  limit: optionalKey(wholeNumber(1), 'Ends after so many messages.', { defaultText: 'no limit' }),
} as const
