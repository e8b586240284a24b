import { Socket } from 'node:net'

type Connect = (this: Socket, ...args: readonly unknown[]) => Socket

// A unit test that reaches out passes on one machine and fails on the next; servers of the tests are on loopback.
const { connect } = Socket.prototype as unknown as { connect: Connect }

const guarded: Connect = function (...args) {
  const host = hostOf(args)
  if (host !== undefined && !/^(localhost|127\.\d+\.\d+\.\d+|\[?::1\]?)$/.test(host)) {
    throw new Error(`A unit test tried to connect to "${host}". Only loopback is allowed.`)
  }
  return connect.apply(this, [...args])
}

/** `connect` takes (options), (port, host) or (path), each also normalised into one array by Node.js itself. */
function hostOf(args: readonly unknown[]): string | undefined {
  const [first, second] = Array.isArray(args[0]) ? (args[0] as readonly unknown[]) : args
  if (typeof first === 'object' && first !== null) return (first as { readonly host?: string }).host
  return typeof second === 'string' ? second : undefined
}

Object.assign(Socket.prototype, { connect: guarded })
