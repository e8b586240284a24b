import type { Finding } from './finding.ts'

/** Whether others on the machine can read the `.env` file of a folder. Nothing where there is none. */
export async function checkEnvFile(folder: string): Promise<readonly Finding[]> {
  const { join } = process.getBuiltinModule('node:path')
  const file = join(folder, '.env')
  const stat = await process
    .getBuiltinModule('node:fs/promises')
    .stat(file)
    .catch(() => undefined)
  if (stat === undefined) return []
  const base = { check: 'permissions', subject: file } as const
  // Windows has no such bits; what it shows in their place says nothing.
  if (process.platform === 'win32')
    return [{ ...base, status: 'skipped', message: 'permissions are not checked on Windows' }]
  if ((stat.mode & 0o077) === 0) return [{ ...base, status: 'ok', message: 'only you can read it' }]
  const mode = (stat.mode & 0o777).toString(8).padStart(3, '0')
  return [
    {
      ...base,
      status: 'warning',
      message: `others on this machine may read it (mode ${mode})`,
      hint: `Run: chmod 600 ${file}`,
    },
  ]
}
