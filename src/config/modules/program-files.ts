/** Text files that were compiled into the running program, by the absolute path they are asked for. */
const programFiles = new Map<string, string>()

/** Makes a text file known that is part of the running program. Called by its entry point, before anything is loaded. */
export function addProgramFile(path: string, text: string): void {
  programFiles.set(path, text)
}

/**
 * The text of the file at this path, where it is part of the running program. A configuration that is has no folder of
 * its own: no `.env` belongs to it, or whoever owns the current folder could change the program.
 */
export function programFile(path: string): string | undefined {
  return programFiles.get(path)
}
