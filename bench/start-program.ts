import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import type { Series } from './measure.ts'
import { commandLine, measuredEnvironment, type Program } from './run-program.ts'

/** A program that answers on its standard output. */
export interface AnsweringProgram extends Program {
  /** What it must print; a program that prints something else is broken. */
  readonly answer: string
  /** Added to its environment. */
  readonly environment?: Record<string, string>
}

const giveUpAfterMs = 30_000
const settleMs = 300

/** Milliseconds from starting a program that ends by itself to its answer (`answer`) and to its end (`whole`). */
export async function timeStart(program: AnsweringProgram): Promise<Series> {
  const started = start(program)
  const answer = await started.answered
  const exit = await started.ended
  const whole = performance.now() - started.at
  if (exit !== '0') throw new Error(`${commandLine(program)} ended with ${exit} after its answer.`)
  return { answer: [answer], whole: [whole] }
}

/**
 * Megabytes of a program that stays on after its answer: the most it ever held (`peak`) and what it holds at rest (`idle`).
 * Nothing where the system does not tell; Linux does.
 */
export async function weighStart(program: AnsweringProgram): Promise<Series> {
  if (process.platform !== 'linux') return {}
  const started = start(program)
  try {
    await started.answered
    await setTimeout(settleMs)
    return residentMemory(started.child)
  } finally {
    started.child.kill('SIGKILL')
    await started.ended
  }
}

interface Started {
  readonly at: number
  readonly child: ChildProcess
  /** Milliseconds to the answer. */
  readonly answered: Promise<number>
  readonly ended: Promise<string>
}

function start(program: AnsweringProgram): Started {
  const at = performance.now()
  const child = spawn(program.command, program.arguments, {
    env: measuredEnvironment(program.environment),
    stdio: ['ignore', 'pipe', 'pipe'],
    timeout: giveUpAfterMs,
    killSignal: 'SIGKILL',
  })
  const ended = new Promise<string>((resolve) => child.once('close', (code, signal) => resolve(String(signal ?? code))))
  return { at, child, answered: firstAnswer(program, child, at), ended }
}

function firstAnswer(program: AnsweringProgram, child: ChildProcess, at: number): Promise<number> {
  return new Promise((resolve, reject) => {
    let output = ''
    let complaints = ''
    child.once('error', reject)
    child.stderr?.on('data', (chunk) => (complaints += String(chunk)))
    child.stdout?.on('data', (chunk) => {
      output += String(chunk)
      if (output.includes(program.answer)) resolve(performance.now() - at)
    })
    child.once('close', (code, signal) => {
      const said = `${output}${complaints}`.trim().slice(-1000)
      reject(
        new Error(
          `${commandLine(program)} ended with ${signal ?? code} without its answer "${program.answer}": ${said}`,
        ),
      )
    })
  })
}

function residentMemory({ pid }: ChildProcess): Series {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8')
  const megabytes = (field: string) => (Number(new RegExp(`${field}:\\s+(\\d+)`).exec(status)?.[1]) * 1024) / 1e6
  return { peak: [megabytes('VmHWM')], idle: [megabytes('VmRSS')] }
}
