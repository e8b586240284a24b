import { answerInvalid, type AnswerSubject } from '../answer-error.ts'

/** A vector as an answer holds it: a list of numbers, or the base64 of its numbers as little-endian 32-bit floats. */
export function readVector(value: unknown, subject: AnswerSubject): number[] {
  if (typeof value === 'string') return decodeFloats(value, subject)
  if (Array.isArray(value) && value.every((item) => typeof item === 'number')) return value
  throw answerInvalid(subject, 'gave a vector that is no list of numbers')
}

const base64 = /^[A-Za-z0-9+/]+={0,2}$/

function decodeFloats(text: string, subject: AnswerSubject): number[] {
  const bytes = base64.test(text) ? Buffer.from(text, 'base64') : undefined
  if (bytes === undefined || bytes.byteLength % 4 !== 0) {
    throw answerInvalid(subject, 'gave a vector that is no base64 of 32-bit numbers')
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  return Array.from({ length: bytes.byteLength / 4 }, (_, index) => view.getFloat32(index * 4, true))
}
