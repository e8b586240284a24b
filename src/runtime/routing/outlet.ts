import { messageText, messageValue, type MessageContent } from '../../messages/message.ts'
import type { HeldSlot } from '../../runs/call-port.ts'
import type { Channel } from './channel.ts'
import type { Envelope } from './envelope.ts'
import type { RuntimeCore } from '../runtime-core.ts'

/** Who takes in messages from inside the system. */
export interface Reader {
  readonly name: string
  /**
   * Takes a message in; gives a promise only where it has no room, and never fails: what it cannot take becomes a dead
   * letter. `isLoop` says that the reader may be waiting for the sender, which then must not wait for the reader. `slots`
   * are those that the sender holds until it has room.
   */
  accept(envelope: Envelope, isLoop: boolean, slots: readonly HeldSlot[]): Promise<void> | undefined
}

/** Where the messages of one sender go. */
export interface Outlet {
  readonly readers: readonly { readonly reader: Reader; readonly isLoop: boolean }[]
  /** Shared and external channels. */
  readonly channels: readonly { readonly channel: Channel; readonly isOutput: boolean }[]
}

/** What a sender holds that has no run. */
export const noSlots: readonly HeldSlot[] = []

/** True when somebody would get a message, so that it is worth making. */
export function hasAudience(outlet: Outlet, core: RuntimeCore): boolean {
  if (outlet.readers.length > 0) return true
  return outlet.channels.some(
    ({ channel, isOutput }) => channel.hasSubscribers || (isOutput && core.listener !== undefined),
  )
}

/** Hands a message to everybody at once. Gives a promise only where somebody has no room yet. */
export function emit(
  outlet: Outlet,
  envelope: Envelope,
  core: RuntimeCore,
  slots: readonly HeldSlot[] = noSlots,
): Promise<unknown> | undefined {
  if (core.listener !== undefined) announceMessage(outlet, envelope, core)
  let waits: Promise<void>[] | undefined
  for (const { reader, isLoop } of outlet.readers) {
    const wait = reader.accept(envelope, isLoop, slots)
    if (wait !== undefined) (waits ??= []).push(wait)
  }
  for (const { channel } of outlet.channels) if (channel.hasSubscribers) channel.publish(envelope, (waits ??= []))
  return waits === undefined || waits.length === 0 ? undefined : Promise.all(waits)
}

/** Tells listeners of a message, and of what leaves the system with it. */
export function announceMessage(outlet: Outlet, envelope: Envelope, core: RuntimeCore): void {
  const { message, from } = envelope
  const { id, type: messageType } = message
  const at = core.world.clock.now()
  const to = [
    ...outlet.readers.map(({ reader }) => reader.name),
    ...outlet.channels.map(({ channel }) => channel.name).filter((name) => name !== from),
  ]
  if (to.length > 0)
    core.listener?.({ type: 'message-sent', at, id, from, to, messageType, text: messageText(message) })
  for (const { channel, isOutput } of outlet.channels) {
    if (!isOutput) continue
    core.listener?.({ type: 'channel-output', at, channel: channel.name, from, id, value: messageValue(message) })
  }
}

/** What an agent's output or a source's item is as content of a message; nothing when there is nothing to say. */
export function emissionContent(value: unknown): MessageContent | undefined {
  // Outputs are what survives JSON: runs record them.
  return value === undefined || value === null ? undefined : (value as MessageContent)
}
