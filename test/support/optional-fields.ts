/** An optional field of a type, as the source declares it. */
export interface OptionalField {
  /** The declaration that it stands in. */
  readonly owner: string
  readonly name: string
  readonly line: number
  /** True where its type says `| undefined`, or anything at all. */
  readonly isOpen: boolean
}

const declaration =
  /^(?:export )?(?:declare )?(?:abstract )?(?:async )?(?:interface|type|class|function|const|let) (\w+)/gm
const field = /readonly (\w+|'[^']+'|\[[^\]]+\])\?: ?/g

/** The optional fields that are declared in a TypeScript file without comments. */
export function optionalFields(code: string): readonly OptionalField[] {
  const owners = Array.from(code.matchAll(declaration), ({ index, 1: name = '' }) => ({ index, name }))
  return Array.from(code.matchAll(field), ({ index, 0: text, 1: name = '' }) => {
    const type = outermost(code.slice(index + text.length))
    return {
      owner: owners.findLast((each) => each.index <= index)?.name ?? '',
      name,
      line: code.slice(0, index).split('\n').length,
      // A union that ends with a function says it of the function's result, unless there are parentheses around.
      isOpen: !type.includes('=>') ? /\b(undefined|unknown)\b/.test(type) : false,
    }
  })
}

/** The type at the beginning of a text, with blanks for all that stands in brackets. */
function outermost(text: string): string {
  let depth = 0
  let type = ''
  for (let at = 0; at < text.length; at += 1) {
    const [letter = '', next = ''] = [text[at], text[at + 1]]
    if (letter === '=' && next === '>') {
      type += depth === 0 ? '=>' : ''
      at += 1
    } else if ('([{<'.includes(letter)) depth += 1
    else if (')]}>'.includes(letter)) {
      if (depth === 0) return type
      depth -= 1
    } else if (depth === 0) {
      const goesOn = /^\s*[|&?:]/.test(text.slice(at + 1)) || /(?:[|&?:]|=>|^)\s*$/.test(type)
      if (letter === ';' || letter === ',' || (letter === '\n' && !goesOn)) return type
      type += letter
    }
  }
  return type
}
