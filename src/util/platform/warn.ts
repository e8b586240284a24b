/** Reports something that nobody listens for: as a warning of the process, or on the console where there is no process. */
export function warn(message: string): void {
  // oxlint-disable-next-line no-console -- a browser has no other place for what nobody listens for
  if (typeof process === 'undefined' || process.emitWarning === undefined) console.warn(`AixgoWarning: ${message}`)
  else process.emitWarning(message, { type: 'AixgoWarning' })
}
