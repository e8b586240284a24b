/** Where the kind of an error stands, the most telling first. */
export const codeKeys = [
  'code',
  'error_code',
  'errorCode',
  'Code',
  '__type',
  'reason',
  'type',
  'error_type',
  'errorType',
  'status',
  'errorcode',
] as const

/** Where a status stands that is no kind. */
export const statusKeys = ['statusCode', 'status_code', 'raw_status_code', 'http_code', 'httpStatus'] as const

/** Where it is told how many seconds to wait. */
export const waitKeys = ['retry_after', 'retryAfter', 'resets_in_seconds', 'estimated_time'] as const

/** Where words stand, the best first. */
export const wordKeys = [
  'message',
  'Message',
  'msg',
  'detail',
  'error_message',
  'errorMessage',
  'error_msg',
  'error_description',
  'status_msg',
  'faultstring',
  'description',
  'error',
  'errors',
  'title',
  'reason',
] as const
