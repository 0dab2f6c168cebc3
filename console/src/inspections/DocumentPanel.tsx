import { useTranslation } from 'react-i18next'
import type { Check, ChipReport, Doubt, TravelDocument, Vehicle } from '../api/types'
import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components'
import { Mark, resultShape } from '../parts/Mark'
import { day } from '../parts/time'
import { ChipFace, ChipLine } from './chip/Chip'
import { adviceSoFar, type Course } from './course'
import { pieces } from './pieces'

interface Props { document: TravelDocument; checks: Check[]; vehicle: Vehicle | null; chip: ChipReport | null; chipReading?: boolean }

/** The document as read: what it says, and what about it is not certain. */
export function DocumentPanel({ document, checks, vehicle, chip, chipReading = false }: Props) {
  const { t, i18n } = useTranslation()
  const expired = checks.some(check => check.name === 'expiry' && check.result === 'failed')
  const doubts = new Set(document.doubtful.map(doubt => fieldOf(doubt.field)))
  const kind = [document.documentCode, t(`documentClass.${document.documentClass}`, { defaultValue: '' })].filter(Boolean).join(' ')
  const russian = i18n.language === 'ru'
  const issuer = (russian ? document.issuingStateNameRussian : null) ?? document.issuingStateName
  const nation = (russian ? document.nationalityNameRussian : null) ?? document.nationalityName
  const date = (value: string | null) => (value ? day(i18n.language, value) : t('word.unknown'))
  return (
    <div className="document">
      <p className="document-head">
        <span>{kind}</span>
        <span title={issuer ?? undefined}>{document.issuingState || '-'}{issuer ? ` ${issuer}` : ''}</span>
      </p>
      <div className="identity"><div>
      <p className={`number mono ${doubts.has('documentNumber') ? 'unsure' : ''}`}>{document.documentNumber || t('word.unknown')}</p>
      <p className={`name ${doubts.has('name') ? 'unsure' : ''}`}>
        <span className="primary">{document.primaryIdentifier || t('word.unknown')}</span>
        <span>{document.secondaryIdentifier}{document.nameTruncated && <em title={t('document.truncatedLong')}> … {t('document.truncated')}</em>}</span>
      </p>
      <ChipLine chip={chip} reading={chipReading} />
      </div><ChipFace chip={chip} /></div>
      <dl className="facts">
        <Fact name={t('field.dateOfBirth')} unsure={doubts.has('dateOfBirth')}>{date(document.dateOfBirth)}</Fact>
        <Fact name={t('field.sex')} unsure={doubts.has('sex')}>{t(`sex.${document.sex}`, { defaultValue: document.sex })}</Fact>
        <Fact name={t('field.nationality')} unsure={doubts.has('nationality')}><span title={nation ?? undefined}>{document.nationality || '-'}</span></Fact>
        <Fact wide name={t('field.dateOfExpiry')} unsure={doubts.has('dateOfExpiry')} bad={expired}>{date(document.dateOfExpiry)}{expired ? ` - ${t('document.expired')}` : ''}</Fact>
        {document.optionalData.some(text => text.length > 0) && <Fact wide name={t('field.optionalData')} unsure={doubts.has('optionalData')}><span className="mono">{document.optionalData.filter(Boolean).join('  ')}</span></Fact>}
        {vehicle && <VehicleFacts vehicle={vehicle} />}
      </dl>
      {document.mrzLines.length > 0 && <MrzLines lines={document.mrzLines} doubts={document.doubtful} />}
      <Checks checks={checks} />
    </div>
  )
}

function Fact({ name, unsure, bad, wide, children }: { name: string; unsure?: boolean; bad?: boolean; wide?: boolean; children: React.ReactNode }) {
  const { t } = useTranslation()
  return (
    <div className={`${bad ? 'bad' : unsure ? 'unsure' : ''} ${wide ? 'span' : ''}`}>
      <dt>{name}</dt>
      <dd>{children}{unsure && <span className="doubt"> <Mark shape="question" /><span className="hidden">{t('document.doubtful')}</span></span>}</dd>
    </div>
  )
}

function VehicleFacts({ vehicle }: { vehicle: Vehicle }) {
  const { t } = useTranslation()
  return (
    <>
      {vehicle.plate && <Fact name={t('field.plate')}><span className="mono">{vehicle.plate} {vehicle.plateState ?? ''}</span></Fact>}
      {vehicle.vin && <Fact name={t('field.vin')}><span className="mono">{vehicle.vin}</span></Fact>}
      {vehicle.engineNumber && <Fact name={t('field.engineNumber')}><span className="mono">{vehicle.engineNumber}</span></Fact>}
    </>
  )
}

/** The zone's own lines; characters that a check digit or the alphabet puts in doubt are marked. */
function MrzLines({ lines, doubts }: { lines: string[]; doubts: Doubt[] }) {
  const { t } = useTranslation()
  return (
    <div className="mrz" role="group" aria-label={t('document.mrz')}>
      {lines.map((line, i) => <code key={i}>{pieces(line, doubts.filter(doubt => doubt.line === i + 1)).map((piece, j) =>
        piece.doubtful ? <mark key={j} title={t('document.doubtful')}>{piece.text}</mark> : <span key={j}>{piece.text}</span>)}</code>)}
      {doubts.length > 0 && <p className="doubt"><Mark shape="question" /> {t('document.compare')}</p>}
    </div>
  )
}

/** What is not as it should be, in full; the rest in one line, and whole on request. */
function Checks({ checks }: { checks: Check[] }) {
  const { t } = useTranslation()
  const wrong = checks.filter(check => check.result === 'failed' || check.result === 'undetermined')
  const passed = checks.filter(check => check.result === 'successful').length
  if (checks.length === 0) return null
  return (
    <div className="checks">
      {wrong.length > 0 && <CheckList checks={wrong} />}
      <Disclosure className="details">
        <Heading level={2}>
          <Button slot="trigger" className="link"><Mark shape="tick" look="good" /> {t('document.passed', { count: passed })}{checks.length > passed + wrong.length && `, ${t('document.notPerformed', { count: checks.length - passed - wrong.length })}`}</Button>
        </Heading>
        <DisclosurePanel><CheckList checks={checks} /></DisclosurePanel>
      </Disclosure>
    </div>
  )
}

function CheckList({ checks }: { checks: Check[] }) {
  const { t } = useTranslation()
  return (
    <ul>
      {checks.map(check => (
        <li key={check.name} className={check.result}>
          <Mark shape={resultShape[check.result]} look={check.result} />
          {t(`check.${check.name}`, { defaultValue: check.name })}: {t(`result.${check.result}`)}
        </li>
      ))}
    </ul>
  )
}

// A doubt about a check digit, or about a part of a field, is one about the field.
const fieldOf = (place: string) => ({ documentNumberRest: 'documentNumber', secondOptionalData: 'optionalData' })[place] ?? place.replace(/CheckDigit$/, '')

/** Where the document will stand: asks for one, or says that what was scanned holds none. */
export function NoDocument({ course }: { course: Course | null }) {
  const { t } = useTranslation()
  if (course?.vehicle) return <div className="document"><dl className="facts"><VehicleFacts vehicle={course.vehicle} /></dl></div>
  if (course?.id) return <div className="document"><p className="strong">{t('document.unread')}</p><p className="quiet">{t('document.unreadLead')}</p><Checks checks={course.checks} /></div>
  const waiting = course !== null && adviceSoFar(course) === 'waiting'
  return (
    <div className="document idle">
      <svg viewBox="0 0 96 64" aria-hidden="true" focusable="false"><rect x="2" y="2" width="92" height="60" rx="6" /><rect x="10" y="10" width="22" height="28" rx="2" /><path d="M40 14h40M40 22h30M40 30h34M10 46h76M10 53h76" /></svg>
      <p className="strong">{t(waiting ? 'inspect.reading' : 'inspect.scan')}</p>
      {!course && <p className="quiet">{t('inspect.scanLead')}</p>}
    </div>
  )
}
