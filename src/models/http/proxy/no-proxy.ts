/** A place that is asked. */
interface Place {
  /** In lower case, without the brackets of an IPv6 address. */
  readonly host: string
  readonly port: number
}

/**
 * True where the list of `NO_PROXY` names a place. Its entries are parted by commas or spaces: `*` is every place, a name
 * is that host and all below it, `.name` or `*.name` only those below, an address or a range (`10.0.0.0/8`) itself; each
 * may have a port.
 */
export function isExempt(place: Place, list: string): boolean {
  return list
    .toLowerCase()
    .split(/[\s,]+/)
    .some((entry) => entry !== '' && matches(place, entry))
}

function matches({ host, port }: Place, entry: string): boolean {
  if (entry === '*') return true
  const { name, port: onlyPort } = splitPort(entry)
  if (onlyPort !== undefined && onlyPort !== port) return false
  const { isIP } = process.getBuiltinModule('node:net')
  const version = isIP(host)
  if (version !== 0) return isInRange(host, version, name)
  const suffix = name.replace(/^\*?\./, '')
  return host.endsWith(`.${suffix}`) || (suffix === name && host === name)
}

/** `name`, `name:port`, `[::1]:port`; an IPv6 address alone has more than one colon. */
function splitPort(entry: string): { readonly name: string; readonly port: number | undefined } {
  const [, bracketed, plain, port] = /^(?:\[([^\]]*)\]|([^:]*))(?::(\d+))?$/.exec(entry) ?? []
  return { name: bracketed ?? plain ?? entry, port: port === undefined ? undefined : Number(port) }
}

function isInRange(address: string, version: number, range: string): boolean {
  const { BlockList, isIP } = process.getBuiltinModule('node:net')
  const [network = '', prefix] = range.split('/')
  if (isIP(network) !== version) return false
  const family = version === 4 ? 'ipv4' : 'ipv6'
  const bits = prefix === undefined ? (version === 4 ? 32 : 128) : Number(prefix)
  if (!Number.isInteger(bits) || bits < 0 || bits > (version === 4 ? 32 : 128)) return false
  const list = new BlockList()
  list.addSubnet(network, bits, family)
  return list.check(address, family)
}
