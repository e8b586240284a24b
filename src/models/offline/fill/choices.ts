import { stemsOf, wordsOf } from '../words.ts'

/** Something to choose, and what is said about it. */
export interface Choice {
  readonly name: string
  readonly description: string
}

const asksToChoose =
  /\b(choose|pick|select|classify|categori[sz]e|route|label|assign|one of|which of|options?|choices?|categor(?:y|ies))\b/i

/**
 * The choices a text offers: a list of `- name: description` items, or `one of: a, b, c`. A list counts only where the
 * text asks to choose, because most lists in instructions are not choices.
 */
export function findChoices(text: string): readonly Choice[] {
  if (!asksToChoose.test(text)) return []
  const listed = listedChoices(text)
  return listed.length >= 2 ? listed : inlineChoices(text)
}

/** A text without the lines that list its choices. */
export function withoutChoices(text: string): string {
  return text
    .split(/\r?\n/)
    .filter((line) => itemText(line) === undefined)
    .join('\n')
}

function itemText(line: string): string | undefined {
  return /^\s*(?:[-*+•]|\d+[.)])\s+(.+)$/.exec(line)?.[1]
}

function listedChoices(text: string): Choice[] {
  const items: string[] = []
  let inItem = false
  for (const line of text.split(/\r?\n/)) {
    const item = itemText(line)
    if (item !== undefined) items.push(item)
    // What is indented under an item belongs to it.
    else if (inItem && /^\s{2,}\S/.test(line)) items.push(`${items.pop() ?? ''}\n${line.trim()}`)
    inItem = item !== undefined || (inItem && /^\s{2,}\S/.test(line))
  }
  return items.flatMap(toChoice)
}

function toChoice(item: string): Choice[] {
  const [head = '', ...rest] = item.split('\n')
  // A name and its description fit in this; longer lines would only cost the pattern time.
  if (head.length > 1000) return []
  const match = /^[*_`"']*([^:*_`"'—–][^:*`"'—–]*?)[*_`"']*\s*(?:(?:[:—–]|\s-\s)\s*(.*))?$/.exec(head)
  const [label = '', said = ''] = [match?.[1]?.trim(), match?.[2]?.trim()]
  // `- name: billing` as YAML lists have it.
  const name = label.toLowerCase() === 'name' && said !== '' ? said.replace(/^["']|["']$/g, '') : label
  if (name === '' || wordsOf(name).length > 4) return []
  return [{ name, description: [name === label ? said : '', ...rest].join(' ').trim() }]
}

function inlineChoices(text: string): Choice[] {
  const listing =
    /\b(?:one of(?: the following)?|classify\b[^.\n]*?\bas|(?:choose|pick|select)\b[^.\n]*?\b(?:between|from))\s*:?\s+([^.\n]+)/i.exec(
      text,
    )?.[1]
  const names = (listing ?? '')
    .split(/,|\||\/|\bor\b|\band\b/)
    .map((name) => name.replace(/^[\s"'`(]+|[\s"'`)]+$/g, ''))
    .filter((name) => name !== '')
  if (names.length < 2 || names.some((name) => wordsOf(name).length > 4)) return []
  return names.map((name) => ({ name, description: '' }))
}

/** What was chosen, and how many words spoke for it. */
export interface Choosing {
  readonly choice: Choice
  readonly score: number
}

// A name that a set of choices gives to whatever fits none of the others.
const restName = /^(other|others|general|misc|miscellaneous|unknown|none|default|neutral|n\/?a)$/i

/**
 * The choice whose name and description share most words with the input; a word of the name counts twice, a word that
 * all choices share counts less. Without any shared word: the choice named like a rest ("other", "general", ...), else
 * the first.
 */
export function bestChoice(choices: readonly Choice[], input: string): Choosing | undefined {
  const ranked = rankChoices(choices, input)
  const [best] = ranked
  if (best === undefined || best.score > 0) return best
  const rest = choices.find(({ name }) => restName.test(name)) ?? choices[0]
  return rest === undefined ? undefined : { choice: rest, score: 0 }
}

/** All choices, best first; ties keep their order. */
export function rankChoices(choices: readonly Choice[], input: string): readonly Choosing[] {
  const asked = new Set(stemsOf(input))
  const described = choices.map((choice) => ({ choice, weights: weightsOf(choice) }))
  const shared = (stem: string): number => described.filter(({ weights }) => weights.has(stem)).length
  return described
    .map(({ choice, weights }) => {
      const matched = [...weights].filter(([stem]) => asked.has(stem))
      const sum = matched.reduce((total, [stem, weight]) => total + weight / shared(stem), 0)
      // Long descriptions share more words by chance.
      return { choice, score: sum / Math.sqrt(Math.max(1, weights.size)) }
    })
    .sort((a, b) => b.score - a.score)
}

function weightsOf({ name, description }: Choice): ReadonlyMap<string, number> {
  const weights = new Map<string, number>(stemsOf(description).map((stem) => [stem, 1]))
  for (const stem of stemsOf(name)) weights.set(stem, 2)
  return weights
}
