/** The name of an agent or a tool, also of an agent that stands in a registration; `never` where only the program knows it. */
type NameIn<Entry> = Entry extends { readonly agent: { readonly name: infer Name extends string } }
  ? Literal<Name>
  : Entry extends { readonly name: infer Name extends string }
    ? Literal<Name>
    : never

type Literal<Name extends string> = string extends Name ? never : Name

/** The first name that stands in a list a second time. */
type Repeated<List extends readonly unknown[], Seen = never> = List extends readonly [infer First, ...infer Rest]
  ? [NameIn<First>] extends [never]
    ? Repeated<Rest, Seen>
    : NameIn<First> extends Seen
      ? NameIn<First>
      : Repeated<Rest, Seen | NameIn<First>>
  : never

/** What stands in the compiler's message where two of a list have one name. No list is one. */
export interface SameName<Hint extends string> {
  readonly '~same': Hint
}

type Told<Name extends string, Option extends string> = [Name] extends [never]
  ? unknown
  : { readonly [Listed in Option]: SameName<`Two ${Option} are named ${Name}. Give each a name of its own.`> }

/**
 * For the compiler: options do not fit where two that are listed under `Option` have the same name. In a list of more than 64
 * that is found when the program runs: each further one would cost the compiler a copy of the list.
 */
export type DistinctNames<List extends readonly unknown[], Option extends string> = '64' extends keyof List
  ? unknown
  : Told<Repeated<List>, Option>
