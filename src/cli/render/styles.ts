/** Text styles for a terminal; each returns its text unchanged where colour is off. */
export interface Styles {
  readonly bold: (text: string) => string
  readonly dim: (text: string) => string
  readonly red: (text: string) => string
  readonly green: (text: string) => string
  readonly yellow: (text: string) => string
  readonly cyan: (text: string) => string
  readonly magenta: (text: string) => string
  readonly blue: (text: string) => string
}

/** The styles, real or plain. Codes are those of ECMA-48, section 8.3.117 (SGR). */
export function styles(enabled: boolean): Styles {
  const style = (open: number, close: number) => (text: string) =>
    enabled ? `\u001b[${open}m${text}\u001b[${close}m` : text
  return {
    bold: style(1, 22),
    dim: style(2, 22),
    red: style(31, 39),
    green: style(32, 39),
    yellow: style(33, 39),
    cyan: style(36, 39),
    magenta: style(35, 39),
    blue: style(34, 39),
  }
}
