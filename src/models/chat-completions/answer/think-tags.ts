const opening = '<think>'
const closing = '</think>'

/** Told what is answer and what is reasoning, in order. */
export interface ThoughtSink {
  text(delta: string): void
  reasoning(delta: string): void
  /** Takes all back that was told, to tell it otherwise; false where nobody would understand that. */
  restart(): boolean
}

/** What is known of a model that writes its reasoning into its text. */
export interface ThinkTagOptions {
  /** True where the template of the model opens the tag itself, so that its text begins inside of it. */
  readonly startsOpen: boolean
}

/**
 * Parts the text of a model that thinks between `<think>` and `</think>` at the beginning of its answer. Tags further on
 * are text: whoever explains or writes such tags must be able to.
 */
export class ThinkTags {
  readonly #sink: ThoughtSink
  #state: 'start' | 'thinking' | 'gap' | 'text' = 'start'
  /** What cannot be told yet: blanks and half a tag. */
  #held = ''
  #hasThought = false
  /** The pieces of a text without an opening tag, which turns out to be reasoning should a closing one come. */
  #doubted: string[] | undefined
  /** The end of that text, which may be the beginning of a tag. */
  #tail = ''
  /** True behind a closing tag until what follows tells whether it ends anything. */
  #isOpenQuestion = false
  /** All that counts as reasoning only because the model's texts usually begin with it. */
  #assumed: string | undefined

  constructor(sink: ThoughtSink, { startsOpen }: ThinkTagOptions) {
    this.#sink = sink
    if (startsOpen) this.#assumed = ''
  }

  /** The server parts the reasoning itself, so that the text holds none. */
  leaveText(): void {
    if (this.#state !== 'start' || this.#held.trim() !== '') return
    this.#state = 'text'
    this.#held = ''
  }

  /** A text that comes whole, so that a closing tag alone can be found too. `isAnswer` as at the end. */
  whole(text: string, isAnswer: boolean): void {
    if (this.#state !== 'start' || text.trimStart().startsWith(opening)) return this.push(text)
    const isOpen = this.#assumed !== undefined
    this.#assumed = undefined
    if (isOpen) return this.#enter(text.includes(closing) || !isAnswer ? 'thinking' : 'text', text)
    const end = loneClosing(text)
    if (end < 0) return this.#enter('text', text)
    this.#think(text.slice(0, end))
    this.#enter('gap', text.slice(end + closing.length))
  }

  push(delta: string): void {
    if (this.#state === 'text') return this.#goText(delta)
    const text = this.#held + delta
    this.#held = ''
    if (this.#state === 'start') this.#begin(text)
    else this.#go(text)
  }

  /** The answer is over. `isAnswer`: its text is what the model wanted to say, and not cut short or left for a tool. */
  end(isAnswer: boolean): void {
    if (this.#isOpenQuestion) this.#doubt(this.#doubted?.join('') ?? '')
    const held = this.#held
    this.#held = ''
    if ((this.#state === 'start' || this.#state === 'gap') && held.trim() !== '') this.#emitText(held)
    if (this.#state !== 'thinking') return
    if (held !== '') this.#think(held)
    // No tag came at all, so it was no reasoning: the answer must not be lost.
    if (isAnswer && this.#assumed !== undefined) this.#emitText(this.#assumed)
  }

  #begin(text: string): void {
    const written = text.trimStart()
    if (written.startsWith(opening)) {
      this.#assumed = undefined
      this.#enter('thinking', written.slice(opening.length))
    } else if (opening.startsWith(written)) this.#held = text
    else {
      if (this.#assumed === undefined) this.#doubted = []
      this.#enter(this.#assumed === undefined ? 'text' : 'thinking', text)
    }
  }

  #enter(state: 'thinking' | 'gap' | 'text', text: string): void {
    this.#state = state
    this.#go(text)
  }

  #go(text: string): void {
    if (this.#state === 'thinking') this.#goThinking(text)
    else if (this.#state === 'gap') this.#goGap(text)
    else this.#goText(text)
  }

  #goText(text: string): void {
    this.#emitText(text)
    if (this.#doubted === undefined) return
    this.#doubted.push(text)
    const near = this.#tail + text
    this.#tail = near.slice(1 - closing.length)
    this.#isOpenQuestion ||= near.includes(closing)
    if (!this.#isOpenQuestion) return
    const all = this.#doubted.join('')
    const rest = all.slice(all.lastIndexOf(closing) + closing.length)
    if (rest.trim() === '' && !rest.includes('\n')) return
    this.#isOpenQuestion = false
    this.#doubt(all)
  }

  /** Looks whether what was told as text was reasoning. */
  #doubt(text: string): void {
    const end = loneClosing(text)
    if (end < 0) return
    this.#doubted = undefined
    if (!this.#sink.restart()) return
    this.#think(text.slice(0, end))
    this.#enter('gap', text.slice(end + closing.length))
  }

  #goThinking(text: string): void {
    const end = text.indexOf(closing)
    if (end < 0) {
      const kept = halfTagAt(text)
      this.#held = text.slice(kept)
      return this.#think(text.slice(0, kept))
    }
    this.#think(text.slice(0, end))
    this.#assumed = undefined
    this.#enter('gap', text.slice(end + closing.length))
  }

  /** The blank lines between reasoning and answer belong to neither; further reasoning may follow before the answer. */
  #goGap(text: string): void {
    const written = text.trimStart()
    if (written.startsWith(opening)) this.#enter('thinking', written.slice(opening.length))
    else if (written !== '' && opening.startsWith(written)) this.#held = written
    else if (written !== '') this.#enter('text', written)
  }

  #think(text: string): void {
    if (this.#assumed !== undefined) this.#assumed += text
    const thought = this.#hasThought ? text : text.trimStart()
    if (thought === '') return
    this.#hasThought = true
    this.#sink.reasoning(thought)
  }

  #emitText(text: string): void {
    if (text !== '') this.#sink.text(text)
  }
}

/** Where a text ends in the beginning of a closing tag; its length where it does not. */
function halfTagAt(text: string): number {
  for (let length = Math.min(closing.length - 1, text.length); length > 0; length--) {
    if (text.endsWith(closing.slice(0, length))) return text.length - length
  }
  return text.length
}

// A text that names the tag more often than that is about the tag.
const mostMentions = 20

/** Where reasoning ends that no tag opened; -1 where the text only speaks of the tag. */
function loneClosing(text: string): number {
  let at = -1
  for (let mention = 0; mention < mostMentions; mention++) {
    at = text.indexOf(closing, at + 1)
    if (at < 0) return -1
    const before = text.slice(0, at)
    if (before.includes(opening)) return -1
    const endsLine = /^[^\S\n]*(\n|$)/.test(text.slice(at + closing.length))
    const line = before.slice(before.lastIndexOf('\n') + 1)
    if ((endsLine || line.trim() === '') && !isInCode(before, line)) return at
  }
  return -1
}

/** True behind a fence, or in its line a backtick, that was opened and not closed. */
function isInCode(before: string, line: string): boolean {
  const isOdd = (text: string, mark: RegExp): boolean => (text.match(mark)?.length ?? 0) % 2 === 1
  return isOdd(before, /^\s*(```|~~~)/gm) || isOdd(line, /`/g)
}
