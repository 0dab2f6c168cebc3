import type { components } from './schema'

/** What goes over the line, generated from docs/openapi.json (`npm run types`); here it only gets the names that the screens use. */
type Schemas = components['schemas']

export type Purpose = Schemas['Purpose']
export type Direction = Schemas['Direction']
export type Role = Schemas['Role']
export type CheckResult = Schemas['CheckResult']
export type Advice = Schemas['Advice']
export type Severity = Schemas['Severity']
export type DecisionKind = Schemas['DecisionKind']
export type ListKind = Schemas['ListKind']
export type Agreement = Schemas['Agreement']

export type Session = Schemas['Session']
export type TravelDocument = Schemas['Document']
export type Doubt = Schemas['DoubtfulPlace']
export type Vehicle = Schemas['VehicleQuery']
export type Check = Schemas['Check']
export type Evidence = Schemas['Evidence']
export type Candidate = Schemas['Candidate']
export type Answer = Schemas['Answer']
export type Finding = Schemas['Finding']
export type ChipReport = Schemas['ChipReport']
export type Inspection = Schemas['Inspection']
export type InspectionRequest = Schemas['StartInspectionRequest']
export type TypedDocument = Schemas['TypedDocument']
export type TypedHolder = Schemas['TypedHolder']
export type InspectionPage = Schemas['ListInspectionsResponse']
export type Source = Schemas['ListSourcesResponse']
export type ListState = Schemas['ShowListsResponse']
export type ListVersion = Schemas['ShowVersionsResponse']
/** The server writes every number of it. */
export type ImportReport = Required<Schemas['ImportReport']>
export type TrustShown = Schemas['ShowTrustResponse']
export type TrustedState = TrustShown['states'][number]
export type TrustImported = Schemas['ImportTrustResponse']
export type Officer = Schemas['Officer']
export type ApiKey = Schemas['Key']
export type JournalKind = Schemas['JournalKind']
export type JournalPage = Schemas['ReadJournalResponse']
export type JournalProof = Schemas['VerifyJournalResponse']
export type Line = Schemas['ShowLineResponse']
export type Post = Schemas['Post']
export type Examination = Schemas['ShowDoctorResponse']
export type Diagnosis = Schemas['Diagnosis']
export type Health = Schemas['Health']
export type Differing = Examination['differing'][number]
export type ProblemBody = Schemas['Problem']

type Told = Schemas['Event']['event']
type DocumentTold = Extract<Schemas['Event'], { event?: 'document' }>
type DifferenceTold = Extract<Schemas['Event'], { event?: 'difference' }>
/** What the hub said otherwise, after the verdict. */
export type Beside = Pick<DifferenceTold, 'id' | 'refers'> & { differences: (Omit<DifferenceTold['differences'][number], 'candidate'> & { candidate: Candidate })[] }
export type AskedSource = DocumentTold['sources'][number]

/** One line of an inspection as it happens. */
export type InspectionEvent = { event: Told } & (
  | { event: 'document'; id: string; startedAt: string; document: TravelDocument | null; vehicle: Vehicle | null; checks: Check[]; sources: AskedSource[]; chipFollows: boolean }
  | { event: 'chip'; chip: ChipReport; checks: Check[] }
  | { event: 'answer'; answer: Answer }
  | { event: 'verdict'; inspection: Inspection }
  | ({ event: 'difference' } & Beside)
  | { event: 'failed'; problem: ProblemBody })
