// Enough of the language of regular expressions to write a text that one of them matches. What it does not know
// (look-behind, what must not follow, back references) it leaves out; the caller tests the result.

type Node =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'set'; readonly characters: string }
  | { readonly type: 'choice'; readonly branches: readonly (readonly Node[])[] }
  | { readonly type: 'ahead'; readonly branches: readonly (readonly Node[])[] }
  | { readonly type: 'repeat'; readonly node: Node; readonly least: number; readonly most: number }

// The characters a sample is made of, simplest first.
const alphabet = `abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_ .,:;/@#+*=!?&%$()[]{}<>|~^'"\\\``
const digits = '0123456789'
const wordCharacters = 'abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_'
const spaces = ' \t\n'

const without = (characters: string): string =>
  Array.from(alphabet)
    .filter((character) => !characters.includes(character))
    .join('')

const classes: Readonly<Record<string, string>> = {
  d: digits,
  D: without(digits),
  w: wordCharacters,
  W: without(wordCharacters),
  s: spaces,
  S: without(spaces),
}

const controls: Readonly<Record<string, string>> = { n: '\n', r: '\r', t: '\t', f: '\f', v: '\v', 0: '\0' }

/** How a sample is written. */
export interface SampleOptions {
  /** Repetitions added wherever the pattern leaves it open. */
  readonly extra: number
  /** True to write what the pattern only looks ahead for: the way to satisfy several patterns at once. */
  readonly ahead: boolean
}

/** A text that the pattern probably matches. */
export function samplePattern(pattern: string, options: SampleOptions): string {
  return writeNodes(new PatternReader(pattern).readBranches(), options)
}

function writeNodes(branches: readonly (readonly Node[])[], options: SampleOptions): string {
  return (branches[0] ?? []).map((node) => writeNode(node, options)).join('')
}

function writeNode(node: Node, options: SampleOptions): string {
  switch (node.type) {
    case 'text':
      return node.text
    case 'set':
      return node.characters.slice(0, 1)
    case 'choice':
      return writeNodes(node.branches, options)
    case 'ahead':
      return options.ahead ? writeNodes(node.branches, options) : ''
    case 'repeat': {
      const times = Math.min(node.most, node.least + options.extra)
      // A set shows different members, so that samples look like something.
      if (node.node.type === 'set') return spread(node.node.characters, times)
      return writeNode(node.node, options).repeat(times)
    }
    default:
      return node satisfies never
  }
}

function spread(characters: string, times: number): string {
  return characters === ''
    ? ''
    : Array.from({ length: times }, (_, index) => characters[index % characters.length]).join('')
}

class PatternReader {
  readonly #pattern: string
  #at = 0

  constructor(pattern: string) {
    this.#pattern = pattern
  }

  /** Alternatives, up to the end or to the parenthesis that closes them. */
  readBranches(): Node[][] {
    const branches: Node[][] = [[]]
    while (this.#at < this.#pattern.length && this.#peek() !== ')') {
      if (this.#take('|')) branches.push([])
      else branches.at(-1)?.push(...this.#readRepeated())
    }
    return branches
  }

  #readRepeated(): Node[] {
    const node = this.#readAtom()
    if (node === undefined) return []
    const quantifier = /^(?:([*+?])|\{(\d+)(,(\d*))?\})\??/.exec(this.#pattern.slice(this.#at))
    if (quantifier === null) return [node]
    this.#at += quantifier[0].length
    const [, sign, least = '0', range, most = ''] = quantifier
    if (sign === '?') return [{ type: 'repeat', node, least: 0, most: 1 }]
    if (sign !== undefined) return [{ type: 'repeat', node, least: sign === '+' ? 1 : 0, most: Infinity }]
    const upper = range === undefined ? Number(least) : most === '' ? Infinity : Number(most)
    return [{ type: 'repeat', node, least: Number(least), most: upper }]
  }

  #readAtom(): Node | undefined {
    const character = this.#next()
    if (character === '^' || character === '$') return undefined
    if (character === '.') return { type: 'set', characters: alphabet }
    if (character === '[') return this.#readSet()
    if (character === '(') return this.#readGroup()
    if (character === '\\') return this.#readEscape()
    return { type: 'text', text: character }
  }

  #readGroup(): Node | undefined {
    const isAhead = this.#take('?=')
    const isOther = !isAhead && (this.#take('?!') || this.#take('?<=') || this.#take('?<!'))
    if (!isAhead && !isOther && !this.#take('?:')) this.#takePattern(/^\?<[^>]*>/)
    const branches = this.readBranches()
    this.#take(')')
    return isOther ? undefined : { type: isAhead ? 'ahead' : 'choice', branches }
  }

  #readEscape(): Node | undefined {
    const character = this.#next()
    if (character === 'b' || character === 'B') return undefined
    const characters = classes[character] ?? this.#unicodeClass(character)
    return characters === undefined ? { type: 'text', text: this.#escaped(character) } : { type: 'set', characters }
  }

  #readSet(): Node {
    const negated = this.#take('^')
    let characters = ''
    while (this.#at < this.#pattern.length && !this.#take(']')) {
      const first = this.#readMember()
      const isRange = this.#peek() === '-' && this.#pattern[this.#at + 1] !== ']' && Array.from(first).length === 1
      if (!isRange) characters += first
      else {
        this.#at += 1
        characters += charactersBetween(first, this.#readMember())
      }
    }
    return { type: 'set', characters: negated ? without(characters) : simplestFirst(characters) }
  }

  #readMember(): string {
    const character = this.#next()
    if (character !== '\\') return character
    const escaped = this.#next()
    return classes[escaped] ?? this.#unicodeClass(escaped) ?? (escaped === 'b' ? '\b' : this.#escaped(escaped))
  }

  #escaped(character: string): string {
    if (character === 'x') return String.fromCodePoint(parseInt(this.#takePattern(/^[\da-f]{2}/i) || '20', 16))
    if (character === 'u')
      return String.fromCodePoint(
        parseInt(this.#takePattern(/^(?:[\da-f]{4}|\{[\da-f]+\})/i).replace(/[{}]/g, '') || '20', 16),
      )
    return controls[character] ?? character
  }

  /** `\p{Lu}` and its kind, as far as the alphabet goes. */
  #unicodeClass(character: string): string | undefined {
    if (character !== 'p' && character !== 'P') return undefined
    const name = this.#takePattern(/^\{[^}]*\}/)
    try {
      const pattern = new RegExp(`\\${character}${name}`, 'u')
      return Array.from(alphabet)
        .filter((each) => pattern.test(each))
        .join('')
    } catch {
      return alphabet
    }
  }

  #peek(): string {
    return this.#pattern[this.#at] ?? ''
  }

  #next(): string {
    const character = String.fromCodePoint(this.#pattern.codePointAt(this.#at) ?? 0)
    this.#at += character.length
    return character
  }

  #take(text: string): boolean {
    const found = this.#pattern.startsWith(text, this.#at)
    if (found) this.#at += text.length
    return found
  }

  #takePattern(pattern: RegExp): string {
    const [found = ''] = pattern.exec(this.#pattern.slice(this.#at)) ?? []
    this.#at += found.length
    return found
  }
}

function charactersBetween(first: string, last: string): string {
  const [from = 0, to = 0] = [first.codePointAt(0), last.codePointAt(0)]
  // A range over half of Unicode is as well served by its beginning.
  const length = Math.min(Math.max(0, to - from + 1), 256)
  return Array.from({ length }, (_, index) => String.fromCodePoint(from + index)).join('')
}

function simplestFirst(characters: string): string {
  const known = Array.from(alphabet)
    .filter((character) => characters.includes(character))
    .join('')
  return known === '' ? characters : known
}
