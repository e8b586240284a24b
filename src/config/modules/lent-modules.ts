import { doorFile, doorSource } from './doors.ts'

/** Packages that are lent to a module that has none of its own. `aixgo` and its doors always mean the running copy. */
export const lentSpecifiers = ['zod', 'zod/mini'] as const

/** The file of the running copy that serves a door of the package or a lent package. */
export function lentModuleUrl(specifier: string): string {
  const isDoor = specifier.startsWith('aixgo')
  if (!import.meta.url.endsWith('.ts')) {
    return new URL(`./${isDoor ? doorFile(specifier) : specifier.replaceAll('/', '-')}.js`, import.meta.url).href
  }
  return isDoor ? new URL(`../../${doorSource(specifier)}`, import.meta.url).href : import.meta.resolve(specifier)
}
