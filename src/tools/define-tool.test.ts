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

  it.each(['', 'two words', 'x'.repeat(65)])('refuses the name "%s"', (name) => {
    expect(() => defineTool({ ...options, name })).toThrow(expect.objectContaining({ code: 'TOOL_NAME_INVALID' }))
  })
})
