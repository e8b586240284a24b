import { defaultKey, groupKey, listKey, noticeKey, optionalKey, requiredKey, unsupportedKey } from './key-entry.ts'
import { agentName } from './agent-name.ts'
import { duration, filledText, numberBetween, numberFrom, oneOf, text, texts, wholeNumber } from './value-kinds.ts'

const comment = 'It has no effect. Write it as a comment.'
const typedWiring = 'Wiring carries messages of any type. Use "input_schema" and "output_schema" on the agents.'

/** The keys of each item of `inputs`. */
const inputKeys = {
  source: requiredKey(filledText, 'Agent or channel to read from: every message that it emits.', { alias: 'target' }),
  type: unsupportedKey('Type of the messages.', typedWiring),
  description: unsupportedKey('What comes in.', comment),
  metadata: unsupportedKey('Facts about the input.', comment),
} as const

/** The keys of each item of `outputs`. */
const outputKeys = {
  target: requiredKey(filledText, 'Agent or channel to deliver to.'),
  addr: noticeKey(
    text,
    'Network address of the target.',
    'It will be the address of the target once agents run on several machines. In this version the message is delivered in this process.',
  ),
  type: unsupportedKey('Type of the messages.', typedWiring),
  description: unsupportedKey('What goes out.', comment),
  condition: unsupportedKey(
    'Sends only some messages.',
    'Conditional outputs come with the router pattern. Until then let the receiving agent decide.',
  ),
  durable: unsupportedKey(
    'Keeps messages over a restart.',
    'Durable outputs come with a later version; in this one messages are kept in memory only.',
  ),
} as const

/** The keys of `mailbox`. */
const mailboxKeys = {
  capacity: optionalKey(wholeNumber(1), 'How many messages may wait.', { defaultText: '100' }),
  overflow: optionalKey(
    oneOf(['block', 'drop-oldest', 'drop-newest', 'error']),
    'What happens to one message more: the sender waits, a message becomes a dead letter, or the sender gets an error.',
    { defaultText: '`block`' },
  ),
} as const

/** The keys of `restart`. */
const restartKeys = {
  max_attempts: optionalKey(
    wholeNumber(1),
    'Attempts in all for one message, the first included; 1 never tries again.',
    { defaultText: '5' },
  ),
  initial_backoff: optionalKey(duration, 'Longest wait before the second attempt.', { defaultText: '200ms' }),
  max_backoff: optionalKey(duration, 'Longest wait between any two attempts.', { defaultText: '30s' }),
  multiplier: optionalKey(numberFrom(1), 'Factor by which the wait grows with each attempt.', { defaultText: '2' }),
} as const

/** The keys that agents of every role have. */
export const commonAgentKeys = {
  name: requiredKey(
    agentName,
    'Name of the agent, unique in the file: lower-case letters, digits, `-` and `_`, at most 64, a letter first.',
  ),
  role: requiredKey(filledText, 'Kind of agent.'),
  description: optionalKey(text, 'What the agent is for; shown to people and to models that may call it.'),
  outputs: listKey(outputKeys, 'Where the messages that the agent emits go.'),
  depends_on: defaultKey(texts, 'Agents that must be ready before this one starts.', { defaultText: 'empty' }),
  restart: groupKey(restartKeys, 'How the agent is tried again after an error that may go away by itself.'),
  listen: noticeKey(
    text,
    'Network address at which the agent listens.',
    'It will be the address of the agent once agents run on several machines. In this version nothing listens.',
  ),
} as const

/** The keys of agents that receive messages. */
export const receiverKeys = {
  inputs: listKey(inputKeys, 'What the agent reads.'),
  mailbox: groupKey(mailboxKeys, 'The queue of messages that wait for the agent.'),
} as const

/** The key of agents that may work on several messages at once. */
export const concurrencyKeys = {
  concurrency: optionalKey(wholeNumber(1), 'How many messages the agent works on at once.', { defaultText: '1' }),
} as const

/** A number between 0 and 2, as providers take temperatures. */
export const temperature = numberBetween(0, 2)
