import * as z from 'zod'

/** What the answers below should be. */
export const invoiceSchema = z.object({
  customer: z.string(),
  total: z.number(),
  status: z.enum(['paid', 'open']),
  lines: z.array(z.strictObject({ article: z.string(), pieces: z.int() })),
  payment: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('card'), last4: z.string().length(4) }),
    z.object({ kind: z.literal('cash') }),
  ]),
})

/** The right answer. */
export const invoice = {
  customer: 'Ada',
  total: 12.5,
  status: 'paid',
  lines: [{ article: 'bolt', pieces: 3 }],
  payment: { kind: 'card', last4: '4242' },
} as const

/** One wrong answer. */
export interface MalformedAnswer {
  readonly name: string
  readonly text: string
  /** What the feedback must say before the model knows what to correct. */
  readonly names: RegExp
}

const right = JSON.stringify(invoice)
const pretty = JSON.stringify(invoice, undefined, 2)
const anything = /./
const change = (changes: object): string => JSON.stringify({ ...invoice, ...changes })
const without = (key: keyof typeof invoice): string =>
  JSON.stringify(Object.fromEntries(Object.entries(invoice).filter(([name]) => name !== key)))

/** Fifty ways in which models get it wrong. */
export const malformedAnswers: readonly MalformedAnswer[] = [
  { name: 'fenced', text: `\`\`\`json\n${pretty}\n\`\`\``, names: anything },
  { name: 'fenced without a language', text: `\`\`\`\n${right}\n\`\`\``, names: anything },
  { name: 'fenced with prose before', text: `Here it is:\n\n\`\`\`json\n${pretty}\n\`\`\``, names: anything },
  { name: 'fenced with prose after', text: `\`\`\`json\n${right}\n\`\`\`\nAnything else?`, names: anything },
  { name: 'fence never closed', text: `\`\`\`json\n${pretty}`, names: anything },
  { name: 'prose before', text: `The invoice: ${right}`, names: anything },
  { name: 'prose after', text: `${right}\nI hope this helps!`, names: anything },
  { name: 'prose with brackets', text: `As in [1] and {template}, the answer is ${right}.`, names: anything },
  { name: 'thinking before', text: `<think>The total is 12.5.</think>${right}`, names: anything },
  { name: 'the same answer twice', text: `${right}\n\nSo:\n${right}`, names: anything },
  { name: 'trailing comma in the object', text: `${right.slice(0, -1)},}`, names: anything },
  { name: 'trailing comma in the list', text: right.replace('}]', '},]'), names: anything },
  {
    name: 'trailing commas everywhere',
    text: pretty.replaceAll(/([^,{[\s])\n/g, '$1,\n').replace(/,$/, ''),
    names: anything,
  },
  { name: 'line comments', text: pretty.replaceAll(',\n', ', // done\n'), names: anything },
  { name: 'block comments', text: right.replace('{', '{ /* the invoice */ '), names: anything },
  { name: 'byte order mark', text: `\uFEFF${right}`, names: anything },
  { name: 'two different answers', text: `${right}\nor\n${change({ total: 13 })}`, names: /exactly one/ },
  { name: 'single quotes', text: right.replaceAll('"', "'"), names: /double quotes/ },
  { name: 'bare keys', text: right.replaceAll(/"(\w+)":/g, '$1:'), names: /key in double quotes/ },
  { name: 'typographic quotes', text: right.replaceAll('"', '\u201d'), names: /double quotes/ },
  { name: 'Python names', text: right.replace('12.5', 'None'), names: /line 1, column \d+: expected a value/ },
  { name: 'not a number', text: right.replace('12.5', 'NaN'), names: /expected a value/ },
  { name: 'missing comma', text: right.replace(',"total"', ' "total"'), names: /expected ","/ },
  { name: 'two commas', text: right.replace(',"total"', ',,"total"'), names: /key in double quotes/ },
  { name: 'missing colon', text: right.replace('"total":', '"total" '), names: /expected ":"/ },
  { name: 'equals sign', text: right.replaceAll(':', '='), names: /expected ":"/ },
  { name: 'line break within a text', text: right.replace('Ada', 'Ada\nLovelace'), names: /must be escaped/ },
  { name: 'wrong escape', text: right.replace('Ada', String.raw`A\da`), names: /backslash/ },
  { name: 'leading zero', text: right.replace('12.5', '012.5'), names: /number/ },
  { name: 'thousands separator', text: right.replace('12.5', '1,200.5'), names: /key in double quotes/ },
  { name: 'cut within a text', text: right.slice(0, 14), names: /ends in the middle/ },
  { name: 'cut after a key', text: right.slice(0, right.indexOf('12.5')), names: /ends in the middle/ },
  { name: 'cut before the last bracket', text: right.slice(0, -1), names: /ends in the middle/ },
  { name: 'cut within a fence', text: `\`\`\`json\n${pretty.slice(0, 60)}`, names: /ends in the middle/ },
  { name: 'number as text', text: change({ total: '12.5' }), names: /total: .*number.*you wrote "12\.5"/ },
  { name: 'text as number', text: change({ customer: 7 }), names: /customer: .*string/ },
  { name: 'list as object', text: change({ lines: { article: 'bolt', pieces: 3 } }), names: /lines: .*array/ },
  {
    name: 'fraction of a piece',
    text: change({ lines: [{ article: 'bolt', pieces: 3.5 }] }),
    names: /lines\[0\]\.pieces/,
  },
  {
    name: 'unknown status',
    text: change({ status: 'settled' }),
    names: /status: .*"paid"\|"open".*you wrote "settled"/,
  },
  { name: 'status in capitals', text: change({ status: 'PAID' }), names: /status: .*"paid"/ },
  { name: 'null for a text', text: change({ customer: null }), names: /customer: .*string.*null/ },
  { name: 'missing key', text: without('total'), names: /total: / },
  { name: 'missing list', text: without('lines'), names: /lines: / },
  { name: 'extra key at the top', text: change({ note: 'thanks' }), names: anything },
  {
    name: 'extra key in a line',
    text: change({ lines: [{ article: 'bolt', pieces: 3, price: 1 }] }),
    names: /lines\[0\]: .*price/,
  },
  {
    name: 'mistake in the second line',
    text: change({ lines: [...invoice.lines, { article: 'nut' }] }),
    names: /lines\[1\]\.pieces/,
  },
  { name: 'unknown kind of payment', text: change({ payment: { kind: 'cheque' } }), names: /payment\.kind/ },
  {
    name: 'mistake within the union',
    text: change({ payment: { kind: 'card', last4: '42' } }),
    names: /payment\.last4/,
  },
  { name: 'wrapped in a list', text: `[${right}]`, names: /object/ },
  { name: 'no JSON at all', text: 'Ada paid 12.50 by card.', names: /no JSON/ },
]
