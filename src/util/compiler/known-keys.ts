/** Keys that none of the known ones is. `never` where all are known, and of entries that have no `Mark`. */
type UnknownKeys<Entry, Mark extends PropertyKey, Known> = Entry extends { readonly [Key in Mark]: unknown }
  ? Exclude<keyof Entry, Known>
  : never

/** What stands in the compiler's message where an entry has a key that there is not. No list has one. */
export interface UnknownKey<Hint extends string> {
  readonly '~unknown': Hint
}

/** For the compiler: options do not fit where an entry of the list under `Option` that has a `Mark` has a key that is not known. */
export type KnownKeys<List extends readonly unknown[], Option extends string, Mark extends PropertyKey, Known> = [
  UnknownKeys<List[number], Mark, Known>,
] extends [never]
  ? unknown
  : {
      readonly [Listed in Option]: UnknownKey<`There is no ${UnknownKeys<List[number], Mark, Known> & string}.`>
    }
