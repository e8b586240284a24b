/** The same shape, to be filled in one field after another: a literal that is made of conditions costs several times as much. */
export type Writable<Value> = { -readonly [Key in keyof Value]: Value[Key] }
