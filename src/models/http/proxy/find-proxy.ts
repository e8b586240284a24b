import { ModelError } from '../../../errors/model-error.ts'
import type { Environment } from '../../settings/provider-settings.ts'
import { isExempt } from './no-proxy.ts'

/** A server through which others are asked. */
export interface Proxy {
  readonly host: string
  readonly port: number
  readonly secure: boolean
  /** The value of `Proxy-Authorization`, where the address holds a user. */
  readonly authorization: string | undefined
  /** All of it as one address, login included; for no message. */
  readonly address: string
  /** The variable that names it, for messages. */
  readonly variable: string
}

/**
 * The proxy that the environment names for an address: `HTTPS_PROXY` or `HTTP_PROXY`, in lower or upper case (lower case
 * wins, as for `fetch` and curl), unless `NO_PROXY` exempts it.
 * @throws ModelError `MODEL_ADDRESS_INVALID` for a proxy that is no http or https address.
 */
export function findProxy(url: URL, environment: Environment): Proxy | undefined {
  const variable = `${url.protocol === 'https:' ? 'https' : 'http'}_proxy`
  const named = pick(environment, variable)
  if (named === undefined) return undefined
  const exempt = pick(environment, 'no_proxy')
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const port = portOf(url)
  if (exempt !== undefined && isExempt({ host, port }, exempt.value)) return undefined
  return parseProxy(named)
}

/** The port of an address, the usual one of its protocol unless it says another. */
export function portOf(url: URL): number {
  if (url.port !== '') return Number(url.port)
  return url.protocol === 'https:' ? 443 : 80
}

interface Variable {
  readonly name: string
  readonly value: string
}

function pick(environment: Environment, lowerCase: string): Variable | undefined {
  for (const name of [lowerCase, lowerCase.toUpperCase()]) {
    const value = environment[name]?.trim()
    if (value !== undefined && value !== '') return { name, value }
  }
  return undefined
}

function parseProxy({ name, value }: Variable): Proxy {
  const url = URL.parse(/^[a-z][\w+.-]*:\/\//i.test(value) ? value : `http://${value}`)
  // The value itself is never shown: it may hold a password.
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:')) {
    throw new ModelError('MODEL_ADDRESS_INVALID', `The proxy in ${name} is no http or https address.`, {
      details: { variable: name },
    })
  }
  const user = `${decode(url.username)}:${decode(url.password)}`
  return {
    host: url.hostname.replace(/^\[|\]$/g, ''),
    port: portOf(url),
    secure: url.protocol === 'https:',
    authorization: user === ':' ? undefined : `Basic ${Buffer.from(user).toString('base64')}`,
    address: url.href,
    variable: name,
  }
}

/** A sign that stands for itself, though it should be written otherwise, is taken as it is. */
function decode(text: string): string {
  return text.replace(/(?:%[\da-f]{2})+/gi, (codes) => {
    try {
      return decodeURIComponent(codes)
    } catch {
      return codes
    }
  })
}
