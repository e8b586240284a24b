#!/usr/bin/env node
'use strict'

// Written so that every version of Node.js can parse it: an old one must say what is needed, not fail on syntax.
var parts = process.versions.node.split('.')
var major = Number(parts[0])
var minor = Number(parts[1])

if (major > 22 || (major === 22 && minor >= 18)) {
  require('./start.cjs')
} else {
  process.stderr.write(
    'aixgo needs Node.js 22.18 or newer; this is Node.js ' + process.versions.node + '.\n' +
      'Install a newer Node.js, or use the aixgo executable, which needs no Node.js at all.\n'
  )
  process.exitCode = 1
}
