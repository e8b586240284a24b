/** What one check of the doctor comes to. */
export interface Finding {
  /** What was looked at: `runtime`, `key`, `config`, `permissions`, `live`. */
  readonly check: 'runtime' | 'key' | 'config' | 'permissions' | 'live'
  /** The thing itself: a provider, a file. */
  readonly subject: string
  readonly status: 'ok' | 'warning' | 'error' | 'skipped'
  readonly message: string
  /** What to do about it. */
  readonly hint?: string | undefined
  /** What the process ends with when this is the first error. */
  readonly exitCode?: number | undefined
}
