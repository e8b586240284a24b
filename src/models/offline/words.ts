// Words that say nothing about what a text is about.
const stopWords: ReadonlySet<string> = new Set(
  (
    'a about after all also am an and any are as at be because been before being but by can could did do does doing done down ' +
    'each for from had has have having he her here him his how i if in into is it its just me more most my no nor not of off on ' +
    'once only or other our out over own please same she should so some such than that the their them then there these they this ' +
    'those through to too under until up us very was we were what when where which while who whom why will with would you your'
  ).split(' '),
)

/**
 * The words of a text, in lower case and in order. Names in code come apart (`query_db`, `getWeather`), and each sign of
 * a script without spaces is a word of its own.
 */
export function wordsOf(text: string): string[] {
  const spaced = text.replace(/(\p{Ll}|\p{N})(\p{Lu})/gu, '$1 $2').toLowerCase()
  return spaced.match(/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{N}\p{M}]+/gu) ?? []
}

/** The words of a text that carry meaning, reduced to their stems, in order. */
export function stemsOf(text: string): string[] {
  return wordsOf(text)
    .filter((word) => !stopWords.has(word))
    .map(stem)
}

/**
 * Takes common English endings off a word, so that "charged", "charges" and "charge" are one. Light on purpose: it
 * needs to be the same every time, not to be right every time.
 */
export function stem(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word
  const singular = word
    .replace(/ies$/, 'y')
    .replace(/(ss|sh|ch|x|z)es$/, '$1')
    .replace(/([^su])s$/, '$1')
  const bare = singular.length > 5 ? singular.replace(/(ing|ed|ment|ly)$/, '') : singular.replace(/ed$/, '')
  const kept = bare.length >= 3 ? bare : singular
  return kept.replace(/([bdgklmnprt])\1$/, '$1').replace(/e$/, '')
}
