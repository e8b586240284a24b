// What happens, as data. Knows nothing of who listens.
export type {
  AttemptCause,
  AttemptStatus,
  CancelReason,
  DeadLetterReason,
  Event,
  EventListener,
  RunEvent,
  RuntimeEvent,
  StepKind,
  WaitingFor,
} from './event.ts'
