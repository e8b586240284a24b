/**
 * What a user's module may import although nothing is installed beside it. `aixgo` and its subpaths always mean the
 * running copy, so that both sides share one set of classes; zod is lent only where the module has none of its own.
 */
export const ownSpecifiers = ['aixgo', 'aixgo/config', 'aixgo/models', 'aixgo/testing'] as const

/** Packages that are lent to a module that has none of its own. */
export const lentSpecifiers = ['zod', 'zod/mini'] as const

/** The file of the running copy that serves a specifier. */
export function lentModuleUrl(specifier: string): string {
  if (import.meta.url.endsWith('.ts')) return sourceUrl(specifier)
  const name = specifier === 'aixgo' ? 'index' : specifier.replace(/^aixgo\//, '').replaceAll('/', '-')
  return new URL(`./${name}.js`, import.meta.url).href
}

function sourceUrl(specifier: string): string {
  if (!specifier.startsWith('aixgo')) return import.meta.resolve(specifier)
  return new URL(`../..${specifier.slice('aixgo'.length)}/index.ts`, import.meta.url).href
}
