const secretWord =
  'api[_-]?key|access[_-]?key|private[_-]?key|key|token|secret|password|passwd|authorization|cookie|credentials?'
const secretKeyPattern = new RegExp(`(^|[_-])(${secretWord})$`, 'i')
const secretVariablePattern = /_(KEY|TOKEN|SECRET|PASSWORD)$/i

/** True for keys whose value is a secret, such as `api_key` or `authorization`. `api_key_env` only names a variable. */
export function isSecretKey(key: string): boolean {
  return secretKeyPattern.test(key)
}

/** True for variables whose value is a secret: `*_KEY`, `*_TOKEN`, `*_SECRET`, `*_PASSWORD`. */
export function isSecretVariable(name: string): boolean {
  return secretVariablePattern.test(name)
}
