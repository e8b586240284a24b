import { describe, expect, it } from 'vitest'
import * as z from 'zod'
import { defineTool } from './define-tool.ts'

const options = { name: 'pay', description: 'pays', input: z.object({}), execute: () => 1 }

describe('defineTool', () => {
  it('takes a tool as "once" unless it says otherwise', () => {
    expect(defineTool(options).effect).toBe('once')
    expect(defineTool({ ...options, effect: 'none' }).effect).toBe('none')
  })

  it.each([{ effect: 'ONCE' }, { effect: 'twice' }, { effect: null }, { effect: ['once'] }, { execute: 5 }])(
    'refuses %j, which could make an effect happen twice or not at all',
    (junk) => {
      const { execute: _, ...rest } = options
      expect(() => defineTool({ ...rest, execute: () => 1, ...junk } as never)).toThrow(
        expect.objectContaining({ code: 'TOOL_OPTIONS_INVALID' }),
      )
    },
  )

  it.each([
    [{ timeoutMs: -1 }, 'Tool "pay": timeoutMs must be a number of milliseconds of at least 0, not -1.'],
    [{ timeoutMs: Number.NaN }, 'timeoutMs must be a number of milliseconds of at least 0, not NaN.'],
    [{ timeoutMs: '5s' }, 'timeoutMs must be a number of milliseconds of at least 0, not "5s".'],
    [
      { maxResultChars: Infinity },
      'maxResultChars must be a whole number of at least 1, or false for no limit, not Inf',
    ],
    [{ maxResultChars: '10' }, 'or false for no limit, not "10".'],
    [{ description: 5 }, 'description must be a text, not 5.'],
    [{ reconcile: true }, 'reconcile must be a function, not true.'],
  ])('refuses %j', (junk, message) => {
    const define = () => defineTool({ ...options, ...junk } as never)
    expect(define).toThrow(expect.objectContaining({ code: 'TOOL_OPTIONS_INVALID' }))
    expect(define).toThrow(message)
  })

  it.each(['', 'two words', 'x'.repeat(65)])('refuses the name "%s"', (name) => {
    expect(() => defineTool({ ...options, name })).toThrow(expect.objectContaining({ code: 'TOOL_NAME_INVALID' }))
  })
})
