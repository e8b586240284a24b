import type { Conversation, InputPart } from '../../messages/conversation.ts'
import type { knownInputs } from './known-inputs.ts'
import type { MediaKind, MediaTypes } from './media-kind.ts'

type FilePart = Extract<InputPart, { type: 'file' }>

type KnownInputs = typeof knownInputs

/** Providers whose models are meant by bare names: see `bareNames` in `names/name-rules.ts`. */
type BareProvider = 'openai' | 'anthropic' | 'google' | 'xai' | 'amazon-bedrock'

/** The full name of a model that is known by the name given: itself, or written `provider/model` or bare. */
type FullName<Name extends string> = Name extends keyof KnownInputs
  ? Name
  : Name extends `${infer Provider}/${infer Model}`
    ? Extract<`${Provider}:${Model}`, keyof KnownInputs>
    : Extract<`${BareProvider}:${Name}`, keyof KnownInputs>

/** The kinds that a model is known not to take; of several models, those that one of them does not take. */
type LackedKind<Model> = Model extends string
  ? FullName<Model> extends infer Name extends keyof KnownInputs
    ? [Name] extends [never]
      ? never
      : Exclude<MediaKind, KnownInputs[Name][number]>
    : never
  : never

/**
 * The kinds of files that a model takes beside text: those of a model that is known by name (`openai:gpt-4o`,
 * `openai/gpt-4o` or `gpt-4o`), and all kinds for any other model. Of several models, what all of them take.
 */
export type ModelInputKind<Model> = [string & {}] extends [Model] ? MediaKind : Exclude<MediaKind, LackedKind<Model>>

/** A file of one kind. */
export type FilePartOf<Kind extends MediaKind> = FilePart & { readonly mediaType: MediaTypes[Kind] }

/**
 * A file that is of no kind, such as a text or a table. Media types of such files are many; of `application/` these are the
 * ones that models are given.
 */
export type OtherFilePart = FilePart & {
  readonly mediaType:
    | `text/${string}`
    | `application/${'json' | 'xml' | 'yaml' | 'rtf' | 'msword' | 'javascript' | 'typescript' | 'sql'}`
    | `application/${'x-' | 'vnd.'}${string}`
}

/** The files that models take which take these kinds; any file where that is all kinds. */
export type FilePartFor<Kinds extends MediaKind> = [MediaKind] extends [Kinds]
  ? FilePart
  : OtherFilePart | { [Kind in Kinds]: FilePartOf<Kind> }[Kinds]

/**
 * The parts that an input for a model may hold: texts, data, and the files that the model takes.
 *
 * @example
 * const parts: readonly InputPartFor<'openai:gpt-3.5-turbo'>[] = [
 *   // Does not compile: this model takes no images.
 *   { type: 'file', mediaType: 'image/png', data },
 * ]
 */
export type InputPartFor<Model> = Exclude<InputPart, FilePart> | FilePartFor<ModelInputKind<Model>>

/**
 * What an agent without an input schema takes, by its model: text, or parts that the model takes. A conversation was made
 * while a program ran, so its files are judged when it is sent.
 */
export type UserInputFor<Model> = string | readonly InputPartFor<Model>[] | Conversation
