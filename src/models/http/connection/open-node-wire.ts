import type { Socket } from 'node:net'
import { networkError } from '../network-error.ts'
import type { Proxy } from '../proxy/find-proxy.ts'
import { NodeWire } from './node-wire.ts'
import type { Target } from './target.ts'
import { askForTunnel } from './tunnel.ts'
import { connectTimeoutMs, type OpeningWire, type Wire } from './wire.ts'

// A connection that is silent for long is watched by the system: the other side may be gone without a word.
const probeAfterMs = 60_000

/** Connects to a target, through its proxy where it has one, and agrees on TLS where it is asked for. */
export function openNodeWire(target: Target): OpeningWire {
  const { promise, resolve, reject } = Promise.withResolvers<Wire>()
  let current: Socket | undefined
  let abandoned: { readonly error: unknown } | undefined
  const abandon = (error: unknown): void => {
    abandoned ??= { error }
    clearTimeout(timer)
    current?.destroy()
    reject(error)
  }
  const timer = setTimeout(
    () => abandon(networkError('ETIMEDOUT', `No connection${throughWhat(target)} within ${connectTimeoutMs} ms.`)),
    connectTimeoutMs,
  )
  const follow = (socket: Socket): Promise<Socket> => {
    current = socket
    // Between two listeners an error would have none, and end the process.
    socket.on('error', () => {})
    if (abandoned !== undefined) socket.destroy()
    return whenOpen(socket)
  }
  connect(target, follow).then(
    (socket) => {
      clearTimeout(timer)
      resolve(new NodeWire(socket))
    },
    (error: unknown) => {
      current?.destroy()
      clearTimeout(timer)
      reject(error)
    },
  )
  return { opened: promise, abandon }
}

type Follow = (socket: Socket) => Promise<Socket>

async function connect(target: Target, follow: Follow): Promise<Socket> {
  const { proxy, secure } = target
  if (proxy === undefined) return follow(secure ? connectTls(target) : connectPlain(target))
  const toProxy = await follow(connectToProxy(proxy)).catch((error: unknown) => {
    throw proxyFailed(proxy, error)
  })
  if (!secure) return toProxy
  await askForTunnel(toProxy, target, proxy)
  return follow(connectTls(target, toProxy))
}

function connectToProxy(proxy: Proxy): Socket {
  return proxy.secure ? connectTls(proxy) : connectPlain(proxy)
}

interface Address {
  readonly host: string
  readonly port: number
}

function connectPlain({ host, port }: Address): Socket {
  return process
    .getBuiltinModule('node:net')
    .connect({ host, port, noDelay: true, keepAlive: true, keepAliveInitialDelay: probeAfterMs })
}

const sessions = /* @__PURE__ */ new Map<string, Buffer>()
const mostSessions = 100

/** Certificates are checked as Node.js is told to: its store, `NODE_EXTRA_CA_CERTS`, `NODE_TLS_REJECT_UNAUTHORIZED`. */
function connectTls({ host, port }: Address, through?: Socket): Socket {
  const key = `${host} ${port}`
  const session = sessions.get(key)
  const socket = process.getBuiltinModule('node:tls').connect({
    ...(through === undefined
      ? { port, noDelay: true, keepAlive: true, keepAliveInitialDelay: probeAfterMs }
      : { socket: through }),
    host,
    // An address is no name that a server could be told.
    ...(process.getBuiltinModule('node:net').isIP(host) === 0 ? { servername: host } : {}),
    ALPNProtocols: ['http/1.1'],
    session,
  })
  // A session that is taken up again saves a round trip and the check of the certificate's chain.
  return socket.on('session', (fresh) => {
    if (sessions.size >= mostSessions) sessions.clear()
    sessions.set(key, fresh)
  })
}

/** Resolves when a socket can carry data. */
function whenOpen(socket: Socket): Promise<Socket> {
  return new Promise((resolve, reject) => {
    const event = 'encrypted' in socket ? 'secureConnect' : 'connect'
    const stop = (): void => {
      socket.off(event, onOpen).off('error', onError).off('close', onClose)
    }
    const onOpen = (): void => (stop(), resolve(socket))
    const onError = (error: Error): void => (stop(), reject(error))
    const onClose = (): void => onError(networkError('ECONNRESET', 'The connection was closed while it was opened.'))
    socket.on(event, onOpen).on('error', onError).on('close', onClose)
  })
}

function throughWhat({ proxy }: Target): string {
  return proxy === undefined ? '' : ` through the proxy in ${proxy.variable}`
}

function proxyFailed({ host, port, variable }: Proxy, error: unknown): Error {
  const { code, message } = error as { readonly code?: unknown; readonly message?: unknown }
  return networkError(
    typeof code === 'string' ? code : 'ECONNREFUSED',
    `The proxy ${host}:${port} in ${variable} cannot be reached: ${String(message)}`,
  )
}
