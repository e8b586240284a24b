import { ask } from './ask.js'
import { refusals } from './files.js'

export default {
  fetch: async () => Response.json({ ...(await ask('Oslo')), files: refusals() }),
}
