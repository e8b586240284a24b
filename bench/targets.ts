import type { Metric } from './measure.ts'

type Promised = Pick<Metric, 'target' | 'recorded'>

/**
 * The promised figures, and the figures of the peers they were set against: one machine, one run, November 2026, Node 24.
 * The bench tells how the measured ones compare; no test fails because of them.
 */
export const targets = {
  runWithOneCall: {
    target: { figure: 20 },
    recorded: { 'ai-sdk': 57, 'openai-agents': 173, langchain: 960, mastra: 2620 },
  },
  runWithTool: {
    target: { figure: 50 },
    recorded: { 'ai-sdk': 160, 'openai-agents': 470, langchain: 1880, mastra: 3960 },
  },
  waitingRunHeap: {
    target: { figure: 6 },
    recorded: { 'ai-sdk': 17, 'openai-agents': 24, langchain: 44, mastra: 112 },
  },
  packageAnswer: {
    target: { figure: 60 },
    recorded: { empty: 26, 'ai-sdk': 157, 'openai-agents': 382, langchain: 469, mastra: 680 },
  },
  packageMemory: {
    target: { figure: 55 },
    recorded: { empty: 41, 'ai-sdk': 81, 'openai-agents': 109, langchain: 185, mastra: 188 },
  },
  executableMessage: { target: { figure: 25, aboveEmpty: true } },
  executableMemory: { target: { figure: 45 } },
  handOffRate: { target: { figure: 1_000_000 } },
  pipelineRate: { target: { figure: 100_000 } },
  pipelineLatency: { target: { figure: 5 } },
  typeCheck: { target: { figure: 2000 } },
} as const satisfies Record<string, Promised>
