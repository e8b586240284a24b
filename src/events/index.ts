// What happens, as data. Knows nothing of who listens.
export type { DeadLetterReason, Event, EventListener, RunEvent, RuntimeEvent, StepKind } from './event.ts'
