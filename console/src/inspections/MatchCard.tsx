import { Button, Disclosure, DisclosurePanel, Heading } from 'react-aria-components'
import { useTranslation } from 'react-i18next'
import type { Answer, Candidate, Severity } from '../api/types'
import { Mark } from '../parts/Mark'
import { count, day, decimal } from '../parts/time'
import { EvidenceTable } from './EvidenceTable'

interface Props { answer: Pick<Answer, 'title' | 'listVersion'>; candidate: Candidate; severity: Severity }

/** One listed entry that this may be: what agreed, what did not, and what to do next. */
export function MatchCard({ answer, candidate, severity }: Props) {
  const { t, i18n } = useTranslation()
  const { listing } = candidate
  const lead = candidate.cleared !== null ? 'matchCleared' : severity === 'refer' ? 'possibleMatch' : 'weakMatch'
  const action = listing.action
  // "passport AB1234567 (FRA)": the class is the program's word, the rest the list's.
  const titleOf = (title: string) => candidate.kind === 'documents'
    ? title.replace(/^(passport|identity card|visa)(?= )/, word => t(`documentClass.${word === 'identity card' ? 'identityCard' : word}`)) : title
  return (
    <li className={`finding match ${severity}`} data-code={lead} data-entry={candidate.entryId}>
      <Mark shape={severity === 'refer' ? 'bang' : 'dash'} look={severity === 'refer' ? 'bad' : 'none'} />
      <div>
        <p className="strong">{t(`match.${lead}`)} <span className="of">{answer.title}</span></p>
        <p className="listed">
          {titleOf(listing.title)}
          {listing.status && <span className="tag">{t(`status.${listing.status}`, { defaultValue: listing.status })}</span>}
        </p>
        {candidate.cleared && <p>{candidate.cleared}</p>}
        <EvidenceTable evidence={candidate.evidence} />
        {severity === 'refer' && <p className="next"><strong>{t('match.next')}</strong> {action ? `${action}. ` : ''}{t(`procedure.short.${candidate.kind}`)}</p>}
        <Disclosure className="details">
          <Heading><Button slot="trigger" className="link">{t('match.details')}</Button></Heading>
          <DisclosurePanel>
            <dl className="facts wide">
              <Fact name={t('match.entry')} text={candidate.entryId} />
              <Fact name={t('match.listVersion')} text={answer.listVersion === null ? null : count(i18n.language, answer.listVersion)} />
              <Fact name={t('match.strength')} text={`${t(`strength.${candidate.strength}`)} (${decimal(i18n.language, candidate.score)})`} />
              <Fact name={t('fact.legalBasis')} text={listing.legalBasis} />
              <Fact name={t('fact.reference')} text={listing.reference} />
              <Fact name={t('fact.reportedOn')} text={listing.reportedOn && day(i18n.language, listing.reportedOn)} />
              {listing.facts.map((fact, i) => <Fact key={i} name={t(`fact.${fact.name}`, { defaultValue: fact.name })} text={/^\d{4}-\d\d-\d\d$/.test(fact.text) ? day(i18n.language, fact.text) : fact.text} />)}
            </dl>
            {severity === 'refer' && <Procedure kind={candidate.kind} />}
          </DisclosurePanel>
        </Disclosure>
      </div>
    </li>
  )
}

function Fact({ name, text }: { name: string; text: string | null }) {
  return text ? <div><dt>{name}</dt><dd>{text}</dd></div> : null
}

/** What a hit asks of the officer, after Doc 9303-2 §6.4. */
function Procedure({ kind }: { kind: string }) {
  const { t } = useTranslation()
  const steps = t(`procedure.steps.${kind}`, { returnObjects: true }) as string[]
  return (
    <>
      <h4>{t('procedure.title')}</h4>
      <ol className="procedure">{steps.map(step => <li key={step}>{step}</li>)}</ol>
    </>
  )
}
