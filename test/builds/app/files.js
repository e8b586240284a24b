// What browsers and workers cannot do, and what they say of it.
import { AixgoError } from 'aixgo'
import { fileSink } from 'aixgo/agents'
import { fileStore } from 'aixgo/runs/file'
import { readTape, writeTape } from 'aixgo/tapes'

const uses = [
  () => fileStore('runs'),
  () => readTape('a.tape'),
  () => writeTape('a.tape', {}),
  () => fileSink({ path: 'log' }),
]

/** The codes of the errors that files end with. */
export function refusals() {
  return uses.map((use) => {
    try {
      use()
      return 'no error'
    } catch (error) {
      return AixgoError.isInstance(error) ? error.code : String(error)
    }
  })
}
