import type { Environment } from '../../settings/provider-settings.ts'
import { findProxy, portOf, type Proxy } from '../proxy/find-proxy.ts'

/** Where a request goes, and how. */
export interface Target {
  readonly url: URL
  readonly secure: boolean
  /** Without the brackets of an IPv6 address. */
  readonly host: string
  readonly port: number
  readonly proxy: Proxy | undefined
  /** Connections with the same key may carry each other's requests. */
  readonly key: string
  /** What the first line of a request names. */
  readonly path: string
}

const mostKnown = 100

/**
 * Finds the targets of addresses, and knows those it has found: a model is asked at one address, and its environment is
 * not looked at again with each request.
 */
export class TargetFinder {
  readonly #environment: Environment
  readonly #known = new Map<string, Target>()

  constructor(environment: Environment) {
    this.#environment = environment
  }

  /** @throws ModelError `MODEL_ADDRESS_INVALID` where the environment names a proxy that cannot be used. */
  find(url: URL): Target {
    const { href } = url
    const known = this.#known.get(href)
    if (known !== undefined) return known
    const target = targetOf(url, this.#environment)
    if (this.#known.size >= mostKnown) this.#known.clear()
    this.#known.set(href, target)
    return target
  }
}

function targetOf(url: URL, environment: Environment): Target {
  const proxy = findProxy(url, environment)
  const secure = url.protocol === 'https:'
  const path = `${url.pathname}${url.search}`
  return {
    url,
    secure,
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: portOf(url),
    proxy,
    key: proxy === undefined ? url.origin : `${url.origin} through ${proxyKey(proxy)}`,
    // A proxy that reads the request is told the whole address; a tunnel hides the request from it.
    path: proxy !== undefined && !secure ? `${url.origin}${path}` : path,
  }
}

function proxyKey({ host, port, secure, authorization = '' }: Proxy): string {
  return `${secure ? 'https' : 'http'} ${host} ${port} ${authorization}`
}
