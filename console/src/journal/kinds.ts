import type { JournalKind } from '../api/types'

/** Kinds of journal entries that can be asked for by name. */
export const kinds = [
  'inspection', 'decision', 'matchCleared', 'clearingWithdrawn', 'queryAnswered', 'import', 'importRefused', 'entriesExpired',
  'signIn', 'signInFailed', 'signOut',
  'officerAdded', 'officerChanged', 'keyCreated', 'keyRevoked', 'trustImported', 'journalVerified',
  'listReceived', 'eventsReceived', 'eventsRefused', 'answersDiffered', 'postInvited', 'postEnrolled', 'postRevoked', 'rosterReceived', 'partitionRetired',
] as const satisfies readonly JournalKind[]
