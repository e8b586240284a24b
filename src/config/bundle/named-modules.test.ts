import { describe, expect, it } from 'vitest'
import { namedModules } from './named-modules.ts'

describe('namedModules', () => {
  it('finds the modules of tools and sources, each once, as written', () => {
    const text = `
agents:
  - name: reader
    role: producer
    source: { module: ./records.ts }
  - name: helper
    role: react
    tools:
      - module: ./tools.ts
      - name: declared_only
      - { module: ../shared/more-tools.js }
  - name: other
    role: react
    tools: [{ module: ./tools.ts }]
`
    expect(namedModules(text)).toEqual(['./records.ts', './tools.ts', '../shared/more-tools.js'])
  })

  it('finds none where the shape is another', () => {
    expect(namedModules('agents: []')).toEqual([])
    expect(namedModules('agents: { tools: [{ module: ./a.ts }] }')).toEqual([])
    expect(namedModules('agents: [{ tools: { module: ./a.ts } }, text]')).toEqual([])
    expect(namedModules('module: ./a.ts')).toEqual([])
  })
})
