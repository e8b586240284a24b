import { ask } from './ask.js'
import { refusals } from './files.js'

globalThis.answer = ask('Oslo').then((answer) => JSON.stringify({ ...answer, files: refusals() }))
