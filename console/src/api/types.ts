/** What goes over the line, in the words of docs/openapi.json. */
export type Purpose = 'border-check' | 'second-line' | 'police-check' | 'visa-check' | 'test' | 'training'
export type Direction = 'entry' | 'exit' | 'none'
export type Role = 'firstLine' | 'secondLine' | 'listOwner' | 'administrator' | 'auditor'
export type CheckResult = 'successful' | 'failed' | 'undetermined' | 'notPerformed' | 'notSupported'
export type Advice = 'clear' | 'incomplete' | 'refer'
export type Severity = 'note' | 'gap' | 'refer'
export type DecisionKind = 'admit' | 'refer' | 'refuse'
export type ListKind = 'documents' | 'persons' | 'vehicles'
export type Strength = 'weak' | 'possible' | 'strong'
export type Agreement =
  | 'equal' | 'equalAsRead' | 'otherSpelling' | 'shortForm' | 'prefix' | 'misspelt' | 'joined' | 'swapped' | 'partial' | 'omitted' | 'contradicted'
export type Silence = 'late' | 'unreachable' | 'notAllowed' | 'garbled' | 'stale' | 'loading' | 'broken'

export interface Session {
  name: string
  displayName: string
  roles: Role[]
  mustChangePassword: boolean
  post: string
  demo: boolean
  version: string
  expiresAt: string | null
}

export interface Doubt { line: number; column: number; length: number; field: string }

export interface TravelDocument {
  format: string | null
  documentCode: string
  documentClass: string
  issuingState: string | null
  issuingStateName: string | null
  documentNumber: string
  primaryIdentifier: string
  secondaryIdentifier: string
  nameTruncated: boolean
  nationality: string | null
  nationalityName: string | null
  dateOfBirth: string | null
  sex: string
  dateOfExpiry: string | null
  optionalData: string[]
  mrzLines: string[]
  doubtful: Doubt[]
}

export interface Vehicle { plate: string | null; plateState: string | null; vin: string | null; engineNumber: string | null }
export interface Check { name: string; result: CheckResult }
export interface Fact { name: string; text: string }
export interface Listing {
  title: string
  status: string | null
  action: string | null
  legalBasis: string | null
  reference: string | null
  reportedOn: string | null
  facts: Fact[]
}
export interface Evidence { field: string; agreement: Agreement; asked: string; listed: string; weight: number; words: string }
export interface Candidate {
  entryId: string
  kind: ListKind
  score: number
  strength: Strength
  cleared: string | null
  listing: Listing
  evidence: Evidence[]
}
export interface Answer {
  source: string
  title: string
  kind: string
  reply: 'hit' | 'noHit' | 'unavailable'
  reason: Silence | null
  candidates: Candidate[]
  cut: number
  listVersion: number | null
  asOf: string | null
  stale: boolean
  tookMs: number
}
export interface Finding {
  severity: Severity
  code: string
  words: string
  source: string | null
  entryId: string | null
  check: string | null
}
export interface Decision { decision: DecisionKind; by: string; at: string; reason: string | null }
export interface Inspection {
  id: string
  startedAt: string
  purpose: Purpose
  direction: Direction
  officer: string
  post: string
  document: TravelDocument | null
  vehicle: Vehicle | null
  checks: Check[]
  answers: Answer[]
  verdict: { advice: Advice; findings: Finding[] }
  decision: Decision | null
}

export interface AskedSource { source: string; title: string; kind: string }
export interface Source extends AskedSource {
  state: 'ready' | 'loading' | 'silent'
  listVersion: number | null
  asOf: string | null
  ageSeconds: number | null
  stale: boolean
  entries: number | null
  deadlineMs: number
  staleAfterSeconds: number | null
}

export interface TypedDocument {
  documentCode: string
  issuingState: string
  documentNumber: string
  dateOfExpiry: string | null
}
export interface TypedHolder {
  primaryIdentifier: string
  secondaryIdentifier: string
  dateOfBirth: string | null
  sex: string
  nationality: string
}
export interface InspectionRequest {
  purpose: Purpose
  direction: Direction
  mrz?: string
  document?: TypedDocument
  holder?: TypedHolder
  vehicle?: { plate?: string; plateState?: string; vin?: string }
}

/** One line of an inspection as it happens. */
export type InspectionEvent =
  | { event: 'document'; id: string; startedAt: string; document: TravelDocument | null; vehicle: Vehicle | null; checks: Check[]; sources: AskedSource[] }
  | { event: 'answer'; answer: Answer }
  | { event: 'verdict'; inspection: Inspection }
  | { event: 'failed'; problem: ProblemBody }

/** application/problem+json. */
export interface ProblemBody { type: string; title: string; status: number; code: string; detail?: string; field?: string; retryAfter?: number }

export interface InspectionLine {
  id: string
  startedAt: string
  advice: Advice
  documentNumber: string | null
  name?: string | null
  decision: DecisionKind | null
  officer: string
}
export interface InspectionPage { items: InspectionLine[]; next: string | null }

export interface ListState {
  id: string
  title: string
  kind: ListKind
  owner: string | null
  version: number
  entries: number
  importedAt: string
  format: string | null
}
export interface ListVersion { version: number; importedAt: string; importedBy: string; format: string; entries: number; added: number; changed: number; removed: number }
export interface Rejected { file: string; line: number; code: string; words: string }
export interface ImportReport {
  listId: string
  kind: ListKind
  version: number
  entries: number
  added: number
  changed: number
  removed: number
  unchanged: number
  rejected: Rejected[]
  rejectedCount: number
  unknownColumns: string[]
  refused: string | null
  refusedWords: string | null
  tookMs: number
}

export interface Officer { name: string; displayName: string; roles: Role[]; disabled: boolean; mustChangePassword: boolean; createdAt: string; password: string | null }
export interface ApiKey { id: string; name: string; roles: Role[]; createdAt: string; lastUsedAt: string | null; expiresAt: string | null; revokedAt: string | null; key: string | null }
export interface JournalEntry { n: number; kind: string; who: string; at: string; subject: string; details: unknown; hash: string }
export interface JournalPage { items: JournalEntry[]; next: number | null; count: number }
export interface JournalProof { whole: boolean; entries: number; brokenAt: number | null; code: string | null; words: string }
