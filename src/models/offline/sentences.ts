import { stemsOf } from './words.ts'

const abbreviations: ReadonlySet<string> = new Set(
  'mr mrs ms dr prof st sr jr vs etc e.g i.e cf no nos fig inc ltd co corp dept approx est jan feb mar apr jun jul aug sep sept oct nov dec'.split(
    ' ',
  ),
)

const longestSentence = 300

/** The sentences of a text, in order. A line that does not go on in the next one is a sentence of its own. */
export function sentencesOf(text: string): string[] {
  return joinWrappedLines(text).flatMap(splitLine)
}

/** Lines of a hard-wrapped paragraph become one: the next line goes on in lower case where this one has no end. */
function joinWrappedLines(text: string): string[] {
  const lines: string[] = []
  let open = false
  for (const raw of text.split(/\r?\n/)) {
    const line = raw.replace(/^\s*(?:[-*+>#]+|\d+[.)])\s+/, '').trim()
    const isItem = line !== raw.trim()
    if (open && !isItem && /^\p{Ll}/u.test(line)) lines.push(`${lines.pop() ?? ''} ${line}`)
    else if (line !== '') lines.push(line)
    open = line !== '' && !/[.!?…:。！？]["')\]]*$/.test(line)
  }
  return lines
}

function splitLine(line: string): string[] {
  const sentences: string[] = []
  let start = 0
  for (const { index, 0: end } of line.matchAll(/[.!?…]{1,5}["')\]”’]{0,3}(?=\s|$)|[。！？]/g)) {
    const after = line.slice(index + end.length, index + end.length + 3).trimStart()
    if (
      end.startsWith('.') &&
      (endsInAbbreviation(line.slice(Math.max(start, index - 20), index)) || /^\p{Ll}/u.test(after))
    )
      continue
    sentences.push(line.slice(start, index + end.length).trim())
    start = index + end.length
  }
  sentences.push(line.slice(start).trim())
  return sentences.filter((sentence) => /[\p{L}\p{N}]/u.test(sentence))
}

function endsInAbbreviation(text: string): boolean {
  const last = /(\S+)$/.exec(text)?.[1] ?? ''
  return abbreviations.has(last.toLowerCase().replace(/^\W+/, '')) || /^\W*\p{Lu}$/u.test(last)
}

/**
 * The sentences that say most of what a text says, in their order: those whose words occur most often in the whole. Two
 * of a short text, three of more than five sentences; each sentence once, a very long one shortened.
 */
export function salientSentences(text: string, most?: number): string[] {
  const sentences = [...new Set(sentencesOf(text))]
  const limit = most ?? (sentences.length > 5 ? 3 : 2)
  if (sentences.length <= limit) return sentences.map((sentence) => shorten(sentence, longestSentence))
  const stems = sentences.map((sentence) => new Set(stemsOf(sentence)))
  const frequency = new Map<string, number>()
  for (const word of stemsOf(text)) frequency.set(word, (frequency.get(word) ?? 0) + 1)
  const weigh = (words: ReadonlySet<string>): number =>
    [...words].reduce((sum, word) => sum + (frequency.get(word) ?? 0), 0) / Math.sqrt(Math.max(1, words.size))
  return stems
    .map((words, position) => ({ position, weight: weigh(words) }))
    .sort((a, b) => b.weight - a.weight || a.position - b.position)
    .slice(0, limit)
    .sort((a, b) => a.position - b.position)
    .map(({ position }) => shorten(sentences[position] ?? '', longestSentence))
}

/** The words that occur most often in a text, as they are written first, most frequent first. */
export function keywordsOf(text: string, most: number): string[] {
  const counts = new Map<string, { word: string; count: number }>()
  for (const [word] of text.matchAll(/[\p{L}\p{N}][\p{L}\p{N}'-]*/gu)) {
    const [stem] = stemsOf(word)
    if (stem === undefined || stem.length < 3) continue
    const known = counts.get(stem)
    if (known === undefined) counts.set(stem, { word: word.toLowerCase(), count: 1 })
    else known.count += 1
  }
  return [...counts.values()]
    .sort((a, b) => b.count - a.count)
    .slice(0, most)
    .map(({ word }) => word)
}

/** A text cut at a word's end, with a sign that it was cut. */
export function shorten(text: string, longest: number): string {
  if (text.length <= longest) return text
  const cut = text.slice(0, longest)
  const end = cut.lastIndexOf(' ')
  return `${(end > longest / 2 ? cut.slice(0, end) : cut.replace(/[\uD800-\uDBFF]$/, '')).trimEnd()}…`
}
