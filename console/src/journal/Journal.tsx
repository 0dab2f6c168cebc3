import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { get, post } from '../api/client'
import type { JournalPage, JournalProof } from '../api/types'
import { Choice } from '../parts/Choice'
import { Entry } from '../parts/Entry'
import { Key } from '../parts/Key'
import { Mark } from '../parts/Mark'
import { Empty, Screen, Waiting } from '../parts/Screen'
import { Trouble } from '../parts/Trouble'
import { count, moment } from '../parts/time'
import { useLoaded } from '../parts/useLoaded'
import { kinds } from './kinds'

const pageSize = 100

/** Who did what and when, and the proof that nobody altered it. */
export function Journal() {
  const { t, i18n } = useTranslation()
  const [from, setFrom] = useState<number[]>([])
  const [kind, setKind] = useState<'all' | (typeof kinds)[number]>('all')
  const [who, setWho] = useState('')
  const [proof, setProof] = useState<JournalProof | null>(null)
  const [refused, setRefused] = useState<Error | null>(null)
  const at = from.at(-1)
  const query = `/api/journal?take=${pageSize}${at ? `&from=${at}` : ''}${kind === 'all' ? '' : `&kind=${kind}`}${who ? `&who=${encodeURIComponent(who)}` : ''}`
  const { value, problem, reload } = useLoaded(signal => get<JournalPage>(query, signal), query)
  const verify = () => { post<JournalProof>('/api/journal/verify').then(told => { setProof(told); setRefused(null) }, (error: Error) => setRefused(error)) }
  return (
    <Screen title={t('page.journal')} lead={t('journal.lead')} tools={<Key look="main" onPress={verify}>{t('journal.verify')}</Key>}>
      <div className="slot" role="status">
        {proof && (
          <p className={`strong ${proof.ok ? 'good' : 'bad'}`}>
            <Mark shape={proof.ok ? 'tick' : 'cross'} /> {proof.ok ? t('journal.whole', { n: count(i18n.language, proof.entries) }) : t('journal.broken', { n: count(i18n.language, proof.brokenAt ?? 0) })} {proof.reason}
          </p>
        )}
      </div>
      {(problem || refused) && <Trouble problem={(refused ?? problem)!} again={reload} />}
      <div className="row filters">
        <Choice label={t('journal.kind')} value={kind} of={['all', ...kinds] as const} name={one => t(`journalKind.${one}`)} onChange={one => { setKind(one); setFrom([]) }} />
        <Entry label={t('journal.who')} value={who} onChange={text => { setWho(text); setFrom([]) }} autoComplete="off" />
      </div>
      {!value && !problem && <Waiting word={t('word.loading')} />}
      {value?.items.length === 0 && <Empty title={t('journal.none')}>{t('journal.noneLead')}</Empty>}
      {value && value.items.length > 0 && (
        <div className="table-box">
          <table className="rows">
            <thead><tr><th className="n">{t('journal.number')}</th><th>{t('inspections.time')}</th><th>{t('journal.kind')}</th><th>{t('journal.who')}</th><th>{t('journal.subject')}</th><th>{t('journal.details')}</th></tr></thead>
            <tbody>
              {value.items.map(entry => (
                <tr key={entry.number}>
                  <th scope="row" className="n">{count(i18n.language, entry.number)}</th>
                  <td>{moment(i18n.language, entry.at)}</td>
                  <td>{t(`journalKind.${entry.kind}`, { defaultValue: entry.kind })}</td>
                  <td>{entry.who}</td>
                  <td className="mono small">{entry.subject ?? '-'}</td>
                  <td className="mono small wrap">{detailsOf(entry.details)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      <div className="row">
        <Key isDisabled={from.length === 0} onPress={() => setFrom(from.slice(0, -1))}>{t('word.newer')}</Key>
        <Key isDisabled={!value?.next} onPress={() => { if (value?.next) setFrom([...from, value.next]) }}>{t('word.older')}</Key>
      </div>
    </Screen>
  )
}

function detailsOf(details: unknown): string {
  if (details === null || typeof details !== 'object') return String(details ?? '')
  return Object.entries(details).filter(([, value]) => value !== null).map(([name, value]) => `${name}: ${typeof value === 'object' ? JSON.stringify(value) : String(value)}`).join(', ')
}
