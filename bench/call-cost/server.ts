// A provider on this machine, in a process of its own so that its CPU is counted for nobody. Sends its address to its
// parent. Speaks Chat Completions and Anthropic's Messages, whole and streamed.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { answerText } from './answer.ts'

const usage = { prompt_tokens: 10, completion_tokens: 4, total_tokens: 14 }
const chat = { id: 'c1', object: 'chat.completion', created: 1, model: 'bench' }
const chatAnswer = {
  ...chat,
  choices: [{ index: 0, message: { role: 'assistant', content: answerText }, finish_reason: 'stop' }],
  usage,
}
const chunk = (delta: object, finishReason: string | null = null): object => ({
  ...chat,
  object: 'chat.completion.chunk',
  choices: [{ index: 0, delta, finish_reason: finishReason }],
})
const words = answerText.split(/(?<= )/)
const chatStream = [
  ...words.map((content, index) => chunk(index === 0 ? { role: 'assistant', content } : { content })),
  chunk({}, 'stop'),
  { ...chat, object: 'chat.completion.chunk', choices: [], usage },
]

const message = { id: 'msg_1', type: 'message', role: 'assistant', model: 'bench', stop_sequence: null }
const claudeAnswer = {
  ...message,
  content: [{ type: 'text', text: answerText }],
  stop_reason: 'end_turn',
  usage: { input_tokens: 10, output_tokens: 4 },
}
const claudeStream = [
  {
    type: 'message_start',
    message: { ...message, content: [], stop_reason: null, usage: { input_tokens: 10, output_tokens: 1 } },
  },
  { type: 'content_block_start', index: 0, content_block: { type: 'text', text: '' } },
  ...words.map((text) => ({ type: 'content_block_delta', index: 0, delta: { type: 'text_delta', text } })),
  { type: 'content_block_stop', index: 0 },
  {
    type: 'message_delta',
    delta: { stop_reason: 'end_turn', stop_sequence: null },
    usage: { output_tokens: 4 },
  },
  { type: 'message_stop' },
]

const data = (event: object): string => `data: ${JSON.stringify(event)}\n\n`
const named = (event: { readonly type: string }): string => `event: ${event.type}\n${data(event)}`
const bodies = {
  chat: { whole: JSON.stringify(chatAnswer), stream: `${chatStream.map(data).join('')}data: [DONE]\n\n` },
  messages: { whole: JSON.stringify(claudeAnswer), stream: claudeStream.map(named).join('') },
}

const server = createServer((request, response) => {
  let body = ''
  request.on('data', (piece) => (body += String(piece)))
  request.on('end', () => {
    const streams = (JSON.parse(body) as { stream?: boolean }).stream === true
    const answer =
      bodies[request.url?.endsWith('/messages') === true ? 'messages' : 'chat'][streams ? 'stream' : 'whole']
    // As providers do: a length for a whole answer, chunks for a stream.
    response.writeHead(200, {
      'content-type': streams ? 'text/event-stream' : 'application/json',
      ...(streams ? {} : { 'content-length': answer.length }),
    })
    response.end(answer)
  })
})
server.keepAliveTimeout = 600_000
server.listen(0, '127.0.0.1', () => {
  process.send?.(`http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`)
})
process.on('disconnect', () => process.exit(0))
