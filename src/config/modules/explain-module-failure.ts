/** Says why a module could not be loaded and what to do about it, from the errors of Node.js and of Bun. */
export function explainModuleFailure(error: unknown): string {
  const failure = firstFailure(error)
  const { message } = failure
  const code = typeof failure.code === 'string' ? failure.code : ''
  if (isUnreadable(error)) return 'The file, or one that it imports, cannot be read: check its permissions.'
  const missing = /Cannot find (?:package|module) ['"]([^'"]+)['"]/.exec(message)?.[1]
  if (missing !== undefined) return explainMissing(missing, message)
  if (/does not provide an export named|No matching export|export named .* not found/i.test(message)) {
    return `${sentence(message)} Check the names in its import statements.`
  }
  if (code === 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX') {
    return (
      `${sentence(located(failure))} Node.js runs TypeScript by removing the types: ` +
      `write enums, namespaces and parameter properties as plain JavaScript.`
    )
  }
  if (isSyntaxFailure(failure)) return `${sentence(located(failure))} Correct the syntax there.`
  return `It threw while it was loading: ${sentence(message)} Correct the code that runs at its top level.`
}

interface Failure {
  readonly name?: unknown
  readonly code?: unknown
  readonly message: string
  readonly stack?: unknown
  readonly position?:
    | { readonly file?: string | undefined; readonly line?: number | undefined; readonly column?: number | undefined }
    | null
    | undefined
}

/** Bun gathers what it finds in a file in an AggregateError; the first finding is the one to mend. */
function firstFailure(error: unknown): Failure {
  if (typeof error !== 'object' || error === null) return { message: String(error) }
  const [first] = (error as { readonly errors?: readonly unknown[] | undefined }).errors ?? []
  if (first !== undefined) return firstFailure(first)
  return 'message' in error ? (error as Failure) : { message: String(error) }
}

/** True where the system refused to hand out the file: Node.js says so by a code, Bun may also by words. */
function isUnreadable(error: unknown): boolean {
  const { code, message } = firstFailure(error)
  return (
    code === 'EACCES' ||
    code === 'EPERM' ||
    code === 'EISDIR' ||
    /^(?:EACCES|EPERM|EISDIR)\b|\bAccessDenied\b/.test(message)
  )
}

function isSyntaxFailure({ name, code }: Failure): boolean {
  return name === 'SyntaxError' || name === 'BuildMessage' || code === 'ERR_INVALID_TYPESCRIPT_SYNTAX'
}

function explainMissing(missing: string, message: string): string {
  const importer = /(?:imported )?from ['"]?(.+?)['"]?$/.exec(message.split('\n')[0] ?? '')?.[1]
  const where = importer === undefined ? 'It' : `"${importer}"`
  if (/^(\.|\/|[A-Za-z]:\\|file:)/.test(missing))
    return `${where} imports "${missing}", which does not exist. Check the path.`
  return `${where} imports the package "${missing}", which is not installed. Run "npm install ${packageName(missing)}" in its folder.`
}

function packageName(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}

/** The message with the place in the file, as far as the engine tells it. */
function located(failure: Failure): string {
  const { position } = failure
  if (position?.file !== undefined && position.file !== '') {
    return `${position.file}:${position.line}:${position.column}: ${failure.message}`
  }
  const place = /^(?:file:\/\/)?(\/[^\n]+:\d+)$/m.exec(typeof failure.stack === 'string' ? failure.stack : '')?.[1]
  return place === undefined ? failure.message : `${place}: ${failure.message}`
}

function sentence(text: string): string {
  const line = text.trim().split('\n')[0] ?? ''
  return /[.!?]$/.test(line) ? line : `${line}.`
}
