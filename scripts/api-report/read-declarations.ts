import { globSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

/** One thing that a source declares, with its comment, as the compiler writes it into declarations. */
export interface Declaration {
  readonly name: string
  readonly text: string
  /** What it mentions: by the name it is written with, where that comes from. */
  readonly mentions: ReadonlyMap<string, Origin>
}

/** Where a name comes from: a declaration of our own, or a package. */
export type Origin = { readonly key: string } | { readonly module: string; readonly name: string }

interface Source {
  readonly path: string
  /** What stands at the left margin, each with the comment above it and all that is indented below. */
  readonly statements: readonly string[]
  /** Imported and re-exported names. */
  readonly names: ReadonlyMap<string, Origin>
}

/** All declarations below a folder, each under its file and name. */
export class Declarations {
  readonly #folder: string
  readonly #sources: ReadonlyMap<string, Source>
  readonly #declared = new Map<string, Declaration>()

  constructor(folder: string) {
    this.#folder = folder
    const paths = globSync('**/*.d.ts', { cwd: folder }).map((path) =>
      path.replaceAll('\\', '/').replace(/\.d\.ts$/, '.ts'),
    )
    this.#sources = new Map(paths.map((path) => [path, this.#read(path)]))
    for (const source of this.#sources.values()) this.#declare(source)
  }

  /** The names that a file exports, by the key of what each one is. */
  exportsOf(path: string): ReadonlyMap<string, Origin> {
    const { statements = [], names = new Map<string, Origin>() } = this.#sources.get(path) ?? {}
    const lists = statements.flatMap((text) => [...text.matchAll(/^export (?:type )?\{([^}]*)\}/gm)])
    const listed = lists.flatMap(([, list = '']) => namesIn(list)).map(({ outer }) => outer)
    return new Map(listed.map((name) => [name, this.#follow(names.get(name) ?? { key: `${path}#${name}` })]))
  }

  find(key: string): Declaration | undefined {
    return this.#declared.get(key)
  }

  #read(path: string): Source {
    const text = readFileSync(join(this.#folder, path.replace(/\.ts$/, '.d.ts')), 'utf8')
    const statements = statementsOf(text)
    const names = new Map<string, Origin>()
    for (const [, list = '', module = ''] of text.matchAll(
      /^(?:import|export) (?:type )?\{([^}]*)\} from '([^']+)'/gm,
    )) {
      for (const { inner, outer } of namesIn(list)) names.set(outer, origin(path, module, inner))
    }
    return { path, statements, names }
  }

  #declare({ path, statements, names }: Source): void {
    const own = new Map<string, string[]>()
    for (const text of statements) {
      const name = /^(?:export )?(?:declare )?(?:abstract )?(?:const|let|function|class|interface|type) (\w+)/m.exec(
        text,
      )?.[1]
      if (name !== undefined && !/^(import|export) (type )?\{/.test(text))
        own.set(name, [...(own.get(name) ?? []), text])
    }
    for (const [name, texts] of own) {
      const mentions = new Map<string, Origin>()
      const text = texts.join('\n').replaceAll(/import\("([^"]+)"\)\.(\w+)/g, (_all, module: string, inner: string) => {
        mentions.set(inner, origin(path, module, inner))
        return inner
      })
      for (const [word] of withoutComments(text).matchAll(/[A-Za-z_$][\w$]*/g)) {
        if (word === name || mentions.has(word)) continue
        const found = names.get(word) ?? (own.has(word) ? { key: `${path}#${word}` } : undefined)
        if (found !== undefined) mentions.set(word, found)
      }
      const followed = new Map([...mentions].map(([word, found]) => [word, this.#follow(found)]))
      this.#declared.set(`${path}#${name}`, { name, text, mentions: followed })
    }
  }

  /** A file may pass on what another one declares. */
  #follow(found: Origin): Origin {
    if (!('key' in found)) return found
    const [path = '', name = ''] = found.key.split('#')
    const next = this.#sources.get(path)?.names.get(name)
    return next === undefined ? found : this.#follow(next)
  }
}

function origin(path: string, module: string, name: string): Origin {
  return module.startsWith('.')
    ? { key: `${join(dirname(path), module).replaceAll('\\', '/')}#${name}` }
    : { module, name }
}

function namesIn(list: string): readonly { readonly inner: string; readonly outer: string }[] {
  return list.split(',').flatMap((item) => {
    const [inner = '', outer = inner] = item
      .trim()
      .replace(/^type /, '')
      .split(' as ')
    return inner === '' ? [] : [{ inner, outer }]
  })
}

/** Cuts declarations at what begins at the left margin; a comment belongs to what follows. */
function statementsOf(text: string): readonly string[] {
  const statements: string[] = []
  let comment = ''
  for (const line of text.split('\n')) {
    if (/^(\/\*\*| \*)/.test(line)) comment += `${line}\n`
    else if (/^(export|declare|import|type|interface|const|function|class|abstract)\b/.test(line)) {
      statements.push(comment + line)
      comment = ''
    } else if (line.trim() !== '' && statements.length > 0) statements.push(`${statements.pop()}\n${comment}${line}`)
  }
  return statements
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\/|\/\/[^\n]*|'(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*"/g, '')
}
