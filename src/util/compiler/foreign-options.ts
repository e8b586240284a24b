/** Names that other frameworks have for an option, and what it is called here. */
export type ForeignNames = Readonly<Record<string, string>>

/**
 * For the compiler, where an interface extends it: options under the names that other frameworks have for them do not fit, and the error says what to
 * write. No value has this type.
 */
export type ForeignOptions<Names extends ForeignNames> = {
  readonly [Name in keyof Names]?: `There is no ${Name & string} here. Write ${Names[Name]}.` | undefined
}
