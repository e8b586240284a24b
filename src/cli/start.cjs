'use strict'

// In a file of its own: versions of Node.js that lack import() refuse to parse it.
void import('./cli.js')
