import { Socket } from 'node:net'

// A unit test that reaches out passes on one machine and fails on the next. Servers of the test itself are on loopback.
const connect = Socket.prototype.connect
const isLocal = (host: unknown): boolean =>
  host === undefined || host === null || /^(localhost|127\.\d+\.\d+\.\d+|::1|\[::1\])$/.test(String(host))

Socket.prototype.connect = function (this: Socket, ...args: unknown[]): Socket {
  const [first] = Array.isArray(args[0]) ? (args[0] as unknown[]) : args
  const host =
    typeof first === 'object' && first !== null ? (first as { host?: unknown }).host : args.find((arg, index) => index === 1 && typeof arg === 'string')
  if (!isLocal(host)) throw new Error(`A unit test tried to connect to "${String(host)}". Only loopback is allowed.`)
  return Reflect.apply(connect, this, args) as Socket
} as typeof connect
