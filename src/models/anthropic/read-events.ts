import type { EventRules } from '../adapt/event-stream.ts'

/** Where an answer of the Messages API is complete, and where it is over. */
export const messageEvents: EventRules = {
  isAsked: (_url, body) => body.includes('"stream":true'),
  meaningOf: (event) => {
    if (/"type": ?"message_stop"/.test(event)) return 'over'
    return /"type": ?"message_delta"/.test(event) && /"stop_reason": ?"/.test(event) ? 'complete' : 'more'
  },
  ending: 'event: message_stop\ndata: {"type":"message_stop"}\n\n',
}
