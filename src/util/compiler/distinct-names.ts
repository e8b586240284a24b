/** The name of an agent or a tool, also of an agent that stands in a registration. */
type NameIn<Entry> = Entry extends { readonly agent: { readonly name: infer Name extends string } }
  ? Name
  : Entry extends { readonly name: infer Name extends string }
    ? Name
    : string

/** The places in a list by the names that stand there. */
type PlacesByName<List> = { readonly [Place in keyof List & `${number}` as NameIn<List[Place]>]: Place }

/** The names that stand in more than one place. Those that are known only when the program runs are checked then. */
type Repeated<List, Places> = {
  readonly [Place in keyof List & `${number}`]: string extends NameIn<List[Place]>
    ? never
    : [Places[NameIn<List[Place]> & keyof Places]] extends [Place]
      ? never
      : NameIn<List[Place]>
}[keyof List & `${number}`]

/** What stands in the compiler's message where two of a list have one name. No list is one. */
export interface SameName<Hint extends string> {
  readonly '~same': Hint
}

/** For the compiler: options do not fit where two that are listed under `Option` have the same name. */
export type DistinctNames<List extends readonly unknown[], Option extends string> = [
  Repeated<List, PlacesByName<List>>,
] extends [never]
  ? unknown
  : {
      readonly [
        Listed in Option
      ]: SameName<`Two ${Option} are named ${Repeated<List, PlacesByName<List>>}. Give each a name of its own.`>
    }
