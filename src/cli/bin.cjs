#!/usr/bin/env node
'use strict'

// Written so that every version of Node.js can parse it: an old one must say what is needed, not fail on syntax.
var version = process.versions.node
var parts = version.split('.')
var major = Number(parts[0])
var minor = Number(parts[1])

if (major > 22 || (major === 22 && minor >= 18)) {
  require('./start.cjs')
} else {
  var needed = 'aixgo needs Node.js 22.18 or newer; this is Node.js ' + version + '.\n'
  var advice = 'Install a newer Node.js, or use the aixgo executable, which needs no Node.js at all.\n'
  process.stderr.write(needed + advice)
  process.exitCode = 1
}
