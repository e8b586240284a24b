const reasons: Readonly<Record<string, string>> = {
  EACCES: 'this user may not do that; check its permissions, or choose another place',
  EPERM: 'this user may not do that; check its permissions, or choose another place',
  EROFS: 'the disk is read-only; choose another place',
  EISDIR: 'it is a folder; name a file',
  ENOTDIR: 'a part of its path is a file, not a folder; choose another place',
  EEXIST: 'a file of this name is in the way; remove it, or choose another place',
  ENOENT: 'it does not exist; check the path',
  ENOSPC: 'the disk is full',
  EDQUOT: 'the quota of the disk is used up',
  ETXTBSY: 'the program is running; end it first',
  EBADF: 'it is closed',
}

/** What went wrong with a file and what to do, without the system's own wording where there is a better one. */
export function explainFileFailure(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return reasons[code] ?? (error instanceof Error ? error.message : String(error))
}
