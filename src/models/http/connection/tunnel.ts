import type { Socket } from 'node:net'
import { connectionClosed, networkError, protocolError } from '../network-error.ts'
import type { Proxy } from '../proxy/find-proxy.ts'
import { parseHead } from '../response/parse-head.ts'
import type { Target } from './target.ts'

const longestAnswer = 16 * 1024

/** Asks a proxy to connect this socket with the target; from then on it hands bytes to and fro (RFC 9110, 9.3.6). */
export async function askForTunnel(socket: Socket, { url, port }: Target, proxy: Proxy): Promise<void> {
  const authority = `${url.hostname}:${port}`
  const login = proxy.authorization === undefined ? '' : `proxy-authorization: ${proxy.authorization}\r\n`
  socket.write(`CONNECT ${authority} HTTP/1.1\r\nhost: ${authority}\r\n${login}\r\n`)
  const { head, rest } = await readHead(socket)
  const { status } = parseHead(head)
  const name = `The proxy ${proxy.host}:${proxy.port} in ${proxy.variable}`
  if (status < 200 || status >= 300) {
    // Who is not let through now will not be in a moment; a server that is not reached may be.
    const code = status >= 400 && status < 500 ? 'EPROTO' : 'ECONNREFUSED'
    throw networkError(code, `${name} refused to connect to ${url.hostname} (status ${status}).`)
  }
  // In a tunnel the server is silent until it is spoken to.
  if (rest !== '') throw protocolError(`${name} sends what nobody asked for.`)
}

interface Answer {
  readonly head: string
  readonly rest: string
}

function readHead(socket: Socket): Promise<Answer> {
  return new Promise((resolve, reject) => {
    let text = ''
    const settle = (settled: () => void): void => {
      socket.off('data', onData).off('error', onError).off('close', onClose)
      settled()
    }
    const onError = (error: Error): void => settle(() => reject(error))
    const onClose = (): void => onError(connectionClosed())
    const onData = (data: Buffer): void => {
      text += data.toString('latin1')
      const end = text.indexOf('\r\n\r\n')
      if (end === -1) {
        if (text.length > longestAnswer) onError(protocolError('The proxy gave no answer of HTTP/1.'))
        return
      }
      // Before another reader is there, nothing may be lost.
      socket.pause()
      settle(() => resolve({ head: text.slice(0, end), rest: text.slice(end + 4) }))
    }
    socket.on('data', onData).on('error', onError).on('close', onClose)
  })
}
